"""The JSON schema of ``study.toml``, with which editors complete keys and underline mistakes."""

from __future__ import annotations

from typing import Any

from siting.files.layout import STUDY
from siting.model import Study

__all__ = ["schema"]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DAY = {
    "type": "string",
    "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
    "description": "A day; a month or year is its last day.",
}


def schema() -> dict[str, Any]:
    """Return the JSON schema of a study document, made from the records that validate it.

    Days are text in JSON, so that TOML days and texts such as ``"2023-04"`` are both described.

    Examples
    --------
    >>> schema()["title"], "sites" in schema()["properties"]
    ('study.toml', True)
    """
    described: dict[str, Any] = _with_days(Study.model_json_schema())
    return {**described, "$schema": DRAFT, "title": STUDY}


def _with_days(node: Any) -> Any:
    if isinstance(node, list):
        return [_with_days(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("format") == "date":
        rest = {key: value for key, value in node.items() if key not in {"type", "format"}}
        return {**_DAY, **rest}
    return {key: _with_days(value) for key, value in node.items()}
