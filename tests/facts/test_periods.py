from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.facts import period_end


@pytest.mark.parametrize(
    ("period", "end"),
    [
        ("2023", date(2023, 12, 31)),
        ("2023-04", date(2023, 4, 30)),
        ("2024-02", date(2024, 2, 29)),
        ("2023-04-03", date(2023, 4, 3)),
        ("2024-H1", date(2024, 6, 30)),
        ("2022-H2", date(2022, 12, 31)),
        ("2024-Q3", date(2024, 9, 30)),
        ("2023-Q1", date(2023, 3, 31)),
        ("2019-2020", date(2020, 12, 31)),
        ("2025-01/09", date(2025, 9, 30)),
        ("2022-Q1/Q3", date(2022, 9, 30)),
        ("2020-02/2021-11", date(2021, 11, 30)),
        ("2025-10/2027-12", date(2027, 12, 31)),
        ("2024-05/2026", date(2026, 12, 31)),
        ("2018-", date(2018, 12, 31)),
    ],
)
def test_a_period_ends_on_its_last_day(period, end):
    assert period_end(period) == end


@pytest.mark.parametrize(
    "text",
    ["", "planning", "proxy", "spring 2023", "2023-13", "2023-02-30", "2024-H3", "2023 spring", "2023-"[:4] + "--"],
)
def test_a_text_that_is_no_period_has_no_end(text):
    assert period_end(text) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_day_lies_within_its_month_and_year(day):
    month, year = period_end(f"{day:%Y-%m}"), period_end(f"{day:%Y}")
    assert period_end(str(day)) == day <= month <= year
    assert (month.year, month.month, year.year) == (day.year, day.month, day.year)
