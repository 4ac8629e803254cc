"""A cell: a value with its unit, range, kind, sources and the day whose knowledge it rests on."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, model_validator

from siting.labels import format_number, format_quantity
from siting.markup import html_table
from siting.records import Name, Record, Sequence

__all__ = ["Confidence", "Distribution", "Estimate", "Kind", "Measurement", "Quantity", "Reference", "Source", "Step"]

Kind = Literal["measured", "computed", "estimated", "judged", "given"]
"""How a value came about. `given`: handed over in a table that carries no evidence."""

Confidence = Literal["high", "medium", "low"]


class Reference(Record):
    """Where a value can be checked, as a study lists it below an id."""

    title: Name
    url: str = ""
    published: str = ""
    """Date of the source as printed, to the day, month or year."""


class Source(Reference):
    """Where a value can be checked."""

    id: Name


class Distribution(Record):
    """How an uncertain value spreads.

    `parameters` are in the order of the kind: normal (sd) about the value, uniform (low, high),
    triangular (low, mode, high), lognormal (sd of the logarithm) about the value as median.
    """

    kind: Literal["normal", "uniform", "triangular", "lognormal"]
    parameters: Sequence[float]

    @model_validator(mode="after")
    def _parameters_fit(self) -> Distribution:
        count = {"normal": 1, "lognormal": 1, "uniform": 2, "triangular": 3}[self.kind]
        if len(self.parameters) != count:
            raise ValueError(f"{self.kind} takes {count} parameter(s), not {len(self.parameters)}")
        if count == 1 and self.parameters[0] <= 0:
            raise ValueError(f"the spread of {self.kind} must be positive")
        if count > 1 and (
            list(self.parameters) != sorted(self.parameters) or self.parameters[0] == self.parameters[-1]
        ):
            raise ValueError(f"the parameters of {self.kind} must rise from low to high")
        return self


class Step(Record):
    """One step of a computed value, in words, with the facts it used."""

    text: Name
    facts: Sequence[str] = ()
    """Ids of facts, as `siting facts` shows them."""


class _Ranged(Record):
    value: float | str | None
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _range_holds_value(self) -> _Ranged:
        if not isinstance(self.value, float | int):
            return self
        if self.low is not None and self.low > self.value:
            raise ValueError(f"low ({self.low:g}) is above the value ({self.value:g})")
        if self.high is not None and self.high < self.value:
            raise ValueError(f"high ({self.high:g}) is below the value ({self.value:g})")
        return self


LARGEST = 1e15
"""No figure of a programme or a money plan is larger in size; sums over years and cars stay far from overflow."""


class Estimate(_Ranged):
    """A number of the programme or a study's own assumption: value, range, and why it is believed."""

    short_form: ClassVar[str] = "a number such as 0.4"

    value: float
    kind: Kind = "judged"
    source: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _within_reason(self) -> Estimate:
        figures = [figure for figure in (self.value, self.low, self.high) if figure is not None]
        if max(map(abs, figures)) > LARGEST:
            raise ValueError(f"{max(figures, key=abs):g} is beyond any sum of money or number of cars ({LARGEST:g})")
        return self


def _from_number(entry: object) -> object:
    is_number = isinstance(entry, int | float) and not isinstance(entry, bool)
    return {"value": float(entry)} if is_number else entry  # type: ignore[arg-type]


Quantity = Annotated[Estimate, BeforeValidator(_from_number, json_schema_input_type=float | Estimate)]
"""An `Estimate` that may be written as a bare number, then without range and judged."""


class Measurement(_Ranged):
    """What is known of one site on one criterion. `value` None means missing, never zero.

    Examples
    --------
    >>> Measurement(value=300_000.0, unit="vehicles/year", low=250_000.0, kind="estimated")
    Measurement(300,000 vehicles/year, 250,000 to 300,000, estimated)
    """

    unit: str = ""
    kind: Kind = "given"
    sources: Sequence[Source] = ()
    as_of: date | None = None
    """The day whose knowledge the value rests on; None where no day was asked for."""
    confidence: Confidence | None = None
    distribution: Distribution | None = None
    flags: Sequence[str] = ()
    """Warnings that must travel with the value, for example ``unsourced estimate`` or ``law not verified``."""
    trace: Sequence[Step] = ()
    note: str = ""

    @property
    def missing(self) -> bool:
        """Whether there is no value."""
        return self.value is None

    @property
    def range(self) -> tuple[float, float] | None:
        """Lowest and highest believable value; None for a missing or named value."""
        if not isinstance(self.value, float | int):
            return None
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        return float(low), float(high)

    def __repr__(self) -> str:
        parts = [format_quantity(self.value, self.unit)]
        if self.range and self.range[0] < self.range[1]:
            parts.append(f"{format_number(self.range[0])} to {format_number(self.range[1])}")
        return f"Measurement({', '.join([*parts, self.kind, *self.flags])})"

    def _repr_html_(self) -> str:
        """Show the figure, how it came about, step by step, and its sources."""
        steps = [(place, step.text) for place, step in enumerate(self.trace, start=1)]
        sources = [("source", source.title or source.id) for source in self.sources]
        figure = ("value", format_quantity(self.value, self.unit))
        rows = [figure, *steps, *sources, *([("note", self.note)] if self.note else [])]
        return html_table(rows, ["step", "what"], caption=repr(self))
