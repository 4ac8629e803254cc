"""The dated, sourced facts that ship with the package, and their questions: what was known on a day, and from whom."""

from siting.facts.base import FactBase, Unit, load
from siting.facts.describe import table
from siting.facts.knowledge import Knowledge, known
from siting.facts.periods import period_end

__all__ = ["FactBase", "Knowledge", "Unit", "known", "load", "period_end", "table"]
