"""Options that several commands share, and how their values are read."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from siting.errors import Problem, StudyError

__all__ = ["overrides", "study_options"]

F = TypeVar("F", bound=Callable[..., Any])


def study_options(function: F) -> F:
    """Add --future, --as-of and --set to a command of one study; mistakes found late are told at their place too."""
    function = _placing(function)
    for option in (
        click.option("--set", "changes", multiple=True, metavar="KEY=VALUE", help="Change one dotted key; repeatable."),
        click.option("--as-of", "as_of", metavar="DAY", help="Use the knowledge of this day, such as 2023-04-30."),
        click.option("--future", metavar="NAME", help="Apply one of the study's futures."),
    ):
        function = option(function)
    return function


def _placing(function: F) -> F:
    @wraps(function)
    def told(path: Path, *, as_of: str | None, changes: tuple[str, ...], **others: Any) -> Any:
        try:
            return function(path, as_of=as_of, changes=changes, **others)
        except StudyError as error:
            from siting.files import located

            raise located(error, path, overrides=overrides(as_of, changes)) from error

    return cast("F", told)


def overrides(as_of: str | None, changes: tuple[str, ...]) -> dict[str, Any]:
    """Read KEY=VALUE texts; a value is read as TOML, and as plain text where it is none.

    Raises
    ------
    StudyError
        If a text has no key or no equals sign.
    """
    result: dict[str, Any] = {}
    for change in changes:
        key, equals, value = change.partition("=")
        if not key.strip() or not equals:
            raise StudyError(
                Problem(message=f"cannot read --set {change!r}", expected="KEY=VALUE, such as programme.body=other")
            )
        result[key.strip()] = _value(value.strip())
    if as_of is not None:
        result["as_of"] = as_of
    return result


def _value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
