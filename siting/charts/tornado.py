"""What the range of each uncertain cell does to its site: a tornado of overall values."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from siting import narrate
from siting.charts.lettering import fitted, text_width
from siting.charts.sheet import Margins, frame, type_size
from siting.charts.style import GREY, INK, site_look, slide, study_style
from siting.errors import MethodError
from siting.evaluation import Evaluation
from siting.labels import format_number
from siting.narrate.wording import column_name, site_name, value

__all__ = ["tornado"]

MOST_ROWS = 18
FEWEST_ROWS = 3
BAR = 0.55


def tornado(cells: pd.DataFrame, ev: Evaluation, ax: Axes | None = None) -> Axes:
    """Draw a bar per uncertain cell from the overall value at its low end to that at its high end.

    The widest is on top. The figures at the ends are performances; a name beside one takes the lead there.

    Parameters
    ----------
    cells
        The frame of `siting.sensitivity.tornado`.
    ev
        The evaluation with every cell at its value.
    ax
        Where to draw; a new slide if left out.

    Raises
    ------
    MethodError
        If no cell is uncertain.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> table = pd.DataFrame({"risk": [5.0, 0.0], "skill": [6.0, 10.0]}, index=["A", "B"])
    >>> study = siting.Study.from_frame(
    ...     table, ranges={"risk": (0, 10), "skill": (0, 10)}, uncertainty={("A", "risk"): ("uniform", 3, 7)})
    >>> ax = tornado(siting.sensitivity.tornado(study), siting.evaluate(study))
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['A: risk']
    """
    if cells.empty:
        raise MethodError("no cell is uncertain: give a low and a high end, or a distribution, to draw a tornado")
    with study_style(ev.study):
        ax = slide() if ax is None else ax
        shown = cells.head(MOST_ROWS)
        size = type_size(ax) * min(1.0, 13.0 / len(shown))
        names = [fitted(_name(ev, row), size, 18 * type_size(ax)) for _, row in shown.iterrows()]
        ends = [_ends(ev, row, size) for _, row in shown.iterrows()]
        room = [max(text_width(pair[side], size) for _, pair in ends) + 0.8 * size for side in (0, 1)]
        _frame(cells, ev, ax, (max(text_width(name, size) for name in names), room[0], room[1]))
        spans = [span for span, _ in ends]
        low, high = min(span[0] for span in spans), max(span[1] for span in spans)
        wide = max(high - low, 1e-3)
        ax.set(xlim=(low - 0.02 * wide, low + 1.02 * wide), ylim=(max(len(shown), FEWEST_ROWS) - 0.5, -0.5))
        for place, ((_, row), (span, texts)) in enumerate(zip(shown.iterrows(), ends, strict=True)):
            look = site_look(ev.study, str(row["site"]))
            ax.barh(
                place, span[1] - span[0], BAR, left=span[0], color=look.colour, hatch=look.hatch, edgecolor="white",
                label=f"{row['site']}: {row['criterion']}",
            )  # fmt: skip
            ax.plot([float(row["overall"])] * 2, [place - 0.4, place + 0.4], color=INK, linewidth=2.0)
            for at, text, side in zip(span, texts, (-1, 1), strict=True):
                ax.annotate(
                    text, (at, place), (0.4 * size * side, 0), textcoords="offset points", va="center", fontsize=size,
                    ha="left" if side > 0 else "right", color=INK, annotation_clip=False,
                )  # fmt: skip
        ax.set_yticks(range(len(names)), names, fontsize=size)
        ax.tick_params(axis="y", length=0, pad=room[0])
        ax.tick_params(axis="x", labelsize=0.85 * type_size(ax))
        ax.locator_params(axis="x", nbins=6)
        ax.set_xlabel("overall value", fontsize=type_size(ax))
        ax.grid(visible=True, axis="x", color="#E4E4E4", linewidth=0.8)
        ax.spines["left"].set_visible(False)
        ax.spines["bottom"].set_color(GREY)
    return ax


def _name(ev: Evaluation, row: pd.Series) -> str:
    return f"{ev.study.site_title(str(row['site']))}: {ev.study.column_title(str(row['criterion']))}"


def _ends(ev: Evaluation, row: pd.Series, size: float) -> tuple[tuple[float, float], tuple[str, str]]:
    """Return the overall values at both ends, lower first, and what is written there."""
    pairs = sorted((float(row[f"overall_at_{end}"]), end) for end in ("low", "high"))
    texts = []
    for _, end in pairs:
        winner = str(row[f"winner_at_{end}"])
        figure = format_number(float(row[end]))
        leads = f" {fitted(ev.study.site_title(winner), size, 8 * size)} leads" if winner != ev.best else ""
        texts.append(f"{figure}{leads}")
    return (pairs[0][0], pairs[1][0]), (texts[0], texts[1])


def _frame(cells: pd.DataFrame, ev: Evaluation, ax: Axes, widths: tuple[float, float, float]) -> None:
    size = type_size(ax)
    names, before, after = widths
    notes = ["Ticks: overall values as they are. Figures: low and high end of the cell, all others as they are."]
    if len(cells) > MOST_ROWS:
        notes.append(f"The {MOST_ROWS} of {len(cells)} cells with the largest effect are shown.")
    title = narrate.tornado(cells, ev)
    frame(
        ax,
        title=title,
        notes=[*notes, narrate.footnote(ev.study)],
        alt=f"{title} Bars of overall values. {_in_words(cells, ev)}",
        margins=Margins(left=names + before + 0.4 * size, right=after + 0.3 * size, bottom=2.9 * size),
    )


def _in_words(cells: pd.DataFrame, ev: Evaluation) -> str:
    parts = [
        f"{site_name(ev.study, str(row['site']))}, {column_name(ev.study, str(row['criterion']))}: "
        f"{value(float(row['overall_at_low']))} to {value(float(row['overall_at_high']))}"
        for _, row in cells.head(MOST_ROWS).iterrows()
    ]
    return f"{'; '.join(parts)}."
