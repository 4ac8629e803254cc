from itertools import pairwise

import numpy as np
import pytest

import siting
from siting import charts
from siting.charts.style import criterion_looks, site_look


def bars(ax):
    return {patch.get_label(): patch for patch in ax.patches if patch.get_label()}


def test_bar_lengths_equal_the_frame(ev):
    drawn = bars(charts.contributions(ev))
    for site, row in ev.contributions.iterrows():
        for criterion, length in row.items():
            assert drawn[f"{site}: {criterion}"].get_width() == pytest.approx(length, abs=1e-12)


def test_bars_stack_without_gaps_up_to_the_overall_value(ev):
    drawn = bars(charts.contributions(ev))
    for site in ev.overall.index:
        row = [drawn[f"{site}: {criterion}"] for criterion in ev.contributions]
        assert row[0].get_x() == 0
        for before, after in pairwise(row):
            assert after.get_x() == pytest.approx(before.get_x() + before.get_width(), abs=1e-12)
        assert row[-1].get_x() + row[-1].get_width() == pytest.approx(ev.overall[site], abs=1e-12)


def test_the_best_site_is_on_top_with_its_rank(ev):
    ax = charts.contributions(ev)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["1. Mirafiori", "2. Belvidere", "3. Cassino"]
    assert ax.yaxis_inverted()


def test_criteria_are_coloured_in_the_order_of_the_study(ev):
    drawn, looks = bars(charts.contributions(ev)), criterion_looks(ev.study)
    for criterion in ev.contributions:
        colours = {drawn[f"{site}: {criterion}"].get_facecolor() for site in ev.overall.index}
        assert len(colours) == 1
    greys = [int(looks[criterion].colour[1:], 16) for criterion in ev.contributions]
    assert greys == sorted(greys)


def test_an_unranked_site_ends_in_an_open_box_over_its_possible_values(make_study):
    ev = siting.evaluate(make_study(4, 3, missing=[(2, 1)]))
    ax = charts.contributions(ev)
    box = bars(ax)["Site 3: range"]
    low, high = ev.bounds.loc["Site 3", ["low", "high"]]
    assert (box.get_x(), box.get_width()) == (pytest.approx(low), pytest.approx(high - low))
    assert not box.get_fill() or box.get_facecolor()[3] == 0
    assert ax.get_yticklabels()[-1].get_text() == "- Site 3"
    assert f"{low:.3f} to {high:.3f}, unranked" in [text.get_text() for text in ax.texts]
    assert "Site 3: Criterion 2" not in bars(ax)


def test_complete_sites_have_no_open_box(ev):
    assert not [name for name in bars(charts.contributions(ev)) if name.endswith("range")]


def test_a_site_that_is_screened_out_is_in_the_footnote_and_its_reason_in_the_alternative_text(study):
    document = {**study.model_dump(), "requirements": {"room": {"criterion": "capacity", "at_least": 0.5}}}
    ev = siting.evaluate(siting.Study.build(document, given=study.given))
    ax = charts.contributions(ev)
    assert "Screened out by room: Belvidere." in " ".join(ax.figure.texts[1].get_text().split())
    assert "Belvidere is screened out: Existing capacity is 0.35, at least 0.5 is required." in charts.alt_text(ax)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["1. Mirafiori", "2. Cassino"]


def test_a_site_keeps_its_colour_when_another_leaves_the_ranking(study):
    document = {**study.model_dump(), "requirements": {"room": {"criterion": "capacity", "at_least": 0.5}}}
    fewer = siting.evaluate(siting.Study.build(document, given=study.given))
    shown = charts.contributions(fewer).collections
    colours = {tuple(np.round(marker.get_facecolor()[0], 6)) for marker in shown}
    assert colours == {
        tuple(np.round(marker.get_facecolor()[0], 6))
        for marker, site in zip(charts.contributions(siting.evaluate(study)).collections, "mbc", strict=True)
        if site != "b"
    }
    assert site_look(fewer.study, "mirafiori") == site_look(study, "mirafiori")


def test_sixty_sites_are_cut_to_the_best_and_the_footnote_says_so(make_study):
    ax = charts.contributions(siting.evaluate(make_study(60, 3)))
    assert len(ax.get_yticklabels()) == 30
    assert "The best 30 of 60 sites are shown." in ax.figure.texts[1].get_text()


def test_a_long_name_in_the_legend_keeps_its_weight(make_study):
    study = make_study(2, 2)
    first = next(iter(study.criteria))
    long = study.overridden({f"criteria.{first}.title": "Trained laminators within an hour by car or by bus"})
    ev = siting.evaluate(long)
    ax = charts.contributions(ev)
    labels = [text.get_text() for legend in ax.artists for text in legend.get_texts()]
    assert labels[0].startswith("Trained laminators")
    assert labels[0].endswith(f"… {100 * ev.weights.iloc[0]:.0f} %")
