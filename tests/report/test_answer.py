"""What a run answers where a cell is missing on a criterion without weight: the ranking, and no word on weights."""

import io

import pytest
from pptx import Presentation

import siting
from siting import narrate
from siting.groups import group
from siting.model import PerformanceTable, Study
from siting.report import answer
from siting.report.deck import deck_bytes
from siting.report.index import index_page

KNOWN = {"A": (9.0, 2.0, 5.0), "B": (6.0, 3.0, 5.0), "C": (1.0, 4.0, 5.0)}
SETS = {
    "board": {"title": "Board", "points": {"cost": 3, "skill": 1, "noise": 0}},
    "works": {"title": "Works council", "points": {"cost": 1, "skill": 1, "noise": 1}},
}


def study(*silent):
    """Return three sites; those that are named have no figure for noise."""
    names = ("cost", "skill", "noise")
    cells = {
        (site, name): siting.Measurement(value=None if site in silent and name == "noise" else figure)
        for site, figures in KNOWN.items()
        for name, figure in zip(names, figures, strict=True)
    }
    document = {
        "sites": {site: {} for site in KNOWN},
        "criteria": {name: {"range": {"worst": 0.0, "best": 10.0}} for name in names},
        "weights": SETS,
    }
    return Study.build(document, given=PerformanceTable.of_cells(cells))


@pytest.mark.parametrize(
    ("silent", "who"), [(["A"], "A"), (["B"], "B"), (["A", "B"], "A and B"), (["A", "B", "C"], "A and B")]
)
def test_no_weight_is_varied_where_the_first_two_miss_a_cell_and_it_is_said_why(silent, who):
    found = answer(study(*silent))
    assert found.evaluation.ranks.to_dict() == {"A": 1, "B": 2, "C": 3}
    assert (dict(found.sweeps), found.ternary, found.weights, len(found.stability)) == ({}, None, None, 0)
    why = f"No weight is varied: nothing is known of {who} on noise, which counts as soon as it has a weight."
    assert narrate.not_varied(found.evaluation) == [why]
    assert why in index_page(found, [], [])
    slides = Presentation(io.BytesIO(deck_bytes(found))).slides
    assert why in [paragraph.text for shape in slides[0].placeholders for paragraph in shape.text_frame.paragraphs]
    assert not any("for everybody" in slide.shapes.title.text for slide in slides if slide.shapes.title)


@pytest.mark.parametrize("silent", [[], ["C"]])
def test_weights_are_varied_where_the_first_two_are_known(silent):
    found = answer(study(*silent))
    assert narrate.not_varied(found.evaluation) == []
    assert set(found.sweeps) == {"cost", "skill", "noise"}
    assert len(found.stability) == 3
    assert found.weights is not None


def test_the_page_says_how_the_sites_fare_in_the_futures():
    # 3 : 1 makes A 0.725 and B 0.525 as planned; in the strike A is 0.200 and B stays
    plain = study()
    futures = {"strike": {"changes": {"performance.A.cost": 2.0}}}
    found = answer(Study.build({**plain.model_dump(), "futures": futures}, given=plain.given))
    told = narrate.regret(found.robustness)
    assert told == (
        "On merit B is never more than 0.200 behind the best site, as planned or in the only future; "
        "A, the next, is 0.325 behind at worst."
    )
    assert told in index_page(found, [], [])
    assert "futures" not in index_page(answer(plain), [], []).split("</style>")[1]


def test_stakeholders_are_told_whom_they_cannot_judge():
    assert narrate.left_out(group(study("A"))) == ["Left out for want of evidence: A."]
    assert narrate.left_out(group(study())) == []
