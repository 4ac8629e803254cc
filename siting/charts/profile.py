"""Where each site is strong and where it is weak: partial values by criterion, one line per site."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from siting import narrate
from siting.charts.lettering import fitted, spread, text_width, word_size, wrapped
from siting.charts.sheet import LEADING, Margins, frame, points, type_size
from siting.charts.style import INK, site_look, slide, study_style
from siting.errors import MethodError
from siting.evaluation import Evaluation
from siting.labels import format_percent

__all__ = ["profile"]

MOST_SITES = 12
"""More lines than this cannot be told apart; the best are drawn and the footnote says so."""

MARKERS = "osD^v<>ph*Xd"

HEAD_LINES = 4
"""Lines below a criterion for its name."""


def profile(ev: Evaluation, ax: Axes | None = None) -> Axes:
    """Draw the partial values of each site, criteria side by side in the study's order; a missing cell is a gap.

    Parameters
    ----------
    ev
        The evaluation.
    ax
        Where to draw; a new slide if left out.

    Raises
    ------
    MethodError
        If no site passes the requirements.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> table = pd.DataFrame({"market": [9.0, 4.0], "labour": [5.0, 6.0]}, index=["Belvidere", "Cassino"])
    >>> ax = profile(siting.evaluate(siting.Study.from_frame(table)))
    >>> [round(float(value), 3) for value in ax.lines[0].get_ydata()]
    [1.0, 0.0]
    """
    if ev.values.empty:
        raise MethodError("a profile needs a site that passes the requirements: none does")
    with study_style(ev.study):
        ax = slide() if ax is None else ax
        sites = _shown(ev)
        size = type_size(ax)
        heads, head_size = _heads(ev, ax)
        _frame(ev, ax, sites, LEADING * head_size * (1 + max(head.count("\n") for head in heads)))
        ax.set(xlim=(-0.15, len(heads) - 0.85), ylim=(-0.03, 1.03))
        ax.vlines(range(len(heads)), 0, 1, color="#DDDDDD", linewidth=1.0, zorder=0)
        for number, site in enumerate(sites):
            look = site_look(ev.study, site)
            ax.plot(
                range(len(heads)), ev.values.loc[site], color=look.colour, linestyle=look.dash, linewidth=0.16 * size,
                marker=MARKERS[number % len(MARKERS)], markersize=0.55 * size, label=site,
            )  # fmt: skip
        _label_lines(ev, ax, sites)
        ax.set_xticks(range(len(heads)), heads, fontsize=head_size)
        ax.set_yticks([0, 0.5, 1], ["worst 0", "0.5", "best 1"], fontsize=0.85 * size)
        ax.tick_params(length=0)
    return ax


def _shown(ev: Evaluation) -> list[str]:
    """Return the best sites, in the study's order."""
    if len(ev.values) <= MOST_SITES:
        return list(ev.values.index)
    best = set(ev.bounds["high"].sort_values(ascending=False, kind="stable").index[:MOST_SITES])
    return [site for site in ev.values.index if site in best]


def _heads(ev: Evaluation, ax: Axes) -> tuple[list[str], float]:
    """Return the criteria and their weights in lines, and their type size: as large as their longest word allows."""
    most = type_size(ax)
    width = 0.75 * points(ax)[0] / len(ev.weights) - 0.3 * most
    names = [ev.study.column_title(str(name)) for name in ev.weights.index]
    size = word_size(names, 0.85 * most, width, smallest=0.5 * most)
    shares = [format_percent(weight) for weight in ev.weights]
    lines = [wrapped(name, size, width, lines=HEAD_LINES) for name in names]
    return ["\n".join([*name, share]) for name, share in zip(lines, shares, strict=True)], size


def _frame(ev: Evaluation, ax: Axes, sites: list[str], below: float) -> None:
    size = type_size(ax)
    cut = [f"The best {len(sites)} of {len(ev.values)} sites are shown."] if len(sites) < len(ev.values) else []
    names = [ev.study.column_title(str(name)) for name in ev.weights.index]
    widest = max(text_width(fitted(ev.study.site_title(site), size, 14 * size), size) for site in sites)
    frame(
        ax,
        title=narrate.profile(ev),
        notes=["Partial values; below each criterion its weight.", *cut, narrate.footnote(ev.study)],
        alt=f"{narrate.profile(ev)} Lines of partial value from 0 to 1, one per site, over {', '.join(names)}.",
        margins=Margins(left=3.8 * size, right=widest + 1.8 * size, bottom=below + 0.6 * size),
    )


def _label_lines(ev: Evaluation, ax: Axes, sites: list[str]) -> None:
    (width, height), size = points(ax), type_size(ax)
    last = ev.values.columns[-1]
    ends = ev.values.loc[sites, last].astype(float)
    known = ends.where(ends.notna(), 0.0).to_numpy()
    places = spread(known, 1.2 * size / height * 1.06, low=0.0, high=1.0)
    right = len(ev.weights) - 1
    reach = 1.4 * size / width * (right + 0.3)
    for site, end, place in zip(sites, ends, places, strict=True):
        if not pd.isna(end):
            line = np.transpose([(right, end), (right + reach * 0.8, place)])
            look = site_look(ev.study, site)
            ax.plot(
                *line, color=look.colour, linestyle=look.dash, linewidth=0.8, clip_on=False, label=f"_leader: {site}"
            )
        name = fitted(ev.study.site_title(site), size, 14 * size)
        ax.text(right + reach, place, name, fontsize=size, va="center", color=INK)
