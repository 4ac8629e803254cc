import numpy as np
import pytest

from siting.money import landed_cost


def test_landed_cost_by_hand():
    found = landed_cost(
        production=40_000, freight=1_905, duty_percent=15, customs_value=45_000, days=20, capital_rate=0.073, credit=500
    )
    assert found.duty == pytest.approx(6_750)
    assert found.transit == pytest.approx(0.073 * 45_000 * 20 / 365)
    assert found.total == pytest.approx(40_000 + 1_905 + 6_750 + 180 - 500)


def test_sites_and_markets_broadcast():
    found = landed_cost(
        production=np.array([[1.0], [2.0]]),
        freight=np.array([[0.0, 5.0, 6.0]]),
        duty_percent=10,
        customs_value=100,
        days=0,
        capital_rate=0.1,
    )
    assert found.total.tolist() == [[11, 16, 17], [12, 17, 18]]
