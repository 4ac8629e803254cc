import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting import elicitation as e
from siting.errors import StudyError
from siting.model import Study

NAMES = ["cost", "skilled labour", "rail"]


def study_saying(*said, **more):
    base = Study.from_frame(pd.DataFrame([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5]], index=["A", "B"], columns=NAMES))
    sets = {"team": {"points": dict.fromkeys(NAMES, 1)}, "town": {"statements": list(said)} | more}
    return Study.build({**base.model_dump(), "weights": sets}, given=base.given)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("cost > rail", e.Ranked(["cost", "rail"])),
        (" cost>skilled labour = rail ", e.Ranked(["cost", ["skilled labour", "rail"]])),
        ("cost = rail", e.Ranked([["cost", "rail"]])),
        ("skilled labour at least 1.5 times rail", e.AtLeast("skilled labour", "rail", 1.5)),
        ("skilled labour between 0.1 and 0.25", e.Between("skilled labour", 0.1, 0.25)),
    ],
)
def test_the_three_forms(text, statement):
    assert e.read_statement(text) == statement


names = st.sampled_from(NAMES)
numbers = st.floats(0.001, 1000).map(lambda number: float(f"{number:.15g}"))
order = st.permutations(NAMES).flatmap(
    lambda tier: st.sampled_from([list(tier), [tier[0], [tier[1], tier[2]]], [[tier[0], tier[1]], tier[2]]])
)


@given(
    order.map(e.Ranked)
    | st.tuples(names, names, numbers).map(lambda said: e.AtLeast(*said))
    | st.tuples(names, numbers, numbers).map(lambda said: e.Between(*said))
)
def test_what_a_statement_is_written_as_is_read_back(statement):
    assert e.read_statement(str(statement)) == statement


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cost matters most", "cannot read 'cost matters most'"),
        ("cost > ", "cannot read 'cost > '"),
        ("", "cannot read ''"),
        ("cost at least twice times rail", "'twice' is not a number"),
        ("rail between 10% and 0.3", "'10%' is not a number"),
    ],
)
def test_what_cannot_be_read_is_told_with_the_forms(text, message):
    with pytest.raises(StudyError, match=message) as caught:
        e.read_statement(text)
    assert caught.value.problems[0].expected == "'a > b = c', 'a at least 2 times b' or 'a between 0.1 and 0.3'"


def test_a_set_without_statements_says_nothing():
    assert e.stated(study_saying("cost > rail"), "team") is None


def test_the_ranges_that_were_meant_come_along():
    study = study_saying("cost > rail", ranges={"cost": {"worst": 0, "best": 1}})
    assert e.stated(study, "town").ranges["cost"].best == 1


def places(*said):
    with pytest.raises(StudyError) as caught:
        e.stated(study_saying(*said), "town")
    return [(problem.place, problem.message) for problem in caught.value.problems]


def test_every_unreadable_statement_is_told_at_its_place():
    assert places("cost !", "cost > rail", "rail between a and b") == [
        ("weights.town.statements.0", "cannot read 'cost !'"),
        ("weights.town.statements.2", "'a' is not a number"),
    ]


def test_an_unknown_criterion_is_told_at_its_statement():
    assert places("cost > rail", "cost > rale", "port at least 2 times cost") == [
        ("weights.town.statements.1", "'rale' is not among the criteria that are weighed"),
        ("weights.town.statements.2", "'port' is not among the criteria that are weighed"),
    ]


def test_an_impossible_number_is_told_at_its_statement():
    (found,) = places("cost > rail", "rail between 0.5 and 0.2")
    assert found[0] == "weights.town.statements.1"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (["cost > rail", "rail > cost"], "go round in a circle: rail > cost > rail"),
        (["cost between 0.6 and 1", "rail between 0.5 and 1"], "no weights agree with all of this: cost between 0.6"),
    ],
)
def test_statements_that_cannot_hold_together_are_told_at_the_list(said, message):
    (found,) = places(*said)
    assert found[0] == "weights.town.statements"
    assert message in found[1]


def test_statements_go_into_a_study_in_words():
    said = e.statements(NAMES, e.Ranked(["cost", "rail"]), e.AtLeast("cost", "rail", 2), ranges={"cost": (0, 1)})
    weight_set = said.weight_set
    assert weight_set.statements == ("cost > rail", "cost at least 2 times rail")
    assert (weight_set.method, weight_set.points) == ("statements", {})
    study = study_saying(*weight_set.statements)
    assert e.stated(study, "town").A.tolist() == said.A.tolist()
