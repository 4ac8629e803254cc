"""Labels beside marks: on free ground, near, the same every time."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.charts.placing import labels_beside

AREA = (200.0, 100.0)
NO_LINES = np.empty((0, 2))


def boxes(marks, *, lines=NO_LINES, size=(20.0, 10.0)):
    return labels_beside(np.array(marks, dtype=float), [size] * len(marks), area=AREA, gap=5.0, lines=lines)


def meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_to_the_right_if_there_is_room_else_to_the_left():
    assert boxes([(50, 50)]) == [(55, 45, 75, 55)]
    assert boxes([(190, 50)]) == [(165, 45, 185, 55)]


def test_off_a_line():
    level = np.column_stack([np.linspace(0, 200, 400), np.full(400, 50.0)])
    ((_, bottom, _, top),) = boxes([(50, 50)], lines=level)
    assert bottom >= 50 or top <= 50


def test_neighbours_take_other_sides():
    first, second = boxes([(50, 50), (62, 50)])
    assert not meet(first, second)
    for box in (first, second):
        for x, y in ((50, 50), (62, 50)):
            assert not (box[0] < x < box[2] and box[1] < y < box[3])


def test_farther_away_only_where_all_around_is_taken():
    ring = [(100, 50), *((100 + 12 * dx, 50 + 9 * dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)]
    last = boxes([*ring[1:], ring[0]])[-1]
    assert not any(last[0] < x < last[2] and last[1] < y < last[3] for x, y in ring)


places = st.lists(st.tuples(st.integers(5, 38), st.integers(2, 18)), min_size=1, max_size=6, unique=True)


@given(places)
def test_a_few_labels_never_meet_and_stay_inside(cells):
    found = boxes([(5 * x, 5 * y) for x, y in cells], size=(18.0, 8.0))
    for one, other in combinations(found, 2):
        assert not meet(one, other)
    for left, bottom, right, top in found:
        assert left >= 0
        assert bottom >= 0
        assert right <= AREA[0]
        assert top <= AREA[1]


def test_no_marks_no_labels():
    assert labels_beside(np.empty((0, 2)), [], area=AREA, gap=5.0, lines=NO_LINES) == []


def test_each_mark_needs_a_size():
    with pytest.raises(ValueError, match="zip"):
        labels_beside(np.zeros((2, 2)), [(1.0, 1.0)], area=AREA, gap=5.0, lines=NO_LINES)
