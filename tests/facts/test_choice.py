from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.facts.choice import STATES, choose, rivals, sourced
from siting.model import Fact, Source

DAY = date(2023, 4, 30)


def fact(name="f", *, attribute="production_vehicles", period="2022", published="2023-01", **fields):
    source = Source(id=f"source-{name}", title="a page", published=published)
    return Fact(id=name, subject="plant", attribute=attribute, period=period, source=source, **{"value": 1.0, **fields})


def test_confidence_comes_before_a_newer_source():
    old_and_sure = fact("sure", confidence="high", published="2020")
    new_and_vague = fact("vague", confidence="medium", published="2023-03")
    assert choose([new_and_vague, old_and_sure], as_of=None) is old_and_sure


def test_then_the_newer_source():
    old, new = fact("old", published="2023-01"), fact("new", published="2023-03-09")
    assert choose([old, new], as_of=None) is new


def test_a_source_of_the_day_comes_before_one_that_looked_back_later():
    old, later = fact("old", published="2023-01"), fact("later", published="2025-10-09")
    assert choose([old, later], as_of=DAY) is old
    assert choose([old, later], as_of=None) is later
    assert choose([old, later], as_of=date(2025, 10, 9)) is later


def test_but_hindsight_that_is_sure_comes_before_a_vague_source_of_the_day():
    vague, later = fact("vague", confidence="low"), fact("later", confidence="high", published="2025")
    assert choose([vague, later], as_of=DAY) is later


def test_then_the_later_period_then_the_first_in_the_table():
    early, late = fact("early", period="2001"), fact("late", period="2021")
    assert choose([early, late], as_of=None) is late
    first, second = fact("first"), fact("second")
    assert choose([first, second], as_of=None) is first


def test_a_source_without_a_date_counts_as_of_the_period():
    undated, dated = fact("undated", published=""), fact("dated", published="2023-01")
    assert choose([undated, dated], as_of=None) is dated


def test_estimates_stand_only_where_nothing_has_a_source():
    guess, read = fact("guess", basis="estimate"), fact("read", confidence="low")
    assert sourced([guess, read]) == (read,)
    assert sourced([guess]) == (guess,)
    assert sourced([]) == ()


def test_a_series_has_rivals_within_a_period_and_a_state_across_all():
    facts = [fact("b", period="2022"), fact("a", period="2001"), fact("c", period="2022-12")]
    assert [[f.id for f in group] for group in rivals(facts)] == [["a"], ["b", "c"]]
    states = [fact(name, attribute="capacity_vehicles_per_year", period=period) for name, period in ("a1", "b2")]
    assert [[f.id for f in group] for group in rivals(states)] == [["a", "b"]]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["high", "medium", "low"]),
            st.sampled_from(["", "2019", "2022-05", "2024-01-02"]),
            st.sampled_from(["2001", "2020", "2022-12"]),
            st.sampled_from(["reported", "derived", "estimate"]),
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(["production_vehicles", "capacity_vehicles_per_year"]),
)
def test_groups_hold_every_fact_and_the_chosen_one_is_the_surest_of_its_group(drawn, attribute):
    facts = [
        fact(str(n), attribute=attribute, confidence=confidence, published=published, period=period, basis=basis)
        for n, (confidence, published, period, basis) in enumerate(drawn)
    ]
    groups = rivals(facts)
    assert sorted(f.id for group in groups for f in group) == sorted(f.id for f in facts)
    assert len(groups) == (1 if attribute in STATES else len({f.period for f in facts}))
    for group in groups:
        order = ["high", "medium", "low"]
        assert order.index(choose(group, as_of=DAY).confidence) == min(order.index(f.confidence) for f in group)


def test_nothing_to_choose_from_is_a_programming_error():
    with pytest.raises(ValueError, match="empty"):
        choose([], as_of=None)
