"""CSV tables: what looks like a formula is shown, everything else is as it was."""

from io import StringIO

import pandas as pd

from siting.report.spreadsheet import csv_text


def test_no_cell_and_no_head_begins_like_a_formula():
    names = ["=HYPERLINK(1)", "+1", "-1", "@sum", "\tx", "Cassino", "مصنع", "<script>"]
    frame = pd.DataFrame({"site": names, "=cmd": range(8), "note": [None, "-", *"abcdef"]})
    read = pd.read_csv(StringIO(csv_text(frame)))
    assert read["site"].tolist() == [f"'{name}" if name[0] in "=+-@\t" else name for name in names]
    assert list(read.columns) == ["site", "'=cmd", "note"]
    assert read["note"].tolist()[1:] == ["'-", *"abcdef"]
    assert pd.isna(read["note"][0])


def test_ordinary_tables_are_as_pandas_writes_them():
    frame = pd.DataFrame(
        {"site": ["A", "B"], "npv": [-1.25, float("nan")], "rank": pd.array([1, None], "Int64"), "won": [True, False]}
    )
    assert csv_text(frame) == frame.to_csv(index=False, lineterminator="\n")


def test_what_is_not_finite_is_empty():
    frame = pd.DataFrame(
        {"site": ["A", "B", "C"], "max_regret": [float("inf"), 0.25, -float("inf")], "rank": [1, 2, 3]}
    )
    assert csv_text(frame) == "site,max_regret,rank\nA,,1\nB,0.25,2\nC,,3\n"


def test_columns_of_one_name_are_kept_apart():
    frame = pd.DataFrame([["=a", "b", 1.0]], columns=["x", "x", "y"])
    assert csv_text(frame) == "x,x,y\n'=a,b,1\n"
