"""Why one site beats another: from the rival's overall value to the winner's, one step per criterion."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation

from siting import narrate
from siting.charts.lettering import fitted, text_width
from siting.charts.sheet import Margins, frame, type_size
from siting.charts.style import GREY, INK, site_look, slide, study_style
from siting.explanation import Explanation
from siting.narrate.explain import in_short, reason, reversal

__all__ = ["waterfall"]

MOST_STEPS = 16
"""Criteria beyond these are too many to read; the smallest gaps are drawn as one step."""

BAR = 0.62
"""Thickness of a bar as a share of its row."""

OTHERS = "all others"


def waterfall(result: Explanation, ax: Axes | None = None) -> Axes:
    """Draw the overall value of the rival, the gap on each criterion, and the overall value of the winner.

    Gains of the winner step to the right in its colour, its losses to the left in the rival's.

    Parameters
    ----------
    result
        What `siting.explain` returns.
    ax
        Where to draw; a new slide if left out.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> from siting.explanation import explain
    >>> table = pd.DataFrame({"market": [9.0, 4.0], "labour": [5.0, 6.0]}, index=["Melfi", "Toluca"])
    >>> study = siting.Study.from_frame(table, ranges={"market": (0, 10), "labour": (0, 10)})
    >>> ax = waterfall(explain(siting.evaluate(study), "Melfi", "Toluca"))
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['Toluca', 'market', 'labour', 'Melfi']
    """
    with study_style(result.evaluation.study):
        ax = slide() if ax is None else ax
        steps = _steps(result)
        study, overall = result.evaluation.study, result.evaluation.overall
        start, end = float(overall[result.rival]), float(overall[result.winner])
        names = [study.site_title(result.rival), *map(study.column_title, steps), study.site_title(result.winner)]
        size = type_size(ax) * min(1.0, 15.0 / len(names))
        shown = [fitted(name, size, 16 * type_size(ax)) for name in names]
        _frame(result, ax, shown, size)
        ax.set(ylim=(max(len(names), 4) - 0.5, -0.5), xlim=(0.0, _furthest(start, steps)))
        _draw_total(result, ax, 0, result.rival, size)
        _draw_steps(result, ax, steps, size)
        _draw_total(result, ax, len(names) - 1, result.winner, size)
        ax.set_yticks(range(len(shown)), shown, fontsize=size)
        ax.set_xticks([])
        ax.tick_params(axis="y", length=0)
        ax.spines["bottom"].set_visible(False)
        ax.plot([end, end], [0.5, len(names) - 1], color=GREY, linewidth=0.8, linestyle=":", zorder=0, gid="goal")
    return ax


def _steps(result: Explanation) -> dict[str, float]:
    """Return the gap on each criterion, the greatest gain first; without those that are zero or unknown."""
    gaps = result.frame["gap"].astype(float).fillna(0.0)
    gaps = gaps[gaps != 0.0]
    kept = gaps.abs().sort_values(ascending=False, kind="stable").index[:MOST_STEPS]
    ordered = gaps[kept].sort_values(ascending=False, kind="stable")
    steps = {str(name): float(gap) for name, gap in ordered.items()}
    return steps if len(kept) == len(gaps) else {**steps, OTHERS: float(gaps.drop(kept).sum())}


def _furthest(start: float, steps: dict[str, float]) -> float:
    furthest = at = start
    for gap in steps.values():
        at += gap
        furthest = max(furthest, at)
    return furthest


def _frame(result: Explanation, ax: Axes, names: list[str], size: float) -> None:
    study = result.evaluation.study
    frame(
        ax,
        title=in_short(result),
        notes=[*reversal(result), narrate.footnote(study)],
        alt=" ".join([in_short(result), "Waterfall of the gap on each criterion.", reason(result), *reversal(result)]),
        margins=Margins(
            left=max(text_width(name, size) for name in names) + 0.8 * type_size(ax),
            right=text_width("+0.000", size, weight="bold") + 0.8 * type_size(ax),
        ),
    )


def _draw_total(result: Explanation, ax: Axes, row: int, site: str, size: float) -> None:
    length = float(result.evaluation.overall[site])
    look = site_look(result.evaluation.study, site)
    ax.barh(row, length, BAR, color=look.colour, hatch=look.hatch, edgecolor="white", gid=site)
    _label(ax, length, row, f"{length:.3f}", size)


def _draw_steps(result: Explanation, ax: Axes, steps: dict[str, float], size: float) -> None:
    at = float(result.evaluation.overall[result.rival])
    for row, (name, gap) in enumerate(steps.items(), start=1):
        look = site_look(result.evaluation.study, result.winner if gap > 0 else result.rival)
        ax.barh(row, gap, BAR, left=at, color=look.colour, hatch=look.hatch, edgecolor="white", alpha=0.75, gid=name)
        ax.plot([at, at], [row - 1, row], color=GREY, linewidth=0.8, zorder=0)
        _label(ax, max(at, at + gap), row, f"{gap:+.3f}".replace("-", "\N{MINUS SIGN}"), size)
        at += gap


def _label(ax: Axes, x: float, row: int, text: str, size: float) -> None:
    figure = ax.get_figure(root=True)
    beside = ax.transData + ScaledTranslation(0.4 * size / 72, 0, figure.dpi_scale_trans)  # type: ignore[union-attr]
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
    ax.text(x, row, text, transform=beside, va="center_baseline", fontsize=size, color=INK, weight="bold", bbox=ground)
