"""What may be wrong with a study although it can be read: named findings, each with its place and the fix."""

from siting.auditing.audit import audit, check_names
from siting.auditing.finding import Finding

__all__ = ["Finding", "audit", "check_names"]
