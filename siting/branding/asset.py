"""A file that a brand names, read whole within a size limit, or refused."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from siting.errors import Problem, StudyError

__all__ = ["MEGABYTE", "data_uri", "read_asset", "refusal"]

MEGABYTE = 1_000_000


def read_asset(file: Path, key: str, *, limit: int) -> bytes:
    """Read a file that stands under a key of the brand.

    Parameters
    ----------
    file
        Where it is.
    key
        ``"logo"`` or ``"font_file"``, for the place of the mistake.
    limit
        Largest size in bytes.

    Raises
    ------
    StudyError
        If there is no such file, it cannot be read, or is too large.
    """
    if not file.is_file():
        fix = "give its place relative to the folder of the file that names it"
        raise refusal(key, f"no such file: {file}", fix=fix)
    try:
        with file.open("rb") as stream:
            content = stream.read(limit + 1)
    except OSError as error:
        raise refusal(key, f"cannot be read: {file}: {error.strerror}") from None
    if len(content) > limit:
        megabytes = file.stat().st_size / MEGABYTE
        raise refusal(key, f"too large: {file}: {megabytes:,.1f} MB; at most {limit / MEGABYTE:g} MB are read")
    return content


def refusal(key: str, message: str, *, fix: str = "") -> StudyError:
    """Return a mistake at a key of the brand."""
    return StudyError(Problem(message=message, fix=fix, path=("brand", key)))


def data_uri(kind: str, content: bytes) -> str:
    """Return content as an address that carries it.

    >>> data_uri("image/png", b"dots")
    'data:image/png;base64,ZG90cw=='
    """
    return f"data:{kind};base64,{b64encode(content).decode()}"
