"""What a decision is made of: frozen, validated records. Reads no file, measures nothing, evaluates nothing."""

from siting.model.brand import Brand, StudyBrand
from siting.model.criterion import Criterion, MeasureCall, Range, Requirement
from siting.model.fact import Fact
from siting.model.future import Future
from siting.model.measurement import Distribution, Estimate, Measurement, Reference, Source, Step
from siting.model.money_plan import CustomsClaim, MoneyPlan
from siting.model.objective import Objective
from siting.model.performance import PerformanceTable
from siting.model.programme import Programme
from siting.model.site import Site
from siting.model.study import Study
from siting.model.tree import ROOT, ValueTree
from siting.model.weights import WeightSet

__all__ = [
    "ROOT",
    "Brand",
    "Criterion",
    "CustomsClaim",
    "Distribution",
    "Estimate",
    "Fact",
    "Future",
    "MeasureCall",
    "Measurement",
    "MoneyPlan",
    "Objective",
    "PerformanceTable",
    "Programme",
    "Range",
    "Reference",
    "Requirement",
    "Site",
    "Source",
    "Step",
    "Study",
    "StudyBrand",
    "ValueTree",
    "WeightSet",
]
