"""The money side of a run, each part against its own function."""

import copy

import pytest

from siting.errors import MethodError, StudyError
from siting.evaluation import BASE, evaluate, in_each_future
from siting.model import Measurement, Study
from siting.model.performance import PerformanceTable
from siting.money import appraise, break_even, frontier
from siting.report.money import money_answer
from tests.money.plan import DOCUMENT


def build(**changes):
    document = copy.deepcopy(DOCUMENT)
    document["criteria"]["skill"]["range"] = {"worst": 0.0, "best": 10.0}
    document |= changes
    skill = {"belvidere": 8.0, "cassino": 9.0, "windsor": 2.0}
    cells = {(site, "skill"): Measurement(value=value) for site, value in skill.items() if site in document["sites"]}
    return Study.build(document, given=PerformanceTable.of_cells(cells))


TARIFF = {"tariff": {"changes": {"money.duties.usa": {"IT": 27.5, "CA": 27.5}}}}


def test_every_priced_site_is_held_against_the_one_worth_most():
    ev = evaluate(build())
    found = money_answer(ev)
    assert found.appraisal.best == "windsor"
    assert [(gap.a, gap.b) for gap in found.gaps] == [("belvidere", "windsor"), ("cassino", "windsor")]
    assert found.gaps[0] == break_even(found.appraisal, "belvidere", "windsor")
    assert found.futures.empty


def test_the_frontier_is_of_merit_and_value_forgone():
    ev = evaluate(build())
    found = money_answer(ev)
    npv = found.appraisal.value["npv"]
    assert found.frontier["cost"].to_dict() == pytest.approx((npv.max() - npv).to_dict())
    assert found.frontier["merit"].to_dict() == ev.overall.to_dict()
    assert found.frontier.equals(frontier(ev.overall, npv.max() - npv))


def test_only_sites_that_pass_the_gates_are_priced():
    gate = {"skilled": {"criterion": "skill", "at_least": 5.0}}
    found = money_answer(evaluate(build(requirements=gate)))
    assert found.appraisal.names == ["belvidere", "cassino"]
    none = {"skilled": {"criterion": "skill", "at_least": 50.0}}
    assert money_answer(evaluate(build(requirements=none))) is None


def test_futures_are_priced_with_their_changes():
    study = build(futures=TARIFF)
    found = money_answer(evaluate(study), list(in_each_future(study)))
    table = found.futures.set_index("site")
    assert set(found.futures["future"]) == {"tariff"}  # the study itself is the appraisal
    assert BASE not in set(found.futures["future"])
    npv = appraise(study.in_future("tariff"), samples=1).value["npv"]
    assert table["npv"].to_dict() == pytest.approx(npv.to_dict())
    assert table["rank"].to_dict() == npv.rank(ascending=False).astype(int).to_dict()
    assert table["regret"].min() == 0.0
    assert table["regret"].to_dict() == pytest.approx((npv.max() - npv).to_dict())


def test_a_future_in_which_nobody_passes_has_no_rows():
    study = build(
        requirements={"skilled": {"criterion": "skill", "at_least": 1.0}},
        futures={"dark": {"changes": {"requirements.skilled.at_least": 50.0}}, **TARIFF},
    )
    found = money_answer(evaluate(study), list(in_each_future(study)))
    assert set(found.futures["future"]) == {"tariff"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"programme.demand": {"south-korea": 1.0}}, "no duty for the route from US to"),
        ({"money.exchange": {"EUR": 1.3}}, "no exchange rate for CAD"),
    ],
)
def test_a_future_that_cannot_be_priced_is_named(changes, words):
    study = build(futures={"odd": {"changes": changes}})
    with pytest.raises(StudyError, match=words) as caught:
        money_answer(evaluate(study), list(in_each_future(study)))
    assert "odd" in str(caught.value)


def test_a_future_in_which_only_sites_without_a_price_pass_is_named():
    plan = copy.deepcopy(DOCUMENT["money"])
    del plan["own"]["tax"]["IT"]
    gate = {"skilled": {"criterion": "skill", "at_least": 1.0}}
    futures = {"odd": {"changes": {"requirements.skilled.at_least": 8.5}}}
    study = build(money=plan, requirements=gate, futures=futures)
    with pytest.raises(MethodError, match="future 'odd': no site can be priced: cassino"):
        money_answer(evaluate(study), list(in_each_future(study)))


def test_without_a_money_plan_there_is_none():
    document = copy.deepcopy(DOCUMENT)
    del document["money"]
    assert money_answer(evaluate(Study.build(document, given=build().given))) is None
