"""How the ranking changes from one future to the next: a line per site through the futures."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from siting import narrate
from siting.charts.lettering import fitted, text_width, word_size, wrapped
from siting.charts.sheet import LEADING, Margins, frame, points, type_size
from siting.charts.style import GREY, INK, site_look, slide, study_style
from siting.narrate.futures import out_everywhere
from siting.narrate.wording import future_name, listed, site_name
from siting.sensitivity import Robustness

__all__ = ["bump"]

MOST_SITES = 20
MOST_FUTURES = 12
HEAD_LINES = 4
NAMES_TWICE = 8
"""With more futures than these the names stand at the left alone, to leave room for the lines."""
FEWEST_ROWS = 3


def bump(result: Robustness, ax: Axes | None = None) -> Axes:
    """Draw a line per site through its ranks in the futures, best on top; the figure in each mark is the rank.

    Tied sites have marks side by side with the same figure; an open mark is a site that is out in that future.

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
    >>> table = pd.DataFrame({"market": [9.0, 4.0], "labour": [5.0, 6.0]}, index=["Belvidere", "Cassino"])
    >>> ax = bump(robustness(siting.Study.from_frame(table)))
    >>> [label.get_text() for label in ax.get_xticklabels()]
    ['as planned']
    """
    with study_style(result.study):
        ax = slide() if ax is None else ax
        places = _places(result)
        size = type_size(ax) * min(1.0, 15.0 / len(places))
        names = {str(site): fitted(result.study.site_title(str(site)), size, 13 * size) for site in places.index}
        _frame(result, ax, places, names)
        ax.set(xlim=(-0.25, len(places.columns) - 0.75), ylim=(max(len(places), FEWEST_ROWS) - 0.5, -0.5))
        for site, name in names.items():
            rows = places.loc[[site]].to_numpy(dtype=float)[0].tolist()
            _draw_line(result, ax, site, rows, size)
            ends = ((0, -1), (len(places.columns) - 1, 1))
            for column, side in ends if len(places.columns) <= NAMES_TWICE else ends[:1]:
                ax.annotate(
                    name, (column, rows[column]), (1.3 * size * side, 0), va="center",
                    textcoords="offset points", ha="left" if side > 0 else "right", fontsize=size, color=INK,
                    annotation_clip=False,
                )  # fmt: skip
        heads, head_size = _heads(result, ax, places)
        ax.set_xticks(range(len(places.columns)), heads, fontsize=head_size)
        ax.set_yticks([])
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
    return ax


def _places(result: Robustness) -> pd.DataFrame:
    """Return the row of each site in each future: by rank, tied sites in the study's order, those that are out last."""
    ranks = result.ranks.iloc[:, :MOST_FUTURES].astype("Float64")
    order = ranks.iloc[:, 0].fillna(float("inf")).sort_values(kind="stable").index
    kept = [site for site in order if site not in out_everywhere(result)][:MOST_SITES]
    return ranks.loc[kept].fillna(float("inf")).rank(method="first") - 1.0


def _heads(result: Robustness, ax: Axes, places: pd.DataFrame) -> tuple[list[str], float]:
    """Return the names of the futures in lines, and their type size."""
    most = type_size(ax)
    width = min(0.95 * points(ax)[0] / max(len(places.columns) - 0.5, 1.0), 10 * most)
    names = [future_name(result.study, str(name)) for name in places]
    size = word_size(names, 0.8 * most, width, smallest=0.5 * most)
    return ["\n".join(wrapped(name, size, width, lines=HEAD_LINES)) for name in names], size


def _frame(result: Robustness, ax: Axes, places: pd.DataFrame, names: dict[str, str]) -> None:
    size = type_size(ax)
    widest = max(text_width(name, min(size, 15 * size / len(names))) for name in names.values())
    notes = ["The figure in each mark is the rank; open marks: screened out or without a rank."]
    gone = out_everywhere(result)
    if gone:
        notes.append(f"Out everywhere: {listed((site_name(result.study, site) for site in gone), longest=8)}.")
    if len(places) < len(result.ranks) - len(gone):
        notes.append(f"The {len(places)} of {len(result.ranks)} sites that lead as planned are shown.")
    if len(places.columns) < len(result.ranks.columns):
        notes.append(f"The first {len(places.columns)} of {len(result.ranks.columns)} futures are shown.")
    title = narrate.bump(result)
    frame(
        ax,
        title=title,
        notes=[*notes, narrate.footnote(result.study)],
        alt=f"{title} Lines of ranks through the futures. {_in_words(result, places)}",
        margins=Margins(
            left=widest + 1.5 * size,
            right=widest + 1.5 * size if len(places.columns) <= NAMES_TWICE else 3 * size,
            bottom=HEAD_LINES * 0.8 * LEADING * size,
        ),
    )


def _in_words(result: Robustness, places: pd.DataFrame) -> str:
    firsts = [
        f"{future_name(result.study, str(name))}: {result.study.site_title(str(places[name].idxmin()))}"
        for name in places
        if result.ranks[name].notna().any()
    ]
    return f"First in each: {'; '.join(firsts)}." if firsts else ""


def _draw_line(result: Robustness, ax: Axes, site: str, rows: list[float], size: float) -> None:
    look = site_look(result.study, site)
    ax.plot(range(len(rows)), rows, color=look.colour, linestyle=look.dash, linewidth=0.18 * size, label=site)
    ranks = result.ranks.loc[[site]].to_numpy(dtype=float, na_value=np.nan)[0]
    for column, (row, rank) in enumerate(zip(rows, ranks, strict=True)):
        out = np.isnan(rank)
        ax.scatter(
            [column], [row], s=(1.6 * size) ** 2, marker=look.marker, color="white" if out else look.colour,
            linewidth=0.09 * size, edgecolor=GREY if out else look.colour, zorder=3, clip_on=False,
            gid=f"{site}: {column}",
        )  # fmt: skip
        if not out:
            ax.text(
                column, row, f"{int(rank)}", ha="center", va="center_baseline", fontsize=0.8 * size, color=look.ink,
                zorder=4,
            )  # fmt: skip
