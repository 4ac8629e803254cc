"""The money part of `siting run`, as the reader sees it: every figure is that of the appraisal."""

import copy
import io

import pytest
from rich.console import Console

from siting.cli.money_summary import show_money
from siting.labels import format_number, format_percent
from siting.model import Measurement, Study
from siting.model.performance import PerformanceTable
from siting.narrate import money as words
from siting.report import answer
from tests.money.plan import DOCUMENT

SKILL = {"belvidere": 8.0, "cassino": 9.0, "windsor": 2.0}


def answered(skill=SKILL, without=(), **changes):
    document = copy.deepcopy(DOCUMENT)
    document["criteria"]["skill"]["range"] = {"worst": 0.0, "best": 10.0}
    document["futures"] = {
        "tariff": {"title": "A tariff", "changes": {"money.duties.usa": {"IT": 27.5, "CA": 27.5}}},
        "wages": {"changes": {"performance.belvidere.skill": 10.0}},
    }
    document |= changes
    document = {key: entry for key, entry in document.items() if key not in without}
    cells = {(site, "skill"): Measurement(value=value) for site, value in skill.items()}
    return answer(Study.build(document, given=PerformanceTable.of_cells(cells)))


def shown(found):
    console = Console(file=io.StringIO(), width=110, highlight=False)
    show_money(found, console)
    return console.file.getvalue()


@pytest.fixture(scope="module")
def found():
    return answered()


@pytest.fixture(scope="module")
def page(found):
    return shown(found)


def rows(page):
    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in page.splitlines() if line.startswith("│")]
    return {row[1] if row[0].isdigit() else row[0]: row for row in cells}


def test_the_table_holds_cost_worth_range_and_what_would_close_the_gap(found, page):
    money = found.money
    table = money.appraisal.to_frame().set_index("site")
    gaps = {gap.a: gap for gap in money.gaps}
    assert money.appraisal.best == "windsor"
    for site, row in table.iterrows():
        expected = [
            site, format_number(row["cost"]), f"{row['npv']:,.0f}",
            f"{row['low']:,.0f} to {row['high']:,.0f}", format_percent(row["first"]),
        ]  # fmt: skip
        if 0 < row["first"] < 0.005:
            expected[-1] = "< 1 %"
        ends = ["-", "-"]
        if site in gaps:
            ends = [f"{gaps[site].incentive / 1e6:,.0f}", f"{words.percent(gaps[site].tariff)} on CA"]
        got = rows(page)[site]
        assert [cell.replace("\N{MINUS SIGN}", "-") for cell in got] == [*expected, *ends]


def test_best_comes_first(found, page):
    order = found.money.appraisal.value.sort_values("rank").index
    assert list(rows(page))[:3] == list(order)


def test_the_sentences_follow_and_say_what_the_leader_on_merit_would_need(found, page):
    flat = " ".join(page.split())
    money = found.money
    gap = next(gap for gap in money.gaps if gap.a == "cassino")
    for sentence in (
        words.present_value(money.appraisal),
        words.break_even(found.study, gap),
        words.frontier(money.frontier, found.evaluation),
        words.money_basis(money.appraisal),
        words.money_evidence(money.appraisal),
    ):
        assert sentence in flat


def test_the_futures_name_the_leaders_on_merit_and_money(found, page):
    npv = found.money.futures.set_index(["future", "site"])["npv"]
    assert rows(page)["as planned"][1:3] == ["cassino", "windsor"]
    dear = npv["tariff"]
    assert dear.idxmax() == "belvidere"
    assert rows(page)["A tariff"] == ["A tariff", "cassino", "belvidere", f"{dear.max():,.0f}"]
    assert rows(page)["Wages"][:3] == ["Wages", "belvidere", "windsor"]


def test_where_the_leader_on_merit_is_also_worth_most_the_nearest_rival_is_asked():
    found = answered(criteria={"skill": {"range": {"worst": 10.0, "best": 0.0}, "direction": "min"}}, futures={})
    assert found.evaluation.best == found.money.appraisal.best == "windsor"
    nearest = min(found.money.gaps, key=lambda gap: gap.gap)
    flat = " ".join(shown(found).split())
    assert words.break_even(found.study, nearest) in flat
    assert "first on merit" not in flat


def test_a_gap_that_no_duty_closes_says_none():
    sites = {"cassino": {}, "pomigliano": {}}
    found = answered({"cassino": 4.0, "pomigliano": 5.0}, sites=sites, futures={}, money=italian())
    assert rows(shown(found))["pomigliano"][-1] == "none"


def italian():
    plan = copy.deepcopy(DOCUMENT["money"])
    plan["own"]["capital"] = {"cassino": 5_000, "pomigliano": 7_000}
    return plan


def test_without_money_there_is_nothing_to_show():
    assert shown(answered(without=("money", "futures"))) == ""
