"""A title that is too long loses whole clauses, never half a word."""

import pytest

from siting.charts.sheet import Margins, frame
from siting.charts.style import slide

FIRST = "Belvidere leads with 0.718, 0.05 ahead of Cassino, thanks to the quay for blades of 110 m"
SECOND = (
    "Cassino does better on free hall, landed cost and the number of people who can laminate a blade of 110 m, "
    "all of whom live within an hour by car, bus or train"
)
THIRD = "Melfi does better on nothing that would be worth a line of its own on a slide of this size, or on any other"


def title(*clauses):
    ax = slide()
    frame(ax, title=f"{'; '.join(clauses)}.", notes=[], alt="", margins=Margins())
    return " ".join(ax.figure.texts[0].get_text().split("\n"))


@pytest.mark.parametrize(
    ("clauses", "shown"),
    [
        ([FIRST], f"{FIRST}."),
        ([FIRST, "Cassino has room"], f"{FIRST}; Cassino has room."),
        ([FIRST, SECOND], f"{FIRST}."),
        ([FIRST, "Cassino has room", THIRD], f"{FIRST}; Cassino has room."),
    ],
)
def test_only_whole_clauses_are_shown(clauses, shown):
    assert title(*clauses) == shown


def test_a_single_clause_that_is_too_long_is_cut_and_marked():
    words = title(f"{SECOND} and {THIRD}")
    assert words.startswith(SECOND)
    assert words.endswith("…")
