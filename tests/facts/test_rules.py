from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.errors import FactError
from siting.facts import known, load
from siting.facts.rules import conditions, matching, select
from siting.model import Fact, Source

ON = date(2025, 6, 1)
SOURCE = Source(id="law", title="a law")


def row(name, scope="", value=None, start="2025-01-01", end=None, learnt="2024-12-01"):
    return Fact(
        id=name,
        subject="duty",
        attribute="rate",
        scope=scope,
        value=name if value is None else value,
        effective_from=start and date.fromisoformat(start),
        effective_to=end and date.fromisoformat(end),
        known_from=date.fromisoformat(learnt),
        source=SOURCE,
        basis="law",
    )


def pick(rows, *, on=ON, day=None, **context):
    found = select(rows, on=on, known=day, context=context)
    return found and found.id


def test_scopes_are_split_at_the_first_equals_sign():
    assert conditions("") == {}
    assert conditions("origin=CA|MX;gvwr=>=14000") == {"origin": ("CA", "MX"), "gvwr": (">=14000",)}


def test_the_period_includes_both_its_ends():
    rows = [row("a", start="2025-06-01", end="2025-06-30")]
    days = (date(2025, 5, 31), date(2025, 6, 1), date(2025, 6, 30), date(2025, 7, 1))
    assert [pick(rows, on=day) for day in days] == [None, "a", "a", None]


def test_a_row_is_usable_from_the_day_it_was_known():
    rows = [row("a", learnt="2025-03-26")]
    assert pick(rows, day=date(2025, 3, 25)) is None
    assert pick(rows, day=date(2025, 3, 26)) == "a"


def test_every_condition_needs_an_answer_that_matches():
    rows = [row("a", "origin=CA|MX;usmca=yes")]
    assert pick(rows, origin="MX", usmca="yes") == "a"
    assert pick(rows, origin="mx", usmca="Yes") == "a"
    assert pick(rows, origin="MX") is None
    assert pick(rows, origin="IT", usmca="yes") is None


def test_a_star_and_a_descriptive_key_need_no_answer():
    rows = [row("a", "origin=*;credit=30D;market=US")]
    assert pick(rows) == "a"
    assert pick(rows, origin="IT", unasked="x") == "a"


def test_a_descriptive_key_that_is_answered_must_match():
    rows = [row("a", "date_basis=acquired"), row("b", "date_basis=placed_in_service")]
    assert pick(rows, date_basis="acquired") == "a"
    assert pick(rows, date_basis="placed_in_service") == "b"


def test_conditions_in_words_match_only_their_own_words():
    rows = [row("light", "gvwr=<14000"), row("heavy", "gvwr=>=14000")]
    assert pick(rows) is None
    assert pick(rows, gvwr="<14000") == "light"
    assert pick(rows, gvwr="6400") is None


def test_an_exception_shuts_out_the_case_it_names():
    rows = [row("a", "except=compact_car_phev")]
    assert pick(rows) == "a"
    assert pick(rows, model="sedan") == "a"
    assert pick(rows, model="compact_car_phev") is None


def test_first_the_row_that_matches_more_answers():
    rows = [row("any", "origin=*;hs=8703", learnt="2025-05-01"), row("eu", "origin=EU;hs=8703")]
    assert pick(rows, origin="EU", hs="8703") == "eu"
    assert pick(rows, origin="JP", hs="8703") == "any"


def test_then_the_one_known_later():
    rows = [row("new", learnt="2025-02-01"), row("old", end="2025-12-31", start="2025-05-01")]
    assert pick(rows) == "new"
    assert pick(rows, day=date(2025, 1, 31)) == "old"


def test_then_a_bounded_period_before_an_open_one():
    rows = [row("open", start="2025-05-14"), row("bounded", start="2025-01-01", end="2025-08-11")]
    assert pick(rows) == "bounded"
    assert pick(rows, on=date(2025, 8, 12)) == "open"


def test_then_the_later_start():
    rows = [row("early", start="2025-01-01"), row("late", start="2025-04-01"), row("always", start=None)]
    assert pick(rows) == "late"
    assert pick(rows, on=date(2025, 3, 31)) == "early"
    assert pick(rows, on=date(2024, 12, 31)) == "always"


def test_two_rows_that_hold_equally_well_are_an_open_question():
    rows = [row("a", "company=A"), row("b", "company=B")]
    assert pick(rows, company="B") == "b"
    with pytest.raises(FactError, match=r"equally well: a \(company=A\) and b \(company=B\)"):
        pick(rows)
    assert pick([row("a", "company=A", value=1.0), row("b", "company=B", value=1.0)]) == "a"


def test_all_rows_that_hold_come_best_first():
    rows = [row("c"), row("a", "origin=EU"), row("b", learnt="2025-02-01"), row("not yet", start="2026-01-01")]
    assert [f.id for f in matching(rows, on=ON, known=None, context={"origin": "EU"})] == ["a", "b", "c"]
    assert select([], on=ON, known=None, context={}) is None


@given(st.permutations(range(5)))
def test_the_order_of_the_table_does_not_matter(order):
    rows = [
        row("a", "origin=*"),
        row("b", "origin=EU", end="2025-12-31"),
        row("c", "origin=EU", learnt="2025-02-02"),
        row("d", learnt="2025-03-03"),
        row("e", "origin=EU", start="2025-05-01"),
    ]
    shuffled = [rows[n] for n in order]
    assert [f.id for f in matching(shuffled, on=ON, known=None, context={"origin": "EU"})] == ["c", "b", "e", "d", "a"]


# the shipped rules


POLICY = [fact for fact in load().facts if not fact.period]
DOMINATED = {"cn_retaliation_apr2025.additional_rate@2025-05-14", "duty_all_in.all_in_rate@2025-05-14"}
"""Open-ended rows that a bounded row of the same day covers."""


def own_answers(fact):
    return {key: words[0] for key, words in conditions(fact.scope).items() if words != ("*",) and key != "except"}


def test_every_shipped_row_can_be_selected_on_the_day_it_became_known():
    lost = set()
    for fact in POLICY:
        rows = load().index[fact.subject][fact.attribute]
        on = fact.effective_from or fact.known_from
        if select(rows, on=on, known=fact.known_from, context=own_answers(fact)) is not fact:
            lost.add(fact.id)
    assert len(POLICY) == 310
    assert lost == DOMINATED


def test_credit_of_a_plant_in_the_united_states_as_planned_in_april_2023_and_as_known_later():
    then, now, launch = known(date(2023, 4, 17)), known(date(2026, 11, 22)), date(2027, 6, 1)
    shares = [
        then.rule(f"us_30d_{part}", "min_value_pct", on=launch) for part in ("critical_minerals", "battery_components")
    ]
    assert [share.value for share in shares] == [80.0, 80.0]
    assert then.rule("us_30d_availability", "credit_available", on=launch, date_basis="acquired") is None
    assert then.rule("us_30d_availability", "credit_available", on=launch).value is True
    assert now.rule("us_30d_availability", "credit_available", on=launch, date_basis="acquired").value is False


@pytest.mark.parametrize(("body", "cap"), [("suv", 80_000), ("van", 80_000), ("pickup", 80_000), ("other", 55_000)])
def test_price_caps_by_class(body, cap):
    assert known().rule("us_30d_msrp_cap", "msrp_cap_usd", on=date(2024, 1, 1), **{"class": body}).value == cap


def test_class_standard_changed_with_hindsight():
    delivered = date(2023, 1, 20)
    standards = [
        known(day).rule("us_30d_class_standard", "vehicle_class_standard", on=delivered).value
        for day in (date(2023, 1, 25), date(2023, 2, 10))
    ]
    assert standards == ["EPA_CAFE", "EPA_fuel_economy_label"]


@pytest.mark.parametrize(
    ("delivered", "minerals", "components"),
    [
        ("2023-04-18", 40, 50),
        ("2024-06-01", 50, 60),
        ("2025-06-01", 60, 60),
        ("2026-01-01", 70, 70),
        ("2027-06-01", 80, 80),
        ("2028-06-01", 80, 90),
        ("2031-06-01", 80, 100),
    ],
)
def test_sourcing_shares_by_delivery_year(delivered, minerals, components):
    on = date.fromisoformat(delivered)
    assert known().rule("us_30d_critical_minerals", "min_value_pct", on=on).value == minerals
    assert known().rule("us_30d_battery_components", "min_value_pct", on=on).value == components


def test_leased_cars_are_told_apart_by_weight_and_engine():
    facts, on = known(), date(2024, 6, 1)
    assert facts.rule("us_45w_amount", "cap_usd", on=on, gvwr="<14000").value == 7500
    assert facts.rule("us_45w_amount", "cap_usd", on=on, gvwr=">=14000").value == 40000
    assert facts.rule("us_45w_amount", "basis_pct", on=on, powertrain="phev").value == 15
    assert facts.rule("us_45w_availability", "credit_available", on=date(2025, 10, 1)).value is False


def test_retaliation_of_china_follows_the_days_of_april_and_may_2025():
    days = [date(2025, 4, 9), date(2025, 4, 10), date(2025, 4, 20), date(2025, 6, 1), date(2026, 11, 22)]
    rates = [
        known().rule("cn_retaliation_apr2025", "additional_rate", on=day, origin="US", dest="CN", hs="8703")
        for day in days
    ]
    assert [rate and rate.value for rate in rates] == [None, 84, 125, 10, 34]
    doubt = known().rule("cn_retaliation_apr2025", "unverified_from", on=days[-1], origin="US", dest="CN", hs="8703")
    assert doubt.value == "2026-11-10"


def all_in(facts, on, origin, dest, **answers):
    found = facts.rule("duty_all_in", "all_in_rate", on=on, origin=origin, dest=dest, hs="8703", **answers)
    return found.value


def value(fact):
    return fact.value if fact else 0.0


def eu_to_us(facts, on):
    answers = {"origin": "EU", "dest": "US", "hs": "8703"}
    mfn = value(facts.rule("us_mfn_auto", "mfn_duty_rate", on=on, **answers))
    floor = facts.rule("us_s232_auto", "s232_floor_rate", on=on, **answers)
    added = facts.rule("us_s232_auto", "s232_additional_rate", on=on, **answers)
    return max(mfn, floor.value) if floor else mfn + value(added)


def us_to_china(facts, on):
    answers = {"origin": "US", "dest": "CN", "hs": "8703", "powertrain": "bev"}
    mfn = value(facts.rule("cn_mfn_auto", "mfn_duty_rate", on=on, **answers))
    added = [facts.rule(f"cn_retaliation_{act}", "additional_rate", on=on, **answers) for act in ("2018", "apr2025")]
    return mfn + sum(value(rate) for rate in added)


DAYS = st.dates(min_value=date(2023, 1, 1), max_value=date(2030, 12, 31))
AS_OF = st.dates(min_value=date(2023, 1, 1), max_value=date(2026, 11, 22)) | st.none()


@given(DAYS, AS_OF)
def test_derived_duty_rows_agree_with_the_rows_they_are_derived_from(on, as_of):
    facts = known(as_of)
    assert all_in(facts, on, "EU", "US") == eu_to_us(facts, on)
    assert all_in(facts, on, "US", "CN", powertrain="bev") == us_to_china(facts, on)
    into_eu = facts.rule("eu_mfn_auto", "mfn_duty_rate", on=on, origin="US", dest="EU", hs="8703")
    assert all_in(facts, on, "US", "EU") == into_eu.value


def test_duty_of_an_italian_car_in_the_united_states():
    view = {"2023-05-01": 2.5, "2025-05-01": 27.5, "2025-08-05": 15.0, "2026-11-22": 15.0}
    assert {day: eu_to_us(known(), date.fromisoformat(day)) for day in view} == view
    assert eu_to_us(known(date(2025, 8, 10)), date(2025, 8, 5)) == 27.5


def test_a_day_before_the_law_finds_nothing():
    day_before = date(2025, 4, 3) - timedelta(days=1)
    answers = {"origin": "JP", "dest": "US", "hs": "8703"}
    assert known().rule("us_s232_auto", "s232_additional_rate", on=day_before, **answers) is None
