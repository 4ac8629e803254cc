"""The base of records that people fill in by hand in a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from siting.errors import StudyError
from siting.model import complaints
from siting.records import Record

__all__ = ["Entry"]


class Entry(Record):
    """A record whose mistakes are told as a `StudyError` that names every wrong field."""

    if not TYPE_CHECKING:

        def __init__(self, **fields: Any) -> None:
            try:
                super().__init__(**fields)
            except ValidationError as error:
                raise StudyError(complaints.explain(error, type(self), fields)) from error
