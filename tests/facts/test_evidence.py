import pytest

from siting.facts import load
from siting.facts.evidence import measurement, plain
from siting.model import Fact, Source

SOURCE = Source(id="s", title="a page", url="https://example.org", published="2023")


def fact(name, value, **fields):
    return Fact(
        id=name,
        subject="plant",
        attribute="size",
        period="2023",
        source=SOURCE,
        **{"unit": "m2", "value": value, **fields},
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "yes"),
        (False, "no"),
        (2.0, 2.0),
        ("idled", "idled"),
        (None, None),
        (("a", "b"), "a | b"),
        ((1.0, 0.25), "1 | 0.25"),
    ],
)
def test_a_value_as_a_cell_can_hold_it(value, shown):
    assert plain(fact("f", value)) == shown


@pytest.mark.parametrize(
    ("basis", "kind", "flags"),
    [
        ("reported", "measured", ()),
        ("law", "measured", ()),
        ("derived", "computed", ()),
        ("estimate", "estimated", ("unsourced estimate",)),
        ("planning", "judged", ("planning value",)),
    ],
)
def test_the_basis_becomes_kind_and_flag(basis, kind, flags):
    cell = measurement(fact("f", 1.0, basis=basis), [], as_of=None)
    assert (cell.kind, cell.flags) == (kind, flags)


def test_rivals_become_the_range_and_are_named_after_the_chosen_fact():
    chosen, small, large, acres = fact("b", 5.0), fact("a", 4.0), fact("c", 9.0), fact("d", 70.0, unit="acres")
    cell = measurement(chosen, [small, chosen, large, acres], as_of=None)
    assert (cell.value, cell.low, cell.high) == (5.0, 4.0, 9.0)
    assert cell.trace[0].facts == ("b", "a", "c", "d")
    assert cell.trace[0].text == "plant size 2023: 5 m2 (a page)"


def test_rivals_that_agree_give_no_range():
    cell = measurement(fact("a", 5.0), [fact("b", 5.0)], as_of=None)
    assert (cell.low, cell.high) == (None, None)


def test_a_value_that_is_not_published_is_missing_not_zero():
    nothing = load().index["us_30d_mfr_cap"]["manufacturer_cap_units"][1]
    assert measurement(nothing, [nothing], as_of=None).missing
