"""What happened to the sites and the programme of a study between two days, as far as the facts tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from siting.errors import MethodError
from siting.facts import Knowledge, known
from siting.model import Study

__all__ = ["EVENTS", "events"]

EVENTS = ("site_status", "product_announced", "status", "status_event", "dispute_event")
"""Attributes of the fact base that tell of events."""


def events(study: Study, *, after: date, until: date) -> pd.DataFrame:
    """Return what became known of the programme and the sites after one day and until another.

    Parameters
    ----------
    study
        Its programme and its sites name the subjects of the fact base.
    after, until
        Days; what was known on the first is left out, what became known on the last is in.

    Returns
    -------
    DataFrame
        known_from, subject, attribute, value, source, url; the programme first, then the sites in the study's order,
        each oldest first.

    Raises
    ------
    MethodError
        If the second day is before the first.

    Examples
    --------
    >>> study = Study.build({"sites": {"windsor": {}}, "criteria": {"skill": {}}})
    >>> events(study, after=date(2023, 4, 30), until=date(2026, 11, 22))[["subject", "value"]].values.tolist()
    [['windsor', 'active']]
    """
    if until < after:
        raise MethodError(f"the second day, {until}, is before the first, {after}")
    knowledge = known(until, own=study.facts)
    rows = [
        (fact.known_from, fact.subject, fact.attribute, str(fact.value), fact.source.title, fact.source.url)
        for subject in _subjects(study, knowledge)
        for fact in sorted(
            (fact for fact in knowledge.about(subject) if fact.attribute in EVENTS),
            key=lambda fact: fact.known_from or date.min,
        )
        if fact.known_from is not None and fact.known_from > after
    ]
    return pd.DataFrame(rows, columns=["known_from", "subject", "attribute", "value", "source", "url"])


def _subjects(study: Study, knowledge: Knowledge) -> Iterator[str]:
    programme = study.programme.facts if study.programme else ""
    for subject in (programme, *(site.facts or name for name, site in study.sites.items())):
        if subject in knowledge.subjects:
            yield subject
