import pandas as pd

from siting import methods
from siting.model import Study
from siting.narrate import methods as words

# Fighter aircraft of Hwang & Yoon (1981).
FIGHTERS = {
    "A1": (2.0, 1500, 20000, 5.5, 5, 9),
    "A2": (2.5, 2700, 18000, 6.5, 3, 5),
    "A3": (1.8, 2000, 21000, 4.5, 7, 7),
    "A4": (2.2, 1800, 20000, 5.0, 5, 5),
}


def study_of(rows, **more):
    table = pd.DataFrame.from_dict(rows, orient="index", dtype=float)
    return Study.from_frame(table.set_axis([f"c{n}" for n in range(1, table.shape[1] + 1)], axis="columns"), **more)


def compared(**methods_):
    ranks = pd.DataFrame(methods_, index=["A", "B", "C"], dtype="Int64")
    ranks.attrs.update(unusable={}, left_out={})
    return ranks


TABLE = {"A": (9.0, 1.0), "B": (5.0, 6.0), "C": (1.0, 9.0)}


def test_who_is_first_in_which_method():
    ranks = compared(additive=[1, 2, 3], TOPSIS=[1, 3, 2], VIKOR=[2, 1, 3])
    assert words.winners(study_of(TABLE), ranks) == "A is first by additive and TOPSIS; B by VIKOR."


def test_one_winner_by_every_method_that_can_be_used():
    ranks = compared(additive=[1, 2, 3], TOPSIS=[1, 3, 2])
    assert words.winners(study_of(TABLE), ranks) == "A is first by every method."
    some = compared(additive=[1, 2, 3], TOPSIS=[1, 3, 2], **{"weighted product": [None] * 3})
    assert words.winners(study_of(TABLE), some) == "A is first by every method that can be used."


def test_sites_that_share_the_first_place():
    ranks = compared(additive=[1, 1, 3], TOPSIS=[1, 1, 3])
    assert words.winners(study_of(TABLE), ranks) == "A and B are first by every method."


def test_each_method_that_differs_is_told_the_most_different_first():
    ranks = compared(additive=[1, 2, 3], TOPSIS=[1, 3, 2], VIKOR=[3, 2, 1], **{"PROMETHEE II": [1, 2, 3]})
    told = words.differences(ranks)
    assert [line.split(":")[0] for line in told] == [
        "VIKOR orders 0 % of all pairs of sites alike",
        "TOPSIS orders 67 % of all pairs of sites alike",
    ]


def test_every_second_opinion_has_a_reason_why_it_may_differ():
    study = study_of(FIGHTERS, directions={"c4": "min"})
    assert {"additive", *words.WHY} == set(methods.compare_methods(study))


def test_what_cannot_be_used_and_who_is_left_out():
    study = study_of(
        {**FIGHTERS, "A5": (0.0, 1, 1, 1, 1, 1), "A6": (1.0, None, 1, 1, 1, 1), "A7": (1.0, None, 1, 1, 1, 1)}
    )
    ranks = methods.compare_methods(study)
    unusable, left_out = words.notes(study, ranks)[-2:]
    assert (
        unusable == "weighted product cannot be used: the weighted product needs positive figures; 'A5' has 0 on 'c1'."
    )
    assert left_out == "A6 and A7 left out: no evidence for c2."


def test_the_compromise_of_vikor_is_told_where_it_names_several():
    several = study_of({"A": (10.0, 5.0), "B": (9.0, 5.0), "C": (1.0, 4.0)})
    assert methods.vikor(several).attrs["compromise"] == ["A", "B"]
    assert words.notes(several, methods.compare_methods(several)) == ["VIKOR proposes A and B together."]
    alone = study_of({"A": (9.0, 9.0), "B": (1.0, 1.0)})
    assert methods.vikor(alone).attrs["compromise"] == ["A"]
    assert words.notes(alone, methods.compare_methods(alone)) == []
