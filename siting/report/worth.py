"""What each site costs and is worth, in words for a table."""

from __future__ import annotations

from collections.abc import Iterator

from siting.labels import format_number, format_percent
from siting.money import BreakEven
from siting.narrate import money as words
from siting.report.money import MoneyAnswer

__all__ = ["worth_heads", "worth_rows"]


def worth_heads(money: MoneyAnswer) -> tuple[str, ...]:
    """Return what stands above the columns of `worth_rows`."""
    market = next((f" in {words.market_name(gap.market).removeprefix('the ')}" for gap in money.gaps), "")
    return (
        "site", "landed cost, USD/car", "NPV, million USD", "5 to 95 % of draws", "first in draws",
        "to equal the first: incentive, million USD", f"or duty{market}",
    )  # fmt: skip


def worth_rows(money: MoneyAnswer) -> Iterator[tuple[str, ...]]:
    """Yield the site, its cost and worth, and what would make it worth as much as the first; the best first."""
    study, gaps = money.appraisal.study, {gap.a: gap for gap in money.gaps}
    table = money.appraisal.to_frame().sort_values("rank", kind="stable").set_index("site")
    for site, row in table.iterrows():
        gap = gaps.get(str(site))
        yield (
            study.site_title(str(site)),
            format_number(row["cost"]),
            format_number(round(row["npv"])),
            f"{format_number(round(row['low']))} to {format_number(round(row['high']))}",
            _share(float(row["first"])),
            "-" if gap is None else format_number(round(gap.incentive / 1e6)),
            "-" if gap is None else _duty(gap),
        )


def _share(first: float) -> str:
    """Write a share of the draws; a little is not nothing."""
    return "< 1 %" if 0 < first < 0.005 else format_percent(first)


def _duty(gap: BreakEven) -> str:
    """Write the duty that would close the gap, and on whose cars."""
    return "none" if gap.tariff is None else f"{words.percent(gap.tariff)} on {gap.origin}"
