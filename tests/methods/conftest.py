import pandas as pd
import pytest

from siting.model import Study


@pytest.fixture
def make_study():
    """Build a study from rows of figures, signs of the directions (1 more, -1 less is better) and weights."""

    def build(rows, *, weights=None, directions=None, sites=None, **more):
        table = pd.DataFrame(rows, dtype=float)
        names = [f"c{position}" for position in range(1, table.shape[1] + 1)]
        table.columns = names
        table.index = sites or [f"A{position}" for position in range(1, len(table) + 1)]
        signs = dict(zip(names, [1] * len(names) if directions is None else directions, strict=True))
        return Study.from_frame(
            table,
            directions={name: "max" if sign > 0 else "min" for name, sign in signs.items()},
            weights=None if weights is None else dict(zip(names, weights, strict=True)),
            **more,
        )

    return build
