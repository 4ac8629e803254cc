"""Which files make up a study, and what to say when they are not there."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from siting.errors import Problem, StudyError, did_you_mean

__all__ = ["FACTS", "PERFORMANCE", "SCHEMA", "STUDY", "WORKBOOK", "WORKBOOK_ENDING", "misnamed", "study_file"]

STUDY = "study.toml"
WORKBOOK, WORKBOOK_ENDING = "study.xlsx", ".xlsx"
PERFORMANCE = "performance.csv"
FACTS = "facts.csv"
SCHEMA = "study.schema.json"

_READ = f"a folder with a {STUDY}, or a .toml or .xlsx file"


def study_file(path: Path) -> Path:
    """Return the file of a study from its folder or its own name; in a folder TOML comes before a workbook.

    Raises
    ------
    StudyError
        If there is none; the message says what is there instead.
    """
    try:
        if path.is_dir():
            return _in_folder(path)
        if path.suffix.lower() in {".toml", WORKBOOK_ENDING} or not path.exists():
            return _if_there(path)
    except OSError as error:
        raise _refusal(path, f"cannot be read: {error.strerror}") from None
    raise _refusal(path, f"a {path.suffix or 'plain'} file is not read as a study", expected=_READ)


def misnamed(folder: Path) -> Iterator[Problem]:
    """Yield CSV files that are not read but are named almost like one that would be."""
    present = sorted(entry.name for entry in folder.glob("*.csv"))
    for name in (PERFORMANCE, FACTS):
        for near in get_close_matches(name, [] if name in present else present, n=1, cutoff=0.8):
            fix = f"rename it to {name}"
            yield Problem(message=f"this file is not read: did you mean {name}?", file=str(folder / near), fix=fix)


def _in_folder(folder: Path) -> Path:
    for name in (STUDY, WORKBOOK):
        if (folder / name).exists() or (folder / name).is_symlink():
            return folder / name
    names = sorted(entry.name for entry in folder.iterdir())
    tomls = [name for name in names if name.endswith(".toml")]
    fix = did_you_mean(STUDY, tomls) if tomls else "siting new writes a study to start from"
    listed = ", ".join(names[:8]) + (", ..." if len(names) > 8 else "") if names else "nothing"
    raise _refusal(folder, f"no {STUDY} in this folder; it holds {listed}", fix=fix)


def _if_there(path: Path) -> Path:
    if path.exists() or path.is_symlink():
        return path
    around = sorted(entry.name for entry in path.parent.iterdir()) if path.parent.is_dir() else []
    near = did_you_mean(path.name, around)
    fix = near if near.startswith("did") else ""
    raise _refusal(path, "no such file or folder", expected=_READ, fix=fix)


def _refusal(path: Path, message: str, *, expected: str = "", fix: str = "") -> StudyError:
    return StudyError(Problem(message=message, expected=expected, fix=fix, file=str(path)))
