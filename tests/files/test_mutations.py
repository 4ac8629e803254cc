"""Whatever happens to the text of a study, it is read or refused in words."""

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siting.errors import StudyError
from siting.files import new_workbook, read_study

FULL = Path(__file__).parents[2] / "scenarios" / "alfa-e-segment"
TEXTS = {name: (FULL / name).read_text(encoding="utf-8") for name in ("study.toml", "performance.csv")}
TOKEN = re.compile(r'"[^"\n]*"|[\w.-]+|[\[\]{}=,\n]')
STRANGE = (
    "nan", "-inf", "-1", "0", "1e400", "1e308", "true", '""', '"x"', "[]", "{}", "[[0, 0]]", "2023-02-30", "1800-01-01",
    "07:32:00", "9" * 40, "{ value = 1, low = 5 }", '{ shape = "levels", levels = {} }', "{ worst = 1, best = 1 }",
    '"\\u0000"', "'''a\nb'''", '"', "'", "[", "}", "=", ",", "\n", "\t", "\r", "\x01", "\x00", "\ufeff",
    "\u2028", "#", "=1+1", "é",
)  # fmt: skip


@st.composite
def mutations(draw):
    """Draw a file and the text that is left of it after some tokens were replaced, dropped, doubled or swapped."""
    name = draw(st.sampled_from(sorted(TEXTS)))
    text = TEXTS[name]
    for _ in range(draw(st.integers(1, 3))):
        tokens = list(TOKEN.finditer(text))
        if not tokens:
            break
        token = draw(st.sampled_from(tokens))
        other = draw(st.sampled_from(tokens))[0]
        put = draw(st.sampled_from([*STRANGE, other, "", token[0] * 2]))
        end = len(text) if draw(st.integers(0, 9)) == 0 else token.end()
        text = text[: token.start()] + put + text[end:]
    return name, text


@settings(max_examples=150)
@given(mutations())
def test_a_study_that_was_tampered_with_is_read_or_refused(mutation):
    changed, text = mutation
    with tempfile.TemporaryDirectory() as here:
        for name, whole in TEXTS.items():
            (Path(here) / name).write_bytes((text if name == changed else whole).encode())
        try:
            study = read_study(here)
        except StudyError as error:
            assert_told(error, here)
        else:
            assert study.sites


def assert_told(error, start):
    for problem in error.problems:
        assert problem.message
        assert problem.file.startswith(start)
        assert problem.line is None or problem.line >= 1


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    return new_workbook(tmp_path_factory.mktemp("new") / "plants.xlsx").read_bytes()


@settings(max_examples=100)
@given(st.data())
def test_a_workbook_with_a_damaged_byte_is_read_or_refused(workbook, data):
    content = bytearray(workbook)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as here:
        file = Path(here, "plants.xlsx")
        file.write_bytes(content)
        try:
            assert read_study(file).sites
        except StudyError as error:
            assert_told(error, str(file))
