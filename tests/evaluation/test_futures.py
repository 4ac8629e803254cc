"""Futures: every one is a study of its own, measured anew."""

import pandas as pd
import pytest

from siting.errors import StudyError
from siting.evaluation import BASE, compare_futures, evaluate
from siting.measures import measure
from siting.model import Study

DOCUMENT = {
    "sites": {"A": {}, "B": {}},
    "criteria": {
        "market": {"range": {"worst": 0.0, "best": 10.0}},
        "skill": {"range": {"worst": 0.0, "best": 10.0}},
    },
    "weights": {"one": {"points": {"market": 3.0, "skill": 1.0}}, "two": {"points": {"market": 0.0, "skill": 1.0}}},
    "requirements": {"enough": {"criterion": "market", "at_least": 1.0}},
    "futures": {
        "slump": {"changes": {"performance.A.market": 2.0}},
        "gone": {"changes": {"performance.A.market": 0.5}},
        "dark": {"changes": {"performance.A.market": 0.5, "performance.B.market": 0.5}},
        "taste": {"changes": {"weights.one.points.skill": 9.0}},
    },
}
TABLE = pd.DataFrame({"market": [9.0, 4.0], "skill": [2.0, 8.0]}, index=["A", "B"])


@pytest.fixture
def study():
    return Study.build(DOCUMENT, given=Study.from_frame(TABLE).given)


def test_values_ranks_and_regret_by_hand(study):
    table = compare_futures(study, ["slump", "taste"]).set_index(["future", "site"])
    assert table.index.unique("future").tolist() == [BASE, "slump", "taste"]
    by_hand = {
        (BASE, "A"): 0.75 * 0.9 + 0.25 * 0.2, (BASE, "B"): 0.75 * 0.4 + 0.25 * 0.8,
        ("slump", "A"): 0.75 * 0.2 + 0.25 * 0.2, ("slump", "B"): 0.5,
        ("taste", "A"): 0.25 * 0.9 + 0.75 * 0.2, ("taste", "B"): 0.25 * 0.4 + 0.75 * 0.8,
    }  # fmt: skip
    assert table["overall"].to_dict() == pytest.approx(by_hand)
    assert table.loc[BASE, "rank"].tolist() == [1, 2]
    assert table.loc["slump", "rank"].tolist() == [2, 1]
    assert table.loc["slump", "regret"].tolist() == pytest.approx([0.3, 0.0])


def test_all_futures_are_the_default_and_the_weight_set_holds_in_each(study):
    table = compare_futures(study, weight_set="two")
    assert set(table["future"]) == {BASE, *DOCUMENT["futures"]}
    assert table.loc[table["future"] == "slump", "overall"].tolist() == pytest.approx([0.2, 0.8])


def test_a_site_that_a_future_screens_out_has_no_figures_there(study):
    table = compare_futures(study, ["gone", "dark"]).set_index(["future", "site"])
    assert table.loc["gone"].loc["A"].isna().all()
    assert table.loc[("gone", "B"), "rank"] == 1
    assert table.loc["dark"].isna().all(axis=None)


def test_an_unknown_future_is_told_with_its_nearest(study):
    with pytest.raises(StudyError, match="did you mean 'slump'"):
        compare_futures(study, ["slumb"])


def test_the_study_itself_is_left_as_it_is(study):
    before = evaluate(study).overall
    compare_futures(study)
    assert evaluate(study).overall.equals(before)


def test_a_future_that_changes_duties_is_measured_anew_and_one_of_other_money_is_not():
    document = {
        "as_of": "2023-04-30",
        "sites": {"cassino": {}, "windsor": {}},
        "criteria": {
            "free": {"measure": "duty_free_demand", "range": {"worst": 0.0, "best": 100.0}, "unit": "% of demand"}
        },
        "programme": {
            "launch": "2027-06-01", "volume": 50_000, "msrp_usd": 75_000, "demand": {"usa": 3.0, "germany": 1.0}
        },
        "money": {
            "net_price_usd": 60_000, "common_cost_usd": 45_000, "discount_rate": 0.08,
            "claims": {"CA": {"usmca_origin": True}}, "duties": {"germany": {"CA": 0}},
        },
        "futures": {
            "wall": {"changes": {"money.duties.usa": {"CA": 25}}},
            "own rules": {"changes": {"money.claims.CA.usmca_origin": False}},
            "dear": {"changes": {"money.discount_rate": 0.12}},
        },
    }  # fmt: skip
    study = measure(Study.build(document))
    table = compare_futures(study).pivot_table(index="future", columns="site", values="overall", sort=False)
    assert table["cassino"].tolist() == pytest.approx([0.25, 0.25, 0.25, 0.25])
    assert table["windsor"].to_dict() == pytest.approx({BASE: 1.0, "wall": 0.25, "own rules": 0.25, "dear": 1.0})
