"""The change map: one box per changed figure, coloured by what it is worth, ranks at the right."""

import copy

import pandas as pd
import pytest
from matplotlib.colors import to_rgb

import siting
from siting import charts
from siting.charts.change import WORSE_BETTER
from siting.evaluation import change
from siting.model import Study

BEFORE = pd.DataFrame({"market": [9.0, 4.0, 3.0], "skill": [2.0, 8.0, 5.0]}, index=["A", "B", "C"])


def evaluated(table, **changes):
    study = Study.from_frame(table, weights={"market": 3, "skill": 1}, ranges={"market": (0, 10), "skill": (0, 10)})
    document = {**study.model_dump(), "requirements": {"enough": {"criterion": "market", "at_least": 2.0}}, **changes}
    return siting.evaluate(Study.build(document, given=study.given))


@pytest.fixture
def found():
    after = BEFORE.copy()
    after.loc["A", "market"] = 1.0
    after.loc["B", "skill"] = 9.0
    after.loc["C", "market"] = 8.0
    return change(evaluated(BEFORE, as_of="2023-04-30"), evaluated(after, as_of="2026-11-22"))


def boxes(ax):
    return {patch.get_gid(): patch for patch in ax.patches if patch.get_gid()}


def test_only_changed_figures_have_a_box_in_the_colour_of_what_they_gain(found):
    ax = charts.change(found)
    drawn = boxes(ax)
    assert set(drawn) == {"A: market", "B: skill", "C: market"}
    for name, gain in (("A: market", -0.8), ("B: skill", 0.1), ("C: market", 0.5)):
        assert drawn[name].get_facecolor()[:3] == pytest.approx(WORSE_BETTER(0.5 + 0.5 * gain)[:3])


def test_the_ends_of_the_scale_are_a_full_loss_and_a_full_gain():
    for share, colour in ((0.0, "#D55E00"), (0.5, "#FFFFFF"), (1.0, "#0072B2")):
        assert WORSE_BETTER(share)[:3] == pytest.approx(to_rgb(colour), abs=0.005)


def test_rows_are_in_the_order_of_the_ranks_after_and_those_that_are_out_come_last(found):
    ax = charts.change(found)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["C", "B", "A"]
    texts = [text.get_text() for text in ax.texts]
    assert {"3 → 1", "2 → 2", "1 → out"} <= set(texts)
    assert {"9 →\n1", "8 →\n9", "3 →\n8"} <= set(texts)
    assert texts.count("·") == 3


def test_the_title_says_who_leads_and_what_did_it(found):
    title, note = (" ".join(text.get_text().split()) for text in charts.change(found).figure.texts)
    # of the sites ranked on both sides C gains 0.75 x 0.5
    assert title == ("C leads instead of A: 3 figures of 3 sites changed. Most comes from market: C gains 0.375 by it.")
    assert note.startswith("Before: as known on 2023-04-30; after: on 2026-11-22.")


def test_two_futures_of_one_day_have_no_days_to_tell():
    found = change(evaluated(BEFORE, as_of="2023-04-30"), evaluated(BEFORE + 1, as_of="2023-04-30"))
    assert "Before" not in charts.change(found).figure.texts[1].get_text()


def test_what_becomes_known_has_a_white_box():
    before = BEFORE.copy()
    before.loc["B", "skill"] = float("nan")
    found = change(evaluated(before), evaluated(BEFORE))
    ax = charts.change(found)
    assert boxes(ax)["B: skill"].get_facecolor()[:3] == pytest.approx((1, 1, 1), abs=0.005)
    assert "missing →\n8" in [text.get_text() for text in ax.texts]


def test_nothing_changed():
    found = change(evaluated(BEFORE), evaluated(BEFORE))
    ax = charts.change(found)
    assert boxes(ax) == {}
    assert ax.figure.texts[0].get_text() == "A still leads: no figure changed."


@pytest.mark.parametrize("sheet", [charts.slide, charts.document])
def test_nothing_is_clipped_or_overlaps(found, sheet, layout, tidy):
    assert layout(charts.change(found, sheet())) == tidy


def test_ten_sites_on_ten_criteria_fit(make_study, layout, tidy):
    before, after = (make_study(10, 10, seed=seed) for seed in (1, 2))
    titles = {
        name: {"title": title}
        for name, title in zip(before.criteria, ("Premium experience", "Demand without a tariff wall") * 5, strict=True)
    }
    sides = []
    for study in (before, after):
        document = copy.deepcopy(study.model_dump())
        for name, entry in titles.items():
            document["criteria"][name] |= entry
        sides.append(siting.evaluate(Study.build(document, given=study.given)))
    ax = charts.change(change(*sides))
    assert layout(ax) == tidy
    assert "Premium\nexperience" in [label.get_text() for label in ax.get_xticklabels()]


def test_words_and_bytes(found):
    assert charts.alt_text(charts.change(found)).endswith("Ranks: C 3 → 1, B 2 → 2, A 1 → out.")
    assert charts.to_svg(charts.change(found)) == charts.to_svg(charts.change(found))
