"""How far each weight can move before another site takes the lead: a tornado of stability intervals."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from siting import narrate
from siting.charts.lettering import fitted, text_width
from siting.charts.sheet import Margins, frame, points, type_size
from siting.charts.style import INK, site_look, slide, study_style
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
    with study_style(ev.study):
        ax = slide() if ax is None else ax
        rows = _least_room_first(intervals)
        size = type_size(ax) * min(1.0, 14.0 / len(rows))
        names = [fitted(ev.study.column_title(str(name)), size, 16 * type_size(ax)) for name in rows.index]
        ends = [_ends(ev, row, 0.85 * size) for _, row in rows.iterrows()]
        room = _room(rows, ends, ax, size)
        _frame(intervals, ev, ax, names, room)
        ax.set(xlim=(0.0, 1.0), ylim=(max(len(rows), 3) - 0.5, -0.5))
        look = site_look(ev.study, ev.best)
        for place, ((_, row), texts) in enumerate(zip(rows.iterrows(), ends, strict=True)):
            ax.barh(
                place, row["upper"] - row["lower"], BAR, left=row["lower"], color=look.colour, hatch=look.hatch,
                edgecolor="white", alpha=0.85,
            )  # fmt: skip
            ax.plot([row["weight"]] * 2, [place - 0.36, place + 0.36], color=INK, linewidth=2.0, label="own weight")
            for at, text, side in zip((row["lower"], row["upper"]), texts, (-1, 1), strict=True):
                if not text:
                    continue
                ax.annotate(
                    text, (at, place), (0.4 * size * side, 0), textcoords="offset points", va="center",
                    fontsize=0.85 * size, ha="left" if side > 0 else "right", color=INK, annotation_clip=False,
                )  # fmt: skip
        ax.set_yticks(range(len(names)), names, fontsize=size)
        ax.tick_params(axis="y", length=0, pad=max(room[0], 3.5))
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


def _ends(ev: Evaluation, row: pd.Series, size: float) -> tuple[str, str]:
    """Write limit and who takes over there, at the lower and at the upper end; nothing where nobody does."""
    below, above = (
        "" if pd.isna(row[side]) else fitted(ev.study.site_title(str(row[side])), size, 11 * size)
        for side in ("below", "above")
    )
    return below and f"{below} {weight(row['lower'])}", above and f"{weight(row['upper'])} {above}"


def _room(rows: pd.DataFrame, ends: list[tuple[str, str]], ax: Axes, size: float) -> tuple[float, float]:
    """Return the room in points that the ends need left and right of the axis, if that is at least half the sheet."""
    wide = 0.5 * points(ax)[0]
    before, after = rows["lower"].tolist(), (1.0 - rows["upper"]).tolist()
    left, right = (
        [
            text_width(pair[side], 0.85 * size) + size - share * wide
            for pair, share in zip(ends, beyond, strict=True)
            if pair[side]
        ]
        for side, beyond in enumerate((before, after))
    )
    return max([0.0, *left]), max([0.0, *right])


def _frame(intervals: pd.DataFrame, ev: Evaluation, ax: Axes, names: list[str], room: tuple[float, float]) -> None:
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
        margins=Margins(
            left=max(text_width(name, size) for name in names) + size + room[0],
            right=1.5 * size + room[1],
            bottom=2.9 * size,
        ),
    )


def _in_words(intervals: pd.DataFrame, ev: Evaluation) -> str:
    parts = [
        f"{column_name(ev.study, str(name))} {weight(row['lower'])} to {weight(row['upper'])}"
        for name, row in intervals.iterrows()
    ]
    return f"{'; '.join(parts)}."
