from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.errors import FactError
from siting.facts import known, load
from siting.model import Fact, Measurement, Source

SPRING = date(2023, 4, 30)
DAYS = st.dates(min_value=load().begins, max_value=date(2027, 12, 31))


def own(subject="cassino", attribute="shifts", value=2.0, **fields):
    source = Source(id="study", title="this study")
    return Fact(id=f"own.{attribute}", subject=subject, attribute=attribute, value=value, source=source, **fields)


# what the article of April 2023 could know


def test_belvidere_was_idled():
    status = known(SPRING).value("belvidere", "status")
    assert (status.value, status.as_of, status.kind) == ("idled", SPRING, "measured")
    assert known(date(2023, 2, 27)).value("belvidere", "status").value == "active"
    assert known().value("belvidere", "status").value == "idle; restart aimed at 2027 to 2028"


def test_belvidere_capacity_is_an_estimate_and_says_so():
    capacity = known(SPRING).value("belvidere", "capacity_vehicles_per_year")
    assert (capacity.value, capacity.unit, capacity.kind) == (280_000, "vehicles/year", "estimated")
    assert capacity.flags == ("unsourced estimate",)
    assert capacity.confidence == "low"


def test_cassino_output_of_2022_and_what_came_after():
    assert known(SPRING).value("cassino", "production_vehicles").value == 55_000
    assert known(SPRING).value("cassino", "production_vehicles", period="2022").value == 55_000
    assert known().value("cassino", "production_vehicles").value == 19_364
    assert known().value("cassino", "production_vehicles", period="2022").value == 55_000
    with pytest.raises(FactError, match="not known as of 2023-04-30; known are: 2016, 2017"):
        known(SPRING).value("cassino", "production_vehicles", period="2023")


def test_full_year_output_of_2023_is_known_on_its_last_day():
    assert known(date(2023, 12, 30)).value("cassino", "production_vehicles").value == 55_000
    assert known(date(2023, 12, 31)).value("cassino", "production_vehicles").value == 48_800


def test_cassino_output_of_2017_keeps_the_figures_that_contradict_it():
    output = known(SPRING).value("cassino", "production_vehicles", period="2017")
    assert (output.value, output.low, output.high, output.confidence) == (135_263, 135_263, 200_000, "high")
    assert len(output.trace) == 1
    assert output.trace[0].facts[0] == "cassino.production_vehicles@2017"
    assert len(output.trace[0].facts) == 3
    assert [source.published for source in output.sources] == ["2018-01"]


def test_statements_of_different_years_on_a_capacity_are_rivals():
    capacity = known(SPRING).value("cassino", "capacity_vehicles_per_year")
    assert (capacity.value, capacity.low, capacity.high) == (300_000, 250_000, 300_000)
    before = known(date(2022, 12, 31)).value("cassino", "capacity_vehicles_per_year")
    assert (before.value, before.low, before.high) == (250_000, None, None)


def test_sourced_coordinates_come_before_remembered_ones():
    latitude = known(SPRING).value("cassino", "latitude")
    assert (latitude.value, latitude.low, latitude.high, latitude.flags) == (41.4983, None, None, ())
    assert known(SPRING).value("melfi", "latitude").flags == ("unsourced estimate",)


def test_what_hindsight_printed_about_2021_does_not_replace_the_figure_of_the_day():
    then, now = (known(day).value("cassino", "production_vehicles", period="2021") for day in (SPRING, None))
    assert (then.value, then.kind, then.high) == (43_755, "computed", 47_753)
    assert (now.value, now.kind, now.low) == (47_753, "measured", 43_755)


def test_two_plants_had_the_platform_in_spring_2023():
    facts = known(SPRING)
    plants = [subject for subject in facts.subjects if facts.find(subject, "stla_large_allocated")]
    assert len(plants) == 15
    assert [name for name in plants if facts.value(name, "stla_large_allocated").value == "yes"] == [
        "cassino",
        "windsor",
    ]
    assert known().value("toluca", "stla_large_allocated").value == "yes"


def test_later_knowledge_of_the_list_in_the_plant_notes_is_hidden_in_spring_2023():
    facts = known(SPRING)
    assert facts.find("belvidere", "planned_sop") is None
    assert facts.find("belvidere", "grant_award_selected") is None
    assert facts.find("belvidere", "investment_announced", scope="item=truck") is None
    assert facts.value("belvidere", "investment_announced").value == 350_000_000
    assert facts.find("usa", "demand_weight", scope="set=siting-default") is None
    assert facts.value("usa", "demand_weight", scope="set=spartanburg-2021").value == 40.6
    assert known(date(2024, 1, 4)).value("usa", "demand_weight", scope="set=siting-default").flags == (
        "planning value",
    )


def test_planning_values_and_geography_are_known_on_every_day():
    facts = known(load().begins)
    downtime = facts.value("brownfield-e-segment-ev", "downtime_months")
    assert (downtime.value, downtime.kind, downtime.flags) == (21, "judged", ("planning value",))
    assert facts.value("civitavecchia--baltimore", "sea_distance").value == 4391
    assert facts.value("italy", "vehicle_ports").value == "civitavecchia | savona | salerno"
    assert facts.fact("italy", "vehicle_ports").value == ("civitavecchia", "savona", "salerno")


def test_a_derived_value_is_computed_and_a_law_measured():
    assert known().value("toluca", "capacity_vehicles_per_year").kind == "computed"
    assert (
        known().value("us_30d_gvwr", "gvwr_max_exclusive_lb", scope="credit=30D;market=US;vehicle=new").kind
        == "measured"
    )


def test_a_rival_in_another_unit_gives_no_range():
    wage = known().value("mexico", "assembly_plant_wage")
    assert (wage.value, wage.unit, wage.low, wage.high) == (58.5, "MXN/hour", None, None)


# series


def test_a_series_has_one_fact_a_period_oldest_first():
    output = known().series("cassino", "production_vehicles")
    assert [fact.period for fact in output] == [str(year) for year in range(2016, 2026)]
    assert [fact.value for fact in output][:2] == [71_695, 135_263]
    assert output[-1].value == 19_364


def test_a_series_keeps_estimates_only_where_nothing_else_is():
    assert [fact.value for fact in known().series("alfa-romeo", "sales_usa")][-1] == 8830
    assert [fact.basis for fact in known().series("belvidere", "capacity_vehicles_per_year")] == ["estimate"]


# own facts


def test_own_facts_come_first():
    shifts = own(value=2.0, period="2023", known_from=date(2023, 1, 1))
    facts = known(SPRING, own=(shifts,))
    assert facts.about("cassino", "shifts")[0] is shifts
    assert facts.value("cassino", "shifts").value == 2.0
    capacity = own(attribute="capacity_vehicles_per_year", value=120_000.0, unit="vehicles/year", basis="planning")
    measured = known(SPRING, own=(capacity,)).value("cassino", "capacity_vehicles_per_year")
    assert (measured.value, measured.low, measured.kind) == (120_000, None, "judged")


def test_own_facts_obey_the_day_too():
    late = own(period="2024", known_from=date(2024, 12, 31))
    assert known(SPRING, own=(late,)).find("cassino", "shifts") is None


def test_a_study_may_bring_a_subject_of_its_own():
    facts = known(SPRING, own=(own("greenfield-texas", "status", "planned"),))
    assert facts.value("greenfield-texas", "status").value == "planned"
    assert facts.subjects[0] == "greenfield-texas"


def test_an_own_rule_comes_before_the_law():
    future = own("us_mfn_auto", "mfn_duty_rate", 0.0, scope="origin=EU;dest=US", unit="percent of customs value")
    answers = {"origin": "EU", "dest": "US", "hs": "8703"}
    facts = known(own=(future,))
    assert facts.rule("us_mfn_auto", "mfn_duty_rate", on=SPRING, **answers) is future
    assert facts.rule("us_mfn_auto", "mfn_duty_rate", on=SPRING, **{**answers, "origin": "JP"}).value == 2.5


def test_an_own_figure_replaces_its_period_in_a_series():
    mine = own(attribute="production_vehicles", value=56_000.0, period="2022", known_from=date(2022, 12, 31))
    series = known(SPRING, own=(mine,)).series("cassino", "production_vehicles")
    assert [fact.value for fact in series][-1] == 56_000
    assert len(series) == 7


# questions without an answer


def test_a_mistyped_subject_is_named_with_the_nearest():
    with pytest.raises(FactError, match="no facts on 'cassinno'; did you mean 'cassino'"):
        known().about("cassinno")
    with pytest.raises(FactError, match="no facts on 'us_30d_msrp'; did you mean"):
        known().rule("us_30d_msrp", "msrp_cap_usd", on=SPRING)


def test_a_mistyped_attribute_is_named_with_the_nearest():
    with pytest.raises(FactError, match="no fact 'statuss' on 'belvidere'; did you mean 'status'"):
        known().value("belvidere", "statuss")


def test_find_returns_none_where_value_refuses():
    facts = known(SPRING)
    for question in (("nowhere", "status"), ("belvidere", "nothing"), ("belvidere", "planned_sop")):
        assert facts.find(*question) is None
        with pytest.raises(FactError):
            facts.value(*question)


def test_a_scope_that_is_left_open_lists_what_there_is():
    with pytest.raises(FactError, match="set=porsche-brand-2022"):
        known(SPRING).value("usa", "demand_weight")


def test_a_day_before_the_facts_begin_is_refused():
    with pytest.raises(FactError, match="nothing is known as of 1994-12-31: the facts begin on 1995-01-01"):
        known(date(1994, 12, 31))
    assert known(date(1995, 1, 1)).as_of == date(1995, 1, 1)


def test_a_rule_row_that_is_not_yet_known_is_none():
    assert (
        known(SPRING).rule("us_s232_auto", "s232_additional_rate", on=date(2025, 5, 1), origin="EU", dest="US") is None
    )


def test_every_row_of_a_rule_that_holds_is_listed_best_first():
    answers = {"on": date(2026, 7, 1), "origin": "US", "dest": "EU", "hs": "8703"}
    assert [row.value for row in known().rules("eu_mfn_auto", "mfn_duty_rate", **answers)] == [0.0, 10.0]
    assert [row.value for row in known(SPRING).rules("eu_mfn_auto", "mfn_duty_rate", **answers)] == [10.0]


# nothing later than the day


def everything(facts):
    return {fact.id for subject in facts.subjects for fact in facts.about(subject)}


@given(DAYS)
def test_nothing_later_than_the_day_is_seen(day):
    facts = known(day)
    late = {fact.id for fact in load().facts if fact.known_from is not None and fact.known_from > day}
    seen = everything(facts)
    assert not seen & late
    assert len(seen) + len(late) == len(load().facts)


@given(DAYS, DAYS)
def test_knowledge_only_grows(one, other):
    earlier, later = sorted((one, other))
    assert everything(known(earlier)) <= everything(known(later)) <= everything(known())


QUESTIONS = sorted({(fact.subject, fact.attribute, fact.scope) for fact in load().facts})


@given(st.sampled_from(QUESTIONS), DAYS | st.none())
def test_every_answer_rests_on_facts_known_on_the_day(question, day):
    subject, attribute, scope = question
    answer = known(day).find(subject, attribute, scope=scope)
    visible = {fact.id: fact for fact in known(day).about(subject, attribute) if fact.scope == scope}
    assert (answer is None) == (not visible)
    if answer is not None:
        assert isinstance(answer, Measurement)
        assert set(answer.trace[0].facts) <= set(visible)
        assert answer.sources == (visible[answer.trace[0].facts[0]].source,)
        assert answer.as_of == day
        if answer.flags == ("unsourced estimate",):
            assert {fact.basis for fact in visible.values()} == {"estimate"}


@given(st.sampled_from(QUESTIONS), DAYS | st.none())
def test_the_last_of_a_series_is_the_value(question, day):
    subject, attribute, scope = question
    facts = known(day)
    series = facts.series(subject, attribute, scope=scope)
    assert bool(series) == (facts.find(subject, attribute, scope=scope) is not None)
    if series:
        assert series[-1] is facts.fact(subject, attribute, scope=scope)
