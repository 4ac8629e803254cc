"""A small study of one site, for the measures of incentives and costs."""

from datetime import date

import pytest

from siting.facts import known
from siting.measures.context import Context
from siting.model import Fact, Source, Study

PROGRAMME = {"launch": "2027-06-01", "volume": 60_000, "msrp_usd": 75_000, "battery_kwh": 100, "gvwr_lb": 6_400}


@pytest.fixture
def own_fact():
    def make(subject, attribute, value, **more):
        source = Source(id="own", title="the study")
        return Fact(
            id=f"{subject}.{attribute}", subject=subject, attribute=attribute, value=value, source=source, **more
        )

    return make


@pytest.fixture
def context_of():
    """Return a maker of contexts: site, day, options, the study's own facts, and fields of the programme."""

    def make(site, day=date(2026, 11, 22), *, options=None, own=(), country=None, **programme):
        entry = {} if country is None else {"country": country}
        document = {"programme": {**PROGRAMME, **programme}, "sites": {site: entry}, "criteria": {"cell": {}}}
        return Context(Study.build(document), site, known(day, own=tuple(own)), options or {})

    return make
