"""Who leads in each future, on merit and on money, in words for a table."""

from __future__ import annotations

from collections.abc import Iterator

from siting.evaluation import BASE
from siting.labels import format_number
from siting.narrate.wording import future_name
from siting.report.answer import Answer

__all__ = ["future_rows"]


def future_rows(answer: Answer) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, first on merit, worth most, and its present value in million USD of each future, the study first.

    The last two are empty where the study has no money plan; without futures there is no row.
    """
    robustness, study, npv = answer.robustness, answer.study, _worths(answer)
    if robustness is None:
        return
    for future in map(str, robustness.ranks.columns):
        first = robustness.ranks[future].eq(1).fillna(value=False)
        leaders = ", ".join(study.site_title(str(site)) for site in first.index[first]) or "nobody"
        best, worth = npv.get(future, ("nobody" if answer.money else "", ""))
        yield future_name(study, future), leaders, best, worth


def _worths(answer: Answer) -> dict[str, tuple[str, str]]:
    """Return the site worth most in each future, and its present value."""
    if answer.money is None:
        return {}
    table = answer.money.futures
    series = {str(name): group.set_index("site")["npv"] for name, group in table.groupby("future", sort=False)}
    series[BASE] = answer.money.appraisal.value["npv"]
    return {
        name: (answer.study.site_title(str(npv.idxmax())), format_number(round(float(npv.max()))))
        for name, npv in series.items()
    }
