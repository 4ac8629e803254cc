"""The same study in each of its futures: who ranks where, and how much a site falls short of the best one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from siting.errors import StudyError
from siting.evaluation.evaluate import evaluate
from siting.evaluation.result import Evaluation
from siting.measures import measure
from siting.model import Study
from siting.model.complaints import unknown
from siting.model.future import blamed

__all__ = ["BASE", "compare_futures", "futures_table", "in_each_future"]

BASE = "base"
"""How the study without any future is called beside them."""


def compare_futures(
    study: Study, futures: Iterable[str] | None = None, *, weight_set: str | None = None
) -> pd.DataFrame:
    """Evaluate the study as it is and in each future, measured anew.

    Parameters
    ----------
    study
        The base study.
    futures
        Names; all futures of the study if left out.
    weight_set
        Whose weights to use; the study's first set if left out.

    Returns
    -------
    DataFrame
        future, site, overall, rank, regret: one row per future and site, the study itself first, as ``"base"``. Regret
        is the overall value of the best site of that future less the site's own. A site that is screened out or cannot
        be ranked has none of the three.

    Raises
    ------
    StudyError
        If a future is unknown or a changed study is not valid.

    Examples
    --------
    >>> table = pd.DataFrame({"market": [9.0, 4.0]}, index=["A", "B"])
    >>> study = Study.from_frame(table, ranges={"market": (0, 10)})
    >>> compare_futures(study)
      future site  overall  rank  regret
    0   base    A      0.9     1     0.0
    1   base    B      0.4     2     0.5
    """
    return futures_table(in_each_future(study, futures, weight_set=weight_set))


def futures_table(evaluations: Iterable[tuple[str, Evaluation]]) -> pd.DataFrame:
    """Return the table of `compare_futures` from evaluations that are at hand."""
    return pd.concat([_rows(name, ev) for name, ev in evaluations], ignore_index=True)


def in_each_future(
    study: Study, futures: Iterable[str] | None = None, *, weight_set: str | None = None
) -> Iterator[tuple[str, Evaluation]]:
    """Yield the evaluation of the study itself and of each future, by name; arguments as in `compare_futures`."""
    names = list(study.futures if futures is None else futures)
    strange = [name for name in names if name not in study.futures]
    if strange:
        raise StudyError(unknown("future", name, study.futures, path=("futures",)) for name in strange)
    yield BASE, evaluate(study, weight_set=weight_set)
    for name in names:
        yield name, evaluate(_measured(study, name), weight_set=weight_set)


def _measured(study: Study, future: str) -> Study:
    """Return the study in a future; cells are measured anew unless nothing that a measure looks at changes."""
    changes = study.futures[future].changes
    changed = study.in_future(future)
    if all(_unseen(key) for key in changes):
        return changed.with_measured(study.measured)
    try:
        return measure(changed)
    except StudyError as error:
        raise StudyError(blamed(problem, future=future, changes=changes) for problem in error.problems) from error


def _unseen(key: str) -> bool:
    """Whether no measure looks at what a change is about: of the money they see the duties and claims alone."""
    table, _, rest = key.partition(".")
    return table == "weights" or (table == "money" and rest.split(".")[0] not in {"", "claims", "duties"})


def _rows(future: str, ev: Evaluation) -> pd.DataFrame:
    sites = list(ev.study.sites)
    overall = ev.overall.reindex(sites)
    return pd.DataFrame(
        {
            "future": future,
            "site": sites,
            "overall": overall.to_numpy(),
            "rank": ev.ranks.reindex(sites).array,
            "regret": (overall.max() - overall).to_numpy(),
        }
    )
