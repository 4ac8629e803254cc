"""What each site would lose against the best one in each future: a heat table of regrets."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.patches import Rectangle

from siting import narrate
from siting.charts.lettering import fitted, text_width, word_size, wrapped
from siting.charts.sheet import LEADING, Margins, frame, points, type_size
from siting.charts.style import GREY, Look, slide, study_style
from siting.narrate.futures import out_everywhere
from siting.narrate.wording import future_name, listed, site_name, value
from siting.sensitivity import Robustness

__all__ = ["regret"]

MOST_SITES = 20
MOST_FUTURES = 12
FEWEST_ROWS = 3
LARGEST = "largest"

HEAT = LinearSegmentedColormap.from_list("regret", ["#FFFFFF", "#F3DCC4", "#A65A1B"])
"""White where nothing is lost, brown where most is."""


def regret(result: Robustness, ax: Axes | None = None) -> Axes:
    """Draw the regret of every site in every future, least worst regret on top, the largest of each at the right.

    Parameters
    ----------
    result
        What `siting.sensitivity.robustness` returns.
    ax
        Where to draw; a new slide if left out.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> from siting.sensitivity import robustness
    >>> table = pd.DataFrame({"market": [4.0, 9.0]}, index=["Belvidere", "Cassino"])
    >>> ax = regret(robustness(siting.Study.from_frame(table)))
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['Cassino', 'Belvidere']
    """
    with study_style(result.study):
        ax = slide() if ax is None else ax
        table = _table(result)
        size = type_size(ax) * min(1.0, 14.0 / len(table))
        names = [fitted(result.study.site_title(str(site)), size, 15 * type_size(ax)) for site in table.index]
        titles = [LARGEST if name == LARGEST else future_name(result.study, str(name)) for name in table]
        column = 0.7 * points(ax)[0] / len(table.columns) - 0.3 * type_size(ax)
        head_size = word_size(titles, 0.8 * type_size(ax), column, smallest=0.5 * type_size(ax))
        heads = [wrapped(title, head_size, column, lines=4) for title in titles]
        _frame(result, ax, table, names, max(len(head) for head in heads) * LEADING * head_size)
        ax.set(xlim=(-0.5, len(table.columns) - 0.5), ylim=(max(len(table), FEWEST_ROWS) - 0.5, -0.5))
        most = max([1e-9, *(float(cell) for cell in table.to_numpy().ravel() if math.isfinite(cell))])
        for row, (site, cells) in enumerate(table.iterrows()):
            for place, cell in enumerate(cells.tolist()):
                _draw_cell(ax, (place, row), cell / most, cell, f"{site}: {table.columns[place]}")
        ax.axvline(len(table.columns) - 1.5, color=GREY, linewidth=1.5)
        ax.xaxis.tick_top()
        ax.set_xticks(range(len(heads)), ["\n".join(head) for head in heads], fontsize=head_size)
        ax.set_yticks(range(len(names)), names, fontsize=size)
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
    return ax


def _table(result: Robustness) -> pd.DataFrame:
    worst = result.max_regret.sort_values(kind="stable")
    shown = [site for site in worst.index if site not in out_everywhere(result)]
    table = result.regret.loc[shown[:MOST_SITES]].iloc[:, :MOST_FUTURES].astype(float)
    return table.assign(**{LARGEST: worst})


def _frame(result: Robustness, ax: Axes, table: pd.DataFrame, names: list[str], head: float) -> None:
    size = type_size(ax)
    notes = ["Regret: overall value below that of the best site in the same future. Out: screened out or unranked."]
    gone = out_everywhere(result)
    if gone:
        notes.append(f"Out everywhere: {listed((site_name(result.study, site) for site in gone), longest=8)}.")
    if len(table) < len(result.regret) - len(gone):
        notes.append(f"The {len(table)} of {len(result.regret)} sites with the least worst regret are shown.")
    if len(table.columns) - 1 < len(result.regret.columns):
        notes.append(f"The first {len(table.columns) - 1} of {len(result.regret.columns)} futures are shown.")
    title = narrate.regret(result)
    worst = [f"{site_name(result.study, str(site))} {_written(cell)}" for site, cell in table[LARGEST].items()]
    frame(
        ax,
        title=title,
        notes=[*notes, narrate.footnote(result.study)],
        alt=f"{title} Table of regrets, site by future. Largest regret of each: {', '.join(worst)}.",
        margins=Margins(left=max(text_width(name, size) for name in names) + size, top=head + 0.4 * size),
    )


def _written(cell: float) -> str:
    return value(cell) if math.isfinite(cell) else "out"


def _draw_cell(ax: Axes, at: tuple[int, int], heat: float, cell: float, name: str) -> None:
    out, (x, y) = not math.isfinite(cell), at
    look = Look("#EEEEEE") if out else Look(to_hex(HEAT(heat)))
    ax.add_patch(
        Rectangle(
            (x - 0.49, y - 0.47), 0.98, 0.94, facecolor=look.colour, edgecolor="#BBBBBB", linewidth=0.8, label=name
        )
    )
    (width, height) = points(ax)
    columns, rows = (abs(high - low) for low, high in (ax.get_xlim(), ax.get_ylim()))
    size = min(0.85 * type_size(ax), 0.55 * height / rows, 0.26 * width / columns)
    ax.text(x, y, _written(cell), ha="center", va="center_baseline", fontsize=size, color=look.ink)
