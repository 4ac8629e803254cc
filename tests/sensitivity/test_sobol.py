import numpy as np
import pytest

from siting.sensitivity.sobol import sobol_shares


def test_the_ishigami_function():
    # Ishigami & Homma (1990): analytic shares for a = 7, b = 0.1
    def ishigami(quantiles):
        x1, x2, x3 = np.pi * (2 * quantiles - 1)
        return np.sin(x1) + 7 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1)

    first_order, total = sobol_shares(ishigami, 3, draws=2**14, seed=0)
    assert first_order == pytest.approx([0.31391, 0.44241, 0.0], abs=0.005)
    assert total == pytest.approx([0.55759, 0.44241, 0.24368], abs=0.005)


def test_twelve_additive_inputs():
    slopes = np.arange(1.0, 13.0)
    first_order, total = sobol_shares(lambda u: slopes @ u + 1000.0, 12, draws=2**14, seed=1)
    expected = slopes**2 / (slopes**2).sum()
    assert first_order == pytest.approx(expected, abs=1e-3)
    assert total == pytest.approx(expected, abs=1e-5)


def test_a_pure_interaction_has_no_first_order_share():
    first_order, total = sobol_shares(lambda u: (u[0] - 0.5) * (u[1] - 0.5), 2, draws=2**14, seed=2)
    assert first_order == pytest.approx([0, 0], abs=0.005)
    assert total == pytest.approx([1, 1], abs=0.005)


def test_a_constant_has_no_shares():
    first_order, total = sobol_shares(lambda u: np.full(u.shape[1], 0.3), 2, draws=64, seed=0)
    assert first_order.tolist() == total.tolist() == [0, 0]
