"""Merit against money: which sites no other beats on both, and what a point of merit costs between them."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from siting.charts.lettering import text_width
from siting.charts.sheet import Margins, frame, points, type_size
from siting.charts.style import GREY, INK, house_style, site_look, slide
from siting.evaluation import Evaluation
from siting.labels import format_number
from siting.narrate import money as words
from siting.narrate.wording import site_name, value

__all__ = ["frontier"]


def frontier(table: pd.DataFrame, ev: Evaluation, ax: Axes | None = None) -> Axes:
    """Draw merit over the present value forgone; up and left is better.

    Parameters
    ----------
    table
        Of `siting.money.frontier`: merit, and cost in million USD of present value forgone against the best site.
    ev
        The evaluation that gave the merit.
    ax
        Where to draw; a new slide if left out.
    """
    with house_style():
        ax = slide() if ax is None else ax
        _frame(table, ev, ax)
        chain = table[table["supported"]].sort_values("cost", kind="stable")
        ax.plot(chain["cost"], chain["merit"], color=GREY, linewidth=2.0, zorder=1, gid="frontier")
        for site, row in table.iterrows():
            look = site_look(ev.study, str(site))
            filled = bool(row["efficient"])
            ax.scatter(
                [row["cost"]], [row["merit"]], s=(0.9 * type_size(ax)) ** 2, zorder=3, linewidth=2.2, gid=str(site),
                facecolor=look.colour if filled else "white", edgecolor=look.colour,
            )  # fmt: skip
        _axes(table, ax)
        _names(table, ev, ax)
    return ax


def _frame(table: pd.DataFrame, ev: Evaluation, ax: Axes) -> None:
    size = type_size(ax)
    title = words.frontier(table, ev)
    listing = ", ".join(
        f"{site_name(ev.study, str(site))} {value(float(row['merit']))} at {format_number(float(row['cost']))}"
        for site, row in table.iterrows()
    )
    frame(
        ax,
        title=title,
        notes=[
            "Filled: no site is better on both. Line: best for some price of merit.",
            "Money: net present value below that of the site worth most, with every number at its value.",
        ],
        alt=f"{title} Merit and million USD forgone: {listing}.",
        margins=Margins(left=4.2 * size, bottom=3.2 * size, right=2 * size, top=0.5 * size),
    )


def _axes(table: pd.DataFrame, ax: Axes) -> None:
    size = type_size(ax)
    width = max(float(table["cost"].max() - table["cost"].min()), 1.0)
    height = max(float(table["merit"].max() - table["merit"].min()), 0.05)
    low = float(table["merit"].min())
    ax.set_xlim(float(table["cost"].min()) - 0.06 * width, float(table["cost"].max()) + 0.22 * width)
    ax.set_ylim(low - 0.15 * height, float(table["merit"].max()) + 0.15 * height)
    ax.set_xlabel("present value forgone, million USD", fontsize=size, labelpad=0.5 * size)
    ax.set_ylabel("merit (overall value)", fontsize=size, labelpad=0.5 * size)
    ax.tick_params(labelsize=0.8 * size)


def _names(table: pd.DataFrame, ev: Evaluation, ax: Axes) -> None:
    """Write each name beside its mark, above or below where the right side is taken."""
    size = type_size(ax)
    width, height = points(ax)
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    taken: list[tuple[float, float, float, float]] = []
    marks = [
        ((float(row["cost"]) - left) / (right - left) * width, (float(row["merit"]) - bottom) / (top - bottom) * height)
        for _, row in table.iterrows()
    ]
    taken += [(x - 0.5 * size, y - 0.5 * size, x + 0.5 * size, y + 0.5 * size) for x, y in marks]
    for (site, row), (x, y) in zip(table.iterrows(), marks, strict=True):
        name = site_name(ev.study, str(site))
        wide = text_width(name, size)
        places = [
            (0.9 * size, -0.5 * size), (0.3 * size, 0.8 * size), (0.3 * size, -1.9 * size),
            (-wide - 0.9 * size, -0.5 * size), (-wide, 0.8 * size), (-wide, -1.9 * size),
        ]  # fmt: skip
        boxes = [(x + dx, y + dy, x + dx + wide, y + dy + 1.1 * size) for dx, dy in places]
        if row["supported"]:  # below the line, not across it
            places, boxes = [places[2], *places], [boxes[2], *boxes]
        free = [at for at, box in enumerate(boxes) if not any(_meet(box, other) for other in taken) and box[2] < width]
        best = free[0] if free else 0
        taken.append(boxes[best])
        ax.annotate(
            name, (float(row["cost"]), float(row["merit"])), places[best], textcoords="offset points", va="bottom",
            fontsize=size, color=INK, annotation_clip=False,
        )  # fmt: skip


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
