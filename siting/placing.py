"""One file, replaced whole or left as it was; and what the operating system refuses, told in words."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from siting.errors import OutputError

__all__ = ["failures_reported", "place_file"]


def place_file(target: Path, content: bytes) -> Path:
    """Write a file, with the folders above it, in the place of what is there.

    It is written beside its place first: a full disk or a crash on the way leaves an earlier file as it was.

    Raises
    ------
    OutputError
        If `target` is a folder or a device, or cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as here:
    ...     place_file(Path(here, "made", "answer.xlsx"), b"PK").read_bytes()
    b'PK'
    """
    with failures_reported(target):
        if target.exists() and not target.is_file():
            there = "there is a folder of that name" if target.is_dir() else "this is no file that can be replaced"
            raise OutputError(f"{target}: {there}; choose another file")
        final = target.resolve()
        final.parent.mkdir(parents=True, exist_ok=True)
        fresh = final.with_name(f".{secrets.token_hex(8)}.new")
        try:
            fresh.write_bytes(content)
            fresh.replace(final)
        finally:
            fresh.unlink(missing_ok=True)
    return target


@contextmanager
def failures_reported(target: Path) -> Iterator[None]:
    """Turn what the operating system refuses into an `OutputError` that names the target."""
    try:
        yield
    except OutputError:
        raise
    except FileExistsError as error:
        raise OutputError(f"{target}: {error.filename} is a file, not a folder") from error
    except OSError as error:
        raise OutputError(f"{target}: {(error.strerror or str(error)).lower()}") from error
