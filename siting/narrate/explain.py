"""Why one site beats another, in words, and what would have to be true for the other to win."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from siting.explanation import Explanation
from siting.labels import format_quantity
from siting.narrate.ranking import because
from siting.narrate.wording import column_name, listed, site_name, value, weight

__all__ = ["explanation", "in_short", "reason", "reversal"]

WORTH_NAMING = 0.0005
"""A gap below this is written as zero, so it is left out."""


def explanation(result: Explanation) -> str:
    """Say why the winner is ahead and what must be true for the rival to win.

    Examples
    --------
    >>> import siting
    >>> table = pd.DataFrame({"market": [9.0, 4.0], "labour": [5.0, 6.0]}, index=["Melfi", "Toluca"])
    >>> study = siting.Study.from_frame(table, ranges={"market": (0, 10), "labour": (0, 10)})
    >>> from siting.explanation import explain
    >>> print(explanation(explain(siting.evaluate(study), "Melfi", "Toluca")))
    Melfi beats Toluca by 0.200: it gains 0.250 on market; Toluca is ahead by 0.050 on labour. ...
    """
    return " ".join([reason(result), *reversal(result)])


def in_short(result: Explanation) -> str:
    """Say in one sentence by how much the winner is ahead, and what most of it is due to.

    Examples
    --------
    >>> import siting
    >>> table = pd.DataFrame({"market": [9.0, 4.0], "labour": [5.0, 6.0]}, index=["Melfi", "Toluca"])
    >>> study = siting.Study.from_frame(table, ranges={"market": (0, 10), "labour": (0, 10)})
    >>> from siting.explanation import explain
    >>> in_short(explain(siting.evaluate(study), "Melfi", "Toluca"))
    'Melfi beats Toluca by 0.200, thanks to market; Toluca does better on labour.'
    """
    ev = result.evaluation
    names = f"{site_name(ev.study, result.winner)} beats {site_name(ev.study, result.rival)}"
    return f"{names} by {value(result.margin)}{because(ev, result.winner, result.rival)}."


def reason(result: Explanation) -> str:
    """Say in one sentence on which criteria the winner gains and on which it loses."""
    gains = result.frame["gap"].astype(float).fillna(0.0).sort_values(ascending=False, kind="stable")
    study = result.evaluation.study
    winner, rival = site_name(study, result.winner), site_name(study, result.rival)
    text = f"{winner} beats {rival} by {value(result.margin)}: it gains {_amounts(result, gains)}"
    losses = -gains[::-1]
    if losses.iloc[0] >= WORTH_NAMING:
        text += f"; {rival} is ahead by {_amounts(result, losses)}"
    return f"{text}."


def _amounts(result: Explanation, gaps: pd.Series[float]) -> str:
    study = result.evaluation.study
    return listed(
        f"{value(gap)} on {column_name(study, str(name))}" for name, gap in gaps.items() if gap >= WORTH_NAMING
    )


def reversal(result: Explanation) -> list[str]:
    """Say what must be true for the rival to win: one weight, all weights together, or one better performance."""
    rival = site_name(result.evaluation.study, result.rival)
    sentences = [_weights(result, rival), _together(result, rival), _performances(result, rival)]
    return [sentence for sentence in sentences if sentence]


def _weights(result: Explanation, rival: str) -> str:
    study, table = result.evaluation.study, result.frame.dropna(subset=["switch_weight"])
    nearest = (table["switch_weight"] - table["weight"]).abs().sort_values(kind="stable").index
    limits = [
        f"{column_name(study, str(name))} {_side(table.loc[name])} ({weight(table.loc[name, 'weight'])} now)"
        for name in nearest
    ]
    if not limits and not result.reversible:
        return ""
    if not limits:
        return f"No change of one weight alone puts {rival} ahead."
    return f"{rival} is ahead with a weight of {listed(limits).replace(' and ', ' or ')}."


def _side(row: pd.Series[float]) -> str:
    side = "above" if row["switch_weight"] > row["weight"] else "below"
    return f"{side} {weight(row['switch_weight'])}"


def _together(result: Explanation, rival: str) -> str:
    if not result.reversible:
        return f"No weights at all put {rival} ahead: it is nowhere better."
    return f"If all weights may move, {weight(result.moved)} of the weight has to change place."


def _performances(result: Explanation, rival: str) -> str:
    parts = list(_targets(result))
    if not parts:
        return f"No better performance on one criterion alone puts {rival} ahead."
    return f"With these weights {rival} draws level with {listed(parts).replace(' and ', ' or ')}."


def _targets(result: Explanation) -> Iterator[str]:
    study = result.evaluation.study
    for name, row in result.frame.iterrows():
        if row["needed"] is not None and not pd.isna(row["needed"]):
            unit = study.criteria[str(name)].unit
            needed, own = (format_quantity(row[key], unit) for key in ("needed", "performance"))
            yield f"{needed} on {column_name(study, str(name))} ({own} now)"
