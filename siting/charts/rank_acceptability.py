"""How often each site takes each rank over a space of weights: bars of 100 %, first ranks dark."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Patch

from siting import narrate
from siting.charts.legend import draw_legend, legend_rows
from siting.charts.lettering import fitted, text_width
from siting.charts.sheet import LEADING, Margins, frame, points, type_size
from siting.charts.style import RAMP, Look, slide, study_style
from siting.narrate.wording import share
from siting.sensitivity import Acceptability

__all__ = ["rank_acceptability", "rank_looks"]

MOST_SITES = 20
MOST_KEYS = 10
BAR = 0.7


def rank_acceptability(result: Acceptability, ax: Axes | None = None) -> Axes:
    """Draw a bar of 100 % per site, divided by the rank it takes; the site that is most often first is on top.

    Parameters
    ----------
    result
        The rank shares.
    ax
        Where to draw; a new slide if left out.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> table = pd.DataFrame({"risk": [1.0, 0.75, 0.0], "skill": [0.0, 0.5, 1.0]}, index=["A", "B", "C"])
    >>> ax = rank_acceptability(siting.sensitivity.acceptability(siting.Study.from_frame(table)))
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['C', 'A', 'B']
    """
    with study_style(result.study):
        ax = slide() if ax is None else ax
        sites = list(result.first_rank.sort_values(ascending=False, kind="stable").index[:MOST_SITES])
        size = type_size(ax) * min(1.0, 16.0 / len(sites))
        names = [fitted(result.study.site_title(str(site)), size, 16 * type_size(ax)) for site in sites]
        looks = rank_looks(len(result.ranks.columns))
        keys = legend_rows(
            [Patch(facecolor=look.colour, label=f"rank {place + 1}") for place, look in enumerate(looks[:MOST_KEYS])],
            ax,
        )
        _frame(result, ax, names, len(keys))
        ax.set(xlim=(0.0, 1.0), ylim=(max(len(sites), 3) - 0.5, -0.5))
        shares = result.ranks.loc[sites].to_numpy(dtype=float)
        for row, site in enumerate(sites):
            left = 0.0
            for place, look in enumerate(looks):
                length = float(shares[row, place])
                ax.barh(
                    row, length, BAR, left=left, color=look.colour, edgecolor="white", label=[f"{site}: {place + 1}"]
                )
                _label_part(ax, left, length, row, look)
                left += length
        ax.set_yticks(range(len(names)), names, fontsize=size)
        ax.set_xticks([])
        ax.tick_params(length=0)
        ax.spines["bottom"].set_visible(False)
        draw_legend(ax, keys)
    return ax


def rank_looks(ranks: int) -> list[Look]:
    """Return a blue for each rank, the first darkest."""
    return [Look(to_hex(RAMP(place / max(ranks - 1, 1)))) for place in range(ranks)]


def _frame(result: Acceptability, ax: Axes, names: list[str], legend_lines: int) -> None:
    size, sites = type_size(ax), len(result.ranks)
    title = narrate.rank_acceptability(result)
    notes = [narrate.over_weights(result), narrate.precision(result), *narrate.left_out(result)]
    if sites > MOST_KEYS:
        notes.append(f"Ranks beyond {MOST_KEYS} are lighter still.")
    if len(names) < sites:
        notes.append(f"The {len(names)} of {sites} sites that are most often first are shown.")
    frame(
        ax,
        title=title,
        notes=[*notes, narrate.footnote(result.study)],
        alt=f"{title} Bars of 100 % divided by rank, one per site. {narrate.precision(result)}",
        margins=Margins(
            left=max(text_width(name, size) for name in names) + size,
            right=size,
            top=legend_lines * LEADING * 1.1 * size,
        ),
    )


def _label_part(ax: Axes, left: float, length: float, row: int, look: Look) -> None:
    size, (width, height) = 0.8 * type_size(ax), points(ax)
    thick = BAR * height / abs(ax.get_ylim()[1] - ax.get_ylim()[0])
    text = share(length)
    if text_width(text, size) + 0.3 * size <= length * width and 1.2 * size <= thick:
        ax.text(left + length / 2, row, text, ha="center", va="center_baseline", fontsize=size, color=look.ink)
