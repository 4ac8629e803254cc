"""Plant-siting decisions: sites scored on weighted criteria, every number led back to a dated source.

>>> import siting
>>> study = siting.load_study("scenarios/alfa-first-look")
>>> siting.evaluate(study).best
'belvidere'

Public names are loaded on first use, so that importing the package is quick and draws in no plotting library.
"""

from __future__ import annotations

import importlib
import logging
from typing import TYPE_CHECKING, Any

from siting.version import __version__ as __version__

if TYPE_CHECKING:
    from siting import (
        charts,
        elicitation,
        facts,
        groups,
        measures,
        methods,
        money,
        narrate,
        report,
        sensitivity,
        tables,
        values,
    )
    from siting.auditing import audit
    from siting.errors import FactError, MethodError, MissingExtra, OutputError, SitingError, StudyError
    from siting.evaluation import Evaluation, compare_futures, dominance, evaluate
    from siting.explanation import explain
    from siting.methods import compare_methods
    from siting.model import Measurement, Source, Study, WeightSet
    from siting.notebook import board
    from siting.sensitivity import WeightSpace
    from siting.studies import load_study

_HOME = {
    "Evaluation": "siting.evaluation",
    "FactError": "siting.errors",
    "Measurement": "siting.model",
    "MethodError": "siting.errors",
    "MissingExtra": "siting.errors",
    "OutputError": "siting.errors",
    "SitingError": "siting.errors",
    "Source": "siting.model",
    "Study": "siting.model",
    "StudyError": "siting.errors",
    "WeightSet": "siting.model",
    "WeightSpace": "siting.sensitivity",
    "audit": "siting.auditing",
    "board": "siting.notebook",
    "compare_futures": "siting.evaluation",
    "compare_methods": "siting.methods",
    "dominance": "siting.evaluation",
    "evaluate": "siting.evaluation",
    "explain": "siting.explanation",
    "load_study": "siting.studies",
}
_MODULES = (
    "charts",
    "elicitation",
    "facts",
    "groups",
    "measures",
    "methods",
    "money",
    "narrate",
    "report",
    "sensitivity",
    "tables",
    "values",
)

__all__ = [
    "Evaluation",
    "FactError",
    "Measurement",
    "MethodError",
    "MissingExtra",
    "OutputError",
    "SitingError",
    "Source",
    "Study",
    "StudyError",
    "WeightSet",
    "WeightSpace",
    "audit",
    "board",
    "charts",
    "compare_futures",
    "compare_methods",
    "dominance",
    "elicitation",
    "evaluate",
    "explain",
    "facts",
    "groups",
    "load_study",
    "measures",
    "methods",
    "money",
    "narrate",
    "report",
    "sensitivity",
    "tables",
    "values",
]

logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    if name in _MODULES:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
