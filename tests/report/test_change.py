"""A comparison: merit, money and events together."""

import copy
from datetime import date
from io import BytesIO

import pandas as pd
import pytest

from siting.evaluation import change, evaluate, events
from siting.model import Measurement, Study
from siting.model.performance import PerformanceTable
from siting.money import appraise, money_change
from siting.report.change import change_answer, change_files
from tests.money.plan import DOCUMENT


def evaluated(as_of="2023-04-30", without=(), **changes):
    document = copy.deepcopy(DOCUMENT)
    document["criteria"]["skill"]["range"] = {"worst": 0.0, "best": 10.0}
    document["as_of"] = as_of
    document = {key: entry for key, entry in {**document, **changes}.items() if key not in without}
    skill = {"belvidere": 8.0, "cassino": 9.0, "windsor": 2.0}
    cells = {(site, "skill"): Measurement(value=value) for site, value in skill.items()}
    return evaluate(Study.build(document, given=PerformanceTable.of_cells(cells)))


THEN, NOW = "2023-04-30", "2026-11-22"


@pytest.fixture(scope="module")
def found():
    return change_answer(evaluated(THEN), evaluated(NOW))


def test_it_holds_what_the_three_functions_say(found):
    before, after = evaluated(THEN), evaluated(NOW)
    assert found.merit.cells.equals(change(before, after).cells)
    money = money_change(*(appraise(ev.study, samples=1) for ev in (before, after)))
    assert found.money.figures.equals(money.figures)
    assert found.money.worth.equals(money.worth)
    assert found.events.equals(events(after.study, after=date(2023, 4, 30), until=date(2026, 11, 22)))
    assert len(found.events) > 5


def test_the_order_of_the_two_days_does_not_change_what_happened(found):
    turned = change_answer(evaluated(NOW), evaluated(THEN))
    assert turned.events.equals(found.events)


def test_without_money_days_or_sites_those_parts_are_empty():
    assert change_answer(evaluated(without=("money",)), evaluated()).money is None
    assert change_answer(evaluated(None), evaluated(None)).events.empty
    assert change_answer(evaluated(), evaluated()).events.empty
    nobody = evaluated(requirements={"skilled": {"criterion": "skill", "at_least": 50.0}})
    assert change_answer(evaluated(), nobody).money is None


def test_the_files_are_the_tables_and_the_map(found):
    files = change_files(found)
    tables = {name for name in files if name.startswith("tables/")}
    assert tables == {
        f"tables/{name}.csv"
        for name in ("ranks", "effects", "cells", "facts", "money", "money_cost", "money_figures", "events")
    }
    cost = pd.read_csv(BytesIO(files["tables/money_cost.csv"]), index_col="site")
    assert cost["total"].to_dict() == pytest.approx(found.money.cost["total"].to_dict())
    assert files["charts/change.png"].startswith(b"\x89PNG")
    assert change_files(found) == files


def test_a_comparison_of_one_day_without_money_writes_merit_alone():
    plain = evaluated(None, without=("money",))
    names = set(change_files(change_answer(plain, plain)))
    assert "tables/events.csv" not in names
    assert "tables/money.csv" not in names
