"""What a study's money rests on, as one table: the plan's own figures, then every figure of every site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from siting.model import Estimate, Measurement, Study
from siting.money.elements import stated
from siting.money.figures import SiteMoney, plans

__all__ = ["COLUMNS", "plan_figures", "provenance"]

COLUMNS = ("site", "element", "value", "unit", "low", "high", "kind", "source", "url", "flags", "note", "trace")


def provenance(study: Study, sites: Iterable[SiteMoney]) -> pd.DataFrame:
    """Return one row per figure with the columns of `COLUMNS`; what holds for every site has an empty site."""
    rows = [
        *(_row("", name, stated(entry, unit)) for name, unit, entry in plan_figures(study)),
        *(_row(entry.site, name, cell) for entry in sites for name, cell in entry.evidence.items()),
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def plan_figures(study: Study) -> Iterator[tuple[str, str, Estimate]]:
    """Yield name, unit and figure of all that the study states for every site.

    Raises
    ------
    MethodError
        If the study has no money plan, programme or customs value.
    """
    plan, volume, customs_value = plans(study)
    yield "net price", "USD/car", plan.net_price_usd
    yield "common cost", "USD/car", plan.common_cost_usd
    yield "customs value", "USD/car", customs_value
    yield "volume", "cars/year", volume
    yield "discount rate", "a year", plan.discount_rate
    for currency, rate in plan.exchange.items():
        yield f"exchange {currency}", f"USD/{currency}", rate


def _row(site: str, element: str, cell: Measurement) -> tuple[object, ...]:
    return (
        site, element, cell.value, cell.unit, cell.low, cell.high, cell.kind,
        "; ".join(source.title for source in cell.sources),
        "; ".join(source.url for source in cell.sources if source.url),
        "; ".join(cell.flags), cell.note, "; ".join(step.text for step in cell.trace),
    )  # fmt: skip
