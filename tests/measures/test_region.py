import pytest

from siting.errors import FactError, MethodError
from siting.facts import known
from siting.measures.region import country_subject, italian_region, region_code


@pytest.mark.parametrize(
    ("site", "region"), [("cassino", "Lazio"), ("melfi", "Basilicata"), ("pomigliano", "Campania")]
)
def test_italian_plants(context_of, site, region):
    assert italian_region(context_of(site)) == region


@pytest.mark.parametrize(
    ("code", "subject"), [("US", "usa"), ("CA", "canada"), ("MX", "mexico"), ("IT", "italy"), ("DE", "germany")]
)
def test_countries(code, subject):
    assert country_subject(known(), code) == subject


def test_a_country_without_costs():
    with pytest.raises(FactError, match="no costs of country NZ"):
        country_subject(known(), "NZ")


def test_a_country_of_the_study_itself(own_fact):
    own = (own_fact("new-zealand", "iso_country", "NZ"), own_fact("new-zealand", "labour_cost_per_vehicle", 900.0))
    assert country_subject(known(own=own), "NZ") == "new-zealand"


def test_unknown_regions(context_of, own_fact):
    assert region_code(context_of("somewhere", country="IT")) is None
    with pytest.raises(MethodError, match="region of site 'somewhere' is not known"):
        italian_region(context_of("somewhere", country="IT"))
    with pytest.raises(MethodError, match="'IT-99' is no region of Italy"):
        italian_region(context_of("somewhere", country="IT", own=[own_fact("somewhere", "iso_region", "IT-99")]))
