"""The cost of each site on the board is that of the appraisal, in the study and in each future."""

import copy

import pandas as pd
import pytest

from siting.evaluation import evaluate
from siting.model import Study
from siting.money import appraise
from siting.report import answer
from siting.report.board import board_data
from siting.report.board.costs import costs
from tests.money.plan import DOCUMENT

SKILL = pd.DataFrame({"skill": [3.0, 5.0, 4.0]}, list(DOCUMENT["sites"]))


def priced(**changes):
    document = {**copy.deepcopy(DOCUMENT), **changes}
    return Study.build(document, given=Study.from_frame(SKILL).given)


def test_costs_are_those_of_the_appraisal():
    study = priced()
    assert costs(evaluate(study)) == appraise(study, samples=1).cost["total"].to_list()


def test_a_site_that_cannot_be_priced_has_no_cost():
    money = copy.deepcopy(DOCUMENT["money"])
    del money["own"]["tax"]["IT"]  # nothing of it is known in April 2023
    found = costs(evaluate(priced(money=money)))
    assert found[1] is None
    assert None not in (found[0], found[2])


def test_without_a_money_plan_there_is_no_money_on_the_board():
    study = Study.from_frame(SKILL)
    assert costs(evaluate(study)) is None
    data = board_data(study)
    assert data["money"] is None
    assert data["futures"][0]["costs"] is None


def test_each_future_has_its_own_costs():
    dear = {"title": "Dear to make", "changes": {"money.common_cost_usd": 46_000}}
    study = priced(futures={"dear": dear})
    given, moved = (future["costs"] for future in board_data(study)["futures"])
    assert moved == pytest.approx([cost + 1_000 for cost in given], abs=1e-6)


def test_what_a_run_has_found_gives_the_same_board():
    study = priced(futures={"dear": {"title": "Dear to make", "changes": {"money.common_cost_usd": 46_000}}})
    assert board_data(study, answer=answer(study)) == board_data(study)
