from datetime import date, datetime

import pytest

from siting.errors import FactError, MethodError
from siting.facts import known
from siting.measures.steps import NOT_VERIFIED, Trace, checked_amount, number, read_day, required_rule
from siting.model import Fact, Source


def fact(name, **changes):
    fields = {"id": name, "subject": "rule", "attribute": "rate", "value": 1.0, "basis": "law", "confidence": "high"}
    return Fact(**{**fields, "source": Source(id=f"source of {name}", title="a page"), **changes})


def test_a_measurement_carries_steps_sources_and_the_weakest_confidence():
    trace = Trace()
    trace.say("first", [fact("a"), fact("b", confidence="low")])
    trace.say("second", [fact("a"), fact("c", confidence="medium")])
    cell = trace.measurement(5.0, unit="USD", as_of=date(2023, 4, 30), low=4.0)
    assert [(step.text, step.facts) for step in cell.trace] == [("first", ("a", "b")), ("second", ("a", "c"))]
    assert [source.id for source in cell.sources] == ["source of a", "source of b", "source of c"]
    assert (cell.confidence, cell.range, cell.as_of, cell.flags) == ("low", (4, 5), date(2023, 4, 30), ())


def test_a_rule_without_a_source_is_not_verified():
    trace = Trace()
    trace.say("from memory", [fact("a", basis="estimate")])
    assert trace.measurement(1.0, unit="USD", as_of=None).flags == (NOT_VERIFIED,)


def test_a_trace_takes_in_another_and_keeps_each_flag_once():
    one, other = Trace(), Trace()
    one.flag("open")
    other.flag("open")
    other.say("later", [fact("a")])
    one.extend(other)
    cell = one.measurement(1.0, unit="USD", as_of=None)
    assert (cell.flags, cell.trace[-1].text, cell.confidence) == (("open",), "later", "high")


def test_days():
    day = date(2023, 4, 30)
    assert {read_day(entry, "on") for entry in ("2023-04", "2023-04-30", day, datetime(2023, 4, 30, 8))} == {day}
    for wrong in ("30.4.2023", "2023-13", "", 2023, None):
        with pytest.raises(MethodError, match="on: "):
            read_day(wrong, "on")


@pytest.mark.parametrize("wrong", [-0.01, float("inf"), float("nan"), "5", True, None])
def test_amounts(wrong):
    with pytest.raises(MethodError, match="basis: "):
        checked_amount(wrong, "basis")
    assert checked_amount(5, "basis") == 5.0


def test_a_rule_that_is_not_there():
    with pytest.raises(FactError, match=r"no rule us_mfn_auto\.mfn_duty_rate for 1990-01-01 with origin=EU"):
        required_rule(known(), "us_mfn_auto", "mfn_duty_rate", on=date(1990, 1, 1), origin="EU", dest="US", hs="8703")
    with pytest.raises(FactError, match="a has no number: 'any'"):
        number(fact("a", value="any"))
