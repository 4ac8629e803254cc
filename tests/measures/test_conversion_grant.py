from datetime import date

import pytest

from siting.errors import MethodError
from siting.measures.conversion_grant import NOT_AWARDED, measure


@pytest.mark.parametrize(
    ("day", "high"),
    [
        (date(2019, 6, 1), 0),
        (date(2023, 4, 30), 0),
        (date(2024, 7, 10), 0),
        (date(2024, 7, 11), 334_763_050),
        (date(2025, 9, 1), 334_763_050),
        (date(2026, 11, 22), 334_763_050),
    ],
)
def test_belvidere_by_what_was_known(context_of, day, high):
    cell = measure(context_of("belvidere", day))
    assert cell.value == 0
    assert cell.range == (0, high)
    assert (NOT_AWARDED in cell.flags) is (high > 0)


def test_the_threat_to_the_grant_is_in_the_trace_once_known(context_of):
    facts = {
        day: {fact for step in measure(context_of("belvidere", day)).trace for fact in step.facts}
        for day in (date(2025, 9, 1), date(2026, 11, 22))
    }
    assert facts[date(2026, 11, 22)] - facts[date(2025, 9, 1)] == {"us_doe_conversion_grant.obligated@2024-07-11"}


def test_an_obligated_grant_counts(context_of, own_fact):
    paid = own_fact("us_doe_conversion_grant", "obligated", value=True, scope="plant=Belvidere")
    assert measure(context_of("belvidere", own=[paid])).value == 334_763_050


def test_other_plants_and_options(context_of):
    assert measure(context_of("cassino")).range == (0, 0)
    with pytest.raises(MethodError, match="unknown option 'amount'"):
        measure(context_of("belvidere", options={"amount": 1}))
