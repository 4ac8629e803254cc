import copy

import pytest

from siting.model import Study
from tests.money.plan import DOCUMENT


@pytest.fixture
def document():
    return copy.deepcopy(DOCUMENT)


@pytest.fixture
def study(document):
    return Study.build(document)
