"""What each stakeholder's weights make of the sites: ranks side by side, with the overall values behind them."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from siting import narrate
from siting.charts.lettering import fitted, text_width, word_size, wrapped
from siting.charts.sheet import LEADING, Margins, frame, points, type_size
from siting.charts.style import RAMP, Look, slide, study_style
from siting.groups import Group, common_ground
from siting.narrate import groups as words

__all__ = ["stakeholders"]

MOST_SITES = 14
MOST_STAKEHOLDERS = 12
HEAD_LINES = 3


def stakeholders(group: Group, ax: Axes | None = None) -> Axes:
    """Draw a grid of sites x stakeholders: the rank of each site, the darker the better, and its overall value.

    The site that all could best live with comes first.

    Parameters
    ----------
    group
        What `siting.groups.group` returns.
    ax
        Where to draw; a new slide if left out.

    Examples
    --------
    >>> import pandas as pd
    >>> from siting.groups import group
    >>> from siting.model import Study
    >>> base = Study.from_frame(pd.DataFrame({"cost": [1.0, 0.0], "skill": [0.0, 1.0]}, index=["A", "B"]))
    >>> sets = {"finance": {"points": {"cost": 3, "skill": 1}}, "works": {"points": {"cost": 2, "skill": 3}}}
    >>> ax = stakeholders(group(Study.build({**base.model_dump(), "weights": sets}, given=base.given)))
    >>> [patch.get_label() for patch in ax.patches]
    ['A: finance: 1', 'A: works: 2', 'B: finance: 2', 'B: works: 1']
    """
    with study_style(group.study):
        ax = slide() if ax is None else ax
        sites = [str(site) for site in common_ground(group).index[:MOST_SITES]]
        names = group.stakeholders[:MOST_STAKEHOLDERS]
        titles = [fitted(group.study.site_title(site), type_size(ax), 15 * type_size(ax)) for site in sites]
        left = max(text_width(title, type_size(ax)) for title in titles) + type_size(ax)
        heads, head_size = _heads(group, names, ax, 0.9 * points(ax)[0] - left)
        above = LEADING * head_size * max(head.count("\n") + 1 for head in heads) + 0.4 * type_size(ax)
        _frame(group, ax, Margins(left=left, top=above))
        ax.set(xlim=(-0.5, max(len(names), 3) - 0.5), ylim=(max(len(sites), 3) - 0.5, -0.5))
        for row, site in enumerate(sites):
            for column, name in enumerate(names):
                _draw_cell(group, ax, (column, row), site, name)
        ax.set_xticks(range(len(heads)), heads, fontsize=head_size)
        ax.xaxis.tick_top()
        ax.set_yticks(range(len(titles)), titles, fontsize=type_size(ax))
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
    return ax


def _heads(group: Group, names: tuple[str, ...], ax: Axes, width: float) -> tuple[list[str], float]:
    """Return the names of the stakeholders in lines, and a type size at which they fit side by side."""
    most = type_size(ax)
    column = width / max(len(names), 3) - 0.5 * most
    heads = [words.stakeholder(group, name) for name in names]
    size = word_size(heads, 0.85 * most, column, smallest=0.5 * most)
    return ["\n".join(wrapped(head, size, column, lines=HEAD_LINES)) for head in heads], size


def _frame(group: Group, ax: Axes, margins: Margins) -> None:
    everybody, everywhere = group.ranks.shape[1], len(group.ranks)
    cut = [f"The first {MOST_STAKEHOLDERS} of {everybody} stakeholders are shown."] * (everybody > MOST_STAKEHOLDERS)
    cut += [f"The best {MOST_SITES} of {everywhere} sites are shown."] * (everywhere > MOST_SITES)
    told = [*words.agreement(group), words.common_ground(group)]
    frame(
        ax,
        title=words.firsts(group),
        notes=["Large: rank; small: overall value.", *cut, *told, narrate.footnote(group.study)],
        alt=" ".join([words.firsts(group), "Grid of ranks, sites by stakeholders.", *told]),
        margins=margins,
    )


def _draw_cell(group: Group, ax: Axes, at: tuple[int, int], site: str, name: str) -> None:
    """Draw one rank; the first is darkest, and the last of all sites lightest."""
    rank, overall = int(group.ranks.loc[[site], name].iloc[0]), float(group.overall.loc[[site], name].iloc[0])
    look = Look(to_hex(RAMP((rank - 1) / max(len(group.ranks) - 1, 1))))
    x, y = at
    box = Rectangle((x - 0.48, y - 0.45), 0.96, 0.9, facecolor=look.colour, label=f"{site}: {name}: {rank}")
    ax.add_patch(box)
    height = points(ax)[1] / abs(ax.get_ylim()[1] - ax.get_ylim()[0])
    size = min(1.1 * type_size(ax), 0.38 * height)
    apart = 0.7 * size / height
    ax.text(x, y - 0.7 * apart, str(rank), ha="center", va="center", fontsize=size, weight="bold", color=look.ink)
    ax.text(x, y + apart, f"{overall:.3f}", ha="center", va="center", fontsize=0.65 * size, color=look.ink)
