from datetime import date

import pytest

from siting.errors import MethodError
from siting.measures.investment_credit import COMPETITIVE, measure

SPENT = {"investment_usd": {"value": 600e6, "low": 500e6, "high": 700e6}}


@pytest.mark.parametrize(
    ("day", "high", "flag"),
    [
        (date(2019, 6, 1), 0, None),
        (date(2023, 4, 30), 210e6, COMPETITIVE),
        (date(2025, 9, 1), 210e6, "law not verified"),  # closed, but by memory alone
        (date(2026, 11, 22), 210e6, "law not verified"),
    ],
)
def test_nothing_is_counted_and_the_high_end_is_30_percent(context_of, day, high, flag):
    cell = measure(context_of("belvidere", day, **SPENT))
    assert cell.value == 0
    assert cell.range == (0, high)
    assert set(cell.flags) == ({flag, "judged inputs"} if flag else set())


def test_a_verified_closing_leaves_nothing(context_of, own_fact):
    closed = own_fact("us_48c", "open_to_new_projects", value=False, basis="law", effective_from=date(2025, 7, 4))
    assert measure(context_of("belvidere", own=[closed], **SPENT)).range == (0, 0)


def test_sites_elsewhere(context_of):
    assert measure(context_of("windsor")).range == (0, 0)


def test_the_investment_is_asked_for(context_of):
    with pytest.raises(MethodError, match="needs investment_usd"):
        measure(context_of("belvidere"))
