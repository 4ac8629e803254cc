"""Every path of a document is located, and the text at that place is that key or value."""

import json
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siting.files.positions import scan

TRICKY = r'''# a comment with [brackets] and key = "value"
title = "a # no comment" # a comment
a.b."c d".'e.f' = [1, {x = 1, "y\u0041".z = [2, """m
]]"""""]}, # within an array
 'z']
[ s . "t" ]
day = 1979-05-27 07:32:00
empty = ""
raw = ~'quoted'~
[[items]]
k = 1
[items.sub]
v = "\"]"
[[items]]
[[items.deep]]
text = """
[not.a.table]
k = 2 \"""
"""
[items.deep.er]
[late.inner]
[late]
'''.replace("~", "'''")


def paths(node, path=()):
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, child in children:
        yield (*path, step)
        yield from paths(child, (*path, step))


def at(text, place):
    line, column = place
    return text.split("\n")[line - 1][column - 1 :]


def spelled(key):
    """The ways in which a key may be written."""
    return (key, json.dumps(key, ensure_ascii=False), f"'{key}'")


def assert_located(text, document):
    found = scan(text)
    expected = set(paths(document))
    assert set(found.keys) == expected
    assert not found.repeated
    for path in expected:
        value = at(text, found.value(path))
        if isinstance(path[-1], str):
            written = at(text, found.key(path))
            assert written.startswith((*spelled(path[-1]), '"')), path
            if written.startswith('"'):
                assert tomllib.loads("k = " + _basic_string(written))["k"] == path[-1]
        node = document
        for step in path:
            node = node[step]
        if not isinstance(node, dict | list):
            assert _literal(value) == node, path


def _basic_string(text):
    end = 1
    while text[end] != '"':
        end += 2 if text[end] == "\\" else 1
    return text[: end + 1]


def _literal(text):
    """Read the longest prefix that is a TOML value; multi-line ones are told by their opening."""
    if text.startswith(('"""', "'''")):
        return _Opening()
    for end in range(len(text), 0, -1):
        try:
            return tomllib.loads(f"k = {text[:end]}")["k"]
        except tomllib.TOMLDecodeError:
            continue
    raise AssertionError(text)


class _Opening:
    def __eq__(self, other):
        return isinstance(other, str)

    __hash__ = None


def test_every_path_of_a_tricky_text_is_located():
    assert_located(TRICKY, tomllib.loads(TRICKY))


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("title",), (2, 1), (2, 9)),
        (("a",), (3, 1), (3, 1)),
        (("a", "b", "c d", "e.f"), (3, 11), (3, 19)),
        (("a", "b", "c d", "e.f", 1, "yA", "z", 0), (3, 46), (3, 46)),
        (("a", "b", "c d", "e.f", 2), (5, 2), (5, 2)),
        (("s", "t"), (6, 7), (6, 7)),
        (("s", "t", "day"), (7, 1), (7, 7)),
        (("items", 0, "sub", "v"), (13, 1), (13, 5)),
        (("items", 1, "deep", 0, "er"), (20, 13), (20, 13)),
        (("late",), (22, 2), (22, 2)),
    ],
)
def test_places_of_a_tricky_text(path, key, value):
    found = scan(TRICKY)
    assert (found.key(path), found.value(path)) == (key, value)


def test_a_path_that_is_not_there_has_no_place():
    found = scan("a = 1")
    assert found.key(("b",)) is None
    assert found.value(("a", 0)) is None


@pytest.mark.parametrize(
    ("text", "path", "first", "again"),
    [
        ("a = 1\nb = 2\na = 3\n", ("a",), (1, 1), (3, 1)),
        ("[t.x]\n[t.y]\n[t.x]\n", ("t", "x"), (1, 4), (3, 4)),
        ("t = {a = 1, a = 2}\n", ("t", "a"), (1, 6), (1, 13)),
        ("[t]\nx = 1\n[t.x]\n", ("t", "x"), (2, 1), (3, 4)),
    ],
)
def test_a_key_defined_again_is_noted_with_both_places(text, path, first, again):
    found = scan(text)
    [(repeated, before, after)] = found.repeated
    assert (repeated, found.place(before), found.place(after)) == (path, first, again)


@given(st.text(alphabet="[]{}\"'=.,#\\\n ab1", max_size=60))
def test_the_scan_of_any_text_ends(text):
    found = scan(text)
    assert all(0 <= offset <= len(text) for offset in found.keys.values())


KEYS = st.text(alphabet="ab-_1 .\"'#=[\\é", min_size=1, max_size=5) | st.sampled_from(["x", "title", ""])
SCALARS = (
    st.integers(-(10**6), 10**6)
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates()
    | st.text(alphabet="ab ]}#'\"\\\n,é", max_size=8)
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=4)


class Writer:
    """Writes a document as TOML, choosing at every turn one of the styles that TOML has."""

    def __init__(self, choose):
        self.choose = choose

    def key(self, key):
        styles = [json.dumps(key)]
        if key and all(letter.isascii() and (letter.isalnum() or letter in "-_") for letter in key):
            styles.append(key)
        if "'" not in key:
            styles.append(f"'{key}'")
        return self.choose(styles)

    def text(self, text):
        quoted = json.dumps(text)
        styles = [quoted, '"""\n' + text.replace("\\", "\\\\").replace('"', '\\"') + '"""']
        if "'" not in text:
            styles.append(f"'''\n{text}'''")
            if "\n" not in text:
                styles.append(f"'{text}'")
        return self.choose(styles)

    def value(self, value):
        if isinstance(value, dict):
            pairs = [f"{self.key(key)}{self.gap()}={self.gap()}{self.value(item)}" for key, item in value.items()]
            return f"{{{self.gap()}{', '.join(pairs)}{self.gap()}}}"
        if isinstance(value, list):
            between = self.choose([", ", ",\n  ", " , # [x]\n"])
            return f"[{self.choose(['', chr(10)])}{between.join(self.value(item) for item in value)}]"
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, str):
            return self.text(value)
        return value.isoformat() if hasattr(value, "isoformat") else repr(value)

    def gap(self):
        return self.choose(["", " ", "\t"])

    def table(self, table, path=()):
        lines, later = [], []
        for key, value in table.items():
            if isinstance(value, dict) and value and self.choose([True, False]):
                later.append(([*path, key], value, "[{}]"))
            elif isinstance(value, list) and value and self.choose([True, False]) and all(map(_is_table, value)):
                later += [([*path, key], item, "[[{}]]") for item in value]
            elif isinstance(value, dict) and len(value) == 1 and self.choose([True, False]):
                [(inner, item)] = value.items()
                lines.append(f"{self.key(key)}{self.gap()}.{self.gap()}{self.key(inner)} = {self.value(item)}")
            else:
                lines.append(f"{self.gap()}{self.key(key)} = {self.value(value)}{self.choose(['', ' # end', chr(9)])}")
        for place, value, header in later:
            dotted = self.choose([".", " . "]).join(self.key(key) for key in place)
            lines += [header.format(dotted), *self.table(value, place)]
        return lines


def _is_table(value):
    return isinstance(value, dict)


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_every_path_of_any_document_in_any_style_is_located(document, random):
    text = "\n".join(Writer(random.choice).table(document)) + "\n"
    assert tomllib.loads(text) == document
    assert_located(text, document)
