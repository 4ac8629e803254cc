"""How far each weight can move before another site takes the lead: a tornado of stability intervals."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from siting import narrate
from siting.charts.lettering import fitted, text_width
from siting.charts.sheet import Margins, frame, points, type_size
from siting.charts.style import INK, house_style, site_look, slide
from siting.evaluation import Evaluation
from siting.narrate.wording import column_name, site_name, weight

__all__ = ["stability"]

BAR = 0.5
"""Thickness of a bar as a share of its row."""

MOST_ROWS = 24


def stability(intervals: pd.DataFrame, ev: Evaluation, ax: Axes | None = None) -> Axes:
    """Draw a bar per criterion or objective from the lowest to the highest weight that keeps the best site first.

    The least room is on top. Beyond an end stands the site that takes over; the study's own weight is a tick.

    Parameters
    ----------
    intervals
        The frame of `siting.sensitivity.stability_intervals`.
    ev
        The evaluation at the study's own weights.
    ax
        Where to draw; a new slide if left out.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> table = pd.DataFrame({"risk": [1.0, 0.75, 0.0], "skill": [0.0, 0.5, 1.0]}, index=["A1", "A2", "A3"])
    >>> study = siting.Study.from_frame(table)
    >>> ax = stability(siting.sensitivity.stability_intervals(study), siting.evaluate(study))
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['risk', 'skill']
    """
    with house_style():
        ax = slide() if ax is None else ax
        rows = _least_room_first(intervals)
        size = type_size(ax) * min(1.0, 14.0 / len(rows))
        names = [fitted(ev.study.column_title(str(name)), size, 16 * type_size(ax)) for name in rows.index]
        _frame(intervals, ev, ax, names)
        ax.set(xlim=(0.0, 1.0), ylim=(max(len(rows), 3) - 0.5, -0.5))
        colour = site_look(ev.study, ev.best).colour
        for place, (_, row) in enumerate(rows.iterrows()):
            ax.barh(place, row["upper"] - row["lower"], BAR, left=row["lower"], color=colour, alpha=0.85)
            ax.plot([row["weight"]] * 2, [place - 0.36, place + 0.36], color=INK, linewidth=2.0, label="own weight")
            _label_ends(ev, ax, place, row, 0.85 * size)
        ax.set_yticks(range(len(names)), names, fontsize=size)
        ax.tick_params(axis="y", length=0)
        ax.tick_params(axis="x", labelsize=0.85 * type_size(ax))
        ax.xaxis.set_major_formatter(PercentFormatter(1.0, symbol=" %"))
        ax.set_xlabel("weight", fontsize=type_size(ax))
        ax.grid(visible=True, axis="x", color="#E4E4E4", linewidth=0.8)
    return ax


def _least_room_first(intervals: pd.DataFrame) -> pd.DataFrame:
    below = (intervals["weight"] - intervals["lower"]).where(intervals["below"].notna(), 2.0)
    above = (intervals["upper"] - intervals["weight"]).where(intervals["above"].notna(), 2.0)
    room = pd.concat([below, above], axis="columns").min(axis="columns")
    return intervals.loc[room.sort_values(kind="stable").index[:MOST_ROWS]]


def _frame(intervals: pd.DataFrame, ev: Evaluation, ax: Axes, names: list[str]) -> None:
    size = type_size(ax)
    leader = site_name(ev.study, ev.best)
    notes = [f"Bars: weights at which {leader} stays first, one at a time. Ticks: the study's own."]
    if len(names) < len(intervals):
        notes.append(f"The {len(names)} of {len(intervals)} weights with the least room are shown.")
    title = narrate.stability(intervals, ev)
    frame(
        ax,
        title=title,
        notes=[*notes, narrate.footnote(ev.study)],
        alt=f"{title} Bars from the lowest to the highest weight of each criterion. {_in_words(intervals, ev)}",
        margins=Margins(left=max(text_width(name, size) for name in names) + size, right=1.5 * size, bottom=2.9 * size),
    )


def _in_words(intervals: pd.DataFrame, ev: Evaluation) -> str:
    parts = [
        f"{column_name(ev.study, str(name))} {weight(row['lower'])} to {weight(row['upper'])}"
        for name, row in intervals.iterrows()
    ]
    return f"{'; '.join(parts)}."


def _label_ends(ev: Evaluation, ax: Axes, place: int, row: pd.Series, size: float) -> None:
    """Write who takes over at each end: beyond it, or else between it and the study's own weight."""
    width = points(ax)[0]
    ink = site_look(ev.study, ev.best).ink
    for limit, rival, sense in ((row["lower"], row["below"], -1), (row["upper"], row["above"], 1)):
        if pd.isna(rival):
            continue
        name = ev.study.site_title(str(rival))
        beyond = (limit if sense < 0 else 1.0 - limit) * width - size
        within = abs(limit - row["weight"]) * width - size
        outside = _end_label(limit, name, sense, size=size, room=beyond)
        text = outside or _end_label(limit, name, sense, size=size, room=within)
        side = sense if outside else -sense
        ax.annotate(
            text, (limit, place), (0.4 * size * side, 0), textcoords="offset points", va="center", fontsize=size,
            ha="left" if side > 0 else "right", color=INK if outside else ink,
        )  # fmt: skip


def _end_label(limit: float, rival: str, sense: int, *, size: float, room: float) -> str:
    """Write limit and rival, or the limit alone, or nothing: whatever there is room for."""
    figure = weight(limit)
    name = fitted(rival, size, room - text_width(f"{figure}  ", size))
    if len(name) < 4 and name != rival:
        return figure if text_width(figure, size) <= room else ""
    return f"{name} {figure}" if sense < 0 else f"{figure} {name}"
