import pandas as pd
import pytest

from siting.model import Study
from siting.report import answer


@pytest.fixture(scope="session")
def plants():
    """Three sites, three criteria, one uncertain cell, a future and a second opinion of the weights."""
    table = pd.DataFrame(
        {"cost": [8.0, 5.0, 2.0], "skill": [2.0, 6.0, 9.0], "risk": [5.0, 7.0, 4.0]},
        index=["North", "South/East", "West"],
    )
    study = Study.from_frame(
        table,
        ranges=dict.fromkeys(table.columns, (0, 10)),
        weights={"cost": 2, "skill": 1, "risk": 1},
        uncertainty={("North", "risk"): ("uniform", 3, 7)},
        title="Three <plants> & a question",
    )
    document = {
        **study.model_dump(),
        "weights": {
            "board": {"points": {"cost": 2.0, "skill": 1.0, "risk": 1.0}},
            "union": {"points": {"cost": 1.0, "skill": 4.0, "risk": 1.0}},
        },
        "futures": {"strike": {"title": "A strike", "changes": {"performance.North.skill": 0.0}}},
    }
    return Study.build(document, given=study.given)


@pytest.fixture(scope="session")
def found(plants):
    return answer(plants)
