"""Splitting a CSV text agrees with the csv module, and every field is found at its place."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.errors import Problem
from siting.files.rows import Columns, read_rows
from siting.files.text import TextFile

NAMES = ("a", "b", "c")
COLUMNS = Columns(names=NAMES, required=("a",))
FIELDS = st.text(alphabet='x ,"\n;é1', max_size=6)


def rows_of(text):
    return list(read_rows(TextFile("t.csv", text), COLUMNS))


@given(st.lists(st.tuples(FIELDS, FIELDS, FIELDS), max_size=5))
def test_rows_agree_with_the_csv_module(table):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerows([NAMES, *table])
    text = out.getvalue()
    found = rows_of(text)
    written = [fields for fields in table if any(field.strip() for field in fields)]
    assert len(found) == len(written)
    for row, expected in zip(found, written, strict=True):
        if not expected[0].strip():
            assert isinstance(row, Problem)
            continue
        assert {name: field.text for name, field in row.items()} == {
            name: item.strip() for name, item in zip(NAMES, expected, strict=True) if item.strip()
        }
        for field in row.values():
            start = text.split("\n")[field.line - 1][field.column - 1 :]
            assert start.startswith('"')


def test_fields_without_quotes_stand_where_they_are_written():
    [row] = rows_of("b,a\n\n x,yy\n")
    assert {name: (field.text, field.line, field.column) for name, field in row.items()} == {
        "b": ("x", 3, 1),
        "a": ("yy", 3, 4),
    }


def test_a_row_after_a_field_of_two_lines_is_counted_right():
    first, second = rows_of('a,b,c\n"x\ny",1,2\nz,3,4\n')
    assert (first["a"].text, first["b"].line, first["b"].column) == ("x\ny", 3, 4)
    assert (second["a"].line, second["a"].column) == (4, 1)


def test_what_follows_an_open_quotation_mark_is_not_read():
    first, problem = rows_of('a,b,c\nx,1,2\ny,"3,4\nz,5,6\n')
    assert first["a"].text == "x"
    assert (problem.line, problem.column) == (3, 3)


def test_text_after_a_closing_quotation_mark_is_a_mistake():
    [problem] = rows_of('a,b,c\n"x"y,1,2\n')
    assert problem.message.startswith("the quotation marks of this field do not close")


def test_a_quotation_mark_inside_a_plain_field_is_kept():
    [row] = rows_of('a,b,c\n5" disc,1,2\n')
    assert row["a"].text == '5" disc'


def test_a_missing_column_is_told_with_those_required():
    [problem] = rows_of("b,c\n1,2\n")
    assert problem.message == "there is no column 'a'"
    assert problem.fix == "add it to the header; required are a"


@pytest.mark.parametrize(("mark", "name"), [("\t", "tabs"), (";", "';'")])
def test_other_separators_are_named(mark, name):
    [problem] = rows_of("a,b,c\n1,2,3\n".replace(",", mark))
    assert problem.message == f"fields are separated by {name}"
    assert problem.fix.startswith("separate them by commas, with a point before decimals")


def test_rows_that_a_spreadsheet_emptied_are_skipped_and_counted():
    [row] = rows_of("a,b,c\n,,\n , ,\nx,1,2\n,,\n")
    assert (row["a"].text, row["a"].line) == ("x", 4)


@given(st.text(alphabet='ab,"\n ', max_size=40))
def test_any_text_is_read_or_refused(text):
    for entry in rows_of(text):
        assert isinstance(entry, Problem) or "a" in entry


def test_an_overlong_line_is_not_quoted_beyond_its_beginning():
    [problem] = rows_of("a,b,c\n" + "x" * 1000 + ",1\n")
    assert (problem.column, problem.excerpt) == (1002, "")
    [problem] = rows_of("a,b,c\n,1," + "x" * 1000 + "\n")
    assert len(problem.excerpt) == 200
