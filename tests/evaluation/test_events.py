"""What happened between two days, from the facts on programme and sites."""

from datetime import date

import pytest

from siting.errors import MethodError
from siting.evaluation import events
from siting.model import Fact, Source, Study

THEN, NOW = date(2023, 4, 30), date(2026, 11, 22)
PROGRAMME = {"launch": "2027-06-01", "volume": 60_000, "msrp_usd": 75_000, "facts": "alfa-e-segment"}


def study(**changes):
    return Study.build({"sites": {"belvidere": {}, "greenfield": {}}, "criteria": {"skill": {}}, **changes})


def test_the_programme_comes_first_then_the_sites_each_oldest_first():
    found = events(study(programme=PROGRAMME), after=THEN, until=NOW)
    assert found["subject"].unique().tolist() == ["alfa-e-segment", "belvidere"]
    for _, rows in found.groupby("subject"):
        assert rows["known_from"].is_monotonic_increasing
    told = found.set_index("known_from")["value"]
    assert told[date(2025, 10, 23)].startswith("abandoned")
    assert told[date(2023, 11, 3)] == "mid-size pickup (electric), start 2027"
    assert found["url"].str.startswith("http").all()


def test_only_what_became_known_between_the_two_days():
    found = events(study(programme=PROGRAMME), after=date(2024, 7, 31), until=date(2024, 12, 17))
    assert found["known_from"].min() > date(2024, 7, 31)
    assert found["known_from"].max() == date(2024, 12, 17)
    assert events(study(), after=THEN, until=THEN).empty


def test_a_plant_stands_under_the_name_that_the_study_gives():
    renamed = study(sites={"ontario": {"facts": "windsor"}})
    assert events(renamed, after=THEN, until=NOW)["subject"].unique().tolist() == ["windsor"]


def test_the_own_facts_of_a_study_count():
    own = Fact(
        id="greenfield.status@2024", subject="greenfield", attribute="status", value="sod turned",
        known_from=date(2024, 5, 1), source=Source(id="own", title="Own notes"),
    )  # fmt: skip
    document = {"sites": {"belvidere": {}, "greenfield": {}}, "criteria": {"skill": {}}}
    found = events(Study.build(document, facts=(own,)), after=THEN, until=NOW)
    assert found.loc[found["subject"] == "greenfield", ["value", "source"]].to_numpy().tolist() == [
        ["sod turned", "Own notes"]
    ]


def test_days_the_wrong_way_round():
    with pytest.raises(MethodError, match="2023-04-30, is before the first, 2026-11-22"):
        events(study(), after=NOW, until=THEN)
