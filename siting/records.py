"""The base of every record: frozen, strict, no unknown keys, no nan or inf. No subject of its own."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

__all__ = ["Day", "Name", "Record", "Sequence", "last_day", "replace"]


class Record(BaseModel):
    """A frozen, validated record. Lax coercions ("0.4" or true as a number) and nan are refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        validate_default=True,
        use_attribute_docstrings=True,
    )

    def __str__(self) -> str:
        return repr(self)

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """Show what differs from the defaults."""
        for name, field in type(self).model_fields.items():
            if (value := getattr(self, name)) != field.get_default(call_default_factory=True, validated_data={}):
                yield name, value


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("a name must not be empty")
    return text


T = TypeVar("T")
Sequence = Annotated[tuple[T, ...], Field(strict=False)]
"""A tuple that may be written as a list; its items stay strict."""

Name = Annotated[str, AfterValidator(_filled)]
"""A non-empty text, spaces allowed."""


def last_day(text: str) -> date:
    """Read a day, month or year; a bare year means 31 December, a bare month its last day.

    Raises
    ------
    ValueError
        If the text is none of ``2023``, ``2023-04`` and ``2023-04-30``.

    Examples
    --------
    >>> last_day("2023-04"), last_day("2023")
    (datetime.date(2023, 4, 30), datetime.date(2023, 12, 31))
    """
    parts = text.strip().split("-")
    if not (1 <= len(parts) <= 3 and all(part.isdigit() for part in parts) and len(parts[0]) == 4):
        raise ValueError(f"{text!r} is not a day such as 2023-04-30")
    year = int(parts[0])
    month = int(parts[1]) if len(parts) > 1 else 12
    day = int(parts[2]) if len(parts) > 2 else monthrange(year, month)[1] if 1 <= month <= 12 else 0
    return date(year, month, day)


def _to_day(entry: object) -> object:
    if isinstance(entry, datetime):
        raise ValueError("a day without a time of day is expected")  # noqa: TRY004 - pydantic reports ValueErrors
    return last_day(entry) if isinstance(entry, str) else entry


Day = Annotated[date, BeforeValidator(_to_day)]
"""A day; as text also a month or a year, which mean their last day."""

R = TypeVar("R", bound=Record)


def replace(record: R, **changes: Any) -> R:
    """Return a validated copy of `record` with some fields changed.

    Raises
    ------
    pydantic.ValidationError
        If the changed record is not valid.
    """
    fields = {name: getattr(record, name) for name in type(record).model_fields}
    return type(record)(**{**fields, **changes})
