"""A study's brand with what it takes from other files: a brand that several studies share, and the logo's place."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from siting.errors import Problem, StudyError
from siting.files.document import locate, parse
from siting.files.positions import scan
from siting.files.text import TOML_LIMIT, read_text
from siting.model import Brand, StudyBrand
from siting.model.complaints import explain
from siting.records import replace

__all__ = ["found_brand"]


def found_brand(brand: StudyBrand, folder: Path) -> StudyBrand:
    """Return a brand whose file has been read and whose logo is found from anywhere.

    Parameters
    ----------
    brand
        As the study has it.
    folder
        The study's folder.

    Raises
    ------
    StudyError
        If the brand's file or logo is not there, or the file is wrong.

    Examples
    --------
    >>> found_brand(StudyBrand(font="Georgia"), Path("plants"))
    StudyBrand(font='Georgia')
    """
    own = brand.model_dump(include=brand.model_fields_set - {"file"})
    if brand.logo:
        own["logo"] = str(_there(folder / brand.logo, "logo"))
    if not brand.file:
        return replace(brand, **own)
    shared = _read(_there(folder / brand.file, "file"))
    return StudyBrand(**{**shared.model_dump(include=shared.model_fields_set), **own})


def _there(file: Path, key: str) -> Path:
    if not file.is_file():
        fix = "give its place relative to the study's folder"
        raise StudyError(Problem(message=f"no such file: {file}", fix=fix, path=("brand", key)))
    return file


def _read(file: Path) -> Brand:
    text = read_text(file, limit=TOML_LIMIT)
    document = parse(text)
    problems = []
    try:
        brand = Brand(**document)
    except ValidationError as error:
        problems = explain(error, Brand, document)
    else:
        logo = file.parent / brand.logo
        if not brand.logo:
            return brand
        if logo.is_file():
            return replace(brand, logo=str(logo))
        fix = "give its place relative to this file's folder"
        problems = [Problem(message=f"no such file: {logo}", fix=fix, path=("logo",))]
    raise StudyError(locate(problem, text, scan(text.text)) for problem in problems)
