"""The board as one file: style, front end and data in a page that may load nothing and run nothing else."""

from __future__ import annotations

import hashlib
import json
import os
from base64 import b64encode
from html import escape
from pathlib import Path
from typing import Any

from siting.model import Study
from siting.placing import place_file
from siting.report.board.data import board_data
from siting.report.board.web import module_text, style_text

__all__ = ["board_page", "write_board"]

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body class="sb-page">
<noscript><p>This board needs scripts, which this page carries itself.</p></noscript>
<script type="application/json" id="board-data">{data}</script>
<script type="module">{script}</script>
</body>
</html>
"""

_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""Characters that could end a script element or a line inside it, as JSON writes them without harm."""


def write_board(study: Study, path: str | os.PathLike[str]) -> Path:
    """Write the board of a study: one HTML file that works from disk and loads nothing.

    Parameters
    ----------
    study
        As `siting.load_study` gives it.
    path
        The file; an earlier one is replaced in one step, or left as it was if that fails.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    StudyError, MethodError
        If the study, or one of its futures, cannot be evaluated.
    OutputError
        If the file cannot be written.

    Examples
    --------
    >>> import tempfile, pandas as pd
    >>> study = Study.from_frame(pd.DataFrame({"risk": [1.0, 0.0]}, index=["A", "B"]))
    >>> with tempfile.TemporaryDirectory() as here:
    ...     write_board(study, f"{here}/board.html").name
    'board.html'
    """
    return place_file(Path(path), board_page(board_data(study)).encode())


def board_page(data: dict[str, Any]) -> str:
    """Return the page for what `board_data` gives; the same data give the same text."""
    style = style_text()
    script = f"{module_text()}openPage();\n"
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        f"{_carried(data['brand'] or {})}base-uri 'none'; form-action 'none'"
    )
    embedded = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(_IN_SCRIPT)
    title = escape(data["title"] or "Siting board")
    return _PAGE.format(policy=policy, title=title, style=style, data=embedded, script=script)


def _carried(brand: dict[str, Any]) -> str:
    """Allow what the page carries inside its data, where there is any."""
    kinds = {"logo": "img-src", "face": "font-src"}
    return "".join(f"{kind} data:; " for key, kind in kinds.items() if brand.get(key))


def _digest(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
