"""The font file of a brand: checked, its family told, and cut down to the letters that a page shows."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from siting.branding.asset import MEGABYTE, data_uri, read_asset, refusal

__all__ = ["Typeface", "font_stack", "read_typeface", "web_font"]

_LIMIT = 5 * MEGABYTE
_KEY = "font_file"
_BEGINNINGS = (b"\0\1\0\0", b"true", b"OTTO")
"""Of a TrueType and of an OpenType font."""
_NEEDED = {"cmap", "head", "hhea", "hmtx", "maxp", "name"}
_OUTLINES = {"glyf", "CFF ", "CFF2"}
_SHOWN = _NEEDED | _OUTLINES | {"GDEF", "GPOS", "GSUB", "OS/2", "GlyphOrder", "kern", "loca", "post"}
"""Tables that a page needs to show a font."""

logging.getLogger("fontTools").addHandler(logging.NullHandler())
"""Its remarks on a font are for those who listen to it."""


@dataclass(frozen=True)
class Typeface:
    """One face of a font family."""

    file: Path
    family: str
    content: bytes = field(repr=False)

    @cached_property
    def name(self) -> str:
        """A name that no other font has, wherever the page is opened."""
        return f"siting_{sha256(self.content).hexdigest()[:12]}"


def read_typeface(file: Path) -> Typeface:
    """Read a font.

    Parameters
    ----------
    file
        A TTF or OTF file of at most 5 MB with one face; what its name ends in does not matter.

    Raises
    ------
    StudyError
        If there is no such file, it is too large, or no such font.

    Examples
    --------
    >>> import matplotlib
    >>> read_typeface(Path(matplotlib.get_data_path(), "fonts/ttf/DejaVuSerif.ttf")).family
    'DejaVu Serif'
    """
    content = read_asset(file, _KEY, limit=_LIMIT)
    family = _family(content) if content.startswith(_BEGINNINGS) else ""
    if not family:
        raise refusal(
            _KEY, f"not a TTF or OTF font: {file}", fix="give a file with a single face; not WOFF, not a collection"
        )
    return Typeface(file, family, content)


def _family(content: bytes) -> str:
    """Return the name of a font's family, or nothing if the font is broken."""
    from fontTools.ttLib import TTFont

    try:
        font = TTFont(BytesIO(content))
        tables = {table for table in _SHOWN & set(font.keys()) if font[table]}
        whole = tables >= _NEEDED and bool(tables & _OUTLINES) and bool(font.getBestCmap())
        return str(font["name"].getBestFamilyName() or "") if whole else ""
    except Exception:  # a broken font breaks its reader in any way
        return ""


def font_stack(*families: str) -> str:
    """Return names of fonts for a style sheet; whatever could end a quotation is left out of them.

    >>> font_stack("Georgia", '"; } body{display:none} <script>')
    "'Georgia', 'bodydisplaynone script'"
    """
    names = (" ".join(re.sub(r"[^\w .-]", "", family).split()) for family in families)
    return ", ".join(f"'{name}'" for name in names if name)


def web_font(typeface: Typeface, text: Iterable[str]) -> str:
    """Return a font with the letters of a text alone, as a ``data:`` address; the same text gives the same address.

    Parameters
    ----------
    typeface
        The whole font.
    text
        All letters that the page may show; those that the font lacks are left to the fonts after it.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(typeface.content), recalcTimestamp=False)
    for table in set(font.keys()) - _SHOWN:
        del font[table]
    subsetter = Subsetter(Options(hinting=False, notdef_outline=True))
    subsetter.populate(unicodes={ord(letter) for letter in text})
    subsetter.subset(font)
    font.flavor = "woff"
    stream = BytesIO()
    font.save(stream)
    return data_uri("font/woff", stream.getvalue())
