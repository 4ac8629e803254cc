from datetime import date

import pytest

from siting.measures.launch_time import measure


@pytest.mark.parametrize(
    ("day", "kind", "months"),
    [
        (date(2019, 6, 1), "greenfield", (42, 30, 66)),
        (date(2023, 4, 30), "greenfield", (42, 30, 66)),
        (date(2025, 9, 1), "greenfield", (42, 29, 66)),
        (date(2026, 11, 22), "greenfield", (42, 29, 66)),
        (date(2026, 11, 22), "idle brownfield", (25, 18, 36)),
        (date(2026, 11, 22), "running line", (24, 12, 60)),
    ],
)
def test_by_kind(context_of, own_fact, day, kind, months):
    cell = measure(context_of("meadow", day, country="US", own=[own_fact("meadow", "project_kind", kind)]))
    assert (cell.value, cell.low, cell.high) == months
    assert cell.unit == "months"
    assert "planning values" in cell.flags


def test_belvidere_waits_for_a_reopening_and_names_the_precedents(context_of):
    cell = measure(context_of("belvidere"))
    used = {fact for step in cell.trace for fact in step.facts}
    assert {"detroit-mack.conversion_months@2021-03", "belvidere-2025-plan.lead_time_months@2025-10/2027-12"} <= used


def test_months_of_the_site_come_first(context_of, own_fact):
    stated = own_fact("cassino", "months_to_launch", 30.0, unit="months")
    cell = measure(context_of("cassino", own=[stated]))
    assert (cell.value, cell.flags) == (30, ())
