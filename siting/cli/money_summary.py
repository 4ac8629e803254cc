"""What a run shows of money and futures: cost and worth of each site, what would close the gaps, who leads where."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from siting.narrate import money as words
from siting.report import Answer
from siting.report.futures import future_rows
from siting.report.money import MoneyAnswer
from siting.report.worth import worth_heads, worth_rows

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
    """Cost, worth and what would make a site worth as much as the best."""
    view, rows = Table(header_style="bold"), list(worth_rows(money))
    for number, head in enumerate(worth_heads(money)):
        widest = max(map(len, [*head.split(), *(row[number] for row in rows)]))
        view.add_column(head, justify="right" if number else "left", width=min(widest, 30))
    for row in rows:
        view.add_row(*map(Text, row))
    return view


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
