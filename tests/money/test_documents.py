"""docs/money.md names every key of the plan, every incentive and every field of a break-even."""

from dataclasses import fields
from pathlib import Path

import pytest

from siting.model import MoneyPlan
from siting.money import BreakEven
from siting.money.elements import INCENTIVES

PAGE = (Path(__file__).parents[2] / "docs" / "money.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", [*MoneyPlan.model_fields, *INCENTIVES, *(field.name for field in fields(BreakEven)[3:])]
)  # fmt: skip
def test_the_page_names_it(name):
    assert f"`{name}`" in PAGE
