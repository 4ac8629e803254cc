import pytest

from siting import methods as mt
from siting.errors import MethodError

# Opricovic & Tzeng, EJOR 178 (2007) 514-529: six hydropower systems on the river Drina.
DRINA = [
    [4184.3, 2914.0, 407.2, 251.0, 195, 244, 15, 2.41],
    [5211.9, 3630.0, 501.7, 308.3, 282, 346, 21, 1.41],
    [5021.3, 3920.5, 504.0, 278.6, 12, 56, 3, 4.42],
    [5566.1, 3957.9, 559.5, 335.3, 167, 268, 16, 3.36],
    [5060.5, 3293.5, 514.1, 284.2, 69, 90, 7, 4.04],
    [4317.9, 2925.9, 432.8, 239.3, 12, 55, 3, 4.36],
]
DRINA_DIRECTIONS = [1, -1, 1, 1, -1, -1, -1, 1]


@pytest.mark.parametrize(
    ("weights", "s", "r", "q", "ranks"),
    [
        (
            [1] * 8,
            [0.692, 0.700, 0.290, 0.423, 0.280, 0.346],
            [0.125, 0.125, 0.121, 0.125, 0.067, 0.125],
            [0.991, 1.0, 0.473, 0.670, 0.0, 0.578],
            [5, 6, 2, 4, 1, 3],
        ),
        (
            [2, 2, 2, 2, 1, 1, 1, 1],
            [0.701, 0.600, 0.386, 0.365, 0.317, 0.459],
            [0.167, 0.114, 0.161, 0.167, 0.089, 0.167],
            [1.0, 0.533, 0.552, 0.563, 0.0, 0.686],
            [6, 2, 3, 4, 1, 5],
        ),
    ],
)
def test_drina(make_study, weights, s, r, q, ranks):
    result = mt.vikor(make_study(DRINA, weights=weights, directions=DRINA_DIRECTIONS))
    assert result["S"].tolist() == pytest.approx(s, abs=0.0005001)
    assert result["R"].tolist() == pytest.approx(r, abs=0.0005001)
    assert result["Q"].tolist() == pytest.approx(q, abs=0.0005001)
    assert result["rank"].tolist() == ranks
    assert result.attrs["compromise"] == ["A5"]


MOUNTAIN = [[1, 3000], [2, 3750], [5, 4500]]


@pytest.mark.parametrize("rows", [MOUNTAIN, [[risk + 5, altitude / 1000 - 1] for risk, altitude in MOUNTAIN]])
def test_mountain_climbing_in_any_unit(make_study, rows):
    # Opricovic & Tzeng, EJOR 156 (2004) 445-455.
    result = mt.vikor(make_study(rows, directions=[-1, 1]))
    assert result["S"].tolist() == pytest.approx([0.5, 0.375, 0.5])
    assert result["R"].tolist() == pytest.approx([0.5, 0.25, 0.5])
    assert result["Q"].tolist() == pytest.approx([1.0, 0.0, 1.0])
    assert result["rank"].tolist() == [2, 1, 2]
    assert result.attrs["compromise"] == ["A2"]


def test_v_weighs_the_group_against_the_regret(make_study):
    study = make_study(DRINA, weights=[1] * 8, directions=DRINA_DIRECTIONS)
    whole = mt.vikor(study)
    group, regret, middle = (mt.vikor(study, v=v)["Q"] for v in (1.0, 0.0, 0.3))
    spread = whole["S"].max() - whole["S"].min()
    assert group.tolist() == pytest.approx(((whole["S"] - whole["S"].min()) / spread).tolist())
    assert middle.tolist() == pytest.approx((0.3 * group + 0.7 * regret).tolist())


def test_without_a_clear_lead_every_near_site_is_proposed(make_study):
    # Q by hand with v = 1: S = 0, 0.1, 0.9 and 1, so Q = S; the lead must be 1/3
    study = make_study([[10], [9], [1], [0]])
    assert mt.vikor(study, v=1.0).attrs["compromise"] == ["A1", "A2"]


def test_a_clear_lead_without_the_least_s_or_r_brings_the_next_along(make_study):
    # A2 leads by 0.353, more than 1/3, but A3 has the least S and A1 the least R; both of them have Q = 0.5
    rows = [[3, 3, 5], [8, 3, 2], [1, 10, 8], [2, 0, 10]]
    result = mt.vikor(make_study(rows, weights=[0.4, 0.3, 0.3]))
    assert result["S"].round(3).tolist() == [0.683, 0.51, 0.475, 0.643]
    assert result["R"].round(3).tolist() == [0.286, 0.3, 0.4, 0.343]
    assert result["Q"].round(3).tolist() == [0.5, 0.147, 0.5, 0.653]
    assert result.attrs["compromise"] == ["A2", "A1", "A3"]


def test_equal_sites_are_all_proposed(make_study):
    study = make_study([[3, 1], [3, 1], [3, 1]], ranges={"c1": (0, 9), "c2": (0, 9)})
    result = mt.vikor(study)
    assert result["Q"].tolist() == [0.0, 0.0, 0.0]
    assert result["rank"].tolist() == [1, 1, 1]
    assert result.attrs["compromise"] == ["A1", "A2", "A3"]


def test_a_single_site_is_proposed(make_study):
    result = mt.vikor(make_study([[3, 1]], ranges={"c1": (0, 9), "c2": (0, 9)}))
    assert result.attrs["compromise"] == ["A1"]


@pytest.mark.parametrize("v", [-0.1, 1.1, float("nan")])
def test_v_must_be_a_share(make_study, v):
    with pytest.raises(MethodError, match="v must lie between 0 and 1"):
        mt.vikor(make_study(MOUNTAIN), v=v)
