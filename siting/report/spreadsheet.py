"""A table as CSV text that a spreadsheet shows and never runs."""

from __future__ import annotations

import numpy as np
import pandas as pd

__all__ = ["csv_text"]

_PRECISION = "%.12g"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a text must begin with for spreadsheets to take it for a formula."""


def csv_text(frame: pd.DataFrame) -> str:
    """Return a frame without its index as CSV; a text that looks like a formula gets an apostrophe before it.

    Numbers stay as they are, negative ones too, to twelve digits: without the noise of binary fractions. What is not
    finite, such as the regret of a site that is out, is empty, as it is null in `results.json`.

    Examples
    --------
    >>> print(csv_text(pd.DataFrame({"site": ["=1+1", "Cassino"], "gap": [-0.5, 2.0]})), end="")
    site,gap
    '=1+1,-0.5
    Cassino,2
    """
    shown = frame.rename(columns=_shown)
    for place, kind in enumerate(frame.dtypes):
        if not pd.api.types.is_numeric_dtype(kind):
            shown.isetitem(place, frame.iloc[:, place].map(_shown).array)
    shown = shown.replace([np.inf, -np.inf], np.nan)
    return str(shown.to_csv(index=False, lineterminator="\n", float_format=_PRECISION))


def _shown(entry: object) -> object:
    return f"'{entry}" if isinstance(entry, str) and entry.startswith(_FORMULA) else entry
