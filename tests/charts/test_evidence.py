import pandas as pd

from siting import charts
from siting.model import Measurement, Study


def test_every_cell_shows_figure_and_kind(study):
    ax = charts.evidence(study)
    assert [patch.get_label() for patch in ax.patches][:3] == [
        "belvidere: market: computed",
        "belvidere: credit: computed",
        "belvidere: capacity: judged",
    ]
    assert [text.get_text() for text in ax.texts][:3] == ["9", "3,000", "0.35"]
    assert len(ax.patches) == 9


def test_kinds_differ_in_colour(study):
    colours = {patch.get_label().rpartition(" ")[2]: patch.get_facecolor() for patch in charts.evidence(study).patches}
    assert len(set(colours.values())) == len(colours) == 2


def test_a_missing_cell_says_so(make_study):
    ax = charts.evidence(make_study(2, 2, missing=[(0, 1)]))
    assert ax.texts[1].get_text() == "missing"
    assert ax.patches[1].get_label().endswith("missing")


def test_a_flagged_value_is_marked_and_the_mark_explained(study):
    flagged = Measurement(value=4.0, kind="estimated", flags=("unsourced estimate",))
    ax = charts.evidence(study.with_measured({("cassino", "market"): flagged}))
    assert "4 !" in [text.get_text() for text in ax.texts]
    assert "! marks a value with a warning." in ax.figure.texts[1].get_text()


def test_the_mark_is_not_explained_where_nothing_is_flagged(study):
    assert "warning" not in charts.evidence(study).figure.texts[1].get_text()


def test_units_are_in_the_heads(study):
    heads = [" ".join(label.get_text().split()) for label in charts.evidence(study).get_xticklabels()]
    assert heads == ["Market proximity (days)", "EV tax credit (USD/car)", "Existing capacity"]


def test_heads_of_many_criteria_shrink_before_they_are_cut():
    names = [f"Criterion {number} of great experience" for number in range(10)]
    study = Study.from_frame(pd.DataFrame([range(10)], index=["A"], columns=names, dtype=float))
    labels = charts.evidence(study).get_xticklabels()
    assert [" ".join(label.get_text().split()) for label in labels] == names
    few = charts.evidence(Study.from_frame(pd.DataFrame({"cost": [1.0]}, index=["A"]))).get_xticklabels()
    assert labels[0].get_fontsize() < few[0].get_fontsize()
