"""What a run shows of money and futures: cost and worth of each site, what would close the gaps, who leads where."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from siting.labels import format_number, format_percent
from siting.money import BreakEven
from siting.narrate import money as words
from siting.report import Answer
from siting.report.futures import future_rows
from siting.report.money import MoneyAnswer

__all__ = ["show_money"]


def show_money(answer: Answer, console: Console) -> None:
    """Print the money of a run, and the leaders in its futures; nothing for a study without a money plan."""
    money = answer.money
    if money is None:
        return
    console.print(_worth(money))
    console.print(Text(words.present_value(money.appraisal), style="bold"))
    for line in _gaps(answer, money):
        console.print(Text(line))
    console.print(Text(words.money_basis(money.appraisal)))
    console.print(Text(words.money_evidence(money.appraisal)))
    console.print()
    if answer.robustness is not None:
        console.print(_futures(answer))
        console.print()


def _worth(money: MoneyAnswer) -> Table:
    """Cost, worth and the incentive that would make a site worth as much as the best."""
    appraisal = money.appraisal
    study, gaps = appraisal.study, {gap.a: gap for gap in money.gaps}
    view = Table(header_style="bold")
    market = next((words.market_name(gap.market).removeprefix("the ") for gap in money.gaps), "")
    heads = ("rank", "site", "landed cost\nUSD/car", "NPV\nm USD", "5 to 95 %\nof draws", "first in\ndraws",
             "incentive to\nbe first, m USD", "\n".join(["or duty in", *market.split()]))  # fmt: skip
    for name in heads:
        view.add_column(name, justify="left" if name == "site" else "right")
    table = appraisal.to_frame().sort_values("rank", kind="stable").set_index("site")
    for site, row in table.iterrows():
        gap = gaps.get(str(site))
        view.add_row(
            f"{row['rank']:.0f}",
            study.site_title(str(site)),
            format_number(row["cost"]),
            format_number(round(row["npv"])),
            f"{format_number(round(row['low']))} to {format_number(round(row['high']))}",
            _share(float(row["first"])),
            "" if gap is None else format_number(round(gap.incentive / 1e6)),
            "" if gap is None else _duty(gap),
        )
    return view


def _share(first: float) -> str:
    """Write a share of the draws; a little is not nothing."""
    return "< 1 %" if 0 < first < 0.005 else format_percent(first)


def _duty(gap: BreakEven) -> str:
    """Write the duty that would close the gap, and on whose cars."""
    return "none" if gap.tariff is None else f"{words.percent(gap.tariff)} on {gap.origin}"


def _gaps(answer: Answer, money: MoneyAnswer) -> Iterator[str]:
    """Say what the site that leads on merit would need, or else the nearest rival; and what merit costs."""
    leaders = answer.evaluation.tied[:1]
    asked = [gap for gap in money.gaps if gap.a in leaders] or sorted(money.gaps, key=lambda gap: gap.gap)[:1]
    for gap in asked:
        yield words.break_even(answer.study, gap)
    if len(money.frontier):
        yield words.frontier(money.frontier, answer.evaluation)


def _futures(answer: Answer) -> Table:
    """Who leads on merit and on money in each future."""
    view = Table(header_style="bold")
    for name in ("future", "first on merit", "worth most", "million USD"):
        view.add_column(name, justify="right" if name == "million USD" else "left")
    for row in future_rows(answer):
        view.add_row(*map(Text, row))
    return view
