"""A study's brand with what it takes from other files: a brand that several studies share, its font and its logo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace as amended
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from siting.branding import read_logo, read_typeface
from siting.errors import Problem, StudyError
from siting.files.document import locate, parse
from siting.files.positions import scan
from siting.files.text import TOML_LIMIT, read_text
from siting.model import Brand, StudyBrand
from siting.model.complaints import explain
from siting.records import replace

__all__ = ["found_brand"]

_LETTERS = {"font", "font_file"}
"""Keys that belong together: a study that has one of them takes neither from elsewhere."""


def found_brand(brand: StudyBrand, folder: Path) -> StudyBrand:
    """Return a brand whose file has been read, and whose font and logo are checked and found from anywhere.

    A font file without a name for its font gives it the name of its family.

    Parameters
    ----------
    brand
        As the study has it.
    folder
        The study's folder.

    Raises
    ------
    StudyError
        If the brand's file, font or logo is not there, or is wrong.

    Examples
    --------
    >>> found_brand(StudyBrand(font="Georgia"), Path("plants"))
    StudyBrand(font='Georgia')
    """
    own = _found(brand, folder)
    if not brand.file:
        return replace(brand, **own)
    shared = _read(_there(folder / brand.file))
    left_out = _LETTERS if own.keys() & _LETTERS else set()
    return StudyBrand(**{**{key: entry for key, entry in shared.items() if key not in left_out}, **own})


def _there(file: Path) -> Path:
    if not file.is_file():
        fix = "give its place relative to the study's folder"
        raise StudyError(Problem(message=f"no such file: {file}", fix=fix, path=("brand", "file")))
    return file


def _read(file: Path) -> dict[str, Any]:
    text = read_text(file, limit=TOML_LIMIT)
    document = parse(text)
    try:
        return _found(Brand(**document), file.parent)
    except ValidationError as error:
        problems = explain(error, Brand, document)
    except StudyError as error:
        problems = [amended(problem, path=problem.path[1:]) for problem in error.problems]
    raise StudyError(locate(problem, text, scan(text.text)) for problem in problems)


def _found(brand: Brand, folder: Path) -> dict[str, Any]:
    """Return what a brand says itself, with the places of its files."""
    said = brand.model_dump(include=brand.model_fields_set - {"file"})
    problems: list[Problem] = []
    for key, find in _FILES.items():
        try:
            said |= find(folder / said[key]) if said.get(key) else {}
        except StudyError as error:
            problems += error.problems
    if problems:
        raise StudyError(problems)
    return {**said, "font": brand.font} if brand.font else said


def _found_font(file: Path) -> dict[str, str]:
    return {"font_file": str(file), "font": read_typeface(file).family}


def _found_logo(file: Path) -> dict[str, str]:
    read_logo(file)
    return {"logo": str(file)}


_FILES: dict[str, Callable[[Path], dict[str, str]]] = {"font_file": _found_font, "logo": _found_logo}
