"""The performance table keeps what is missing missing, and what it had."""

import numpy as np
import pandas as pd

from siting.model import Measurement, PerformanceTable


def test_cells_make_a_table_in_the_order_in_which_they_come():
    cells = {
        ("b", "cost"): Measurement(value=2.0),
        ("a", "cost"): Measurement(value=None),
        ("a", "risk"): Measurement(value="low"),
    }
    table = PerformanceTable.of_cells(cells)
    assert list(table.figures.index) == ["b", "a"]
    assert list(table.figures.columns) == ["cost", "risk"]
    assert table.figures["cost"].dtype == float
    assert np.isnan(table.figures.loc["a", "cost"])
    assert table.figures.loc["a", "risk"] == "low"
    assert pd.isna(table.figures.loc["b", "risk"])
    assert table.cell("a", "cost").missing
    assert table.cell("b", "risk") is None
    assert table.cell("c", "cost") is None


def test_an_update_leaves_the_first_table_as_it_was():
    first = PerformanceTable(pd.DataFrame({"cost": [1.0, 2.0]}, index=["a", "b"]))
    second = first.updated({("b", "cost"): Measurement(value=5.0, unit="USD"), ("c", "skill"): Measurement(value=1.0)})
    assert first.figures["cost"].to_list() == [1.0, 2.0]
    assert second.figures["cost"].to_list()[:2] == [1.0, 5.0]
    assert second.cell("b", "cost").unit == "USD"
    assert second.cell("a", "cost").value == 1.0
    assert list(second.figures.index) == ["a", "b", "c"]


def test_no_cells_are_no_change():
    table = PerformanceTable(pd.DataFrame({"cost": [1, 2]}, index=["a", "b"]))
    assert table.updated({}) is table
