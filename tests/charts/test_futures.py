import pandas as pd
import pytest

from siting import charts, narrate
from siting.model import Study
from siting.sensitivity import Robustness


def result(ranks, regret=None):
    table = pd.DataFrame(ranks, index=["A", "B", "C"])
    figures = table.astype("Float64") if regret is None else pd.DataFrame(regret, index=table.index)
    study = Study.from_frame(pd.DataFrame({"skill": [3.0, 2.0, 1.0]}, index=list(table.index)))
    document = {**study.model_dump(), "futures": {name: {"title": name.upper()} for name in table if name != "base"}}
    return Robustness(Study.build(document, given=study.given), figures, table.astype("Int64"))


RANKS = {"base": [1, 2, 3], "tariff": [3, 1, 1], "law": [None, 1, 2]}


def lines(ax):
    return {line.get_label(): line.get_ydata().tolist() for line in ax.lines}


def test_a_line_goes_through_the_rows_of_its_ranks_and_tied_sites_keep_apart():
    ax = charts.bump(result(RANKS))
    assert lines(ax) == {"A": [0, 2, 2], "B": [1, 0, 0], "C": [2, 1, 1]}


def test_marks_carry_the_rank_and_none_where_a_site_is_out():
    ax = charts.bump(result(RANKS))
    marks = [text.get_text() for text in ax.texts if text.get_text().isdigit()]
    assert sorted(marks) == sorted(["1", "2", "3", "3", "1", "1", "1", "2"])
    faces = {marker.get_gid(): marker.get_facecolor()[0][:3].tolist() for marker in ax.collections}
    assert faces["A: 2"] == [1.0, 1.0, 1.0]
    assert faces["A: 1"] != [1.0, 1.0, 1.0]


def test_the_futures_have_their_titles():
    ax = charts.bump(result(RANKS))
    assert [label.get_text() for label in ax.get_xticklabels()] == ["as planned", "TARIFF", "LAW"]


def test_more_sites_than_can_be_read_are_cut_and_said(make_study):
    study = make_study(30, 2)
    names = list(study.sites)
    table = pd.DataFrame({"base": range(1, 31)}, index=names)
    ax = charts.bump(Robustness(study, table.astype(float), table.astype("Int64")))
    assert list(lines(ax)) == names[:20]
    assert "The 20 of 30 sites that lead as planned are shown." in ax.figure.texts[1].get_text()


NEVER = {"base": [1, 2, None], "tariff": [2, 1, None]}


def test_a_site_that_is_out_everywhere_is_named_below_instead_of_drawn():
    found = result(NEVER, {"base": [0.0, 0.1, None], "tariff": [0.1, 0.0, None]})
    bumps, regrets = charts.bump(found), charts.regret(found)
    assert list(lines(bumps)) == ["A", "B"]
    assert [label.get_text() for label in regrets.get_yticklabels()] == ["A", "B"]
    for ax in (bumps, regrets):
        assert "Out everywhere: C." in " ".join(ax.figure.texts[1].get_text().split())
        assert "are shown" not in ax.figure.texts[1].get_text()


def test_where_nobody_is_ranked_all_are_drawn():
    found = result({"base": [None, None, None]}, {"base": [None, None, None]})
    assert list(lines(charts.bump(found))) == ["A", "B", "C"]
    assert len(charts.regret(found).get_yticklabels()) == 3


ELEVEN = (
    "Sedan instead of SUV", "60 % leased", "Battery misses the thresholds", "China first", "U.S. tariff of 27.5 %",
    "No incentives", "Suez and Panama closed", "Half the volume", "Twice the volume", "Weak dollar",
)  # fmt: skip


def test_eleven_futures_keep_their_whole_names(layout, tidy):
    found = result({"base": [1, 2, 3], **{name: [2, 1, 3] for name in ELEVEN}})
    document = {**found.study.model_dump(), "futures": {name: {"title": name} for name in ELEVEN}}
    study = Study.build(document, given=found.study.given)
    named = Robustness(study, found.ranks.astype("Float64") / 10, found.ranks)
    for ax in (charts.bump(named), charts.regret(named)):
        heads = [" ".join(label.get_text().split()) for label in ax.get_xticklabels()]
        assert heads[:11] == ["as planned", *ELEVEN]
        assert layout(ax) == tidy


@pytest.mark.parametrize(
    ("ranks", "words"),
    [
        (RANKS, "B is first in 2 of 3 cases, the plan and 2 futures, ties counted; A in 1 and C in 1."),
        ({"base": [1, 2, 3], "law": [1, 3, 2]}, "A is first as planned and in the only future."),
        ({"base": [1, 2, 3], "law": [1, 3, 2], "war": [1, 3, 2]}, "A is first as planned and in all 2 futures."),
        ({"base": [1, 2, 3], "law": [2, 1, 3]}, "A is first in 1 of 2 cases, the plan and 1 future; B in 1."),
        ({"base": [1, 1, 3]}, "A and B tie for first as planned; no future was looked at."),
        ({"base": [None, None, None]}, "No site can be ranked as planned."),
    ],
)
def test_the_title_counts_the_futures(ranks, words):
    assert narrate.bump(result(ranks)) == words


REGRET = {"base": [0.0, 0.1, 0.2], "law": [0.3, 0.0, None]}


def test_the_heat_table_is_ordered_by_the_worst_regret():
    ax = charts.regret(result({"base": [1, 2, 3], "law": [2, 1, None]}, REGRET))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["B", "A", "C"]
    shown = [text.get_text() for text in ax.texts]
    assert shown == ["0.100", "0.000", "0.100", "0.000", "0.300", "0.300", "0.200", "out", "out"]


def test_a_darker_cell_is_a_larger_regret():
    ax = charts.regret(result({"base": [1, 2, 3], "law": [2, 1, None]}, REGRET))
    light = {patch.get_label(): sum(patch.get_facecolor()[:3]) for patch in ax.patches}
    assert light["A: base"] == pytest.approx(3.0)
    assert light["A: base"] > light["B: base"] > light["C: base"] > light["A: law"]


@pytest.mark.parametrize(
    ("regret", "words"),
    [
        (
            REGRET,
            ("On merit B is never more than 0.100 behind the best site, as planned or in the only future; "
            "A, the next, is 0.300 behind at worst."),
        ),
        ({"base": [0.0, 0.1, 0.2]}, "On merit A is the best site as planned; no future was looked at."),
        (
            {"base": [0.2, 0.0, None], "law": [None, 0.1, 0.3]},
            ("On merit B is never more than 0.100 behind the best site, as planned or in the only future; "
            "no other site can say as much."),
        ),
        (
            {"base": [0.1, 0.1, None]},
            "On merit A is never more than 0.100 behind the best site, as planned, and B is as close.",
        ),
        (
            {"base": [0.0, 0.3, 0.4], "law": [0.0, 0.2, None], "war": [0.0, 0.5, 0.25]},
            "On merit A is the best site as planned and in all 2 futures; B comes closest, within 0.200: LAW.",
        ),
        (
            {"base": [0.0, 0.3, 0.4], "law": [0.0, 0.2, 0.0]},
            "On merit A is the best site as planned and in the only future; C is level with it: LAW.",
        ),
        (
            {"base": [None, 0.1, 0.0], "law": [0.0, None, None]},
            ("No site is ranked in every one of 2 cases, the plan and 1 future: "
            "each is screened out or unknown in at least one."),
        ),
    ],
)  # fmt: skip
def test_the_title_names_the_least_worst_regret(regret, words):
    ranks = {name: [None if entry is None else 1 for entry in column] for name, column in regret.items()}
    assert narrate.regret(result(ranks, regret)) == words
