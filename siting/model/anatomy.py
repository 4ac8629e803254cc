"""Which keys and kinds of values a record may hold, at any depth; read from the annotations of its fields."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

__all__ = ["field_names", "kinds_at", "records_at"]

Location = tuple[str | int, ...]
"""Steps as a validation error names them, the tags of unions included."""


def field_names(record: type[BaseModel]) -> list[str]:
    """Return the keys that a user may write in the table of a record."""
    return [name for name, field in record.model_fields.items() if not field.exclude]


def records_at(model: type[BaseModel], location: Location) -> list[type[BaseModel]]:
    """Return the records that a value at a location of a validation error may be."""
    return [kind for kind in kinds_at(model, location) if isinstance(kind, type) and issubclass(kind, BaseModel)]


def kinds_at(model: type[BaseModel], location: Location) -> list[Any]:
    """Return the types that a value at a location may have."""
    kinds: list[Any] = [model]
    for step in location:
        kinds = [below for kind in kinds for below in _below(kind, step)]
    return kinds


def _below(kind: Any, step: str | int) -> list[Any]:
    if get_origin(kind) is dict:
        return _members(get_args(kind)[1])
    if get_origin(kind) is tuple:
        return _members(get_args(kind)[0])
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return []
    if step in kind.model_fields:
        return _members(kind.model_fields[str(step)].annotation)
    tags = [field.default for field in kind.model_fields.values()]
    return [kind] if step in tags else []


def _members(annotation: Any) -> list[Any]:
    """Return the alternatives of a type."""
    if get_origin(annotation) is Annotated:
        return _members(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return [member for part in get_args(annotation) for member in _members(part)]
    return [annotation]
