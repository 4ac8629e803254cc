"""Check of the gates: a must-have that a site meets, or misses, only as far as an uncertain cell is right."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from siting.auditing.finding import Finding
from siting.auditing.spans import span
from siting.labels import format_number, format_quantity
from siting.model import Study

__all__ = ["near_gate"]


def near_gate(study: Study) -> Iterator[Finding]:
    """Find sites that the range of one cell could carry over a gate, inwards or outwards."""
    for name, requirement in study.requirements.items():
        column = requirement.criterion or name
        least = -inf if requirement.at_least is None else requirement.at_least
        most = inf if requirement.at_most is None else requirement.at_most
        for site in study.sites:
            cell = study.cell(site, column)
            if not isinstance(cell.value, float) or cell.range is None:
                continue
            low, high = span(cell)
            passes = least <= cell.value <= most
            sure = least <= low and high <= most if passes else max(least, low) > min(most, high)
            if not sure:
                known = format_quantity(cell.value, cell.unit)
                verdict = f"{'meets' if passes else 'misses'} the requirement {study.column_title(name)!r}"
                reach = f"the range from {format_number(low)} to {format_number(high)}"
                yield Finding(
                    check="near-gate",
                    level="warning",
                    where=f"performance.{site}.{column}",
                    message=f"{known} {verdict}, but {reach} crosses the limit",
                    fix="narrow the range, or show the result with and without the site",
                )
