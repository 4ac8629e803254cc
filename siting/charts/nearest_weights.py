"""Which weights would make another site win: the nearest ones, beside the study's own."""

from __future__ import annotations

from math import ceil

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from siting import narrate
from siting.charts.lettering import fitted, text_width
from siting.charts.sheet import Margins, frame, type_size
from siting.charts.style import GREY, INK, Look, site_look, slide, study_style
from siting.errors import MethodError, did_you_mean
from siting.evaluation import Evaluation
from siting.narrate.wording import column_name, site_name, weight

__all__ = ["nearest_weights"]

MOST_ROWS = 20
FEWEST_ROWS = 3
FIGURE = 0.85
"""Size of the figures, as a multiple of the names'."""

SAME = 1e-9


def nearest_weights(
    changes: pd.DataFrame, ev: Evaluation, challenger: str | None = None, ax: Axes | None = None
) -> Axes:
    """Draw for each criterion the study's own weight and the one at which a challenger ties for first.

    Parameters
    ----------
    changes
        The frame of `siting.sensitivity.smallest_change`.
    ev
        The evaluation at the study's own weights.
    challenger
        Whose weights; those of the site that needs the smallest change if left out.
    ax
        Where to draw; a new slide if left out.

    Raises
    ------
    MethodError
        If there is no such challenger, or no weights make it win.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> table = pd.DataFrame({"risk": [1.0, 0.0], "skill": [0.0, 1.0]}, index=["A", "B"])
    >>> study = siting.Study.from_frame(table, weights={"risk": 3, "skill": 1})
    >>> ax = nearest_weights(siting.sensitivity.smallest_change(study), siting.evaluate(study))
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['risk', 'skill']
    """
    site = _challenger(changes, ev, challenger)
    with study_style(ev.study):
        ax = slide() if ax is None else ax
        weights = _weights(changes, ev, site)
        size = type_size(ax) * min(1.0, 14.0 / len(weights))
        names = [fitted(ev.study.column_title(str(name)), size, 16 * type_size(ax)) for name in weights.index]
        _frame(changes, ev, ax, site, names)
        ax.set(xlim=(0.0, _reach(weights)), ylim=(max(len(names), FEWEST_ROWS) - 0.5, -0.5))
        look = site_look(ev.study, site)
        for row, (own, needed) in enumerate(zip(weights["own"], weights["needed"], strict=True)):
            _draw_row(ax, row, (float(own), float(needed)), look, size)
        ax.set_yticks(range(len(names)), names, fontsize=size)
        ax.tick_params(axis="y", length=0, pad=_figure_room(size))
        ax.spines["left"].set_visible(False)
        ax.tick_params(axis="x", labelsize=0.85 * type_size(ax))
        ax.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))
        ax.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
        ax.set_xlabel("weight", fontsize=type_size(ax))
        ax.grid(visible=True, axis="x", color="#E4E4E4", linewidth=0.8)
    return ax


def _challenger(changes: pd.DataFrame, ev: Evaluation, wanted: str | None) -> str:
    if wanted is not None and wanted not in changes.index:
        known = [str(site) for site in changes.index]
        raise MethodError(f"site {wanted!r} is not among the challengers; {did_you_mean(wanted, known)}")
    reach = changes["distance"].dropna() if wanted is None else changes.loc[[wanted], "distance"].dropna()
    if reach.empty:
        who = "no other site" if wanted is None else site_name(ev.study, wanted)
        raise MethodError(f"there is nothing to draw: {who} is first with any of the weights considered")
    return str(reach.astype(float).idxmin())


def _weights(changes: pd.DataFrame, ev: Evaluation, site: str) -> pd.DataFrame:
    needed = changes.loc[site].drop("distance").astype(float)
    table = pd.DataFrame({"own": ev.weights, "needed": needed.reindex(ev.weights.index)})
    moved = (table["needed"] - table["own"]).abs().round(9)
    return table.loc[moved.sort_values(ascending=False, kind="stable").index[:MOST_ROWS]]


def _reach(weights: pd.DataFrame) -> float:
    """Return the next full tenth from the largest weight, where the axis ends."""
    return min(1.0, ceil(10.0 * float(weights.to_numpy().max()) - SAME) / 10.0)


def _frame(changes: pd.DataFrame, ev: Evaluation, ax: Axes, site: str, names: list[str]) -> None:
    size = type_size(ax)
    title = narrate.nearest_weights(changes, ev, site)
    notes = [
        f"Open marks: the study's own weights. Filled marks: the nearest at which {site_name(ev.study, site)} ties."
    ]
    if len(names) < len(ev.weights):
        notes.append(f"The {len(names)} of {len(ev.weights)} weights that move most are shown.")
    rows = _weights(changes, ev, site)
    parts = [
        f"{column_name(ev.study, str(name))} {weight(float(row['own']))} to {weight(float(row['needed']))}"
        for name, row in rows.iterrows()
    ]
    frame(
        ax,
        title=title,
        notes=[*notes, narrate.footnote(ev.study)],
        alt=f"{title} Marks of the study's weight and the one needed: {'; '.join(parts)}.",
        margins=Margins(
            left=max(text_width(name, size) for name in names) + _figure_room(size) + 0.4 * size,
            right=_figure_room(size),
            bottom=2.9 * size,
        ),
    )


def _figure_room(size: float) -> float:
    return text_width("88.8 %", FIGURE * size, weight="bold") + 1.1 * size


def _draw_row(ax: Axes, row: int, pair: tuple[float, float], look: Look, size: float) -> None:
    """Draw an arrow from the study's weight to the needed one, both figures on the outer sides."""
    own, needed = pair
    moved = abs(own - needed) > SAME
    ax.plot(pair, [row, row], color=look.colour, linestyle=look.dash, linewidth=0.3 * size, alpha=0.5, zorder=2)
    marks = ((own, "white", GREY), (needed, look.colour, look.colour)) if moved else ((own, "white", GREY),)
    for at, face, edge in marks:
        side = -1 if moved and at == min(pair) else 1
        ax.scatter(
            [at], [row], s=(0.9 * size) ** 2, marker=look.marker, color=face, edgecolor=edge, linewidth=2.0, zorder=3,
            clip_on=False,
        )  # fmt: skip
        ax.annotate(
            weight(at), (at, row), (0.8 * size * side, 0), textcoords="offset points", va="center",
            ha="left" if side > 0 else "right", color=INK, weight="bold" if face == look.colour else "normal",
            fontsize=FIGURE * size, annotation_clip=False,
        )  # fmt: skip
