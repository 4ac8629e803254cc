"""The shipped tables hold what docs/facts.md promises."""

import csv
import re
from collections import Counter
from datetime import date

import pytest

from siting.facts import load, period_end
from siting.facts.base import COMPILED, DATA, TABLES
from siting.facts.rules import conditions

HEADER = [
    "subject", "attribute", "scope", "value", "type", "unit", "period", "effective_from", "effective_to", "known_from",
    "source", "confidence", "basis", "note",
]  # fmt: skip
STATIC = {
    "official_name", "owner", "city", "province", "iso_country", "iso_region", "latitude", "longitude", "opened_year",
    "site_area_m2", "floor_area_m2", "covered_area_m2",
}  # fmt: skip
GEOGRAPHY = ("market_node_", "population_centroid_", "sea_distance", "geodesic_distance", "vehicle_ports")
WEIGHT_SETS = {
    "spartanburg-2021": "2022-02-28",
    "spartanburg-2022": "2023-02-28",
    "porsche-brand-2022": "2023-01-31",
    "bmw-xm-expectation": "2024-01-04",
    "siting-default": "2024-01-04",
    "alfa-network-2025": "2026-03-05",
}


def rows(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = [(table, row) for table in TABLES for row in rows(table)]
SOURCES = rows("sources")
UNITS = rows("units")


def wrong(test, among=ROWS):
    return [(table, row["subject"], row["attribute"], row["value"], row["period"]) for table, row in among if test(row)]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_the_one_header(table):
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == HEADER


def test_no_table_lost_rows():
    assert {table: len(rows(table)) for table in TABLES} == {"plants": 672, "policy": 310, "costs": 311, "markets": 585}


def test_every_row_names_a_known_source():
    known = {source["id"] for source in SOURCES}
    assert not wrong(lambda row: row["source"] not in known)


def test_what_has_no_source_is_an_estimate_or_a_choice_or_arithmetic_and_says_so():
    kinds = {"unsourced-estimate": "estimate", "analyst-choice": "planning"}
    assert not wrong(lambda row: row["source"] in kinds and row["basis"] != kinds[row["source"]])
    assert not wrong(lambda row: row["source"] == "own-computation" and row["basis"] not in {"derived", "planning"})
    assert not wrong(lambda row: row["basis"] == "estimate" and row["source"] != "unsourced-estimate")


def test_estimates_are_never_confident():
    assert not wrong(lambda row: row["basis"] == "estimate" and row["confidence"] != "low")


def test_every_source_is_titled_used_and_listed_once():
    assert all(source["title"] for source in SOURCES)
    assert {source["id"] for source in SOURCES} == {row["source"] for _, row in ROWS}
    assert len({source["id"] for source in SOURCES}) == len(SOURCES)
    assert len({(source["title"], source["url"], source["published"]) for source in SOURCES}) == len(SOURCES)


def test_source_addresses_and_dates_are_well_formed():
    assert all(re.fullmatch(r"(https?://\S+)?", source["url"]) for source in SOURCES)
    dated = [source["published"] for source in SOURCES if source["published"]]
    assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text) and period_end(text) for text in dated)


def test_units_come_from_the_list_and_the_list_has_no_strays():
    assert {row["unit"] for _, row in ROWS} - {""} == {unit["unit"] for unit in UNITS}
    assert all(unit["quantity"] and unit["meaning"] for unit in UNITS)


def test_every_number_has_a_unit_and_no_truth_or_day_has_one():
    assert not wrong(lambda row: row["type"] == "number" and not row["unit"])
    assert not wrong(lambda row: row["type"] in {"boolean", "date"} and row["unit"])


def test_values_are_what_their_type_says():
    patterns = {
        "number": r"-?\d+(\.\d+)?",
        "boolean": "true|false",
        "date": r"\d{4}-\d\d-\d\d",
        "list": r"[^|]+(\|[^|]+)*",
        "map": r"[^:;]+: [^:;]+(; [^:;]+: [^:;]+)*",
        "text": r".+",
        "none": "",
    }
    assert not wrong(lambda row: not re.fullmatch(patterns[row["type"]], row["value"]))


def test_what_is_not_published_says_why():
    assert not wrong(lambda row: row["type"] == "none" and not row["note"])


def test_days_are_days_and_nothing_is_known_after_the_base_was_compiled():
    for key in ("effective_from", "effective_to", "known_from"):
        assert not wrong(lambda row, key=key: row[key] and str(date.fromisoformat(row[key])) != row[key])
    assert not wrong(lambda row: row["known_from"] > str(COMPILED))
    assert not wrong(lambda row: row["effective_to"] and row["effective_from"] > row["effective_to"])


def test_every_period_is_one():
    free = {"planning", "proxy"}
    assert not wrong(lambda row: row["period"] and row["period"] not in free and period_end(row["period"]) is None)


def test_rules_are_dated_by_law_and_everything_else_by_period():
    policy = [pair for pair in ROWS if pair[0] == "policy"]
    assert not wrong(lambda row: row["period"] or not row["known_from"], policy)
    others = [pair for pair in ROWS if pair[0] != "policy"]
    assert not wrong(lambda row: not row["period"] or row["effective_from"] or row["effective_to"], others)


def expected_known_from(row):
    published = next(source["published"] for source in SOURCES if source["id"] == row["source"])
    if row["attribute"] in STATIC or row["attribute"].startswith(GEOGRAPHY) or row["period"] == "planning":
        return ""
    if row["period"] == "proxy":
        return WEIGHT_SETS[row["scope"].removeprefix("set=")]
    end = period_end(row["period"])
    return str(end if end <= COMPILED else period_end(published))


def test_facts_are_known_from_the_end_of_their_period():
    dated = [pair for pair in ROWS if pair[0] != "policy"]
    assert not wrong(lambda row: row["known_from"] != expected_known_from(row), dated)


def test_no_row_twice():
    same = Counter(tuple(value for key, value in row.items() if key not in {"confidence", "note"}) for _, row in ROWS)
    assert [row for row, count in same.items() if count > 1] == []


def test_one_slug_per_thing():
    things = {row["subject"] for table, row in ROWS if table != "policy"}
    rules = {row["subject"] for table, row in ROWS if table == "policy"}
    assert all(re.fullmatch(r"[a-z0-9]+(--?[a-z0-9]+)*", slug) for slug in things)
    assert all(re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)+", slug) for slug in rules)
    assert not things & rules
    assert (
        not {"spartanburg", "ontario", "all", "hyundai-metaplant-ga", "bmw-x5-us", "civitavecchia-baltimore"} & things
    )


def test_attributes_are_snake_case():
    assert not wrong(lambda row: not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", row["attribute"]))


def test_scopes_are_conditions():
    assert all(part.count("=") for _, row in ROWS if row["scope"] for part in row["scope"].split(";"))
    assert all(all(words) for _, row in ROWS for words in conditions(row["scope"]).values())


def test_no_workplace_in_the_data():
    stray = re.compile(r"/(work|tmp|home|root)/|stored (text|page|cop)|seed|helper|this file", re.IGNORECASE)
    assert not [row for _, row in ROWS if stray.search(" ".join(row.values()))]
    assert not [source for source in SOURCES if stray.search(source["title"] + source["id"])]


def test_numbers_of_one_attribute_of_one_subject_share_a_unit_unless_listed():
    units = {}
    for _, row in ROWS:
        if row["type"] == "number":
            units.setdefault((row["subject"], row["attribute"]), set()).add(row["unit"])
    mixed = {key for key, found in units.items() if len(found) > 1}
    assert mixed == {
        ("mexico", "assembly_plant_wage"),
        ("mexico", "industrial_electricity_price"),
        ("oakville", "brownfield_capex"),
        ("us_s232_auto", "quota_units"),
    }


@pytest.mark.parametrize("name", WEIGHT_SETS)
def test_demand_weights_add_up(name):
    weights = [fact.value for fact in load().facts if fact.scope == f"set={name}"]
    assert sum(weights) == pytest.approx(100)


def test_demand_weights_follow_from_what_spartanburg_made_and_exported():
    plant = load().index["bmw-spartanburg"]
    for year in ("2021", "2022"):
        made, exported = (
            next(fact.value for fact in plant[name] if fact.period == year)
            for name in ("production_vehicles", "export_vehicles")
        )
        kept = [fact.value for fact in load().index["usa"]["demand_weight"] if fact.scope == f"set=spartanburg-{year}"]
        assert kept == [pytest.approx(100 * (made - exported) / made, abs=0.05)]


def test_capital_per_unit_follows_from_capital_and_capacity():
    for subject in ("vinfast-north-carolina", "rivian-georgia", "scout-south-carolina"):
        facts = load().index[subject]
        capital, capacity, per_unit = (
            facts[name][0].value
            for name in ("greenfield_capex", "capacity_vehicles_per_year", "capex_per_unit_capacity")
        )
        assert per_unit == pytest.approx(capital / capacity, rel=0.005)


def test_notes_of_spring_2023_look_ahead_only_to_plans_of_that_time():
    ahead = {
        fact.id
        for fact in load().facts
        if fact.period and fact.known_from and fact.known_from <= date(2023, 4, 30)
        if re.search(r"\b20(2[4-9]|3\d)\b", fact.note)
    }
    assert ahead == {
        "alfa-e-segment.powertrain@2023-04",
        *(f"{plant}.labour_agreement@2023-03-08" for plant in ("cassino", "melfi", "mirafiori", "pomigliano")),
        "bmw-debrecen.greenfield_capex@2022-11",
        "bmw-spartanburg.brownfield_capex@2022-10",
        "bmw-spartanburg.investment_announced@2023-02",
        "hyundai-metaplant-georgia.greenfield_capex@2022-10",
        "rivian-georgia.greenfield_capex@2021-12",
        "vinfast-north-carolina.greenfield_capex@2022-03",
        "volvo-kosice.greenfield_capex@2022-07",
    }
