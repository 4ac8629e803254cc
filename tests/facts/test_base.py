from datetime import date

import pytest
from pydantic import ValidationError

from siting.facts import load
from siting.model import Fact, Source


def test_the_base_is_read_once():
    assert load() is load()


def test_ids_are_unique_and_name_subject_attribute_and_period():
    facts = load().facts
    assert len({fact.id for fact in facts}) == len(facts)
    assert all(fact.id.startswith(f"{fact.subject}.{fact.attribute}@{fact.period}") for fact in facts)


def test_the_index_holds_every_fact_once():
    base = load()
    assert [fact for group in base.index.values() for facts in group.values() for fact in facts].__len__() == len(
        base.facts
    )
    assert set(base.subjects) == {fact.subject for fact in base.facts}
    assert all(
        fact.subject == subject and fact.attribute == attribute
        for subject, group in base.index.items()
        for attribute, facts in group.items()
        for fact in facts
    )


def test_the_base_runs_from_the_first_known_law_to_the_day_it_was_compiled():
    base = load()
    assert (base.begins, base.ends) == (date(1995, 1, 1), date(2026, 11, 22))
    assert all(fact.known_from is None or base.begins <= fact.known_from <= base.ends for fact in base.facts)


def test_facts_come_back_whole_from_the_record_that_validates_them():
    for fact in load().facts:
        assert Fact(**{name: getattr(fact, name) for name in Fact.model_fields}) == fact
    for source in load().sources.values():
        assert Source(**source.model_dump()) == source


def test_values_have_the_type_of_their_column():
    index = load().index
    assert index["belvidere"]["stla_large_allocated"][0].value is False
    assert index["cassino"]["robots"][0].value == 1200.0
    assert index["italy"]["vehicle_ports"][0].value == ("civitavecchia", "savona", "salerno")
    assert index["us_30d_north_america"]["countries"][0].value == ("US", "CA", "MX")
    assert index["us_30d_mfr_cap"]["phase_out_multipliers"][0].value == (1.0, 1.0, 0.5, 0.5, 0.25, 0.25, 0.0)
    assert index["us_30d_mfr_cap"]["manufacturer_cap_units"][1].value is None
    assert index["cn_consumption_tax"]["consumption_tax_by_litres"][0].value.startswith("<=1.0: 1; 1.0-1.5: 3;")


def test_amounts_printed_in_billions_or_cents_are_exact_in_plain_units():
    index = load().index
    plan = index["belvidere-2025-plan"]["brownfield_capex"][0]
    assert (plan.value, plan.unit) == (613_000_000.0, "USD")
    power = index["us-il"]["industrial_electricity_price"][0]
    assert (power.value, power.unit, power.period) == (82.0, "USD/MWh", "2023")


def test_the_base_cannot_be_changed():
    base = load()
    with pytest.raises(TypeError):
        base.index["nowhere"] = {}
    with pytest.raises(ValidationError):
        base.facts[0].value = 1.0


def test_its_repr_is_one_line():
    assert repr(load()) == "FactBase(1878 facts on 288 subjects, 1995-01-01 to 2026-11-22)"
