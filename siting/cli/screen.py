"""How commands print for people: as wide as the terminal, or a fixed width where there is none."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill

from rich.console import Console
from rich.table import Table
from rich.text import Text

__all__ = ["plain_table", "screen", "tell"]

_PLAIN_WIDTH = 110
_NAMES = 26
"""So much room the names of a table have before the figures' heads may take it."""
_MOST_ROWS = 40
_BORDER, _NARROWEST = 3, 6


def screen() -> Console:
    """Return the console that results go to."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_PLAIN_WIDTH)


def plain_table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    """Return a table whose first column holds names and all others figures; nothing in it is read as markup."""
    heads, filled = list(heads), [list(row) for row in rows]
    names = min(max((len(row[0]) for row in filled), default=0), _NAMES)
    room = (_PLAIN_WIDTH - names - _BORDER) // max(len(heads) - 1, 1) - _BORDER
    view = Table(header_style="bold")
    for place, head in enumerate(heads):
        view.add_column(
            Text(head), justify="right" if place else "left", max_width=max(room, _NARROWEST) if place else None
        )
    for row in filled[:_MOST_ROWS]:
        view.add_row(*(Text(cell) for cell in row))
    if len(filled) > _MOST_ROWS:
        view.caption = f"and {len(filled) - _MOST_ROWS:,} more"
    return view


def tell(console: Console, title: str, lines: Iterable[str]) -> None:
    """Print sentences under a title, each indented; nothing where there are none."""
    told = list(lines)
    if told:
        console.print(Text(title, style="bold"))
    for line in told:
        whole = line.replace(" %", "\N{NO-BREAK SPACE}%")
        text = fill(whole, console.width, initial_indent="  ", subsequent_indent="    ")
        console.print(Text(text.replace("\N{NO-BREAK SPACE}", " ")))
