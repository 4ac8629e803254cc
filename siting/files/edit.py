"""Changing one weight set in ``study.toml`` and nothing else: comments and layout stay as they are."""

from __future__ import annotations

import secrets
import shutil
import tomllib
from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from siting.errors import OutputError, StudyError
from siting.files.document import parse
from siting.files.layout import study_file
from siting.files.statements import Statement, statements, with_value
from siting.files.study import read_study
from siting.files.text import TOML_LIMIT, read_text
from siting.files.toml_text import key_text, value_text
from siting.model import WeightSet
from siting.placing import failures_reported

__all__ = ["editable_file", "set_weight_set"]

WEIGHTS = "weights"
_EXACT = 2**53
"""Below this every whole number is itself as a float."""
_AS_TABLES = "write each weight set as a table of its own, [weights.NAME]"


def editable_file(path: str | Path) -> Path:
    """Return the TOML file of a study, from its folder or its own name.

    Raises
    ------
    StudyError
        If there is no study.
    OutputError
        If the study is a workbook.
    """
    file = study_file(Path(path))
    if file.suffix != ".toml":
        raise OutputError(f"{file}: only a .toml study can be edited; in a workbook change the sheet itself")
    return file


def set_weight_set(path: str | Path, name: str, weight_set: WeightSet) -> Path:
    """Write a weight set into a study's file, in the place of the one of that name or after the last one.

    Only the statements of that weight set that say something else are rewritten; every other line stays as it is. The
    new text is read as a study before it takes the place of the old one in a single step.

    Parameters
    ----------
    path
        A study folder, or its TOML file.
    name
        The id of the weight set.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    StudyError
        If the file is no valid study, or would be none with this weight set.
    OutputError
        If the study is a workbook, its weight sets stand in a form that cannot be edited, or the file cannot be
        written.

    Examples
    --------
    >>> import tempfile
    >>> from siting.files import new_study
    >>> with tempfile.TemporaryDirectory() as here:
    ...     folder = new_study(f"{here}/plants")
    ...     points = dict.fromkeys(read_study(folder).criteria, 1.0)
    ...     file = set_weight_set(folder, "even", WeightSet(points=points, method="equal"))
    ...     list(read_study(folder).weights)[-1]
    'even'
    """
    file = editable_file(path)
    read_study(file)
    before = read_text(file, limit=TOML_LIMIT)
    document = parse(before)
    entry = _entry(weight_set)
    after = "\n".join(_edited(before.lines, name, entry, document))
    sets = {**document.get(WEIGHTS, {}), name: entry}
    if _read(after) != {**document, WEIGHTS: sets}:
        raise OutputError(f"{file}: the weight set {name!r} cannot be edited where it stands: {_AS_TABLES}")
    with failures_reported(file):
        _replace(file.resolve(), after)
    return file


def _entry(weight_set: WeightSet) -> dict[str, Any]:
    said = weight_set.model_dump(include=set(WeightSet.model_fields), exclude_defaults=True)
    return {key: _plain(value) for key, value in said.items() if value is not None}


def _plain(value: Any) -> Any:
    """Return a value as a file holds it: no empty keys, whole numbers without a point."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _read(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _edited(lines: list[str], name: str, entry: dict[str, Any], document: dict[str, Any]) -> list[str]:
    """Return the lines with the weight set, wherever the sets stand."""
    table = (WEIGHTS, name)
    before = document.get(WEIGHTS, {}).get(name)
    found = [each for each in statements(lines) if each.table[:1] == (WEIGHTS,)]
    if any(each.is_header and each.table == table for each in found):
        for key in {**before, **entry}:
            lines = _with_key(lines, table, key, before=before.get(key), after=entry.get(key))
        return lines
    if any(each.table == (WEIGHTS,) and each.key == name for each in found):
        return _with_key(lines, (WEIGHTS,), name, before=before, after=entry)
    parts = [each for each in found if each.table[:2] == table]
    if parts:
        return _rewritten(lines, parts, parts[0].first, [*_table(name, entry), ""])
    end = found[-1].last + 1 if found else len(lines) - (lines[-1] == "")
    return _rewritten(lines, [], end, [*([""] if end else []), *_table(name, entry)])


def _with_key(lines: list[str], table: tuple[str, ...], key: str, *, before: Any, after: Any) -> list[str]:
    """Return the lines with another value for a key of a table; None stands for a key that is not there."""
    if before == after:
        return lines
    found = list(statements(lines))
    own = [each for each in found if each.table == table]
    saying = [each for each in own if each.key == key]
    below = [each for each in found if each.table[: len(table) + 1] == (*table, key)]
    at = saying[0].first if saying else own[-1].last + 1
    if after is None:
        new = []
    elif len(saying) == 1 and not below and saying[0].content == {key: before}:
        new = with_value(lines[at : saying[0].last + 1], _value(after)).split("\n")
    else:
        new = f"{key_text(key)} = {_value(after)}".split("\n")
    return _rewritten(lines, [*saying, *below], at, new)


def _rewritten(lines: list[str], gone: list[Statement], at: int, new: list[str]) -> list[str]:
    """Return the lines without some statements and with new lines before line `at`."""
    dropped = {line for each in gone for line in range(each.first, each.last + 1)}
    head, tail = ([lines[line] for line in part if line not in dropped] for part in (range(at), range(at, len(lines))))
    return [*head, *new, *tail]


def _table(name: str, entry: Mapping[str, Any]) -> list[str]:
    pairs = (f"{key_text(key)} = {_value(value)}" for key, value in entry.items())
    return [f"[{key_text(WEIGHTS, name)}]", *pairs]


def _value(value: Any) -> str:
    """Write a value; a list of tables has one to a line."""
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return "\n".join(["[", *(f"  {value_text(item)}," for item in value), "]"])
    return value_text(value)


def _replace(file: Path, text: str) -> None:
    """Put a text in the place of a file once it reads as a study; byte order mark and line ends stay as they are."""
    raw = file.read_bytes()
    content = text.replace("\n", "\r\n") if b"\r\n" in raw else text
    draft = file.with_name(f".{file.stem}.{secrets.token_hex(4)}.toml")
    try:
        draft.write_bytes((BOM_UTF8 if raw.startswith(BOM_UTF8) else b"") + content.encode())
        _check(draft, file)
        shutil.copymode(file, draft)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def _check(draft: Path, file: Path) -> None:
    try:
        read_study(draft)
    except StudyError as error:
        names = {str(draft): str(file)}
        raise StudyError(
            replace(problem, file=names.get(problem.file, problem.file)) for problem in error.problems
        ) from None
