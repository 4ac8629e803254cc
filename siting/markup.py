"""Tables as accessible HTML: caption, header scopes, numbers to the right. Knows nothing of studies."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import isnan
from numbers import Real

import numpy as np
import pandas as pd
from pandas import NA

from siting.labels import format_number

__all__ = ["html_frame", "html_table"]

_NUMERIC = ' style="text-align:right;font-variant-numeric:tabular-nums"'


def html_table(rows: Sequence[Sequence[object]], header: Sequence[str], *, caption: str) -> str:
    """Write a table as HTML, every text escaped; the first cell of a row is its header.

    Parameters
    ----------
    rows
        Rows of as many cells as `header` has. Reals are formatted and right-aligned; None and nan are shown as
        "missing", never left empty.
    header
        Column names.
    caption
        What the table shows, in a sentence.

    Raises
    ------
    ValueError
        If a row has more or fewer cells than the header.

    Examples
    --------
    >>> html_table([["Cassino", 0.5]], ["site", "overall"], caption="Values")
    '<table><caption>Values</caption><thead><tr><th scope="col">site</th><th scope="col" ...
    """
    sides = [_NUMERIC if _is_numeric(column) else "" for column in _columns(rows, header)]
    heads = "".join(f'<th scope="col"{side}>{_text(name)}</th>' for name, side in zip(header, sides, strict=True))
    body = "".join(_row(row, sides) for row in rows)
    return f"<table><caption>{_text(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def html_frame(frame: pd.DataFrame, *, caption: str) -> str:
    """Write a frame as HTML, the names of its columns as the head; the index is left out.

    Examples
    --------
    >>> html_frame(pd.DataFrame({"site": ["Melfi"], "rank": [1]}), caption="Ranks")
    '<table><caption>Ranks</caption>...<th scope="row">Melfi</th><td ...>1</td></tr></tbody></table>'
    """
    rows = [tuple(row) for row in frame.astype(object).itertuples(index=False)]
    return html_table(rows, [str(name) for name in frame.columns], caption=caption)


def _columns(rows: Sequence[Sequence[object]], header: Sequence[str]) -> list[list[object]]:
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"a row has {len(row)} cells, the header {len(header)}: {list(row)!r}")
    return [[row[place] for row in rows] for place in range(len(header))]


def _is_numeric(cells: list[object]) -> bool:
    shown = [cell for cell in cells if not _is_missing(cell)]
    return bool(shown) and all(isinstance(cell, Real) and not isinstance(cell, bool) for cell in shown)


def _is_missing(cell: object) -> bool:
    return cell is None or cell is NA or (isinstance(cell, float) and isnan(cell))


def _row(row: Sequence[object], sides: list[str]) -> str:
    first, *rest = row
    cells = "".join(f"<td{side}>{_text(cell)}</td>" for cell, side in zip(rest, sides[1:], strict=True))
    return f'<tr><th scope="row"{sides[0]}>{_text(first)}</th>{cells}</tr>'


def _text(cell: object) -> str:
    if _is_missing(cell):
        return "missing"
    if isinstance(cell, bool | np.bool_):
        return "yes" if cell else "no"
    if isinstance(cell, Real):
        return escape(format_number(float(cell)))
    return escape(str(cell))
