from datetime import date

import pytest

from siting.errors import FactError
from siting.facts import known, table
from siting.facts.describe import COLUMNS

SPRING = date(2023, 4, 30)


def test_the_table_shows_values_rivals_and_sources():
    frame = table(known(SPRING), "cassino", "production_vehicles")
    assert tuple(frame.columns) == COLUMNS
    assert set(frame["attribute"]) == {"production_vehicles"}
    assert frame["chosen"].tolist() == [True] + [False] * (len(frame) - 1)
    assert frame.loc[0, ["value", "unit", "period", "confidence", "basis"]].tolist() == [
        55_000.0, "vehicles", "2022", "high", "reported",
    ]  # fmt: skip
    assert frame["period"].tolist() == sorted(frame["period"], reverse=True)
    assert set(frame.loc[frame["period"] == "2017", "value"]) == {135_263.0, 153_000.0, 200_000.0}
    assert frame["source"].str.len().gt(0).all()


def test_nothing_later_than_the_day_is_shown():
    frame = table(known(SPRING), "belvidere")
    assert frame["known_from"].dropna().max() <= SPRING
    assert not set(frame["attribute"]) & {"planned_sop", "grant_award_selected", "product_announced"}
    assert len(table(known(), "belvidere")) == 97


def test_each_attribute_and_scope_has_one_chosen_fact_first():
    frame = table(known(), "belvidere")
    counts = frame.groupby(["attribute", "scope"])["chosen"].sum()
    assert (counts == 1).all()
    status = frame[frame["attribute"] == "status"]
    assert status["chosen"].tolist() == [True, False, False]
    assert status["value"].iloc[0] == "idle; restart aimed at 2027 to 2028"


def test_demand_weights_are_told_apart_by_their_set():
    frame = table(known(), "usa", "demand_weight")
    assert len(frame) == 6
    assert frame["chosen"].all()
    assert "set=siting-default" in set(frame["scope"])


def test_rows_of_a_rule_are_listed_but_none_is_chosen():
    frame = table(known(), "us_30d_msrp_cap", "msrp_cap_usd")
    assert frame["value"].tolist() == [80_000.0, 80_000.0, 80_000.0, 55_000.0]
    assert not frame["chosen"].any()


def test_the_period_of_a_rule_is_that_in_which_it_is_in_force():
    frame = table(known(), "eu_mfn_auto", "mfn_duty_rate").set_index("scope")
    assert frame.loc["origin=US;dest=EU;hs=8703", "period"] == "from 2026-07-01 to 2029-12-31"
    assert frame.loc["origin=*;dest=EU;hs=8703", "period"] == "from 1995-01-01"


def test_a_subject_of_which_nothing_is_known_yet_gives_an_empty_table():
    frame = table(known(SPRING), "belvidere-2025-plan")
    assert frame.empty
    assert tuple(frame.columns) == COLUMNS


def test_an_unknown_subject_is_refused():
    with pytest.raises(FactError, match="did you mean 'belvidere'"):
        table(known(), "belvedere")
