"""Folders of results, replaced whole or left as they were."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from siting.errors import OutputError
from siting.placing import failures_reported

__all__ = ["MANIFEST", "place_folder", "write_folder"]

MANIFEST = ".siting-manifest.json"
"""Lists the files that siting wrote into a folder; only such a folder is ever replaced."""


def write_folder(folder: str | Path, files: Mapping[str, bytes | str]) -> Path:
    """Write a folder of files in one step; an earlier one that siting wrote is replaced.

    Everything is written into a temporary folder beside it first, which then takes its place. A mistake or a full disk
    on the way leaves the earlier folder as it was; if the machine stops between the two renames, the earlier folder
    stands whole beside its place as ``.NAME.HEX.old``.

    Parameters
    ----------
    folder
        Made, with its parents, if it is not there.
    files
        Content by path inside the folder (``"charts/ranking.svg"``); text is written as UTF-8.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    OutputError
        If `folder` is a file, cannot be written, or holds files that siting did not write; or if a path leads out of
        the folder.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as here:
    ...     sorted(path.name for path in write_folder(f"{here}/out", {"results.json": "{}"}).iterdir())
    ['.siting-manifest.json', 'results.json']
    """
    target = Path(folder)
    inside = {_inside(name): content for name, content in files.items()}
    with failures_reported(target):
        _check_ours(target)
    manifest = {"written_by": "siting", "files": sorted(str(path) for path in inside)}
    return place_folder(target, {**inside, PurePosixPath(MANIFEST): json.dumps(manifest, indent=2) + "\n"})


def place_folder(target: Path, files: Mapping[PurePosixPath, bytes | str]) -> Path:
    """Put a folder with `files` in the place of `target`, whatever is there now.

    Raises
    ------
    OutputError
        If it cannot be written; `target` is then as it was.
    """
    with failures_reported(target):
        final = target.resolve()
        tag = secrets.token_hex(4)
        fresh, old = (final.with_name(f".{final.name}.{tag}.{end}") for end in ("new", "old"))
        try:
            fresh.mkdir(parents=True)
            for path, content in files.items():
                _write(fresh / path, content)
            _swap(fresh, final, old)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return target


def _write(path: Path, content: bytes | str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def _swap(fresh: Path, final: Path, old: Path) -> None:
    if not final.exists():
        fresh.rename(final)
        return
    final.rename(old)
    try:
        fresh.rename(final)
    except OSError:
        old.rename(final)
        raise


def _inside(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts or str(path) == MANIFEST:
        raise OutputError(f"{name!r} does not name a file inside the folder")
    return path


def _check_ours(target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise OutputError(f"{target}: there is a file of that name; choose another folder")
    if not os.access(target, os.W_OK):
        raise OutputError(f"{target}: this folder is read-only")
    foreign = sorted(_files_in(target) - _listed(target))
    if foreign:
        shown = ", ".join(foreign[:5]) + (", ..." if len(foreign) > 5 else "")
        raise OutputError(f"{target}: holds files that siting did not write ({shown}); choose another folder")


def _files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}


def _listed(folder: Path) -> set[str]:
    """Return the files that the manifest lists, itself included; none if there is no manifest of ours."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {MANIFEST, *manifest["files"]} if manifest["written_by"] == "siting" else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()
