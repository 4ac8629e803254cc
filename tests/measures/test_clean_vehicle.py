from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.errors import FactError, MethodError, StudyError
from siting.facts import known
from siting.measures.clean_vehicle import clean_vehicle_credit
from siting.measures.clean_vehicle_amount import BatteryFormula, CleanVehicleLaw, Finding, TwoHalves, credit_usd
from siting.measures.clean_vehicle_law import Purchase, read_law
from siting.measures.limits import Limit
from siting.measures.vehicle import Buyer, Vehicle

LATEST = None


def car(country, body, msrp, kwh, **more):
    fields = {"gvwr_lb": 6_000, **more}
    return Vehicle(assembly_country=country, body=body, msrp_usd=msrp, battery_kwh=kwh, **fields)


def shares(minerals, components):
    return {"critical_minerals_share": minerals, "battery_components_share": components}


def alfa(country="US", body="suv", msrp=75_000, minerals=0.80, components=0.80):
    return car(country, body, msrp, 100, gvwr_lb=6_400, **shares(minerals, components))


def crossover():
    return car("US", "suv", 60_000, 80, certified_halves=0, body_first_standard="other")


def joint(income):
    return Buyer(filing="joint", magi_usd=(income, income))


NO_HALF = {"certified_halves": 0}
GOOD = shares(0.60, 0.60)
PART = {**shares(0.60, 0.70), "feoc_component": True}
MINERAL = {**shares(0.60, 0.70), "feoc_mineral": True}
ITALIAN_PHEV = car("IT", "suv", 90_000, 16, powertrain="phev")
SIGNED_2022 = {"contract": "2022-08-10", "paid": "2022-08-10"}
TESLA = car("US", "other", 50_000, 75, maker="Tesla")
US_SUV = car("US", "suv", 60_000, 80, **GOOD)

# Situation, car, buyer and days, day of knowledge, credit in USD, a rule that must be named in the trace.
CASES = {
    "01 as planned in 2023": (alfa(), {"delivered": "2027-06-01"}, "2023-04-17", 7500, "us_30d_critical_minerals"),
    "02 same, as known in 2026": (alfa(), {"delivered": "2027-06-01"}, "2026-11-22", 0, "us_30d_availability"),
    "03 same from Cassino": (alfa("IT"), {"delivered": "2027-06-01"}, "2023-04-17", 0, "us_30d_final_assembly"),
    "04 sedan": (alfa(body="other", msrp=68_000), {"delivered": "2027-06-01"}, "2023-04-17", 0, "us_30d_msrp_cap"),
    "05 at the price cap": (alfa(msrp=80_000), {"delivered": "2027-06-01"}, "2023-04-17", 7500, "us_30d_msrp_cap"),
    "06 over it": (alfa(msrp=80_001), {"delivered": "2027-06-01"}, "2023-04-17", 0, "us_30d_msrp_definition"),
    "07 minerals fall short": (
        alfa(minerals=0.78), {"delivered": "2027-06-01"}, "2023-04-17", 3750, "us_30d_critical_minerals",
    ),
    "08a last day of the battery formula": (
        car("US", "suv", 60_000, 80, **NO_HALF), {"delivered": "2023-04-17"}, LATEST, 7500, "us_30d_battery_formula",
    ),
    "08b first day of the halves": (
        car("US", "suv", 60_000, 80, **NO_HALF), {"delivered": "2023-04-18"}, LATEST, 0, "us_30d_amount_method",
    ),
    "09 small battery": (
        car("MX", "suv", 50_000, 12, powertrain="phev", **NO_HALF),
        {"delivered": "2023-02-15"}, LATEST, 5836, "us_30d_battery_formula",
    ),
    "10a thresholds of 2024": (
        car("US", "suv", 60_000, 80, **shares(0.55, 0.60)),
        {"delivered": "2024-06-01"}, LATEST, 7500, "us_30d_critical_minerals",
    ),
    "10b thresholds of 2025": (
        car("US", "suv", 60_000, 80, **shares(0.55, 0.60)),
        {"delivered": "2025-06-01"}, LATEST, 3750, "us_30d_critical_minerals",
    ),
    "11a foreign component before the bar": (
        car("US", "suv", 60_000, 80, **PART), {"delivered": "2023-12-31"}, LATEST, 7500, "us_30d_battery_components",
    ),
    "11b and after": (
        car("US", "suv", 60_000, 80, **PART), {"delivered": "2024-01-01"}, LATEST, 0, "us_30d_feoc_components",
    ),
    "11c foreign mineral after the bar": (
        car("US", "suv", 60_000, 80, **MINERAL), {"delivered": "2025-01-01"}, LATEST, 0, "us_30d_feoc_minerals",
    ),
    "11c and a day before": (
        car("US", "suv", 60_000, 80, **MINERAL), {"delivered": "2024-12-31"}, LATEST, 7500, "us_30d_feoc_components",
    ),
    "12a either year of income": (
        US_SUV, {"delivered": "2024-06-01", "buyer": Buyer(filing="other", magi_usd=(160_000, 149_000))},
        LATEST, 7500, "us_30d_income_cap",
    ),
    "12b both years over": (
        US_SUV, {"delivered": "2024-06-01", "buyer": Buyer(filing="other", magi_usd=(150_001, 150_001))},
        LATEST, 0, "us_30d_income_cap",
    ),
    "13a acquired before the end": (
        US_SUV, {"delivered": "2025-11-15", "contract": "2025-09-29", "paid": "2025-09-29"},
        LATEST, 7500, "us_30d_critical_minerals",
    ),
    "13b paid too late": (
        US_SUV, {"delivered": "2025-11-15", "contract": "2025-09-29", "paid": "2025-10-02"},
        LATEST, 0, "us_30d_acquired_definition",
    ),
    "14a Italian plug-in before the 2022 Act": (
        ITALIAN_PHEV, {"delivered": "2022-07-15", "buyer": joint(900_000)}, LATEST, 7500, "us_30d_battery_formula",
    ),
    "14b and after": (
        ITALIAN_PHEV, {"delivered": "2022-09-15", "buyer": joint(900_000)}, LATEST, 0, "us_30d_final_assembly",
    ),
    "14c signed before it": (
        ITALIAN_PHEV, {"delivered": "2022-09-15", "buyer": joint(900_000), **SIGNED_2022},
        LATEST, 7500, "us_30d_final_assembly",
    ),
    "15a half": (TESLA, {"delivered": "2019-02-01"}, LATEST, 3750, "us_30d_mfr_cap"),
    "15b quarter": (TESLA, {"delivered": "2019-08-01"}, LATEST, 1875, "us_30d_mfr_cap"),
    "15c nothing": (TESLA, {"delivered": "2022-10-01"}, LATEST, 0, "us_30d_mfr_cap"),
    "16 battery below 7 kWh": (
        car("US", "suv", 50_000, 6.5, powertrain="phev", **NO_HALF),
        {"delivered": "2023-03-01"}, LATEST, 0, "us_30d_min_battery",
    ),
    "17 at 14,000 lb": (
        car("US", "pickup", 70_000, 120, gvwr_lb=14_000, **GOOD), {"delivered": "2024-06-01"}, LATEST, 0, "us_30d_gvwr",
    ),
    "18a car under the first standard": (
        crossover(), {"delivered": "2023-01-20"}, "2023-01-25", 0, "us_30d_class_standard",
    ),
    "18b SUV under the second": (
        crossover(), {"delivered": "2023-01-20"}, "2023-02-10", 7500, "us_30d_class_standard",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("vehicle", "sale", "as_of", "usd", "rule"), CASES.values(), ids=CASES)
def test_truth_table(vehicle, sale, as_of, usd, rule):
    credit = clean_vehicle_credit(vehicle, **{"buyer": joint(200_000), **sale}, as_of=as_of)
    assert credit.value == usd
    assert (credit.unit, credit.kind) == ("USD", "computed")
    assert any(fact.startswith(f"{rule}.") for step in credit.trace for fact in step.facts)
    assert {source.id for source in credit.sources}


def test_either_class_counts_in_january_2023():
    """An SUV of the first standard that the label calls a car keeps the higher cap, but only in that month."""
    estate = car("US", "other", 60_000, 80, certified_halves=0, body_first_standard="suv")
    assert clean_vehicle_credit(estate, delivered="2023-01-20").value == 7500
    assert clean_vehicle_credit(estate, delivered="2023-02-03").value == 0


def test_a_contract_of_2022_keeps_the_phase_out_of_the_delivery_quarter():
    days = {"delivered": "2023-02-01", **SIGNED_2022}
    toyota = car("JP", "suv", 90_000, 16, powertrain="phev", maker="Toyota")  # cap reached in 2022-Q2
    assert clean_vehicle_credit(toyota, **days).value == 3750
    assert clean_vehicle_credit(car("JP", "suv", 90_000, 16), **days).value == 7500


def test_a_contract_of_the_day_of_the_2022_act_is_too_late():
    assert clean_vehicle_credit(ITALIAN_PHEV, delivered="2022-09-15", contract="2022-08-15").value == 7500
    assert clean_vehicle_credit(ITALIAN_PHEV, delivered="2022-09-15", contract="2022-08-16").value == 0


@pytest.mark.parametrize(
    ("delivered", "usd"),
    [("2018-06-30", 7500), ("2018-12-31", 7500), ("2019-06-30", 3750), ("2019-12-31", 1875), ("2020-01-01", 0)],
)
def test_phase_out_quarter_by_quarter(delivered, usd):
    assert clean_vehicle_credit(TESLA, delivered=delivered).value == usd


def test_sourcing_year_is_that_of_delivery_not_of_the_contract():
    partly = car("US", "suv", 60_000, 80, **shares(0.55, 0.60))
    assert clean_vehicle_credit(partly, contract="2024-12-20", paid="2024-12-20", delivered="2025-01-10").value == 3750


def test_thresholds_of_the_2022_act_hold_before_the_method_was_published():
    assert clean_vehicle_credit(alfa(minerals=0.78), delivered="2027-06-01", as_of="2022-12-31").value == 3750


def test_puerto_rico_is_the_united_states():
    assert clean_vehicle_credit(alfa("PR"), delivered="2027-06-01", as_of="2023-04-17").value == 7500


def test_original_sunset():
    assert clean_vehicle_credit(alfa(), delivered="2032-12-31", as_of="2023-04-17").value == 3750  # components: 100 %
    whole = alfa(components=1.0)
    assert clean_vehicle_credit(whole, delivered="2032-12-31", as_of="2023-04-17").value == 7500
    assert clean_vehicle_credit(whole, delivered="2033-01-01", as_of="2023-04-17").value == 0


def test_a_car_without_a_plug_gets_nothing():
    assert (
        clean_vehicle_credit(car("US", "suv", 50_000, 20, powertrain="ice", **GOOD), delivered="2024-06-01").value == 0
    )


def test_the_trace_says_what_took_the_credit_away():
    trace = clean_vehicle_credit(alfa("IT", msrp=81_000), delivered="2027-06-01", as_of="2023-04-17").trace
    assert trace[-1].text == "section 30D credit 0 USD, taken away by: final assembly, list price"
    assert "list price 81,000 USD, must be at most 80,000 USD: not met" in [step.text for step in trace]
    assert any("taken to be within the income caps" in step.text for step in trace)
    assert any("no definition published by then" in step.text for step in trace)


def test_day_of_knowledge_travels_with_the_value():
    assert clean_vehicle_credit(alfa(), delivered=date(2027, 6, 1), as_of="2023-04").as_of == date(2023, 4, 30)
    assert clean_vehicle_credit(alfa(), delivered=date(2027, 6, 1)).as_of == known().as_of


def test_missing_shares_are_asked_for_only_where_they_decide():
    bare = car("US", "suv", 60_000, 80)
    with pytest.raises(MethodError, match="critical_minerals_share"):
        clean_vehicle_credit(bare, delivered="2024-06-01")
    assert clean_vehicle_credit(bare, delivered="2026-06-01").value == 0
    assert clean_vehicle_credit(car("US", "suv", 90_000, 80), delivered="2024-06-01").value == 0


def test_impossible_days():
    with pytest.raises(MethodError, match="delivered: 'soon'"):
        clean_vehicle_credit(alfa(), delivered="soon")
    with pytest.raises(MethodError, match="contract: 2027-07-01 is after delivery"):
        clean_vehicle_credit(alfa(), delivered="2027-06-01", contract="2027-07-01")
    with pytest.raises(FactError, match="no rule us_30d"):
        clean_vehicle_credit(alfa(), delivered="2009-06-01")


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"msrp_usd": -1}, "msrp_usd"),
        ({"critical_minerals_share": 1.1}, "critical_minerals_share"),
        ({"assembly_country": "XX"}, "assembly_country"),
        ({"body": "sedan"}, "body"),
        ({"powertrain": "diesel"}, "powertrain"),
        ({"certified_halves": 3}, "certified_halves"),
        ({"certified_halves": 1, "critical_minerals_share": 0.5}, "not both"),
        ({"battery": 100}, "battery"),
        ({"msrp_usd": float("nan")}, "msrp_usd"),
    ],
)
def test_impossible_cars(fields, named):
    given_fields = {"assembly_country": "US", "msrp_usd": 75_000, "battery_kwh": 100, **fields}
    with pytest.raises(StudyError, match=named):
        Vehicle(**given_fields)


@pytest.mark.parametrize("fields", [{"filing": "single"}, {"magi_usd": (200_000,)}, {"magi_usd": 200_000}])
def test_impossible_buyers(fields):
    with pytest.raises(StudyError, match=next(iter(fields))):
        Buyer(**fields)


@pytest.mark.parametrize(("halves", "usd"), [(0, 0), (1, 3750), (2, 7500)])
def test_certified_halves(halves, usd):
    vehicle = car("CA", "van", 60_000, 80, certified_halves=halves)
    assert clean_vehicle_credit(vehicle, delivered="2024-06-01").value == usd


@pytest.mark.parametrize(("kwh", "usd"), [(4.9, 2500), (5, 2917), (14.1, 2917 + 9.1 * 417), (16, 7500), (200, 7500)])
def test_battery_formula_by_hand(kwh, usd):
    formula = BatteryFormula(2500, 417, 417, 5, 7500)
    assert formula.usd({"battery_kwh": kwh}) == pytest.approx(usd)


LAW_2027 = CleanVehicleLaw(
    findings=(),
    limits=(
        Limit("msrp_usd", "list price", "at most", 80_000, "USD"),
        Limit("gvwr_lb", "weight", "below", 14_000, "lb"),
        Limit("battery_kwh", "battery", "at least", 7, "kWh"),
        Limit("income_usd", "income", "at most", 300_000, "USD"),
    ),
    amount=TwoHalves(
        3_750,
        Limit("critical_minerals_share", "minerals", "at least", 0.8, ""),
        Limit("battery_components_share", "components", "at least", 0.8, ""),
    ),
)
NUMBERS = {
    "msrp_usd": 75_000.0,
    "battery_kwh": 100.0,
    "gvwr_lb": 6_400.0,
    "critical_minerals_share": 0.8,
    "battery_components_share": 0.8,
    "income_usd": 200_000.0,
}


def test_pure_half_broadcasts():
    minerals = np.array([[0.78], [0.80]])
    prices = np.array([80_000.0, 80_001.0])
    usd = credit_usd(LAW_2027, **{**NUMBERS, "critical_minerals_share": minerals, "msrp_usd": prices})
    assert usd.tolist() == [[3750, 0], [7500, 0]]


def test_pure_half_keeps_missing_numbers_missing():
    usd = credit_usd(
        LAW_2027, **{**NUMBERS, "critical_minerals_share": np.nan, "msrp_usd": [75_000.0, 90_000.0, np.nan]}
    )
    assert np.isnan(usd).tolist() == [True, False, True]
    assert usd[1] == 0
    assert credit_usd(LAW_2027, **{**NUMBERS, "msrp_usd": np.nan, "battery_kwh": 6.9}) == 0


def test_a_finding_closes_the_credit_whatever_the_numbers():
    closed = CleanVehicleLaw((Finding("origin", passes=False, text="elsewhere"),), LAW_2027.limits, LAW_2027.amount)
    assert credit_usd(closed, **{**NUMBERS, "msrp_usd": [1.0, 2.0]}).tolist() == [0, 0]


share = st.floats(0, 1)
DAYS = st.dates(date(2010, 1, 1), date(2034, 12, 31))


@given(DAYS, st.floats(0, 200_000), st.floats(0, 300), share, share, st.sampled_from(["US", "IT", "MX"]))
def test_never_below_zero_nor_above_7500(delivered, msrp, kwh, minerals, components, country):
    vehicle = car(country, "suv", msrp, kwh, **shares(minerals, components))
    assert 0 <= clean_vehicle_credit(vehicle, delivered=delivered, as_of="2023-04-17").value <= 7500


@given(share, share, share, share, st.dates(date(2023, 4, 18), date(2032, 12, 31)))
def test_more_qualifying_content_never_costs_credit(minerals, components, more_minerals, more_components, delivered):
    low = (min(minerals, more_minerals), min(components, more_components))
    high = (max(minerals, more_minerals), max(components, more_components))
    paid = [
        clean_vehicle_credit(
            car("US", "suv", 60_000, 80, **shares(*pair)), delivered=delivered, as_of="2023-04-17"
        ).value
        for pair in (low, high)
    ]
    assert paid[0] <= paid[1]


@given(st.lists(st.tuples(st.floats(0, 160_000), st.floats(0, 30), share, share), min_size=1, max_size=6), DAYS)
def test_pure_half_on_arrays_equals_the_measure_on_each_car(cars, delivered):
    msrp, kwh, minerals, components = np.array(cars).T
    law = read_law(known(date(2023, 4, 17)), US_SUV, purchase=Purchase(delivered))
    usd = credit_usd(
        law,
        msrp_usd=msrp,
        battery_kwh=kwh,
        gvwr_lb=6_000,
        critical_minerals_share=minerals,
        battery_components_share=components,
        income_usd=0,
    )
    singly = [
        clean_vehicle_credit(car("US", "suv", m, k, **shares(c, b)), delivered=delivered, as_of="2023-04-17").value
        for m, k, c, b in cars
    ]
    assert usd.tolist() == singly


def test_a_launch_of_2027_as_planners_of_four_years_saw_it():
    days = ["2019-06-30", "2023-04-30", "2025-04-30", "2026-11-22"]
    seen = {
        country: [clean_vehicle_credit(alfa(country), delivered="2027-06-01", as_of=day).value for day in days]
        for country in ("US", "IT")
    }
    assert seen == {"US": [7500, 7500, 7500, 0], "IT": [7500, 0, 0, 0]}


def test_the_credit_of_the_2022_act_was_to_end_in_2032():
    car = alfa(minerals=1.0, components=1.0)
    credit = {day: clean_vehicle_credit(car, delivered=day, as_of="2023-04-30") for day in ("2032-12-31", "2033-01-01")}
    assert [cell.value for cell in credit.values()] == [7500, 0]
