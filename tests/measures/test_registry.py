"""What a study says of a measure is filled into its cells, or told as a mistake at its place."""

import re
from pathlib import Path

import pytest

from siting.errors import StudyError
from siting.measures import MEASURES, measure
from siting.model import Measurement, PerformanceTable, Study

PROGRAMME = {
    "launch": "2027-06-01", "volume": 60_000, "msrp_usd": 75_000, "customs_value_usd": 48_000, "demand": {"usa": 1.0},
}  # fmt: skip


def study(criteria, *, sites=("belvidere", "cassino"), as_of="2023-04-30", given=None, **more):
    document = {
        "as_of": as_of,
        "sites": {site: {} for site in sites},
        "criteria": criteria,
        "programme": PROGRAMME,
        **more,
    }
    return Study.build(document, given=given)


def problems(document):
    with pytest.raises(StudyError) as error:
        measure(document)
    return error.value.problems


def test_every_cost_element_and_rule_of_the_plan_is_there():
    assert set(MEASURES) >= {
        "ev_credit", "delivery_cost", "delivery_days", "capacity_cover", "attribute",
        "import_duty", "parts_duty", "car_loan_interest", "battery_production_credit", "investment_credit",
        "conversion_grant", "illinois_rev", "illinois_rev_yearly", "zone_credit", "development_contract",
        "labour_cost", "labour_cost_hourly", "energy_cost", "carbon_life_cycle", "carbon_direct", "capital",
        "capital_per_unit", "downtime", "launch_time", "transit_capital",
    }  # fmt: skip
    assert all(re.search(r"\bMeasure|\bRead", function.__doc__ or "") or name == "ev_credit"
               for name, function in MEASURES.items())  # fmt: skip


def test_cells_are_filled_with_their_trace():
    filled = measure(study({"days": {"measure": "delivery_days"}, "duty": {"measure": "import_duty"}}))
    for site in ("belvidere", "cassino"):
        for criterion in ("days", "duty"):
            cell = filled.table.cell(site, criterion)
            assert cell is not None
            assert cell.trace
            assert cell.as_of == filled.as_of
    assert filled.table.cell("cassino", "duty").value == pytest.approx(0.025 * 48_000)


def test_a_given_cell_comes_before_the_measure():
    cells = {
        ("belvidere", "days"): Measurement(value=7.0, unit="days"),
        ("cassino", "fit"): Measurement(value=5.0),
        ("belvidere", "duty"): Measurement(value=None, note="asked for"),
    }
    criteria = {"days": {"measure": "delivery_days"}, "fit": {}, "duty": {"measure": "import_duty"}}
    filled = measure(study(criteria, given=PerformanceTable.of_cells(cells)))
    assert filled.table.cell("belvidere", "duty").missing
    assert filled.table.cell("belvidere", "days").value == 7
    assert filled.table.cell("cassino", "days").value > 7


def test_a_study_without_measures_is_returned_as_it_is():
    plain = study({"fit": {"unit": "points"}})
    assert measure(plain) is plain


def test_a_requirement_may_be_measured():
    gate = {"months": {"measure": "launch_time", "at_most": 30, "reason": "the launch is near"}}
    filled = measure(study({"fit": {"unit": "points"}}, requirements=gate))
    assert filled.table.cell("belvidere", "months").value == 25


def test_an_unknown_measure_is_told_with_the_nearest_name():
    (problem,) = problems(study({"days": {"measure": "delivery_dais"}}))
    assert "unknown measure 'delivery_dais'" in problem.message
    assert problem.fix == "did you mean 'delivery_days'?"
    assert problem.path == ("criteria", "days", "measure")


def test_a_unit_that_does_not_fit_is_told():
    found = problems(study({"days": {"measure": "delivery_days", "unit": "USD"}}, sites=("cassino",)))
    assert "gives 'days', but 'days' is in 'USD'" in found[0].message


def test_everything_that_is_wrong_is_told_at_once():
    wrong = {
        "duty": {"measure": {"name": "import_duty", "options": {"market": "south-korea"}}},
        "days": {"measure": {"name": "delivery_days", "options": {"market": "germany", "closed": ["kiel"]}}},
        "power": {"measure": "energy_cost"},
    }
    found = problems(study(wrong, sites=("cassino", "toluca"), as_of="2018-12-31"))
    told = {(problem.path[1], problem.message) for problem in found}
    assert len(told) == len(found)
    for criterion, words in {
        "duty": "every site: no duty for south-korea: no import duty of KR in the fact base",
        "days": "every site: unknown canal 'kiel'",
        "power": "toluca: no exchange rate of MXN was known as of 2018-12-31",
    }.items():
        assert any(name == criterion and words in message for name, message in told), words
    assert len(told) == 3


def test_a_day_before_the_facts_is_told_at_its_place():
    (problem,) = problems(study({"days": {"measure": "delivery_days"}}, as_of="1900-01-01"))
    assert "the facts begin on 1995-01-01" in problem.message
    assert problem.path == ("as_of",)


def test_every_measure_is_in_the_list_of_the_documents():
    text = (Path(__file__).parents[2] / "docs" / "measures.md").read_text(encoding="utf-8")
    listed = {
        name for cell in re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE) for name in re.findall(r"`(\w+)`", cell)
    }
    assert listed == set(MEASURES)
