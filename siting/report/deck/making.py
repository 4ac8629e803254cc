"""A whole deck: slides in order, written as a file whose bytes depend on the study alone."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from siting.errors import MissingExtra, OutputError
from siting.model import Brand, Study
from siting.placing import place_file
from siting.report.answer import Answer, answer

__all__ = ["deck_bytes", "write_deck"]


def write_deck(study: Study, path: str | Path, *, template: str | Path | None = None) -> Path:
    """Write a study's answer as a PowerPoint deck of native, editable charts and tables.

    Parameters
    ----------
    study
        As `load_study` gives it; its `brand` sets colours, font and logo.
    path
        The ``.pptx`` file; one that is there is replaced.
    template
        A company's own ``.pptx`` with a layout whose placeholders are named Title, Content and Footnote; its size,
        fonts and colours are kept. Without it the slides are 13.33 x 7.5 in.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    StudyError, MethodError
        If the study cannot be evaluated, or the template has no layout with these placeholders.
    OutputError
        If the file cannot be written, is not to be called ``.pptx``, or the template cannot be read.
    MissingExtra
        If python-pptx is not installed.

    Examples
    --------
    >>> import tempfile
    >>> from siting.files import new_study, read_study
    >>> with tempfile.TemporaryDirectory() as here:
    ...     study = read_study(new_study(f"{here}/plants"))
    ...     write_deck(study, f"{here}/plants.pptx").name
    'plants.pptx'
    """
    target = Path(path)
    if target.suffix.lower() != ".pptx":
        raise OutputError(f"{target}: a deck's name ends in .pptx")
    return place_file(target, deck_bytes(answer(study), template=None if template is None else Path(template)))


def deck_bytes(found: Answer, *, template: Path | None = None) -> bytes:
    """Return the deck of an answer; the same answer gives the same bytes.

    Raises
    ------
    MethodError, OutputError, MissingExtra
        As `write_deck` does.
    """
    try:
        from siting.report.deck import evidence, slides
        from siting.report.deck.template import open_template
    except ModuleNotFoundError as error:
        if error.name and error.name.split(".")[0] in {"pptx", "xlsxwriter"}:
            raise MissingExtra("making a deck", "office") from None
        raise
    stage = open_template(template, found.study.brand or Brand())
    slides.add_findings(stage, found)
    evidence.add_performances(stage, found)
    evidence.add_requirements(stage, found)
    evidence.add_cautions(stage, found)
    evidence.add_sources(stage, found)
    evidence.add_appendix(stage, found)
    _sign(stage.presentation, found.study)
    stream = BytesIO()
    stage.presentation.save(stream)
    return _repacked(stream.getvalue())


def _sign(presentation: Any, study: Study) -> None:
    from siting.report.deck.data import FIXED_DAY
    from siting.report.deck.wording import plain

    properties = presentation.core_properties
    properties.title = plain(study.title, longest=250)
    properties.author = properties.last_modified_by = "siting"
    properties.created = properties.modified = FIXED_DAY
    properties.revision = 1


def _repacked(content: bytes) -> bytes:
    """Return a zip file with the same members and a fixed time for each."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for member in old.infolist():
            fixed = ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type = ZIP_DEFLATED
            new.writestr(fixed, old.read(member))
    return stream.getvalue()
