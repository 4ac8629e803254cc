"""Uncertain cells of the performance table as random partial values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siting.evaluation import evaluate, value_functions
from siting.model import Measurement
from siting.sensitivity.complete import CompleteSites
from siting.values import FloatArray, ValueFunction

__all__ = ["UncertainCells", "is_uncertain", "performance_at", "uncertain_cells"]


def is_uncertain(cell: Measurement) -> bool:
    """Return whether a cell is a number with a distribution or with a range from low to high."""
    return cell.range is not None and (cell.distribution is not None or cell.range[0] < cell.range[1])


def performance_at(cell: Measurement, quantiles: FloatArray) -> FloatArray:
    """Return the performances of a cell at quantiles of its distribution.

    A range without a distribution is triangular, with its mode at the cell's value.

    Parameters
    ----------
    cell
        A number with a distribution or a range.
    quantiles
        Numbers between 0 and 1, of any shape.

    Examples
    --------
    >>> import numpy as np
    >>> performance_at(Measurement(value=5.0, low=0.0, high=10.0), np.array([0.0, 0.5, 1.0])).tolist()
    [0.0, 5.0, 10.0]
    """
    if not isinstance(cell.value, float | int) or cell.range is None:
        raise TypeError(f"{cell!r} has no distribution")
    if cell.distribution is None:
        return _triangular(quantiles, cell.range[0], float(cell.value), cell.range[1])
    parameters = cell.distribution.parameters
    match cell.distribution.kind:
        case "normal":
            return np.asarray(cell.value + parameters[0] * _standard_normal(quantiles))
        case "lognormal":
            return np.asarray(cell.value * np.exp(parameters[0] * _standard_normal(quantiles)))
        case "uniform":
            return np.asarray(parameters[0] + (parameters[1] - parameters[0]) * quantiles)
        case "triangular":
            return _triangular(quantiles, *parameters)


def _standard_normal(quantiles: FloatArray) -> FloatArray:
    from scipy.special import ndtri

    return np.asarray(ndtri(np.clip(quantiles, 2.0**-54, 1.0 - 2.0**-53)))


def _quantiles_of(normals: FloatArray) -> FloatArray:
    from scipy.special import ndtr

    return np.asarray(ndtr(normals))


def _triangular(quantiles: FloatArray, low: float, mode: float, high: float) -> FloatArray:
    rise = low + np.sqrt(quantiles * (high - low) * (mode - low))
    fall = high - np.sqrt((1.0 - quantiles) * (high - low) * (high - mode))
    return np.where(quantiles * (high - low) < mode - low, rise, fall)


@dataclass(frozen=True)
class UncertainCells:
    """Cells whose performance is not known for certain."""

    rows: NDArray[np.int64]
    """Site of each cell, as its place in the table."""
    columns: NDArray[np.int64]
    """Criterion of each cell."""
    measurements: tuple[Measurement, ...]
    functions: tuple[ValueFunction, ...]
    correlations: FloatArray
    """How far each cell moves together with the others of its criterion, 0..1."""

    def at(self, quantiles: FloatArray) -> FloatArray:
        """Return partial values at quantiles, both cells x draws."""
        rows = zip(self.measurements, self.functions, quantiles, strict=True)
        return np.stack([function(performance_at(cell, row)) for cell, function, row in rows])

    def only(self, places: list[int]) -> UncertainCells:
        """Return some of the cells."""
        return UncertainCells(
            self.rows[places],
            self.columns[places],
            tuple(self.measurements[place] for place in places),
            tuple(self.functions[place] for place in places),
            self.correlations[places],
        )

    def draw(self, generator: np.random.Generator, count: int) -> FloatArray:
        """Return random partial values, cells x draws.

        Cells of a criterion share one normal factor where they are correlated (a one-factor Gaussian copula).
        """
        quantiles = generator.random((len(self.rows), count))
        together = np.flatnonzero(self.correlations)
        if len(together):
            criteria, factor = np.unique(self.columns[together], return_inverse=True)
            shared = np.sqrt(self.correlations[together])[:, None]
            normals = np.sqrt(1.0 - shared**2) * generator.standard_normal((len(together), count))
            normals += shared * generator.standard_normal((len(criteria), count))[factor]
            quantiles[together] = _quantiles_of(normals)
        return self.at(quantiles)


def uncertain_cells(table: CompleteSites) -> UncertainCells | None:
    """Collect the uncertain cells of the sites of a study; None if all are certain.

    Parameters
    ----------
    table
        The sites that are compared. Value functions, and local ranges with them, stay those of the study.
    """
    study = table.study
    functions = value_functions(study, evaluate(study, weight_set=table.weight_set).performance)
    row_of = {site: row for row, site in enumerate(table.sites)}
    column_of = {name: column for column, (name, curve) in enumerate(functions.items()) if curve is not None}
    known = [key for key in {**study.given.evidence, **study.measured} if key[0] in row_of and key[1] in column_of]
    keys = [key for key in known if is_uncertain(study.cell(*key))]
    if not keys:
        return None
    keys.sort(key=lambda key: (row_of[key[0]], column_of[key[1]]))
    return UncertainCells(
        rows=np.array([row_of[site] for site, _ in keys]),
        columns=np.array([column_of[name] for _, name in keys]),
        measurements=tuple(study.cell(*key) for key in keys),
        functions=tuple(curve for _, name in keys if (curve := functions[name]) is not None),
        correlations=np.array([study.criteria[name].correlation for _, name in keys]),
    )
