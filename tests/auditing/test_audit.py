"""Each check: a study that triggers it, and one that does not."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import siting
from siting import elicitation, sensitivity, values
from siting.auditing import audit, check_names
from siting.auditing.audit import CHECKS, STUDY_CHECKS
from siting.errors import StudyError
from siting.model import Measurement, Requirement, Step, Study, WeightSet
from siting.model.measurement import Distribution
from siting.model.performance import PerformanceTable
from siting.model.weights import WeightVersion
from siting.records import replace

NAMES = ("cost", "skill", "rail")
PAIR = ("cost", "skill")
SOUND = {"A": (9.0, 2.0, 8.0), "B": (2.0, 8.0, 3.0), "C": (5.0, 1.0, 1.0)}
"""A leads clearly and is beaten by B on skill; C is beaten by A everywhere but is worth having in most tests."""
CLEAN = {"A": (9.0, 4.0, 8.0), "B": (2.0, 6.5, 3.0), "C": (5.0, 1.0, 8.5)}
"""A leads clearly and no site is beaten everywhere."""


def table_of(rows, names=NAMES):
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(names))


def study_of(rows=SOUND, names=NAMES, **more):
    more.setdefault("ranges", dict.fromkeys(names, (0, 10)))
    return Study.from_frame(table_of(rows, names), **more)


def weighed(study, **weight_sets):
    return replace(study, weights=weight_sets)


def of_cells(changes, rows=SOUND):
    """Return the sound study with some cells as measurements."""
    study = study_of(rows)
    return replace(study, given=study.given.updated(changes))


def found(study, check, **more):
    frame = audit(study, **more)
    return frame[frame["check"] == check].reset_index(drop=True)


def test_a_sound_study_has_no_finding():
    assert audit(study_of(CLEAN)).empty


def test_the_columns_and_the_order_of_levels():
    study = study_of({"A": (9.0, 11.0, 8.0), "B": (2.0, np.nan, 3.0)}, weights={"cost": 1, "skill": 1, "rail": 0})
    stale = WeightSet(points=dict.fromkeys(NAMES, 1.0), ranges={"cost": {"worst": 1.0, "best": 9.0}})
    frame = audit(weighed(study, team=stale))
    assert list(frame) == ["check", "level", "where", "message"]
    levels = frame["level"].tolist()
    assert levels == sorted(levels, key=["error", "warning", "info"].index)
    assert set(levels) >= {"error", "warning"}
    assert set(frame["check"]) <= set(check_names())
    assert frame["message"].str.contains("Fix: ").all()


def test_every_check_finds_under_its_own_name():
    assert len(set(check_names())) == 1 + len(CHECKS) + len(STUDY_CHECKS)


def test_an_unknown_weight_set_is_an_error():
    with pytest.raises(StudyError, match="unknown weight set 'board'"):
        audit(study_of(), weight_set="board")


def test_another_weight_set_is_judged_by_its_own_weights():
    sets = {
        "team": WeightSet(points={"cost": 1.0, "skill": 1.0, "rail": 1.0}),
        "half": WeightSet(points={"cost": 1.0, "skill": 1.0, "rail": 0.0}),
    }
    study = weighed(study_of(), **sets)
    assert not found(study, "decides-nothing")["message"].str.contains("weight is zero").any()
    assert found(study, "decides-nothing", weight_set="half")["where"].tolist()[-1] == "criteria.rail"


def test_a_study_that_cannot_be_evaluated():
    equal = study_of({"A": (9.0, 2.0, 8.0), "B": (2.0, 2.0, 3.0)}, ranges={"cost": (0, 10), "rail": (0, 10)})
    frame = audit(equal)
    assert frame[["check", "level", "where"]].values.tolist() == [
        ["cannot-be-evaluated", "error", "criteria.skill.range"]
    ]
    assert found(study_of(), "cannot-be-evaluated").empty


def dated(**days):
    """Return the sound study of 30 April 2023 with a cost that was known on a day, by site."""
    cells = {(site, "cost"): Measurement(value=SOUND[site][0], as_of=day) for site, day in days.items()}
    return replace(of_cells(cells), as_of="2023-04-30")


def test_cells_from_after_the_study_s_day():
    frame = found(dated(A=date(2023, 4, 30), B=date(2023, 5, 1), C=date(2024, 1, 1)), "hindsight")
    assert frame["where"].tolist() == ["criteria.cost"]
    assert frame["message"][0].startswith(
        "2 of its cells are dated after the study's day 2023-04-30, the last 2024-01-01"
    )
    assert found(dated(A=date(2023, 4, 30)), "hindsight").empty
    assert found(replace(dated(B=date(2023, 5, 1)), as_of=None), "hindsight").empty


def test_nothing_ranked():
    study = study_of({"A": (9.0, np.nan, 8.0), "B": (np.nan, 2.0, 3.0)})
    assert found(study, "nothing-ranked")["level"].tolist() == ["error"]
    assert found(study_of(), "nothing-ranked").empty


def test_missing_cells():
    rows = {**SOUND, "D": (9.0, 9.0, np.nan), "E": (0.0, 0.0, np.nan)}
    frame = found(study_of(rows), "missing-cells")
    assert frame["where"].tolist() == ["performance.D.rail", "performance.E.rail"]
    assert frame["level"].tolist() == ["warning", "warning"]
    assert frame["message"].str.contains("could lead").tolist() == [True, False]
    idle = found(study_of(rows, weights={"cost": 1, "skill": 1, "rail": 0}), "missing-cells")
    assert idle["level"].tolist() == ["info", "info"]
    assert found(study_of(), "missing-cells").empty


def test_weak_evidence_behind_a_high_weight():
    judged = {(site, "cost"): Measurement(value=SOUND[site][0], kind="judged") for site in ("A", "B")}
    study = of_cells(judged)
    heavy, light = ({"cost": weight, "skill": 2.0, "rail": 2.0} for weight in (3.0, 1.0))
    frame = found(weighed(study, team=WeightSet(points=heavy)), "weak-evidence")
    assert frame["where"].tolist() == ["criteria.cost"]
    assert "2 of 3 sites" in frame["message"][0]
    assert found(weighed(study, team=WeightSet(points=light)), "weak-evidence").empty
    assert found(of_cells({("A", "cost"): Measurement(value=9.0, kind="judged")}), "weak-evidence").empty


@pytest.mark.parametrize(
    "cell",
    [
        Measurement(value=9.0, low=1.0, high=10.0),
        Measurement(value=9.0, distribution={"kind": "uniform", "parameters": [0.0, 10.0]}),
        Measurement(value=9.0, distribution={"kind": "normal", "parameters": [6.0]}),
    ],
)
def test_a_lead_within_the_ranges_of_the_data(cell):
    # A 19/30 = 0.633, B 13/30 = 0.433: cost of A at 1 costs 8/30
    frame = found(of_cells({("A", "cost"): cell}), "overlapping-ranges")
    assert frame["where"].tolist() == ["sites.B"]
    assert "A leads B by 0.200" in frame["message"][0]


def test_the_least_lead_is_that_of_the_worst_corner():
    cells = {
        ("A", "cost"): Measurement(value=9.0, low=4.0, high=10.0),
        ("B", "skill"): Measurement(value=8.0, low=7.0, high=9.5),
    }
    # 0.2 - 5/30 - 1.5/30 = -0.01666
    assert "ranges B leads by 0.017" in found(of_cells(cells), "overlapping-ranges")["message"][0]


def test_a_lead_that_the_ranges_could_just_take_away():
    # cost of A at 3 costs 6/30, the whole lead of 0.2
    message = found(of_cells({("A", "cost"): Measurement(value=9.0, low=3.0, high=10.0)}), "overlapping-ranges")[
        "message"
    ][0]
    assert message.startswith("A leads B by 0.200, but at the worst corner of the data's own ranges they are level.")


def test_a_lead_beyond_the_ranges_of_the_data():
    assert found(of_cells({("A", "cost"): Measurement(value=9.0, low=5.0, high=10.0)}), "overlapping-ranges").empty


def test_a_target_in_the_middle_of_a_range_is_the_most_that_it_can_be_worth():
    study = study_of(
        {"A": (9.0, 5.0), "B": (3.0, 3.0)},
        names=("cost", "fit"),
        ranges={"cost": (0, 10)},
        value_functions={"fit": values.target(5, 0, 10)},
    )
    # A 0.95; B 0.15 + 0.3; with fit anywhere from 3 to 7 B reaches 0.15 + 0.5 at 5
    near = replace(
        study,
        given=study.given.updated(
            {
                ("B", "fit"): Measurement(value=3.0, low=3.0, high=7.0),
                ("A", "cost"): Measurement(value=9.0, low=2.9, high=9.0),
            }
        ),
    )
    assert "ranges B leads by 0.005" in found(near, "overlapping-ranges")["message"][0]


def test_a_tiny_lead_is_a_near_tie_whatever_the_data():
    frame = found(study_of({"A": (9.0, 2.0, 8.0), "B": (2.0, 8.0, 8.5)}), "near-tie")
    assert "by 0.017, next to nothing" in frame["message"][0]
    assert found(study_of({"A": (9.0, 2.0, 8.0), "B": (2.0, 8.0, 8.5)}), "overlapping-ranges").empty
    assert found(study_of(), "near-tie").empty


RANGES = {name: {"worst": 0.0, "best": 10.0} for name in NAMES}


def test_stale_weights():
    fresh = WeightSet(points=dict.fromkeys(NAMES, 1.0), ranges=RANGES)
    stale = WeightSet(points=dict.fromkeys(NAMES, 1.0), ranges={**RANGES, "rail": {"worst": 0.0, "best": 12.0}})
    frame = found(weighed(study_of(), fresh=fresh, stale=stale), "stale-weights")
    assert frame[["level", "where"]].values.tolist() == [["error", "weights.stale.ranges.rail"]]
    assert "judged for 0 to 12, the range is now 0 to 10" in frame["message"][0]
    assert found(weighed(study_of(), fresh=fresh), "stale-weights").empty


def test_weights_on_a_local_range_go_stale_when_a_site_moves_it():
    study = weighed(
        study_of(ranges={}),
        team=WeightSet(points=dict.fromkeys(NAMES, 1.0), ranges={"cost": {"worst": 2.0, "best": 9.0}}),
    )
    assert found(study, "stale-weights").empty
    rows = {**SOUND, "D": (1.0, 3.0, 2.0)}
    moved = weighed(study_of(rows, ranges={}), **study.weights)
    assert found(moved, "stale-weights")["where"].tolist() == ["weights.team.ranges.cost"]


def test_weights_without_ranges():
    study = weighed(study_of(ranges={"cost": (0, 10)}), team=WeightSet(points=dict.fromkeys(NAMES, 1.0)))
    frame = found(study, "weights-without-ranges")
    assert frame[["level", "where"]].values.tolist() == [["info", "weights.team"]]
    assert "(skill, rail)" in frame["message"][0]
    assert found(weighed(study_of(), team=WeightSet(points=dict.fromkeys(NAMES, 1.0))), "weights-without-ranges").empty


def judged(ratio):
    said = {("cost", "skill"): 3, ("skill", "rail"): 3, ("cost", "rail"): ratio}
    return elicitation.pairwise(elicitation.comparison_matrix(list(NAMES), said))


def plain(weight_set):
    """Return a weight set as a file would give it: without what only its maker knows."""
    return WeightSet(**{name: getattr(weight_set, name) for name in WeightSet.model_fields})


def test_pairwise_answers_that_contradict_each_other():
    frame = found(weighed(study_of(), good=plain(judged(9)), bad=plain(judged(1 / 3))), "inconsistent-judgements")
    assert frame["where"].tolist() == ["weights.bad.answers"]
    assert f"{judged(1 / 3).consistency_ratio:.2f}" in frame["message"][0]


def test_every_matrix_of_a_hierarchy_is_checked():
    top = elicitation.comparison_matrix(["market", "rail"], {("market", "rail"): 2})
    names = ["cost", "skill", "x"]
    below = elicitation.comparison_matrix(names, {("cost", "skill"): 5, ("skill", "x"): 5, ("cost", "x"): 0.5})
    made = elicitation.pairwise_hierarchy({"": top, "market": below})
    study = study_of(
        {"A": (9.0, 2.0, 8.0, 3.0), "B": (2.0, 8.0, 3.0, 4.0)},
        names=("cost", "skill", "x", "rail"),
        tree={"market": names},
    )
    frame = found(weighed(study, team=plain(made)), "inconsistent-judgements")
    assert len(frame) == 1
    assert "under 'market'" in frame["message"][0]


def test_best_worst_answers():
    good = elicitation.best_worst({"cost": 1, "skill": 2, "rail": 8}, {"cost": 8, "skill": 4, "rail": 1})
    bad = elicitation.best_worst({"cost": 1, "skill": 8, "rail": 8}, {"cost": 8, "skill": 8, "rail": 1})
    frame = found(weighed(study_of(), good=plain(good), bad=plain(bad)), "inconsistent-judgements")
    assert frame["where"].tolist() == ["weights.bad.answers"]


@pytest.mark.parametrize(("said", "count"), [(50, 0), (70, 0), (80, 1), (20, 1)])
def test_control_answers_of_swing_weights(said, count):
    team = WeightSet(
        points={"cost": 100.0, "skill": 80.0, "rail": 40.0},
        method="swing",
        answers={"cross_checks": [{"first": "skill", "second": "rail", "said": said}]},
    )
    assert len(found(weighed(study_of(), team=team), "inconsistent-judgements")) == count


def test_answers_that_cannot_be_read_are_found_too():
    team = WeightSet(points=dict.fromkeys(NAMES, 1.0), method="pairwise", answers={})
    assert "cannot be read" in found(weighed(study_of(), team=team), "inconsistent-judgements")["message"][0]


def test_points_that_do_not_keep_what_was_said():
    said = ["cost > skill", "rail between 0.1 and 0.3"]
    bad = WeightSet(points={"cost": 1.0, "skill": 2.0, "rail": 1.0}, statements=said)
    good = WeightSet(points={"cost": 2.0, "skill": 1.0, "rail": 1.0}, statements=said)
    frame = found(weighed(study_of(), bad=bad, good=good), "inconsistent-judgements")
    assert frame["where"].tolist() == ["weights.bad.answers"]
    assert frame["message"][0].startswith("the points do not agree with the statement 'cost > skill'")
    open_still = sensitivity.settled(weighed(study_of(), team=WeightSet(statements=said)))
    assert found(open_still, "inconsistent-judgements").empty


def test_weights_changed_after_results_were_seen():
    version = {"points": {"cost": 0.0, "skill": 1.0, "rail": 0.0}, "by": "the board", "replaced_on": "2026-03-01"}
    now = {"points": dict.fromkeys(NAMES, 1.0)}
    seen = WeightSet(**now, log=[WeightVersion(**version, reason="new board", results_seen=True)])
    frame = found(weighed(study_of(), team=seen), "weights-changed")
    assert frame[["level", "where"]].values.tolist() == [["warning", "weights.team.log.0"]]
    assert (
        "these weights of the board were replaced on 2026-03-01 after results had been seen (new board); "
        "they would make B the winner, not A" in frame["message"][0]
    )
    unseen = WeightSet(**now, log=[WeightVersion(**version)])
    assert found(weighed(study_of(), team=unseen), "weights-changed").empty


def test_an_earlier_version_that_no_longer_fits_the_study_is_told_without_its_winner():
    old = WeightVersion(points={"labour": 1.0}, results_seen=True)
    frame = found(weighed(study_of(), team=WeightSet(points=dict.fromkeys(NAMES, 1.0), log=[old])), "weights-changed")
    assert "after results had been seen, without a reason. Fix" in frame["message"][0]


def test_an_earlier_version_is_told_although_the_study_has_no_result():
    equal = study_of({"A": (1.0, 2.0), "B": (1.0, 3.0)}, PAIR, ranges={})
    log = [WeightVersion(points={"cost": 1.0, "skill": 2.0}, results_seen=True)]
    frame = found(weighed(equal, team=WeightSet(points={"cost": 1.0, "skill": 1.0}, log=log)), "weights-changed")
    assert "without a reason. Fix" in frame["message"][0]


def test_levels_have_no_range_that_could_go_stale():
    table = pd.DataFrame({"skill": ["good", "poor"], "cost": [1.0, 2.0]}, index=["A", "B"])
    grades = values.levels({"poor": 0, "good": 1})
    study = Study.from_frame(table, value_functions={"skill": grades}, ranges={"cost": (0, 10)})
    team = WeightSet(points={"skill": 1.0, "cost": 1.0}, ranges={"skill": {"worst": 0.0, "best": 1.0}})
    assert found(weighed(study, team=team), "stale-weights").empty


def test_a_local_range_that_blows_up_a_small_difference():
    rows = {"A": (100.0, 2.0, 8.0), "B": (104.0, 8.0, 3.0)}
    study = study_of(rows, ranges={"skill": (0, 10), "rail": (0, 10)})
    frame = found(study, "range-effect")
    assert frame[["level", "where"]].values.tolist() == [["warning", "criteria.cost"]]
    assert "3.8 %" in frame["message"][0]
    wide = study_of({"A": (100.0, 2.0, 8.0), "B": (120.0, 8.0, 3.0)}, ranges={"skill": (0, 10), "rail": (0, 10)})
    assert found(wide, "range-effect").empty


def test_a_fixed_range_much_wider_than_the_sites():
    frame = found(study_of(ranges={"cost": (0, 100), "skill": (0, 10), "rail": (0, 10)}), "range-effect")
    assert frame[["level", "where"]].values.tolist() == [["info", "criteria.cost"]]
    assert "7 %" in frame["message"][0]


def test_a_performance_outside_its_range():
    frame = found(study_of({**SOUND, "D": (12.0, -1.0, 5.0)}), "outside-range")
    assert frame["where"].tolist() == ["performance.D.cost", "performance.D.skill"]
    assert "beyond the best level" in frame["message"][0]
    assert "beyond the worst level" in frame["message"][1]
    assert found(study_of(), "outside-range").empty


@pytest.mark.parametrize(
    ("figure", "top", "offered"),
    [(42.0, 1, "0.42 if 42 %"), (100.0, 1, "1 if 100 %"), (120.0, 1, ""), (1.5, 1, "0.015 if 1.5 %"), (42.0, 2, "")],
)
def test_a_percentage_in_a_range_of_shares_is_recognised(figure, top, offered):
    study = study_of({**SOUND, "D": (figure, 5.0, 5.0)}, ranges={"cost": (0, top), "skill": (0, 10), "rail": (0, 10)})
    [message] = found(study, "outside-range").query("where == 'performance.D.cost'")["message"]
    assert ("was meant" in message) == bool(offered)
    assert f"Fix: {f'write {offered} was meant; else ' if offered else ''}widen the range" in message


def test_a_plateau_of_a_piecewise_function_is_inside():
    function = values.piecewise([(0, 0), (4, 1), (20, 1)])
    study = study_of(
        {**SOUND, "D": (12.0, 2.0, 5.0)}, ranges={"skill": (0, 10), "rail": (0, 10)}, value_functions={"cost": function}
    )
    assert found(study, "outside-range").empty


def computed(facts):
    return Measurement(value=5.0, kind="computed", trace=[Step(text="from facts", facts=facts)])


def test_the_same_facts_under_two_criteria():
    cells = {("A", "cost"): computed(["a", "b"]), ("A", "skill"): computed(["b"]), ("B", "rail"): computed(["c"])}
    frame = found(of_cells(cells), "same-facts")
    assert frame[["level", "where"]].values.tolist() == [["warning", "criteria.cost"]]
    assert "1 of its 2 facts also feed 'skill', for example b" in frame["message"][0]
    little = {("A", "cost"): computed(["a", "b", "c"]), ("A", "skill"): computed(["c", "d", "e"])}
    assert found(of_cells(little), "same-facts")["level"].tolist() == ["info"]
    apart = {("A", "cost"): computed(["a"]), ("A", "skill"): computed(["b"])}
    assert found(of_cells(apart), "same-facts").empty


def test_a_strong_correlation():
    rows = {f"S{number}": (float(number), number + 0.3 * (number % 2), 9.0 - number) for number in range(6)}
    frame = found(study_of(rows), "strong-correlation")
    assert frame["where"].tolist() == ["criteria.cost"]
    assert "'skill'" in frame["message"][0]
    assert found(study_of(dict(list(rows.items())[:4])), "strong-correlation").empty


MONEY = {"net_price_usd": 60_000, "common_cost_usd": 40_000, "discount_rate": 0.08}


def counted_twice():
    study = study_of(names=("labour", "skill", "rail"))
    criteria = {**study.model_dump()["criteria"], "labour": {"unit": "USD/car", "range": {"worst": 0, "best": 10}}}
    return Study.build({**study.model_dump(), "criteria": criteria, "money": MONEY}, given=study.given)


def test_the_same_dollar_as_merit_and_as_money():
    frame = found(counted_twice(), "money-twice")
    assert frame[["level", "where"]].values.tolist() == [["warning", "criteria.labour"]]
    assert "under 'labour'" in frame["message"][0]
    assert found(replace(counted_twice(), money=None), "money-twice").empty
    idle = weighed(counted_twice(), team=WeightSet(points={"labour": 0.0, "skill": 1.0, "rail": 1.0}))
    assert found(idle, "money-twice").empty


def test_the_winner_changes_under_another_normalisation():
    rows = {"A": (1.0, 5.0), "B": (4.0, 4.0)}
    names = ("cost", "skill")
    study = study_of(rows, names=names, ranges={"cost": (0, 100), "skill": (0, 10)})
    # additive: A 0.005 + 0.25, B 0.02 + 0.2: A wins; by the largest figure A 0.25 + 1, B 1 + 0.8: B wins
    frame = found(study, "normalisation")
    assert siting.evaluate(study).best == "A"
    assert {message.split(" would")[0].split()[-1] for message in frame["message"]} == {"B"}
    assert any("divided by the largest figure" in message for message in frame["message"])
    assert found(study_of(), "normalisation").empty


def test_leaving_a_site_out_reverses_the_order():
    # With C the range of cost is 0..100 and B leads on skill; without it A leads on cost.
    rows = {"A": (10.0, 4.0), "B": (0.0, 6.0), "C": (100.0, 0.0)}
    study = study_of(
        rows,
        names=("cost", "skill"),
        ranges={"skill": (0, 10)},
        weights={"cost": 4, "skill": 6},
        directions={"cost": "max"},
    )
    before = siting.evaluate(study).overall
    after = siting.evaluate(
        study_of(
            {name: rows[name] for name in "AB"},
            names=("cost", "skill"),
            ranges={"skill": (0, 10)},
            weights={"cost": 4, "skill": 6},
        )
    ).overall
    assert before["B"] > before["A"]
    assert after["A"] > after["B"]
    frame = found(study, "rank-reversal")
    assert "sites.C" in frame["where"].tolist()
    assert found(study_of(), "rank-reversal").empty


def test_leaving_a_site_out_changes_the_winner():
    rows = {"A": (10.0, 4.0), "B": (0.0, 6.0), "C": (100.0, 0.0)}
    study = study_of(rows, names=("cost", "skill"), ranges={"skill": (0, 10)}, weights={"cost": 1, "skill": 4})
    assert siting.evaluate(study).best == "B"
    frame = found(study, "rank-reversal")
    row = frame[frame["where"] == "sites.C"].iloc[0]
    assert row["level"] == "warning"
    assert row["message"].startswith("without C A would be ahead of B")


figures = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=5)


@given(figures, st.integers(0, 4), st.booleans())
def test_a_copy_of_a_site_never_reverses_the_order(rows, copied, local):
    table = pd.DataFrame(rows, columns=["cost", "skill"], dtype=float)
    if local and (table.nunique() < 2).any():
        return
    copy = pd.concat([table, table.iloc[[copied % len(table)]]], ignore_index=True)
    ranges = {} if local else {"cost": (0, 9), "skill": (0, 9)}
    before, after = (
        siting.evaluate(Study.from_frame(frame.set_axis([f"S{n}" for n in range(len(frame))]), ranges=ranges)).overall
        for frame in (table, copy)
    )
    assert after[before.index].to_numpy() == pytest.approx(before.to_numpy())


def test_a_dominated_site_is_kept():
    frame = found(study_of(), "dominated-site")
    assert frame["where"].tolist() == ["sites.C"]
    assert frame["message"][0].startswith("A is nowhere worse")
    assert found(study_of({name: SOUND[name] for name in "AB"}), "dominated-site").empty


def test_a_criterion_that_decides_nothing():
    rows = {"A": (9.0, 2.0, 5.0, 6.0), "B": (2.0, 7.0, 5.0, 4.0)}
    names = ("cost", "skill", "rail", "port")
    weights = {"cost": 10, "skill": 10, "rail": 5, "port": 0}
    frame = found(study_of(rows, names=names, weights=weights), "decides-nothing")
    assert frame["where"].tolist() == ["criteria.rail", "criteria.port"]
    assert "same value" in frame["message"][0]
    assert "weight is zero" in frame["message"][1]


def test_a_criterion_too_light_to_change_the_winner():
    # A leads B by 0.5 x 0.7 - 0.4 x 0.4 - 0.1 x 0.5 = 0.14, without rail by 0.19; rail makes 0.05, skill 0.16
    rows = {"A": (9.0, 2.0, 3.0), "B": (2.0, 6.0, 8.0)}
    frame = found(study_of(rows, weights={"cost": 5, "skill": 4, "rail": 1}), "decides-nothing")
    assert frame["where"].tolist() == ["criteria.rail"]
    assert "parts the sites by 0.050 at most" in frame["message"][0]


def with_points(**more):
    return weighed(study_of(), team=WeightSet(points=dict.fromkeys(NAMES, 1.0), **more))


def gated(cell, **limits):
    return replace(of_cells({("A", "cost"): cell}), requirements={"room": Requirement(criterion="cost", **limits)})


@pytest.mark.parametrize(
    ("value", "low", "high", "limits", "told"),
    [
        (5.5, 4.0, 6.0, {"at_least": 5.0}, "5.5 meets the requirement 'room', but the range from 4 to 6 crosses"),
        (4.5, 4.0, 5.0, {"at_least": 5.0}, "4.5 misses the requirement 'room', but the range from 4 to 5 crosses"),
        (5.5, 4.0, 6.0, {"at_most": 5.8}, "5.5 meets"),
        (5.5, 4.0, 6.0, {"at_least": 5.6, "at_most": 5.8}, "5.5 misses"),
        (5.5, 5.0, 6.0, {"at_least": 5.0, "at_most": 6.0}, None),
        (4.5, 4.0, 4.9, {"at_least": 5.0}, None),
        (5.5, None, None, {"at_least": 5.0}, None),
    ],
)
def test_a_gate_that_the_range_of_a_cell_crosses(value, low, high, limits, told):
    frame = found(gated(Measurement(value=value, low=low, high=high), **limits), "near-gate")
    assert frame["where"].tolist() == ([] if told is None else ["performance.A.cost"])
    assert told is None or told in frame["message"][0]


def test_a_gate_looks_at_the_central_part_of_a_distribution():
    # from 0 to 10 with a peak at 9, 5 % lie below 2.12
    cell = Measurement(
        value=9.0, low=0.0, high=10.0, distribution=Distribution(kind="triangular", parameters=(0.0, 9.0, 10.0))
    )
    low = (0.05 * 10 * 9) ** 0.5
    assert found(gated(cell, at_least=low - 0.01), "near-gate").empty
    assert len(found(gated(cell, at_least=low + 0.01), "near-gate")) == 1


LOCAL = {"A": (10.0, 4.0), "B": (0.0, 6.0), "C": (100.0, 0.0)}
TROUBLED = {
    "cannot-be-evaluated": lambda: study_of({"A": (1.0, 2.0), "B": (1.0, 3.0)}, PAIR, ranges={}),
    "hindsight": lambda: dated(A=date(2026, 1, 1)),
    "near-gate": lambda: gated(Measurement(value=5.5, low=4.0, high=6.0), at_least=5.0),
    "inconsistent-judgements": lambda: weighed(study_of(), team=plain(judged(1 / 3))),
    "weights-changed": lambda: with_points(log=[WeightVersion(points={"rail": 1.0}, results_seen=True)]),
    "nothing-ranked": lambda: study_of({"A": (9.0, np.nan, 8.0), "B": (np.nan, 2.0, 3.0)}),
    "missing-cells": lambda: study_of({**SOUND, "D": (9.0, 9.0, np.nan)}),
    "weak-evidence": lambda: of_cells({(site, "cost"): Measurement(value=5.0, kind="judged") for site in "AB"}),
    "near-tie": lambda: study_of({"A": (9.0, 2.0, 8.0), "B": (2.0, 8.0, 8.5)}),
    "overlapping-ranges": lambda: of_cells({("A", "cost"): Measurement(value=9.0, low=1.0, high=10.0)}),
    "stale-weights": lambda: with_points(ranges={**RANGES, "rail": {"worst": 0.0, "best": 12.0}}),
    "weights-without-ranges": lambda: weighed(study_of(ranges={}), team=WeightSet(points=dict.fromkeys(NAMES, 1.0))),
    "range-effect": lambda: study_of(ranges={"cost": (0, 100), "skill": (0, 10), "rail": (0, 10)}),
    "outside-range": lambda: study_of({**SOUND, "D": (12.0, -1.0, 5.0)}),
    "same-facts": lambda: of_cells({("A", "cost"): computed(["a"]), ("A", "skill"): computed(["a"])}),
    "strong-correlation": lambda: study_of({f"S{n}": (float(n), n + 0.3, 9.0 - n) for n in range(6)}),
    "money-twice": counted_twice,
    "normalisation": lambda: study_of(
        {"A": (1.0, 5.0), "B": (4.0, 4.0)}, PAIR, ranges={"cost": (0, 100), "skill": (0, 10)}
    ),
    "rank-reversal": lambda: study_of(LOCAL, PAIR, ranges={"skill": (0, 10)}, weights={"cost": 4, "skill": 6}),
    "dominated-site": study_of,
    "decides-nothing": lambda: study_of(weights={"cost": 1, "skill": 1, "rail": 0}),
}
"""A study for each check that it must find something in; the sound one is the study that it must not."""


@pytest.mark.parametrize("check", check_names())
def test_each_check_has_a_study_that_triggers_it_and_one_that_does_not(check):
    assert check in set(audit(TROUBLED[check]())["check"])
    assert check not in set(audit(study_of(CLEAN))["check"])


def test_cells_without_any_table():
    cells = {
        (site, name): Measurement(value=figure)
        for site, row in SOUND.items()
        for name, figure in zip(NAMES, row, strict=True)
    }
    study = replace(study_of(), given=PerformanceTable.of_cells(cells))
    assert audit(study).equals(audit(study_of()))


def test_what_a_check_cannot_look_into_is_told_and_stops_no_other():
    count = 20_001
    table = pd.DataFrame(
        {"cost": np.linspace(0, 1, count), "skill": np.linspace(1, 0, count)}, [f"S{row}" for row in range(count)]
    )
    study = Study.from_frame(table, ranges={"cost": (0, 1), "skill": (0, 1)})
    found = siting.audit(study)
    told = found[found["message"].str.startswith("not looked into")]
    assert set(told["level"]) == {"info"}
    assert "dominated-site" in set(told["check"])
    assert {"near-tie", "overlapping-ranges", "rank-reversal"} & set(found["check"])
