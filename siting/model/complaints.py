"""From validation errors to problems in the user's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_origin

from pydantic import BaseModel, ValidationError

from siting.errors import Problem, did_you_mean
from siting.model.anatomy import field_names, kinds_at, records_at
from siting.model.countries import COUNTRY_CODES, UNKNOWN

__all__ = ["Key", "Path", "explain", "unknown"]

Path = tuple[str | int, ...]
_MOST_NAMES = 20


class Key(str):
    """The last step of a problem's path where the key itself is wrong, not what it holds."""

    __slots__ = ()


def unknown(kind: str, word: object, known: Iterable[str], *, path: Path = ()) -> Problem:
    """Make the problem of a name that leads nowhere, with the names that would and the nearest of them.

    Where `known` holds records or tables by id, a title in place of the id is recognised.

    >>> print(unknown("site", "cassinno", ["belvidere", "cassino"]))
    unknown site 'cassinno'
      expected: one of belvidere, cassino
      fix: did you mean 'cassino'?
    """
    names = [str(name) for name in known]
    shown = names if len(names) <= _MOST_NAMES else get_close_matches(str(word), names, n=5, cutoff=0.3)
    more = ", ..." if len(shown) < len(names) else ""
    expected = f"one of {', '.join(shown)}{more}" if shown else ""
    titled = _titled(str(word), known) if isinstance(known, Mapping) else None
    near = f"did you mean {titled!r}?" if titled else did_you_mean(str(word), names)
    fix = near if near.startswith("did") else ""
    return Problem(message=f"unknown {kind} {str(word)!r}", expected=expected, fix=fix, path=path)


def _titled(word: str, known: Mapping[str, Any]) -> str | None:
    """Return the id of the only entry that has this title, in letters of any case."""
    titles = {
        name: entry.get("title") if isinstance(entry, Mapping) else getattr(entry, "title", None)
        for name, entry in known.items()
    }
    found = [name for name, title in titles.items() if isinstance(title, str) and title.casefold() == word.casefold()]
    return str(found[0]) if len(found) == 1 else None


def explain(error: ValidationError, model: type[BaseModel], document: Mapping[str, Any]) -> list[Problem]:
    """Return a problem for each validation error, with its path in the document.

    Parameters
    ----------
    error
        Raised when `model` was made from `document`.
    model
        The record that was to be made; it knows the keys that a table may have.
    document
        The nested mappings and lists as the user gave them.
    """
    complaints = [_Complaint(entry, model, document) for entry in error.errors(include_url=False)]
    return [problem for group in _by_place(complaints) for problem in _group_problems(group)]


class _Complaint:
    """One entry of a validation error, seen in the document."""

    def __init__(self, entry: Any, model: type[BaseModel], document: Mapping[str, Any]) -> None:
        self.kind: str = entry["type"]
        self.text: str = entry["msg"]
        self.given: Any = entry["input"]
        self.details: dict[str, Any] = entry.get("ctx", {})
        self.location: Path = entry["loc"]
        self.path = _path(self.location, document)
        self.model = model

    @property
    def name(self) -> str:
        """The key that the complaint is about."""
        return str(self.location[-1]) if self.location else ""

    @property
    def of_union_member(self) -> bool:
        """Whether it says only that a value is not of a kind, as one of several that would do."""
        return self.kind in _NOUNS and len(self.location) > len(self.path)


def _path(location: Path, document: Any) -> Path:
    """Keep the steps that lead through the document; the others name validators and members of unions."""
    path: Path = ()
    node = document
    for step in location:
        if step == "[key]":
            path = (*path[:-1], Key(path[-1]))
        elif _holds(node, step):
            path, node = (*path, step), node[step]
    return path


def _holds(node: Any, step: str | int) -> bool:
    if isinstance(node, Mapping):
        return step in node
    return isinstance(node, list | tuple) and isinstance(step, int) and step < len(node)


def _by_place(complaints: list[_Complaint]) -> Iterator[list[_Complaint]]:
    """Group complaints about one place; drop what a union says of members that a table was not meant for."""
    groups: dict[Path, list[_Complaint]] = {}
    for complaint in complaints:
        groups.setdefault(complaint.path, []).append(complaint)
    around = {path[:length] for path in groups for length in range(len(path))}
    for path, group in groups.items():
        plain = [complaint for complaint in group if not complaint.of_union_member]
        if plain or path not in around:
            yield plain or group


def _group_problems(group: list[_Complaint]) -> list[Problem]:
    if all(complaint.of_union_member for complaint in group):
        return [_wrong_kind(group[0], [complaint.kind for complaint in group])]
    return [_WORDS.get(complaint.kind, _in_its_own_words)(complaint) for complaint in group]


_NOUNS = {
    "bool_type": ("true or false", "true or false, without quotation marks"),
    "date_type": ("a day", "a day such as 2026-11-22"),
    "dict_type": ("a table", "a table of keys and values"),
    "float_type": ("a number", "a number such as 0.4, without quotation marks"),
    "int_type": ("a whole number", "a whole number such as 4, without quotation marks"),
    "list_type": ("a list", "a list in square brackets"),
    "string_type": ("text", 'text in quotation marks, such as "IT"'),
    "tuple_type": ("a list", "a list in square brackets"),
}
"""What each kind of value is called, and how it is written."""


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping | BaseModel):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _wrong_kind(complaint: _Complaint, kinds: Iterable[str]) -> Problem:
    nouns, examples = zip(*dict.fromkeys(_NOUNS[kind] for kind in kinds), strict=True)
    message = f"{_shown(complaint.given)} is not {' or '.join(nouns)}"
    return Problem(message=message, expected=", or ".join(examples), path=complaint.path)


def _not_a_table(complaint: _Complaint) -> Problem:
    records = records_at(complaint.model, complaint.location)
    if len(records) > 1:
        expected = f"a table with shape = one of {', '.join(_shapes(records))}"
    else:
        expected = "".join(_table_form(record) for record in records)
    return Problem(message=f"{_shown(complaint.given)} is not a table", expected=expected, path=complaint.path)


def _table_form(record: type[BaseModel]) -> str:
    short = getattr(record, "short_form", "")
    table = f"a table with keys of {', '.join(field_names(record))}"
    return f"{short}, or {table}" if short else table


def _unknown_key(complaint: _Complaint) -> Problem:
    *above, _ = complaint.location
    names = [name for record in records_at(complaint.model, tuple(above)) for name in field_names(record)]
    *parents, last = complaint.path
    problem = unknown("key", complaint.name, names, path=(*parents, Key(last)))
    if parents and not problem.fix and complaint.name in field_names(complaint.model):
        fix = f"{complaint.name} belongs at the top of the study, above the first table"
        return Problem(message=problem.message, expected=problem.expected, fix=fix, path=problem.path)
    return problem


def _missing_key(complaint: _Complaint) -> Problem:
    is_table = any(get_origin(kind) is dict for kind in kinds_at(complaint.model, complaint.location))
    fix = f"add a table [{complaint.name}.ID]" if is_table else f"add {complaint.name} = ..."
    return Problem(message=f"missing key {complaint.name!r}", fix=fix, path=complaint.path)


def _unknown_choice(complaint: _Complaint) -> Problem:
    choices = complaint.details.get("expected_tags") or complaint.details["expected"].replace(" or ", ", ")
    given = complaint.details.get("tag", complaint.given)
    inner = (complaint.details["discriminator"].strip("'"),) if "discriminator" in complaint.details else ()
    name = str((*complaint.path, *inner)[-1])
    choices = [choice.strip("'") for choice in choices.split(", ")]
    if not isinstance(given, str):
        return Problem(
            message=f"{_shown(given)} is not text", expected=f"one of {', '.join(choices)}", path=complaint.path
        )
    return unknown(name, given, choices, path=(*complaint.path, *inner))


def _no_choice(complaint: _Complaint) -> Problem:
    shapes = _shapes(records_at(complaint.model, complaint.location))
    expected = f"one of {', '.join(shapes)}"
    return Problem(
        message="missing key 'shape'", expected=expected, fix=f'add shape = "{shapes[0]}"', path=complaint.path
    )


def _shapes(records: Iterable[type[BaseModel]]) -> list[str]:
    return [str(record.model_fields["shape"].default) for record in records if "shape" in record.model_fields]


def _beyond_bound(complaint: _Complaint) -> Problem:
    (relation, bound), *_ = complaint.details.items()
    words = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}[relation]
    is_sign = bound == 0 and relation == "ge"
    problem = "is negative" if is_sign else f"is not {words} {bound:g}"
    return Problem(
        message=f"{_shown(complaint.given)} {problem}", expected=f"a number, {words} {bound:g}", path=complaint.path
    )


def _not_finite(complaint: _Complaint) -> Problem:
    return Problem(
        message=f"{_shown(complaint.given)} is not a finite number",
        expected=_NOUNS["float_type"][1],
        fix="leave it out if it is not known",
        path=complaint.path,
    )


def _unknown_country(complaint: _Complaint) -> Problem:
    capitals = str(complaint.given).upper()
    fix = f"did you mean {capitals!r}?" if capitals in COUNTRY_CODES else ""
    return Problem(message=complaint.text, expected="two capital letters, such as IT", fix=fix, path=complaint.path)


def _empty(complaint: _Complaint) -> Problem:
    return Problem(message=f"{complaint.name} is empty: at least one is needed", path=complaint.path)


def _in_its_own_words(complaint: _Complaint) -> Problem:
    cause = complaint.details.get("error")
    text = str(cause) if isinstance(cause, ValueError) else complaint.text
    shown = _shown(complaint.given)
    if isinstance(complaint.given, str) and shown not in text:
        text = f"{shown}: {text}"
    return Problem(message=text, path=complaint.path)


_WORDS: dict[str, Callable[[_Complaint], Problem]] = {
    **dict.fromkeys(_NOUNS, lambda complaint: _wrong_kind(complaint, [complaint.kind])),
    **dict.fromkeys(("greater_than", "greater_than_equal", "less_than", "less_than_equal"), _beyond_bound),
    "extra_forbidden": _unknown_key,
    UNKNOWN: _unknown_country,
    "finite_number": _not_finite,
    "literal_error": _unknown_choice,
    "missing": _missing_key,
    "model_attributes_type": _not_a_table,
    "model_type": _not_a_table,
    "too_short": _empty,
    "union_tag_invalid": _unknown_choice,
    "union_tag_not_found": _no_choice,
}
