"""The logo of a brand: a picture of dots, known to be one by its content."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from siting.branding.asset import MEGABYTE, data_uri, read_asset, refusal

__all__ = ["Logo", "read_logo"]

_LIMIT = 1 * MEGABYTE
"""In bytes: a logo stands in every page, and is shown less than 3 cm high."""
_KEY = "logo"


@dataclass(frozen=True, slots=True)
class Logo:
    """A PNG or JPEG picture."""

    content: bytes = field(repr=False)
    kind: str
    """Media type."""
    width: int
    height: int
    """In dots."""

    @property
    def address(self) -> str:
        """The picture as a ``data:`` address."""
        return data_uri(self.kind, self.content)


def read_logo(file: Path) -> Logo:
    """Read a logo.

    Parameters
    ----------
    file
        A PNG or JPEG file of at most 1 MB; what its name ends in does not matter.

    Raises
    ------
    StudyError
        If there is no such file, it is too large, or no such picture.

    Examples
    --------
    >>> import tempfile
    >>> from siting.charts import slide, to_png
    >>> with tempfile.TemporaryDirectory() as here:
    ...     file = Path(here) / "logo.png"
    ...     count = file.write_bytes(to_png(slide(), dpi=6))
    ...     read_logo(file)
    Logo(kind='image/png', width=79, height=45)
    """
    from PIL import Image

    content = read_asset(file, _KEY, limit=_LIMIT)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content), formats=("PNG", "JPEG"))
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise refusal(_KEY, f"not a PNG or JPEG picture: {file}", fix="save the logo as PNG or JPEG") from None
    return Logo(content, Image.MIME[str(picture.format)], *picture.size)
