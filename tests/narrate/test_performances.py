"""Who is best on most criteria, counted by hand."""

import pandas as pd
import pytest

import siting
from siting import narrate
from siting.model import Study


def said(rows, *, gate=None):
    criteria = ["c1", "c2", "c3"][: len(next(iter(rows.values())))]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=criteria, dtype=float)
    base = Study.from_frame(table, ranges=dict.fromkeys(criteria, (0.0, 10.0)))
    gates = {} if gate is None else {"enough": {"criterion": "c1", "at_least": gate}}
    return narrate.performances(
        siting.evaluate(Study.build({**base.model_dump(), "requirements": gates}, given=base.given))
    )


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            {"A": [9, 8, 7], "B": [1, 2, 3]},
            "A is best on all 3 criteria and worst on none; no other site is best on as many.",
        ),
        (
            {"A": [9, 8, 1], "B": [1, 2, 3]},
            "A is best on 2 of 3 criteria and worst on 1; no other site is best on as many.",
        ),
        (
            {"A": [9, 8, 1], "B": [9, 2, 2], "C": [1, 3, 3]},
            "A is best on 2 of 3 criteria and worst on 1, ties counted; no other site is best on as many.",
        ),
        (
            {"A": [9, 8, 1], "B": [9, 2, 3], "C": [1, 8, 2]},
            "A and B are each best on 2 of 3 criteria, ties counted; no site is best on more.",
        ),
        ({"A": [9, 1], "B": [1, 9]}, "A and B are each best on 1 of 2 criteria; no site is best on more."),
        (
            {"A": [9, 5, 5], "B": [1, 5, 5]},
            "A is best on 1 of 3 criteria and worst on none; no other site is best on as many.",
        ),
        ({"A": [9], "B": [1]}, "A is best on the only criterion and worst on none; no other site is best on as many."),
        ({"A": [5, 5], "B": [5, 5]}, "No criterion tells the sites apart."),
        ({"A": [5, 5]}, "A is the only site that can be ranked, with 0.500."),
        (
            {"A": [9, 8, None], "B": [1, 2, 3], "C": [2, 1, 4]},
            "As far as is known, A is best on 2 of 3 criteria and worst on none; no other site is best on as many.",
        ),
    ],
)
def test_the_sentence(rows, told):
    assert said(rows) == told


def test_sites_that_are_screened_out_do_not_count():
    rows = {"A": [0, 9, 9], "B": [5, 4, 4], "C": [4, 5, 3]}
    assert said(rows) == "A is best on 2 of 3 criteria and worst on 1; no other site is best on as many."
    assert said(rows, gate=1.0) == (
        "Among the sites that pass, B is best on 2 of 3 criteria and worst on 1; no other site is best on as many."
    )
    assert said(rows, gate=9.5) == "No site can be ranked."
