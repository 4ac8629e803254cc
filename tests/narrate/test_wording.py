"""Shares that are alike are told together; a sentence has shorter forms."""

import pandas as pd
import pytest

from siting.model import Study
from siting.narrate.wording import shares_of_sites, wordings

NAMES = list("ABCDEFGHIJ")
STUDY = Study.from_frame(pd.DataFrame({"cost": range(10)}, index=NAMES, dtype=float))


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ([], ""),
        ([0.3], "A with 30 %"),
        ([0.3, 0.2, 0.1, 0.05], "A with 30 %, B with 20 %, C with 10 % and D with 5 %"),
        ([0.3, 0.2, 0.1, 0.05, 0.04], "A with 30 %, B with 20 %, C with 10 % and 2 more"),
        ([0.004, 0.003, 0.001], "each of A, B and C with less than 1 %"),
        ([0.3, 0.004, 0.003, 0.0], "A with 30 %, each of B and C with less than 1 % and D with 0 %"),
        ([0.3] + [0.0] * 6, "A with 30 % and each of B, C, D and 3 more with 0 %"),
        ([0.3, 0.2, 0.1, 0.05] + [0.0] * 3, "A with 30 %, B with 20 %, C with 10 % and 4 more"),
    ],
)
def test_each_share_is_written_once(shares, told):
    assert shares_of_sites(STUDY, pd.Series(shares, index=NAMES[: len(shares)], dtype=float), "with") == told


@pytest.mark.parametrize(
    ("sentence", "shorter"),
    [
        ("A leads.", []),
        ("No site leads", []),
        (
            "A leads, 0.2 ahead of B, thanks to port; B does better on cost.",
            ["A leads, 0.2 ahead of B, thanks to port."],
        ),
        ("A leads below 40 %, where B takes over.", ["A leads below 40 %."]),
    ],
)
def test_the_last_clauses_go_first(sentence, shorter):
    assert wordings(sentence)[: 1 + len(shorter)] == [sentence, *shorter]
