"""Which uncertain cell makes the spread of an overall value: bars of shares."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from siting import narrate
from siting.charts.lettering import fitted, text_width
from siting.charts.sheet import Margins, frame, type_size
from siting.charts.style import INK, slide, study_style
from siting.errors import MethodError
from siting.model import Study
from siting.narrate.wording import column_name, share, site_name

__all__ = ["variance_shares"]

MOST_ROWS = 18
FEWEST_ROWS = 3
BAR = 0.6

COLOUR = "#14304A"


def variance_shares(shares: pd.DataFrame, study: Study, ax: Axes | None = None) -> Axes:
    """Draw a bar per uncertain cell: its share of the variance, largest on top.

    Parameters
    ----------
    shares
        The frame of `siting.sensitivity.variance_shares`.
    study
        The study it was made from.
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
    >>> study = siting.Study.from_frame(table, uncertainty={("B", "risk"): ("uniform", 0, 2)})
    >>> ax = variance_shares(siting.sensitivity.variance_shares(study, "B", samples=64), study)
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['B: risk']
    """
    if shares.empty:
        raise MethodError("no cell is uncertain: give a distribution to at least one to draw its share")
    with study_style(study):
        ax = slide() if ax is None else ax
        shown = shares.head(MOST_ROWS)
        size = type_size(ax) * min(1.0, 13.0 / len(shown))
        names = [
            fitted(f"{study.site_title(str(site))}: {study.column_title(str(criterion))}", size, 18 * type_size(ax))
            for site, criterion in zip(shown["site"], shown["criterion"], strict=True)
        ]
        _frame(shares, study, ax, names)
        ax.set(xlim=(0.0, 1.0), ylim=(max(len(shown), FEWEST_ROWS) - 0.5, -0.5))
        for place, part in enumerate(shown["total"]):
            ax.barh(place, part, BAR, color=COLOUR, label="share")
            ax.annotate(
                share(part), (part, place), (0.4 * size, 0), textcoords="offset points", va="center", fontsize=size,
                color=INK, weight="bold", annotation_clip=False,
            )  # fmt: skip
        ax.set_yticks(range(len(names)), names, fontsize=size)
        ax.set_xticks([])
        ax.tick_params(length=0)
        ax.spines["bottom"].set_visible(False)
    return ax


def _frame(shares: pd.DataFrame, study: Study, ax: Axes, names: list[str]) -> None:
    size = type_size(ax)
    notes = ["Each cell varies by itself; the shares of all cells add up to 100 %."]
    if len(names) < len(shares):
        notes.append(f"The {len(names)} of {len(shares)} cells with the largest share are shown.")
    title = narrate.variance_shares(shares, study)
    parts = [
        f"{site_name(study, str(row['site']))}, {column_name(study, str(row['criterion']))} "
        f"{share(float(row['total']))}"
        for _, row in shares.head(MOST_ROWS).iterrows()
    ]
    frame(
        ax,
        title=title,
        notes=[*notes, narrate.footnote(study)],
        alt=f"{title} Bars of the share of each uncertain cell: {'; '.join(parts)}.",
        margins=Margins(
            left=max(text_width(name, size) for name in names) + size,
            right=text_width("more than 99 %", size, weight="bold") + 0.6 * size,
        ),
    )
