"""What is known of a subject, as a table for people: values, rivals and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.facts.choice import moment
from siting.facts.evidence import plain
from siting.facts.knowledge import Knowledge
from siting.model import Fact

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "table"]

COLUMNS = (
    "attribute", "scope", "value", "unit", "period", "known_from", "confidence", "basis", "chosen", "source", "url",
    "note",
)  # fmt: skip


def table(knowledge: Knowledge, subject: str, attribute: str | None = None) -> pd.DataFrame:
    """Return every fact on a subject known on the day, rivals included.

    Parameters
    ----------
    knowledge
        What is known on a day.
    subject, attribute
        What is asked about; every attribute if left out.

    Returns
    -------
    DataFrame
        One row per fact with the columns of `COLUMNS`, the chosen fact of each attribute first, then from new to old.
        `chosen` marks the fact of an attribute and scope that `Knowledge.value` uses; rows of a rule are chosen by the
        question, so none of them is marked. The `period` of a rule is that in which it is in force.

    Raises
    ------
    FactError
        If there is no such subject or attribute.

    Examples
    --------
    >>> from datetime import date
    >>> from siting.facts import known
    >>> frame = table(known(date(2023, 4, 30)), "cassino", "capacity_vehicles_per_year")
    >>> frame[["value", "period", "chosen"]].values.tolist()
    [[300000.0, '2023-01', True], [250000.0, '2001', False]]
    """
    import pandas as pd

    facts = knowledge.about(subject, attribute)
    questions = dict.fromkeys((fact.attribute, fact.scope) for fact in facts if fact.effective_from is None)
    chosen = {id(knowledge.fact(subject, name, scope=scope)) for name, scope in questions}
    places = {name: place for place, name in enumerate(dict.fromkeys(fact.attribute for fact in facts))}

    def order(fact: Fact) -> tuple[int, bool, int]:
        return places[fact.attribute], id(fact) not in chosen, -moment(fact).toordinal()

    rows = [_row(fact, chosen=id(fact) in chosen) for fact in sorted(facts, key=order)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(fact: Fact, *, chosen: bool) -> dict[str, object]:
    return {
        "attribute": fact.attribute,
        "scope": fact.scope,
        "value": plain(fact),
        "unit": fact.unit,
        "period": fact.period or _in_force(fact),
        "known_from": fact.known_from,
        "confidence": fact.confidence,
        "basis": fact.basis,
        "chosen": chosen,
        "source": fact.source.title,
        "url": fact.source.url,
        "note": fact.note,
    }


def _in_force(fact: Fact) -> str:
    ends = (("from", fact.effective_from), ("to", fact.effective_to))
    return " ".join(f"{word} {day}" for word, day in ends if day is not None)
