"""What the customs law of a day takes from one kind of car: read from the tariff, section 232 and retaliation facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from siting.errors import FactError, MethodError
from siting.facts import Knowledge
from siting.facts.rules import conditions
from siting.labels import format_number, format_percent
from siting.measures.customs_territory import customs_territory
from siting.measures.shipment import Shipment
from siting.measures.steps import NOT_VERIFIED, Trace, number
from siting.model import Fact

__all__ = ["DutyRates", "read_rates"]

_TARIFF = "_mfn_auto"
_RATE = "mfn_duty_rate"
_USMCA = frozenset({"US", "CA", "MX"})
_AGREEMENTS = frozenset({"ceta", "fta"})
"""Conditions of a tariff row that ask for the origin rules of an agreement other than the USMCA."""
_TRADE_DEFENCE = {
    ("CN", "US"): ("us_s301_china_ev", "additional_rate", "8703_ev"),
    ("CN", "EU"): ("eu_cvd_china_bev", "countervailing_rate_range", "8703.80"),
}
"""Route to the rule against Chinese electric cars, and the heading it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRates:
    """One reading of the law: rates in percent of customs value, and shares of the value (0..1) that they spare."""

    tariff: float = 0.0
    additional: float = 0.0
    """Section 232 duty on top of the tariff."""
    spared_share: float = 0.0
    """Share of the value that the additional duty spares."""
    floor: float = 0.0
    """Rate to which tariff and section 232 together are brought up."""
    surcharge: float = 0.0
    """Retaliation and trade defence."""
    surtax: float = 0.0
    """Canada's surtax on U.S.-built cars."""
    free_share: float = 0.0
    """Share of the value that the surtax spares."""


def read_rates(knowledge: Knowledge, shipment: Shipment, *, on: date) -> tuple[tuple[DutyRates, ...], Trace]:
    """Return the rates for a shipment on a day, and the steps that led to them.

    Where the law of the day is not verified there are several readings, that of the last text first.

    Raises
    ------
    FactError
        If the fact base has no tariff for the route and day.
    MethodError
        If the engine's size decides and is not given.
    """
    law = _Law(knowledge, shipment, on)
    trace = Trace()
    if law.origin == law.destination:
        _domestic(law, trace)
        return (DutyRates(),), trace
    tariffs = _tariffs(law, trace)
    additional, spared_share, floor = _section_232(law, trace)
    _announced(law, trace)
    surcharges = _surcharges(law, trace)
    surtax, free_share = _surtax(law, trace)
    readings = tuple(
        DutyRates(
            tariff=tariff,
            additional=additional,
            spared_share=spared_share,
            floor=floor,
            surcharge=surcharge,
            surtax=surtax,
            free_share=free_share,
        )
        for tariff, surcharge in product(tariffs, surcharges)
    )
    return readings, trace


class _Law:
    """The rules in force for one shipment on one day."""

    def __init__(self, knowledge: Knowledge, shipment: Shipment, on: date) -> None:
        self.knowledge = knowledge
        self.shipment = shipment
        self.on = on
        self.origin = customs_territory(shipment.origin, on=on)
        self.destination = customs_territory(shipment.destination, on=on)

    def rule(self, subject: str, attribute: str, *, on: date | None = None, **more: str) -> Fact | None:
        ship = self.shipment
        proofs = {
            "usmca": ship.usmca_origin,
            "ceta": ship.fta_origin,
            "fta": ship.fta_origin,
            "commerce_approved": ship.commerce_approved,
        }
        context = {name: "yes" if proof else "no" for name, proof in proofs.items()}
        context |= {"origin": self.origin, "dest": self.destination, "hs": ship.heading[:4], **more}
        return self.knowledge.rule(subject, attribute, on=on or self.on, **context)

    def rates(self, *attributes: tuple[str, str]) -> list[Fact]:
        """Return the rows in force among several rules."""
        return [fact for subject, name in attributes if (fact := self.rule(subject, name)) is not None]


def _domestic(law: _Law, trace: Trace) -> None:
    subject = f"{law.destination.lower()}{_TARIFF}"
    tariff = law.rule(subject, _RATE) if subject in law.knowledge.subjects else None
    trace.say(f"built and sold in {law.destination}: no import duty on the car", [] if tariff is None else [tariff])
    offset = law.rates(("us_s232_offset", "offset_pct_of_aggregate_msrp")) if law.destination == "US" else []
    for fact in offset:
        share = _percent(number(fact))
        trace.say(f"imported parts pay a duty of their own, less an offset of {share} of the list price", [fact])


def _tariffs(law: _Law, trace: Trace) -> tuple[float, ...]:
    """Return the tariff; where an agreement is claimed whose rate the facts do not hold, also a rate of nothing."""
    subject = f"{law.destination.lower()}{_TARIFF}"
    if subject not in law.knowledge.subjects:
        known = sorted(name.removesuffix(_TARIFF).upper() for name in law.knowledge.subjects if name.endswith(_TARIFF))
        raise FactError(f"no import duty of {law.destination} in the fact base; known: {', '.join(known)}")
    fact = law.rule(subject, _RATE)
    if fact is None:
        raise FactError(f"no rule {subject}.{_RATE} for heading {law.shipment.heading} from {law.origin} on {law.on}")
    trace.say(f"tariff of {law.destination} for {law.origin}: {_percent(number(fact))}", [fact])
    if number(fact) == 0 or not _is_open(law, trace):
        return (number(fact),)
    trace.flag(NOT_VERIFIED)
    return number(fact), 0.0


def _is_open(law: _Law, trace: Trace) -> bool:
    """Whether the origin rules of an agreement are claimed that binds the two, but whose rate is not in the facts."""
    ends = {law.origin, law.destination}
    if law.shipment.usmca_origin and ends <= _USMCA:
        trace.say(f"USMCA origin claimed: no rate of it for {law.on} is known, nor of NAFTA, which came before it")
        return True
    if not law.shipment.fta_origin:
        return False
    rows = _agreements(law)
    between = f"between {law.origin} and {law.destination}"
    if not rows:
        trace.say(f"origin under an agreement claimed: the facts hold none {between}, the ordinary tariff stays")
        return False
    trace.say(
        f"origin under an agreement claimed: one {between} is known, but not its rate on this route and day", rows
    )
    return True


def _agreements(law: _Law) -> list[Fact]:
    """Return the tariff rows of either end, of whatever period, that grant the other an agreement."""
    pairs = ((law.destination, law.origin), (law.origin, law.destination))
    rows = [
        (fact, other)
        for end, other in pairs
        if f"{end.lower()}{_TARIFF}" in law.knowledge.subjects
        for fact in law.knowledge.about(f"{end.lower()}{_TARIFF}", _RATE)
    ]
    return [
        fact
        for fact, other in rows
        if not _AGREEMENTS.isdisjoint(conditions(fact.scope)) and other in conditions(fact.scope)["origin"]
    ]


def _section_232(law: _Law, trace: Trace) -> tuple[float, float, float]:
    """Return additional rate, share of the value that it spares, and floor."""
    ship = law.shipment
    added = law.rule("us_s232_auto", "s232_additional_rate")
    if added is None:
        return 0.0, 0.0, 0.0
    around = law.rates(
        ("us_tariff_stacking", "stacks_with_other_s232_or_reciprocal"), ("us_ieepa_ruling", "effect_on_s232_autos")
    )
    floor = law.rule("us_s232_auto", "s232_floor_rate")
    if floor is not None:
        trace.say(f"section 232: tariff and addition together {_percent(number(floor))} or more", [floor, *around])
        return 0.0, 0.0, number(floor)
    quota = law.rule("us_s232_auto", "s232_in_quota_additional_rate")
    if ship.in_quota and quota is not None:
        trace.say(f"section 232 within the quota: + {_percent(number(quota))}", [quota, *around])
        return number(quota), 0.0, 0.0
    base = law.rule("us_s232_auto", "s232_base")
    if base is not None:
        spared = format_percent(ship.us_content, digits=1)
        text = f"section 232: + {_percent(number(added))} of the value without its U.S. content of {spared}"
        trace.say(text, [added, base, *around])
        return number(added), ship.us_content, 0.0
    trace.say(f"section 232: + {_percent(number(added))}", [added, *around])
    return number(added), 0.0, 0.0


def _announced(law: _Law, trace: Trace) -> None:
    threat = law.rule("us_s232_auto_threat", "announced_rate_not_in_force")
    if threat is None or (threat.known_from is not None and threat.known_from > law.on):
        return
    trace.say(f"risk: {_percent(number(threat))} announced for {law.origin}, not in force and not counted", [threat])
    trace.flag(f"announced rate of {_percent(number(threat))} not in force")


def _surcharges(law: _Law, trace: Trace) -> tuple[float, ...]:
    readings: tuple[float, ...] = (0.0,)
    prefix = f"{law.destination.lower()}_retaliation"
    for subject in law.knowledge.subjects:
        if subject.startswith(prefix):
            found = _retaliation(law, subject, trace)
            readings = tuple(before + more for before in readings for more in found)
    defence = _trade_defence(law, trace)
    return tuple(before + more for before in readings for more in defence)


def _retaliation(law: _Law, subject: str, trace: Trace) -> tuple[float, ...]:
    """Return the rate in force; where its state is not established, also the rate of the last day that is."""
    fact = law.rule(subject, "additional_rate", engine=_engine_class(law, subject))
    if fact is None:
        return (0.0,)
    trace.say(f"retaliation against {law.origin}: + {_percent(number(fact))}", [fact])
    if all(entry.attribute != "unverified_from" for entry in law.knowledge.about(subject)):
        return (number(fact),)
    doubt = law.rule(subject, "unverified_from")
    if doubt is None:
        return (number(fact),)
    eve = date.fromisoformat(str(doubt.value)) - timedelta(days=1)
    before = law.rule(subject, "additional_rate", on=eve)
    if before is None or before.value == fact.value:
        return (number(fact),)
    text = f"not verified since {doubt.value}: + {_percent(number(before))} if the state of {eve} goes on"
    trace.say(text, [doubt, before])
    trace.flag(NOT_VERIFIED)
    return number(fact), number(before)


def _engine_class(law: _Law, subject: str) -> str:
    """Return the engine condition of a rule, as the rule words it, that the car meets; empty if none."""
    ship = law.shipment
    for fact in law.knowledge.about(subject, "additional_rate"):
        for words in conditions(fact.scope).get("engine", ()):
            powertrain, _, size = words.partition("_over_")
            if ship.powertrain != powertrain or law.rule(subject, "additional_rate", engine=words) is None:
                continue
            if ship.engine_litres is None:
                raise MethodError(f"engine_litres is needed: {law.destination} asks whether it is over {size}")
            if ship.engine_litres > float(size.removesuffix("l")):
                return words
    return ""


def _trade_defence(law: _Law, trace: Trace) -> tuple[float, ...]:
    """Return the duties against Chinese electric cars: the highest first, where they differ by maker."""
    if (law.origin, law.destination) not in _TRADE_DEFENCE:
        return (0.0,)
    subject, attribute, heading = _TRADE_DEFENCE[law.origin, law.destination]
    fact = law.rule(subject, attribute, hs=heading) if law.shipment.powertrain == "bev" else None
    if fact is None:
        trace.say("duties against Chinese cars on this day or powertrain: not in the fact base, not counted")
        trace.flag(NOT_VERIFIED)
        return (0.0,)
    rates = tuple(float(rate) for rate in fact.value) if isinstance(fact.value, tuple) else (number(fact),)
    trace.say(f"duty against Chinese electric cars: + {' to '.join(map(_percent, rates))}", [fact])
    return rates[::-1]


def _surtax(law: _Law, trace: Trace) -> tuple[float, float]:
    """Return Canada's surtax and the share of the value that it spares."""
    ship = law.shipment
    surtax = law.rule("ca_surtax_us", "surtax_rate")
    if surtax is None:
        return 0.0, 0.0
    if ship.remission_quota:
        quotas = law.knowledge.rules("ca_remission", "remission_quota_change_pct", on=law.on)
        trace.say("surtax on U.S.-built cars remitted within the maker's quota", [surtax, *quotas])
        return 0.0, 0.0
    least = law.rule("ca_surtax_us", "min_b_share_pct")
    free = 0.0 if least is None else max(number(least) / 100, ship.ca_mx_content or 0.0)
    spared = f" of the value without {format_percent(free, digits=1)} Canadian and Mexican content" if free else ""
    trace.say(f"surtax on U.S.-built cars: + {_percent(number(surtax))}{spared}", [surtax, *([least] if least else [])])
    return number(surtax), free


def _percent(rate: float) -> str:
    return f"{format_number(rate, digits=4)} %"
