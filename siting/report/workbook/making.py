"""A whole workbook: its sheets in order, as a file whose bytes depend on the study alone."""

from __future__ import annotations

from pathlib import Path

from siting.branding import read_logo
from siting.errors import MissingExtra, OutputError
from siting.model import Brand, Study
from siting.placing import place_file
from siting.report.answer import Answer, answer

__all__ = ["workbook_bytes", "write_workbook"]


def write_workbook(study: Study, path: str | Path) -> Path:
    """Write a study's answer as an Excel workbook with live formulas.

    Weights and performances are input cells; normalised weights, partial values of straight and piecewise value
    functions, targets and levels, overall values and ranks are formulas; with several weight sets a cell picks the one
    that counts. Values of other shapes, futures, and money but for its discounting, are given as numbers, and named so.

    Parameters
    ----------
    study
        As `load_study` gives it.
    path
        The ``.xlsx`` file; one that is there is replaced.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    StudyError, MethodError
        If the study cannot be evaluated.
    OutputError
        If the name does not end in ``.xlsx``, or the file cannot be written.
    MissingExtra
        If XlsxWriter is not installed.

    Examples
    --------
    >>> import tempfile
    >>> from siting.files import new_study, read_study
    >>> with tempfile.TemporaryDirectory() as here:
    ...     study = read_study(new_study(f"{here}/plants"))
    ...     write_workbook(study, f"{here}/answer.xlsx").name
    'answer.xlsx'
    """
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        raise OutputError(f"{target}: a workbook's name ends in .xlsx")
    return place_file(target, workbook_bytes(answer(study)))


def workbook_bytes(found: Answer) -> bytes:
    """Return the workbook of an answer; the same answer gives the same bytes.

    Raises
    ------
    MissingExtra
        If XlsxWriter is not installed.
    """
    try:
        from siting.report.workbook import evidence
        from siting.report.workbook.book import Book
        from siting.report.workbook.futures import add_futures
        from siting.report.workbook.money import add_money, add_money_evidence
        from siting.report.workbook.ranking import RANKING, add_ranking
        from siting.report.workbook.sensitivity import add_sensitivity
        from siting.report.workbook.stakeholders import add_stakeholders
        from siting.report.workbook.values import add_values
        from siting.report.workbook.weights import add_weights
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("xlsxwriter"):
            raise MissingExtra("making a workbook", "office") from None
        raise
    ev, study = found.evaluation, found.study
    brand = study.brand or Brand()
    book = Book(brand)
    first = book.sheet(RANKING, (34, 12, 14, 14))
    if brand.logo:
        book.put_logo(first, read_logo(Path(brand.logo)))
    weighting = add_weights(book, ev)
    sites = [str(site) for site in ev.ranks.sort_values(kind="stable", na_position="last").index]
    if sites:
        table = add_values(book, ev, weighting, sites)
        add_ranking(book, first, ev, table)
        add_stakeholders(book, study, table, weighting)
        add_sensitivity(book, found, table)
        add_futures(book, found)
        add_money(book, found.money)
    else:
        first.text(0, 0, study.title or "No site meets the requirements", "title")
        for row, (_, entry) in enumerate(ev.screened.iterrows(), start=2):
            first.text(row, 0, f"{study.site_title(str(entry['site']))}: {entry['reason']}", "line")
    evidence.add_evidence(book, study)
    add_money_evidence(book, found.money)
    evidence.add_sources(book, study)
    evidence.add_record(book, study)
    return book.content()
