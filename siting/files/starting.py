"""A new study to start from."""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from pathlib import Path, PurePosixPath

from siting.errors import OutputError
from siting.files.excel import write_excel
from siting.files.folder import place_folder
from siting.files.layout import PERFORMANCE, SCHEMA, STUDY, WORKBOOK, WORKBOOK_ENDING
from siting.files.schema import schema
from siting.files.study import read_study
from siting.placing import failures_reported

__all__ = ["new_study", "new_workbook"]


def new_study(folder: str | Path) -> Path:
    """Write a small study with comments, its performances and the schema for editors; it can be run as it stands.

    Parameters
    ----------
    folder
        Must be empty or not there yet.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    OutputError
        If the folder holds anything, is named like a file, or cannot be written; nothing is written then.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as here:
    ...     sorted(path.name for path in new_study(f"{here}/plants").iterdir())
    ['performance.csv', 'study.schema.json', 'study.toml']
    """
    target = Path(folder)
    if target.suffix.lower() in {".toml", WORKBOOK_ENDING}:
        raise OutputError(f"{target}: names a file, and a new study is a folder; siting new --excel makes a workbook")
    with failures_reported(target):
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise OutputError(f"{target}: is there and not empty; a new study overwrites nothing")
    starter = files("siting.files") / "starter"
    content: dict[PurePosixPath, bytes | str] = {
        PurePosixPath(name): (starter / name).read_bytes() for name in (STUDY, PERFORMANCE)
    }
    return place_folder(target, {**content, PurePosixPath(SCHEMA): json.dumps(schema(), indent=2) + "\n"})


def new_workbook(path: str | Path) -> Path:
    """Write the same small study as an Excel workbook; it can be run as it stands.

    Parameters
    ----------
    path
        An ``.xlsx`` file, or a folder for ``study.xlsx``.

    Returns
    -------
    Path
        The workbook.

    Raises
    ------
    OutputError
        If the file is there already, or cannot be written.
    MissingExtra
        If XlsxWriter is not installed.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as here:
    ...     new_workbook(f"{here}/plants").name
    'study.xlsx'
    """
    target = Path(path)
    with as_file(files("siting.files") / "starter") as starter:
        study = read_study(starter)
    return write_excel(study, target if target.suffix.lower() == WORKBOOK_ENDING else target / WORKBOOK)
