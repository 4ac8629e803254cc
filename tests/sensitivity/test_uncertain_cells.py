import numpy as np
import pandas as pd
import pytest
from scipy import stats

from siting.errors import StudyError
from siting.model import Distribution, Measurement, Study
from siting.sensitivity import acceptability
from siting.sensitivity.complete import complete_sites
from siting.sensitivity.uncertain_cells import is_uncertain, performance_at, uncertain_cells

QUANTILES = np.linspace(0.001, 0.999, 41)


def cell(kind, *parameters):
    return Measurement(value=5.0, distribution=Distribution(kind=kind, parameters=parameters))


@pytest.mark.parametrize(
    ("measurement", "reference"),
    [
        (cell("normal", 2.0), stats.norm(5, 2)),
        (cell("uniform", 1.0, 9.0), stats.uniform(1, 8)),
        (cell("triangular", 1.0, 3.0, 9.0), stats.triang(2 / 8, 1, 8)),
        (cell("triangular", 1.0, 1.0, 9.0), stats.triang(0, 1, 8)),
        (cell("triangular", 1.0, 9.0, 9.0), stats.triang(1, 1, 8)),
        (cell("lognormal", 0.5), stats.lognorm(0.5, scale=5)),
        (Measurement(value=5.0, low=4.0, high=9.0), stats.triang(1 / 5, 4, 5)),
        (Measurement(value=5.0, high=9.0), stats.triang(0, 5, 4)),
    ],
)
def test_quantiles_equal_those_of_the_textbook_distribution(measurement, reference):
    assert performance_at(measurement, QUANTILES) == pytest.approx(reference.ppf(QUANTILES), rel=1e-12)


def test_the_ends_are_finite():
    assert np.isfinite(performance_at(cell("normal", 1.0), np.array([0.0, 1.0]))).all()


def test_what_counts_as_uncertain():
    certain = [
        Measurement(value=1.0),
        Measurement(value=None),
        Measurement(value="good"),
        Measurement(value=1.0, low=1.0),
    ]
    assert not any(is_uncertain(measurement) for measurement in certain)
    assert is_uncertain(Measurement(value=1.0, low=0.5))


def test_cells_keep_the_local_range_of_the_study():
    table = pd.DataFrame({"cost": [100.0, 500.0], "skill": [1.0, 3.0]}, index=["A", "B"])
    study = Study.from_frame(table, directions={"cost": "min"}, uncertainty={("A", "cost"): ("uniform", 0, 300)})
    cells = uncertain_cells(complete_sites(study))
    assert (cells.rows.tolist(), cells.columns.tolist()) == ([0], [0])
    # 0..100 is beyond the best level, 300 is halfway
    assert cells.at(np.array([[0.0, 1 / 3, 2 / 3, 1.0]])) == pytest.approx(np.array([[1.0, 1.0, 0.75, 0.5]]))


def correlated(correlation):
    table = pd.DataFrame({"cost": [5.0, 4.0, 3.0], "skill": [5.0, 5.0, 5.0]}, index=["A", "B", "C"])
    study = Study.from_frame(
        table,
        ranges={"cost": (0, 10), "skill": (0, 10)},
        uncertainty={("A", "cost"): ("normal", 0.5), ("C", "cost"): ("normal", 0.5), ("B", "skill"): ("normal", 0.5)},
        correlations={"cost": correlation},
    )
    return uncertain_cells(complete_sites(study))


def test_cells_of_a_criterion_move_together_as_far_as_it_says():
    drawn = correlated(0.6).draw(np.random.default_rng(1), 40_000)
    found = np.corrcoef(drawn)
    assert found[0, 2] == pytest.approx(0.6, abs=0.02)
    assert found[0, 1] == pytest.approx(0.0, abs=0.02)
    assert drawn.mean(axis=1) == pytest.approx([0.5, 0.5, 0.3], abs=0.001)
    assert drawn.std(axis=1) == pytest.approx([0.05, 0.05, 0.05], rel=0.02)


def test_all_alike_and_each_by_itself():
    alike = correlated(1.0).draw(np.random.default_rng(1), 1_000)
    assert alike[0] - 0.5 == pytest.approx(alike[2] - 0.3, abs=1e-9)
    apart = np.corrcoef(correlated(0.0).draw(np.random.default_rng(1), 40_000))
    assert apart == pytest.approx(np.eye(3), abs=0.02)


def test_common_uncertainty_decides_nothing_between_sites():
    # A is 0.1 ahead of B on cost and level on skill; a common shock moves both, so A stays first
    table = pd.DataFrame({"cost": [5.0, 4.0], "skill": [5.0, 5.0]}, index=["A", "B"])
    spread = {(site, "cost"): ("uniform", mode - 3, mode + 3) for site, mode in table["cost"].items()}
    made = {"ranges": {"cost": (0, 10), "skill": (0, 10)}, "uncertainty": spread}
    alike = acceptability(Study.from_frame(table, **made, correlations={"cost": 1.0}), samples=20_000)
    apart = acceptability(Study.from_frame(table, **made), samples=20_000)
    assert alike.first_rank["A"] == 1.0
    # two independent uniforms of width 6 with means 1 apart: P(B ahead) = 5^2 / (2 x 6^2)
    assert apart.first_rank["B"] == pytest.approx(25 / 72, abs=0.015)


@pytest.mark.parametrize("wrong", [-0.1, 1.5, float("nan"), "high"])
def test_a_correlation_that_is_none_is_refused(wrong):
    table = pd.DataFrame({"cost": [5.0, 4.0]}, index=["A", "B"])
    with pytest.raises(StudyError, match="correlation"):
        Study.from_frame(table, correlations={"cost": wrong})
    with pytest.raises(StudyError, match="cots"):
        Study.from_frame(table, correlations={"cots": 0.5})


def test_without_uncertain_cells_there_is_nothing_to_draw():
    table = pd.DataFrame({"cost": [100.0, 500.0]}, index=["A", "B"])
    assert uncertain_cells(complete_sites(Study.from_frame(table))) is None
