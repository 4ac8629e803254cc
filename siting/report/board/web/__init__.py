"""The board's front end: small ES modules and a style sheet, put together without any tool."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

__all__ = ["MODULES", "module_text", "style_text"]

MODULES = (
    "numbers", "switching", "regions", "frontier", "view", "wording", "sentences", "toml", "elements", "looks",
    "labels", "drawing", "dialog", "weights_panel", "ranking_panel", "switching_panel", "ternary_panel", "money_panel",
    "evidence_panel", "masthead", "board", "page",
)  # fmt: skip
"""Files in the order in which they build on each other."""

_IMPORT = re.compile(r"^import .*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|function) (\w+))", re.MULTILINE)


@cache
def module_text() -> str:
    """Return the whole front end as one ES module.

    Its default export has ``render({ model, el })``, as a notebook widget needs it; the functions that compute are
    exported by name.

    Examples
    --------
    >>> module_text().splitlines()[-1]
    'export default board;'
    """
    texts = [_read(f"{name}.js") for name in MODULES]
    names = [name for text in texts for name in _EXPORT.findall(text)]
    return "\n".join([*map(_scoped, texts), f"export {{ {', '.join(names)} }};", "export default board;", ""])


@cache
def style_text() -> str:
    """Return the style sheet.

    >>> style_text().count(".sb {") > 0
    True
    """
    return _read("board.css")


def _scoped(text: str) -> str:
    """Give a module a scope of its own within the joined one; what it exports is seen by those after it."""
    names = ", ".join(_EXPORT.findall(text))
    body = _EXPORT.sub("", _IMPORT.sub("", text))
    return f"const {{ {names} }} = (() => {{\n{body}return {{ {names} }};\n}})();"


def _read(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
