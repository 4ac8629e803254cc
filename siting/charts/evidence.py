"""How well the decision is documented: each cell of sites x criteria by how its value came about."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from siting import narrate
from siting.charts.legend import draw_legend, legend_rows
from siting.charts.lettering import fitted, text_width, word_size, wrapped
from siting.charts.sheet import LEADING, Margins, frame, points, type_size
from siting.charts.style import INK, Look, slide, study_style
from siting.labels import display_name, format_quantity
from siting.model import Measurement, Study

__all__ = ["evidence"]

LOOKS = {
    "measured": Look("#14304A"),
    "computed": Look("#3F6E99"),
    "given": Look("#8FB0CC"),
    "estimated": Look("#E3C27A"),
    "judged": Look("#F2E3BC"),
    "missing": Look("#FFFFFF"),
}
"""The darker, the firmer; estimates and judgements are sand-coloured, missing cells empty."""

MOST_SITES = 25

HEAD_LINES = 5
"""Lines below a column for the name of its criterion and the unit."""


def evidence(study: Study, ax: Axes | None = None) -> Axes:
    """Draw a grid of sites x criteria: the figure of each cell on a colour that says how it came about.

    A cell whose value carries a warning has an exclamation mark.

    Parameters
    ----------
    study
        The study, with its measured cells.
    ax
        Where to draw; a new slide if left out.

    Examples
    --------
    >>> import pandas as pd
    >>> study = Study.from_frame(pd.DataFrame({"cost": [1.0, None]}, index=["A", "B"]))
    >>> ax = evidence(study)
    >>> [patch.get_label() for patch in ax.patches]
    ['A: cost: given', 'B: cost: missing']
    """
    with study_style(study):
        ax = slide() if ax is None else ax
        sites, criteria = list(study.sites)[:MOST_SITES], list(study.criteria)
        size = type_size(ax) * min(1.0, 14.0 / len(sites))
        names = [fitted(study.site_title(site), size, 15 * type_size(ax)) for site in sites]
        cells = {(site, criterion): study.cell(site, criterion) for site in sites for criterion in criteria}
        keys = legend_rows(_keys(cells), ax)
        heads, head_size = _heads(study, ax)
        below = LEADING * head_size * max(head.count("\n") + 1 for head in heads) + 0.4 * type_size(ax)
        room = Margins(
            left=max(text_width(name, size) for name in names) + size,
            top=(len(keys) + 0.4) * LEADING * type_size(ax),
            bottom=below,
        )
        _frame(study, ax, room, flagged=any(cell.flags for cell in cells.values()))
        ax.set(xlim=(-0.5, len(criteria) - 0.5), ylim=(max(len(sites), 3) - 0.5, -0.5))
        for (site, criterion), cell in cells.items():
            _draw_cell(ax, (criteria.index(criterion), sites.index(site)), cell, f"{site}: {criterion}")
        ax.set_xticks(range(len(heads)), heads, fontsize=head_size)
        ax.set_yticks(range(len(names)), names, fontsize=size)
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        draw_legend(ax, keys)
    return ax


def _heads(study: Study, ax: Axes) -> tuple[list[str], float]:
    """Return the criteria with their units in lines, and their type size: as large as their longest word allows."""
    most, width = type_size(ax), points(ax)[0]
    column = 0.78 * width / len(study.criteria) - 0.3 * most
    heads = [f"{study.column_title(name)} ({entry.unit})".removesuffix(" ()") for name, entry in study.criteria.items()]
    size = word_size(heads, 0.8 * most, column, smallest=0.5 * most)
    return ["\n".join(wrapped(head, size, column, lines=HEAD_LINES)) for head in heads], size


def _kind(cell: Measurement) -> str:
    return "missing" if cell.missing else cell.kind


def _keys(cells: dict[tuple[str, str], Measurement]) -> list[Patch]:
    present = {_kind(cell) for cell in cells.values()}
    words = {"given": "Given without evidence"}
    return [
        Patch(facecolor=look.colour, edgecolor="#999999", linewidth=0.8, label=words.get(kind, display_name(kind)))
        for kind, look in LOOKS.items()
        if kind in present
    ]


def _frame(study: Study, ax: Axes, room: Margins, *, flagged: bool) -> None:
    marks = ["! marks a value with a warning."] if flagged else []
    many = len(study.sites) > MOST_SITES
    cut = [f"The first {MOST_SITES} of {len(study.sites)} sites are shown."] if many else []
    frame(
        ax,
        title=narrate.kinds(study),
        notes=[*cut, *marks, narrate.footnote(study)],
        alt=f"{narrate.kinds(study)} Grid of sites by criteria, coloured by kind of evidence.",
        margins=room,
    )


def _draw_cell(ax: Axes, at: tuple[int, int], cell: Measurement, name: str) -> None:
    look = LOOKS[_kind(cell)]
    x, y = at
    ax.add_patch(
        Rectangle(
            (x - 0.48, y - 0.44), 0.96, 0.88, facecolor=look.colour, edgecolor="#999999", label=f"{name}: {_kind(cell)}"
        )
    )
    width, height = points(ax)
    room = 0.9 * width / abs(ax.get_xlim()[1] - ax.get_xlim()[0])
    size = min(0.85 * type_size(ax), 0.6 * height / abs(ax.get_ylim()[1] - ax.get_ylim()[0]))
    figure = format_quantity(cell.value, "")
    text = fitted(f"{figure} !" if cell.flags else figure, size, room)
    ax.text(x, y, text, ha="center", va="center_baseline", fontsize=size, color=INK if cell.missing else look.ink)
