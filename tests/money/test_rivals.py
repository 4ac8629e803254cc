"""Break-even points: put back into the study, they make both sites worth the same."""

import pytest

from siting.errors import MethodError
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


def test_the_volume_closes_the_gap(study):
    found = break_even(appraise(study), "cassino", "belvidere")
    assert found.volume is not None
    sold = study.overridden({"programme.volume": found.volume, "money.capacity": 50_000.0 + found.volume})
    value = appraise(sold, samples=1).central
    assert value.volume[0, 0] == pytest.approx(found.volume)
    same = study.overridden({"programme.volume": found.volume, "money.capacity": 50_000.0})
    if found.volume <= 50_000:
        assert gap(same) == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("percent", [0.0, 2.5, 15.0, 27.5])
def test_the_tariff_closes_the_gap_whatever_the_duty_of_the_day(study, percent):
    dear = study.overridden({"money.own.labour.US": 6_000, "money.duties.usa": {"IT": percent}})
    found = break_even(appraise(dear), "cassino", "belvidere")
    assert found.tariff is not None
    assert found.market == "usa"
    assert gap(dear.overridden({"money.duties.usa": {"IT": found.tariff}})) == pytest.approx(0.0, abs=1e-6)


def test_a_tariff_that_meets_both_moves_neither(study):
    assert break_even(appraise(study), "cassino", "windsor").tariff is None


def test_at_home_nothing_is_charged(study):
    assert break_even(appraise(study), "belvidere", "cassino", market="germany").market == "germany"


def test_the_gap_turns_its_sign(study):
    found = appraise(study)
    one, other = break_even(found, "cassino", "belvidere"), break_even(found, "belvidere", "cassino")
    assert one.incentive == pytest.approx(-other.incentive)
    assert one.volume == pytest.approx(other.volume)


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
