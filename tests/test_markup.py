import xml.etree.ElementTree as ET

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.markup import html_table

TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30)


def test_numbers_are_formatted_and_set_to_the_right():
    html = html_table([["Cassino", 1234.5], ["Melfi", np.float64(0.25)]], ["site", "cost"], caption="Costs")
    cells = list(ET.fromstring(html).iter("td"))
    assert [cell.text for cell in cells] == ["1,234", "0.25"]
    assert all("text-align:right" in cell.get("style") for cell in cells)


@pytest.mark.parametrize("gap", [None, float("nan"), np.float64("nan"), pd.NA])
def test_a_gap_is_named_never_empty(gap):
    html = html_table([["Cassino", gap], ["Melfi", 2.0]], ["site", "cost"], caption="Costs")
    assert [cell.text for cell in ET.fromstring(html).iter("td")] == ["missing", "2"]


@pytest.mark.parametrize(("flag", "word"), [(True, "yes"), (np.False_, "no")])
def test_flags_are_words(flag, word):
    html = html_table([["Cassino", flag]], ["site", "tied"], caption="Ties")
    assert next(ET.fromstring(html).iter("td")).text == word


def test_heads_of_rows_and_columns_have_a_scope():
    table = ET.fromstring(html_table([["Cassino", 1]], ["site", "rank"], caption="Ranks"))
    assert [head.get("scope") for head in table.iter("th")] == ["col", "col", "row"]
    assert table[0].tag == "caption"


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="3 cells"):
        html_table([["a", 1, 2]], ["site", "rank"], caption="x")


@given(TEXT, TEXT, TEXT)
def test_any_text_survives_as_text(caption, head, cell):
    table = ET.fromstring(html_table([[cell, "x"]], [head, "y"], caption=caption))
    assert (table.find("caption").text or "") == caption
    assert (next(table.iter("th")).text or "") == head
    assert (next(table.find("tbody").iter("th")).text or "") == cell
