"""From validation errors to problems in the user's words."""

from __future__ import annotations

from pydantic import BaseModel, ValidationError

from siting.errors import Problem

__all__ = ["explain"]


def explain(error: ValidationError, model: type[BaseModel]) -> list[Problem]:
    """Return a problem for each validation error, with its path in the document."""
    return [Problem(message=entry["msg"], path=tuple(entry["loc"])) for entry in error.errors()]
