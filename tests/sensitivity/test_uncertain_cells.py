import numpy as np
import pandas as pd
import pytest
from scipy import stats

from siting.model import Distribution, Measurement, Study
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


def test_without_uncertain_cells_there_is_nothing_to_draw():
    table = pd.DataFrame({"cost": [100.0, 500.0]}, index=["A", "B"])
    assert uncertain_cells(complete_sites(Study.from_frame(table))) is None
