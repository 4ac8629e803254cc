"""The money side of a run: what each site is worth, what would close the gaps, and money against merit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from siting.errors import MethodError, StudyError
from siting.evaluation import BASE, Evaluation
from siting.model.future import blamed
from siting.money import Appraisal, BreakEven, appraise, break_even, frontier

__all__ = ["MoneyAnswer", "money_answer"]


@dataclass(frozen=True, slots=True)
class MoneyAnswer:
    """Everything a run reports about money."""

    appraisal: Appraisal
    gaps: tuple[BreakEven, ...]
    """Each priced site against the one worth most."""
    frontier: pd.DataFrame
    """Ranked and priced sites: merit, cost (million USD of present value forgone), and the rest of `money.frontier`."""
    futures: pd.DataFrame
    """future, site, cost (landed, USD per car), npv (million USD), rank, regret."""


def money_answer(ev: Evaluation, futures: Iterable[tuple[str, Evaluation]] = ()) -> MoneyAnswer | None:
    """Price the sites that pass the gates, here and in each future; None where the study has no money plan.

    Raises
    ------
    StudyError, MethodError
        If something that the money needs cannot be found.
    """
    if ev.study.money is None or ev.overall.empty:
        return None
    appraisal = appraise(ev.study, sites=ev.overall.index)
    best = appraisal.best
    merit = ev.overall.reindex(appraisal.names).dropna()
    npv = appraisal.value["npv"].reindex(merit.index)
    return MoneyAnswer(
        appraisal=appraisal,
        gaps=tuple(break_even(appraisal, site, best) for site in appraisal.names if site != best),
        frontier=frontier(merit, npv.max() - npv) if len(merit) else pd.DataFrame(),
        futures=pd.concat([_future(ev, name, changed) for name, changed in futures if name != BASE], ignore_index=True)
        if futures
        else pd.DataFrame(columns=_FUTURE),
    )


_FUTURE = ["future", "site", "cost", "npv", "rank", "regret"]


def _future(base: Evaluation, name: str, ev: Evaluation) -> pd.DataFrame:
    """Every number at its value; no site can be priced where none passes the gates."""
    if ev.overall.empty:
        return pd.DataFrame(columns=_FUTURE)
    try:
        appraisal = appraise(ev.study, sites=ev.overall.index, samples=1)
    except MethodError as error:
        raise MethodError(f"future {name!r}: {error.args[0]}") from error
    except StudyError as error:
        changes = base.study.futures[name].changes
        raise StudyError(blamed(problem, future=name, changes=changes) for problem in error.problems) from error
    npv = appraisal.value["npv"]
    rank = npv.rank(ascending=False, method="min").astype(int)
    return pd.DataFrame(
        {
            "future": name,
            "site": npv.index,
            "cost": appraisal.cost["total"].reindex(npv.index).to_numpy(),
            "npv": npv.to_numpy(),
            "rank": rank.to_numpy(),
            "regret": npv.max() - npv.to_numpy(),
        }
    )
