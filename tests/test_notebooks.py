"""The notebooks run from top to bottom, and what they show is what is stored in them."""

import re
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "notebooks"))

import refresh  # noqa: E402


def shown(notebook):
    """Every output as text: tables and words as they are, of pictures the title and description."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            picture = data.get("image/svg+xml")
            found.append(
                re.findall(r"<(?:title|desc)[^>]*>([^<]*)<", picture)
                if picture
                else data.get("text/html") or data.get("text/plain") or output.get("text")
            )
    return found


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_shows_what_it_did(path):
    stored = nbformat.read(path, as_version=4)
    assert shown(refresh.refreshed(path)) == shown(stored)
    assert sum(bool(cell.get("outputs")) for cell in stored.cells) > 5
