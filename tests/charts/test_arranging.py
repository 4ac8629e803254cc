"""Labels that find their places together."""

from functools import partial
from itertools import permutations

import numpy as np
import pytest

from siting.charts.arranging import is_mistakable, labels_arranged, way_to
from siting.charts.placing import Ground, is_clear, labels_beside

NO_LINES = np.empty((0, 2))
AREA = (200.0, 100.0)


def arranged(marks, sizes, *, area=AREA, lines=NO_LINES, taken=()):
    return labels_arranged(Ground(area, 5.0, np.array(marks, dtype=float).reshape(-1, 2), lines, taken), sizes)


def meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_a_label_alone_stands_as_if_it_chose_alone():
    marks, sizes = [(50.0, 50.0)], [(20.0, 10.0)]
    assert arranged(marks, sizes) == labels_beside(np.array(marks), sizes, area=AREA, gap=5.0, lines=NO_LINES)
    assert arranged([], []) == []


def test_the_first_makes_way_for_one_that_has_no_other_place():
    marks, sizes, area = [(30.0, 5.0), (90.0, 5.0)], [(20.0, 10.0), (50.0, 10.0)], (100.0, 10.0)
    assert meet(*labels_beside(np.array(marks), sizes, area=area, gap=5.0, lines=NO_LINES))
    assert not meet(*arranged(marks, sizes, area=area))


def test_fewer_labels_are_taken_for_those_of_another_mark():
    def mistaken(place, marks):
        boxes = place(marks)
        return sum(is_mistakable(box, marks[at], np.delete(marks, at, axis=0)) for at, box in enumerate(boxes))

    sizes = [(30.0, 10.0)] * 6
    one_by_one = partial(labels_beside, sizes=sizes, area=AREA, gap=5.0, lines=NO_LINES)
    together = partial(arranged, sizes=sizes)
    crowds = [np.random.default_rng(seed).uniform((70, 30), (130, 70), (6, 2)) for seed in range(12)]
    assert sum(mistaken(together, marks) for marks in crowds) < sum(mistaken(one_by_one, marks) for marks in crowds) / 2


def test_fewer_labels_cover_the_way_to_another():
    def covered(place, marks):
        pairs = permutations(zip(place(marks), marks, strict=True), 2)
        ways = ((way_to(box, mark), other) for (box, mark), (other, _) in pairs)
        return sum(((way > other[:2]) & (way < other[2:])).all(axis=1).any() for way, other in ways)

    sizes = [(50.0, 12.0)] * 7
    one_by_one = partial(labels_beside, sizes=sizes, area=AREA, gap=5.0, lines=NO_LINES)
    together = partial(arranged, sizes=sizes)
    crowds = [np.random.default_rng(seed).uniform((85, 40), (115, 60), (7, 2)) for seed in range(12)]
    assert sum(covered(together, marks) for marks in crowds) < sum(covered(one_by_one, marks) for marks in crowds) / 3


def test_taken_ground_is_kept_free():
    taken = [(52.0, 0.0, 200.0, 100.0)]
    (box,) = arranged([(50.0, 50.0)], [(20.0, 10.0)], taken=taken)
    assert not meet(box, taken[0])


@pytest.mark.parametrize(
    ("box", "clear"),
    [
        ((10, 10, 20, 20), True),
        ((-1, 10, 20, 20), False),
        ((10, 95, 20, 101), False),
        ((28, 10, 40, 20), False),
        ((45, 45, 55, 55), False),
    ],
)
def test_clear_ground_is_inside_off_points_and_off_boxes(box, clear):
    point, other = np.array([(30.0, 15.0)]), [(50.0, 50.0, 60.0, 60.0)]
    assert is_clear(box, area=AREA, points=point, taken=other) is clear
