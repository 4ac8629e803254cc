"""Who writes more than a number, or nothing that is one, is told what to write."""

import pytest

from siting.model import Measurement, PerformanceTable
from siting.model.consistency import find_problems
from siting.model.number_texts import no_number

ALONE = "write the number alone, without blanks, in the unit of its column"
EMPTY = "leave it empty if it is not known"
COMMAS = "write it without commas, with a point before the decimals"
LEVELS = "give the criterion a value function of shape levels for named levels"


@pytest.mark.parametrize(
    "text", ["42 %", "352 000", "352\u202f000", "$352000", "USD 352000", "1.352.000", "7 months", "€ 7,5"]
)
def test_a_number_with_more_around_it_shall_stand_alone(text):
    assert no_number(text).fix == ALONE


@pytest.mark.parametrize("text", ["-", "?", "n/a", "N/A", "TBD", "unknown"])
def test_what_is_not_known_is_left_empty(text):
    assert no_number(text).fix == EMPTY


@pytest.mark.parametrize("text", ["352,000", "0,42", "-1,352,000.5"])
def test_commas_are_named(text):
    assert no_number(text).fix == COMMAS


@pytest.mark.parametrize("text", ["", "high", "grade 3", "A1", "2x0", "3 of 5", "15/10/2026"])
def test_nothing_is_advised_where_the_text_tells_nothing(text):
    assert no_number(text).fix == ""


@pytest.mark.parametrize(("text", "fix"), [("42 %", ALONE), ("n/a", EMPTY), ("high", LEVELS)])
def test_named_levels_are_the_way_out_for_words_only(text, fix):
    document = {"sites": {"melfi": {}}, "criteria": {"green": {}}}
    given = PerformanceTable.of_cells({("melfi", "green"): Measurement(value=text)})
    [problem] = find_problems(document, given)
    assert (problem.message, problem.fix) == (f"{text!r} is not a number", fix)
