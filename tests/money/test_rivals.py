"""Break-even points: put back into the study, they make both sites worth the same."""

import pytest

from siting.errors import MethodError
from siting.model import Study
from siting.money import appraise, break_even, waterfall


def gap(study, a="cassino", b="belvidere"):
    value = appraise(study, samples=1).value["npv"]
    return value[b] - value[a]


def test_the_incentive_closes_the_gap(study):
    found = break_even(appraise(study), "cassino", "belvidere")
    assert found.gap == pytest.approx(1e6 * gap(study))
    assert found.incentive == pytest.approx(found.gap)
    # paid in the first year of production it must be larger by two years' interest
    grant = {"money.incentives": ["grant"], "money.own.grant": {"US": 0, "IT": found.incentive * 1.08**2, "CA": 0}}
    assert gap(study.overridden(grant)) == pytest.approx(0.0, abs=1e-6)
    worth = sum(1.08**-year for year in (2, 3, 4, 5))
    assert found.incentive_a_year * worth == pytest.approx(found.gap)


def test_the_yearly_incentive_closes_the_gap(study):
    found = break_even(appraise(study), "cassino", "belvidere")
    # a sum a year is worth its annuity, here as one grant in the first year of production
    grant = found.incentive_a_year * (1 + 1 / 1.08 + 1.08**-2 + 1.08**-3)
    given = study.overridden({"money.incentives": ["grant"], "money.own.grant": {"US": 0, "IT": grant, "CA": 0}})
    assert gap(given) == pytest.approx(0.0, abs=1e-6)


CHEAP_CAR_DEAR_PLANT = {"money.own.labour.US": 1_200, "money.own.capital.cassino": 4_000}


def test_the_volume_closes_the_gap(study):
    near = study.overridden(CHEAP_CAR_DEAR_PLANT)
    found = break_even(appraise(near), "cassino", "belvidere")
    assert found.volume is not None
    assert 1_000 < found.volume < 50_000
    sold = {"programme.volume": found.volume, "money.capacity": 50_000.0}
    assert gap(near.overridden(sold)) == pytest.approx(0.0, abs=1e-6)
    fewer, more = ({**sold, "programme.volume": found.volume * factor} for factor in (0.9, 1.1))
    assert gap(near.overridden(fewer)) < 0 < gap(near.overridden(more))


def test_no_volume_beyond_what_the_plants_are_equipped_for(study):
    near = study.overridden(CHEAP_CAR_DEAR_PLANT)
    volume = break_even(appraise(near), "cassino", "belvidere").volume
    small = near.overridden({"programme.volume": 0.9 * volume, "money.capacity": 50_000.0})
    assert break_even(appraise(small), "cassino", "belvidere").volume == pytest.approx(volume)
    # sold out at 0.9 of it, with the capital of 50,000 still spent
    capital = {
        "money.capacity": 0.9 * volume,
        "programme.volume": 0.9 * volume,
        **{f"money.own.capital.{site}": cost / 0.9 / volume * 50_000.0 for site, cost in
           (("belvidere", 8_000), ("cassino", 4_000), ("CA", 6_000))},
    }  # fmt: skip
    assert break_even(appraise(near.overridden(capital)), "cassino", "belvidere").volume is None


@pytest.mark.parametrize("percent", [0.0, 2.5, 15.0, 27.5])
def test_the_tariff_closes_the_gap_whatever_the_duty_of_the_day(study, percent):
    dear = study.overridden({"money.own.labour.US": 6_000, "money.duties.usa": {"IT": percent}})
    found = break_even(appraise(dear), "cassino", "belvidere")
    assert (found.market, found.origin, found.duty) == ("usa", "EU", percent)
    assert found.tariff is not None
    assert gap(dear.overridden({"money.duties.usa": {"IT": found.tariff}})) == pytest.approx(0.0, abs=1e-6)


def test_between_two_importers_the_one_ahead_is_charged(study):
    found = break_even(appraise(study), "cassino", "windsor")
    assert gap(study, "cassino", "windsor") > 0
    assert (found.origin, found.duty) == ("CA", 0.0)
    charged = study.overridden({"money.duties.usa": {"CA": found.tariff}})
    assert gap(charged, "cassino", "windsor") == pytest.approx(0.0, abs=1e-6)
    assert break_even(appraise(study), "windsor", "cassino").tariff == pytest.approx(found.tariff)


def test_the_tariff_of_another_market(study):
    found = break_even(appraise(study), "belvidere", "windsor", market="germany")
    assert (found.market, found.origin) == ("germany", "CA")
    charged = study.overridden({"money.duties.germany": {"CA": found.tariff}})
    assert gap(charged, "belvidere", "windsor") == pytest.approx(0.0, abs=1e-6)


def test_no_duty_parts_two_sites_that_pay_the_same_or_none(document):
    document["sites"]["pomigliano"] = {}
    document["money"]["own"]["capital"]["pomigliano"] = 7_000
    found = appraise(Study.build(document))
    for market in ("usa", "germany"):  # both from abroad, both at home
        between = break_even(found, "cassino", "pomigliano", market=market)
        assert (between.tariff, between.origin, between.duty) == (None, "", None)


def test_where_free_entry_is_not_enough_there_is_no_tariff(study):
    cheap = study.overridden({"money.own.labour.US": 500})
    found = break_even(appraise(cheap), "cassino", "belvidere")
    free = gap(cheap.overridden({"money.duties.usa": {"IT": 0.0}}))
    assert free > 0
    assert (found.tariff, found.origin, found.duty) == (None, "EU", 2.5)


def test_the_gap_turns_its_sign(study):
    found = appraise(study)
    one, other = break_even(found, "cassino", "belvidere"), break_even(found, "belvidere", "cassino")
    assert one.incentive == pytest.approx(-other.incentive)
    assert one.volume == pytest.approx(other.volume)
    assert one.volume is not None


def test_the_steps_of_the_waterfall_lead_from_one_cost_to_the_other(study):
    found = appraise(study)
    steps = waterfall(found, "belvidere", "cassino")
    assert steps["difference"].sum() == pytest.approx(
        found.cost.loc["cassino", "total"] - found.cost.loc["belvidere", "total"]
    )
    assert steps["difference"].abs().is_monotonic_decreasing
    labour = steps.set_index("element").loc["labour"]
    assert labour.tolist() == pytest.approx([2_000, 2_600, 600])


def test_unknown_names_are_told(study):
    found = appraise(study)
    with pytest.raises(MethodError, match="did you mean 'cassino'"):
        break_even(found, "casino", "belvidere")
    with pytest.raises(MethodError, match="no market 'france'"):
        break_even(found, "cassino", "belvidere", market="france")
    unpriced = appraise(study.overridden({"money.own.tax.IT": 27.9, "money.own.tax": {"US": 28, "CA": 25}}))
    with pytest.raises(MethodError, match="cassino has no price"):
        waterfall(unpriced, "cassino", "belvidere")
