"""The table of objectives that `siting run` prints: nothing that is missing looks like a number."""

import io
from pathlib import Path

import pytest
from rich.console import Console

import siting
from siting.cli import summary
from siting.model import Study
from siting.report import answer

NAMES = [f"c{number}" for number in range(1, 8)]
POINTS = dict(zip(NAMES, (4, 2, 1, 1, 1, 1, 0), strict=True))


def shown(monkeypatch, figures, sites=("A", "B")):
    """Run seven criteria of range 0 to 10, the first four of which are one objective."""
    document = {
        "sites": {site: {} for site in sites},
        "criteria": {name: {"range": {"worst": 0.0, "best": 10.0}} for name in NAMES},
        "tree": {"people": NAMES[:4]},
        "weights": {"board": {"points": POINTS}, "works": {"points": dict.fromkeys(NAMES, 1)}},
    }
    cells = {
        (site, name): siting.Measurement(value=figure)
        for site, row in zip(sites, figures, strict=True)
        for name, figure in zip(NAMES, row, strict=True)
    }
    study = Study.build(document, given=siting.model.PerformanceTable.of_cells(cells))
    console = Console(file=io.StringIO(), width=110, highlight=False)
    monkeypatch.setattr(summary, "screen", lambda: console)
    summary.show(answer(study), Path("results"))
    return console.file.getvalue()


def rows(page):
    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in page.splitlines() if line.startswith("│")]
    return {row[1]: row for row in cells}


def test_a_missing_cell_is_a_range_in_its_branch_and_no_rank_for_anyone(monkeypatch):
    page = shown(monkeypatch, [[5, 5, 5, None, 5, 5, 5], [6, 4, 5, 5, 5, None, 5]])
    table = rows(page)
    # A: people 0.2 + 0.1 + 0.05 known, 0.1 of weight open; B: c6 open alone, with a weight of 0.1
    assert table["A"] == ["?", "A", "0.45 to 0.55", "0.35 to 0.45", "0.050", "0.050", "0.000", "?"]
    assert table["B"] == ["?", "B", "0.47 to 0.57", "0.420", "0.050", "0.00 to 0.10", "0.000", "?"]
    assert "NA" not in page


def test_a_missing_cell_without_weight_opens_no_range(monkeypatch):
    page = shown(monkeypatch, [[5, 5, 5, 5, 5, 5, None], [6, 4, 5, 5, 5, 5, 5]])
    table = rows(page)
    assert table["A"] == ["2", "A", "0.500", "0.400", "0.050", "0.050", "0.000", "?"]
    assert table["B"][:4] == ["1", "B", "0.520", "0.420"]
    assert "No weight is varied: nothing is known of A on c7, which counts as soon as it has a weight." in page


@pytest.mark.parametrize(
    ("rival", "sentence"),
    [
        ([1] * 7, "None of the 8 weights can change who leads by itself."),
        ([1, 1, 1, 1, 1, 1, 9], "1 of 8 weights can change who leads, moved alone:"),
    ],
)
def test_the_weights_that_decide_are_counted(monkeypatch, rival, sentence):
    assert sentence in shown(monkeypatch, [[5] * 7, rival])
