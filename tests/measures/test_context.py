import pytest

from siting.errors import MethodError
from siting.facts import known
from siting.measures.context import Context
from siting.model import Study


def context(site, entry=None, **more):
    return Context(Study.build({"sites": {site: entry or {}}, "criteria": {"cell": {}}, **more}), site, known())


def test_the_study_comes_before_the_facts():
    here = context("cassino", {"country": "FR", "latitude": 48.0, "longitude": 2.0})
    assert (here.country, here.location) == ("FR", (48.0, 2.0))
    assert context("cassino").country == "IT"
    assert context("cassino").location == (41.4983, 13.7523)


def test_a_site_may_stand_for_another_subject_of_the_facts():
    here = context("new-plant", {"facts": "windsor"})
    assert (here.subject, here.country) == ("windsor", "CA")
    assert here.location == context("windsor").location


def test_what_nobody_knows_is_an_error_that_says_what_to_add():
    nowhere = context("atlantis")
    with pytest.raises(MethodError, match=r"country of site 'atlantis' is not known: add country"):
        _ = nowhere.country
    with pytest.raises(MethodError, match="site 'atlantis' has no place: add latitude and longitude"):
        _ = nowhere.location
    with pytest.raises(MethodError, match=r"needs a \[programme\] in the study"):
        _ = nowhere.programme


def test_the_programme_is_that_of_the_site_s_country():
    programme = {
        "launch": "2027-06-01", "volume": 60_000, "msrp_usd": 75_000, "by_country": {"IT": {"msrp_usd": 70_000}},
    }  # fmt: skip
    prices = [context(site, programme=programme).programme.msrp_usd.value for site in ("cassino", "windsor")]
    assert prices == [70_000, 75_000]
