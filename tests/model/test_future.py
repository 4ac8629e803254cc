"""Overrides by dotted key: what they change, and where they come from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.errors import StudyError
from siting.model.future import change_behind, changed_cells, overridden, unknown_targets


def test_the_document_itself_is_left_as_it_was():
    document = {"a": {"b": [1]}, "performance": 0}
    assert overridden(document, {"a.b": 2, "a.c.d": 3, "performance.x.y": 4}) == {
        "a": {"b": 2, "c": {"d": 3}},
        "performance": 0,
    }
    assert document == {"a": {"b": [1]}, "performance": 0}


STEPS = st.text(alphabet="abc", min_size=1, max_size=2)


@given(st.lists(STEPS, min_size=1, max_size=4), st.integers())
def test_a_set_key_is_found_where_it_was_set(steps, value):
    node = overridden({}, {".".join(steps): value})
    for step in steps:
        node = node[step]
    assert node == value


def test_cells_are_set_to_a_figure_or_a_table():
    cells = changed_cells({"performance.a.cost": 3, "performance.a.skill": {"value": 2.0, "high": 4.0}, "as_of": "x"})
    assert cells["a", "cost"].value == 3.0
    assert (cells["a", "skill"].value, cells["a", "skill"].high, cells["a", "skill"].kind) == (2.0, 4.0, "judged")
    assert set(cells) == {("a", "cost"), ("a", "skill")}


def test_every_cell_that_is_none_is_told():
    with pytest.raises(StudyError) as caught:
        changed_cells({"performance.a": 3, "performance.a.cost": True, "performance.b.cost": {"valu": 1}})
    places = [problem.place for problem in caught.value.problems]
    assert places == ["performance.a", "performance.a.cost", "performance.b.cost", "performance.b.cost"]


def test_only_entries_that_are_there_can_be_changed():
    document = {"sites": {"a": {}}, "programme": {}}
    changes = {"sites.a.title": 1, "sites.b.title": 1, "weights.x.points": {}, "programme.body": 1, "as_of": 1}
    found = {key: problem.message for key, problem in unknown_targets(document, changes)}
    assert found == {"sites.b.title": "unknown id in sites 'b'", "weights.x.points": "unknown id in weights 'x'"}


@pytest.mark.parametrize(
    ("path", "key"),
    [(("a",), "a.b"), (("a", "b"), "a.b"), (("a", "b", 0), "a.b"), (("a", "c"), None), ((), None), (("ab",), None)],
)
def test_the_change_behind_a_path(path, key):
    assert change_behind(path, {"x": 1, "a.b": 2}) == key
