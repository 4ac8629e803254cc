"""What section 30D asks of one kind of car on its days, as known: read from the facts of the subjects ``us_30d_*``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from siting.errors import MethodError
from siting.facts import Knowledge
from siting.measures.clean_vehicle_amount import BatteryFormula, CleanVehicleLaw, Finding, TwoHalves
from siting.measures.limits import Limit
from siting.measures.steps import number, required_rule
from siting.measures.vehicle import Filing, Vehicle
from siting.model import Fact
from siting.model.programme import Body

__all__ = ["Purchase", "income_is_tested", "read_law"]

_FILING = {"joint": "joint", "head": "head_of_household", "other": "other"}
_FIRST_STANDARD = "EPA_CAFE"
_TERRITORY_OF = {"PR": "US"}


@dataclass(frozen=True, slots=True)
class Purchase:
    """The days of a sale; a contract after delivery is refused."""

    delivered: date
    contract: date | None = None
    paid: date | None = None

    def __post_init__(self) -> None:
        if self.contract is not None and self.contract > self.delivered:
            raise MethodError(f"contract: {self.contract} is after delivery on {self.delivered}")

    @property
    def acquired(self) -> date:
        """The later of contract and payment if both are known, otherwise delivery."""
        if self.contract is None or self.paid is None:
            return self.delivered
        return max(self.contract, self.paid)


def read_law(
    knowledge: Knowledge, vehicle: Vehicle, *, purchase: Purchase, filing: Filing | None = None
) -> CleanVehicleLaw:
    """Return the law for a car's body, origin, maker and days; its numbers are not looked at.

    Parameters
    ----------
    filing
        Filing status of the buyer; None for a buyer within the income caps, whose income is not tested.

    Raises
    ------
    FactError
        If the fact base holds no rule for one of the days.
    """
    day, transition = _day_of_rules(knowledge, purchase)
    findings = [
        *_availability(knowledge, purchase),
        *transition,
        _plug(vehicle),
        _assembly(knowledge, vehicle, day),
        *_foreign_entities(knowledge, vehicle, day),
        *([] if filing else [Finding("income", passes=True, text="the buyer is taken to be within the income caps")]),
    ]
    limits = [
        *_size_limits(knowledge, day),
        *_price_limit(knowledge, vehicle, day, purchase.delivered),
        *_income_limit(knowledge, filing, day),
    ]
    return CleanVehicleLaw(tuple(findings), tuple(limits), _amount(knowledge, vehicle, day, purchase.delivered))


def income_is_tested(knowledge: Knowledge, *, on: date) -> bool:
    """Whether the law of a day, as known, asks for the buyer's income.

    Examples
    --------
    >>> from siting.facts import known
    >>> [income_is_tested(known(day), on=date(2027, 6, 1)) for day in (date(2019, 6, 30), date(2023, 4, 30))]
    [False, True]
    """
    filings = _FILING.values()
    return any(knowledge.rule("us_30d_income_cap", "magi_cap_usd", on=on, filing=name) for name in filings)


def _day_of_rules(knowledge: Knowledge, purchase: Purchase) -> tuple[date, list[Finding]]:
    """Find the day whose rules hold: delivery, or the eve of the 2022 Act for a contract signed before it."""
    exempt = knowledge.rule("us_30d_final_assembly", "exempt_if_binding_contract_before", on=purchase.delivered)
    if exempt is None or purchase.contract is None:
        return purchase.delivered, []
    enacted = date.fromisoformat(str(exempt.value))
    if not purchase.contract < enacted <= purchase.delivered:
        return purchase.delivered, []
    eve = enacted - timedelta(days=1)
    text = f"binding contract of {purchase.contract}, before {enacted}: the rules of {eve} hold"
    return eve, [Finding("transition", passes=True, text=text, facts=(exempt,))]


def _availability(knowledge: Knowledge, purchase: Purchase) -> list[Finding]:
    service = knowledge.rule(
        "us_30d_availability", "credit_available", on=purchase.delivered, date_basis="placed_in_service"
    )
    meaning = knowledge.rule("us_30d_placed_in_service", "placed_in_service_means", on=purchase.delivered)
    runs = service is not None and service.value is True
    found = Finding(
        "delivery day",
        passes=runs,
        text=f"delivered on {purchase.delivered}: section 30D {'covers' if runs else 'does not cover'} that day",
        facts=_held(service, meaning),
    )
    ended = knowledge.rule("us_30d_availability", "credit_available", on=purchase.acquired, date_basis="acquired")
    if ended is None:
        return [found]
    meaning = knowledge.rule("us_30d_acquired_definition", "acquired_means", on=purchase.acquired)
    alive = ended.value is True
    end = "still runs" if alive else f"ended before {ended.effective_from}"
    text = f"acquired on {purchase.acquired}: the credit {end}"
    return [found, Finding("acquisition day", passes=alive, text=text, facts=_held(ended, meaning))]


def _plug(vehicle: Vehicle) -> Finding:
    plugs = vehicle.powertrain != "ice"
    text = f"powertrain {vehicle.powertrain}: {'can' if plugs else 'cannot'} be plugged in"
    return Finding("powertrain", passes=plugs, text=text)


def _assembly(knowledge: Knowledge, vehicle: Vehicle, day: date) -> Finding:
    region = required_rule(knowledge, "us_30d_final_assembly", "final_assembly_region", on=day)
    place = _TERRITORY_OF.get(vehicle.assembly_country, vehicle.assembly_country)
    if region.value == "any":
        text = f"assembled in {place}: any country of assembly qualifies"
        return Finding("final assembly", passes=True, text=text, facts=(region,))
    countries = required_rule(knowledge, "us_30d_north_america", "countries", on=day)
    inside = isinstance(countries.value, tuple) and place in countries.value
    text = f"assembled in {place}: {'inside' if inside else 'outside'} {region.value}"
    return Finding("final assembly", passes=inside, text=text, facts=(region, countries))


def _foreign_entities(knowledge: Knowledge, vehicle: Vehicle, day: date) -> list[Finding]:
    defined = knowledge.rule("us_30d_feoc_definition", "covered_nations", on=day)
    doubt = "" if defined else " (no definition published by then: the input is an assumption)"
    findings = []
    for part, content in (("components", vehicle.feoc_component), ("minerals", vehicle.feoc_mineral)):
        bar = knowledge.rule(f"us_30d_feoc_{part}", f"feoc_{part}_bar", on=day)
        if bar is None or bar.value is not True:
            continue
        text = f"{part} from a foreign entity of concern: {'some, bars the whole credit' if content else 'none'}{doubt}"
        findings.append(Finding(f"foreign entity {part}", passes=not content, text=text, facts=_held(bar, defined)))
    return findings


def _size_limits(knowledge: Knowledge, day: date) -> list[Limit]:
    weight = required_rule(knowledge, "us_30d_gvwr", "gvwr_max_exclusive_lb", on=day)
    battery = required_rule(knowledge, "us_30d_min_battery", "min_battery_kwh", on=day)
    return [
        Limit("gvwr_lb", "gross vehicle weight rating", "below", number(weight), "lb", (weight,)),
        Limit("battery_kwh", "battery", "at least", number(battery), "kWh", (battery,)),
    ]


def _price_limit(knowledge: Knowledge, vehicle: Vehicle, day: date, delivered: date) -> list[Limit]:
    """Read the price cap of the car's class; a class that counted on delivery goes on counting."""
    standards = knowledge.rules("us_30d_class_standard", "vehicle_class_standard", on=day)
    then = [fact for fact in standards if fact.known_from is None or fact.known_from <= delivered]
    used = tuple(dict.fromkeys([*standards[:1], *then[:1]]))
    classes: set[Body] = {_class_under(fact, vehicle) for fact in used} or {vehicle.body}
    caps = [knowledge.rule("us_30d_msrp_cap", "msrp_cap_usd", on=day, **{"class": body}) for body in classes]
    known_caps = [cap for cap in caps if cap is not None]
    if not known_caps:
        return []
    cap = max(known_caps, key=number)
    meaning = knowledge.rule("us_30d_msrp_definition", "msrp_includes", on=day)
    return [Limit("msrp_usd", "list price", "at most", number(cap), "USD", (*_held(cap, meaning), *used))]


def _class_under(standard: Fact, vehicle: Vehicle) -> Body:
    if standard.value == _FIRST_STANDARD and vehicle.body_first_standard is not None:
        return vehicle.body_first_standard
    return vehicle.body


def _income_limit(knowledge: Knowledge, filing: Filing | None, day: date) -> list[Limit]:
    if filing is None:
        return []
    cap = knowledge.rule("us_30d_income_cap", "magi_cap_usd", on=day, filing=_FILING[filing])
    if cap is None:
        return []
    return [Limit("income_usd", "income in the lower of two years", "at most", number(cap), "USD", (cap,))]


def _amount(knowledge: Knowledge, vehicle: Vehicle, day: date, delivered: date) -> BatteryFormula | TwoHalves:
    minerals = knowledge.rule("us_30d_critical_minerals", "min_value_pct", on=day)
    components = knowledge.rule("us_30d_battery_components", "min_value_pct", on=day)
    if minerals is None or components is None:
        return _battery_formula(knowledge, vehicle, day, delivered)
    method = knowledge.rule("us_30d_amount_method", "amount_method", on=day)
    half = required_rule(knowledge, "us_30d_halves", "half_credit_usd", on=day)
    return TwoHalves(
        number(half),
        Limit("critical_minerals_share", "minerals", "at least", number(minerals) / 100, "of value"),
        Limit("battery_components_share", "components", "at least", number(components) / 100, "of value"),
        _held(method, half, minerals, components),
    )


def _battery_formula(knowledge: Knowledge, vehicle: Vehicle, day: date, delivered: date) -> BatteryFormula:
    method = required_rule(knowledge, "us_30d_amount_method", "amount_method", on=day)
    names = ("base_usd", "first_step_usd", "per_kwh_usd", "threshold_kwh", "cap_usd")
    parts = [required_rule(knowledge, "us_30d_battery_formula", name, on=day) for name in names]
    share, grounds = _phase_out(knowledge, vehicle.maker, day, delivered)
    base, first_step, per_kwh, threshold, cap = (number(part) for part in parts)
    return BatteryFormula(base, first_step, per_kwh, threshold, cap, share, (method, *parts, *grounds))


def _phase_out(knowledge: Knowledge, maker: str | None, day: date, delivered: date) -> tuple[float, tuple[Fact, ...]]:
    """Read the share of the credit left in the quarter of delivery, counted from the quarter of the maker's cap."""
    shares = knowledge.rule("us_30d_mfr_cap", "phase_out_multipliers", on=day)
    if maker is None or shares is None or not isinstance(shares.value, tuple):
        return 1.0, ()
    reached = knowledge.rule("us_30d_mfr_cap", "cap_reached_quarter", on=day, manufacturer=maker)
    if reached is None:
        return 1.0, (shares,)
    year, quarter = str(reached.value).split("-Q")
    passed = 4 * (delivered.year - int(year)) + (delivered.month - 1) // 3 + 1 - int(quarter)
    if passed < 0:
        return 1.0, (shares, reached)
    return float(shares.value[min(passed, len(shares.value) - 1)]), (shares, reached)


def _held(*facts: Fact | None) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact is not None)
