"""A study survives every way through its files: TOML, Excel, TOML again."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import siting
from siting.files import new_study, new_workbook, read_study, write_excel, write_toml
from tests.files.generated import studies

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def assert_same(first, second):
    assert second.model_dump() == first.model_dump()
    assert second.given.figures.equals(first.given.figures)
    assert second.given.evidence == first.given.evidence
    assert list(second.sites) == list(first.sites)
    assert list(second.weights) == list(first.weights)


@pytest.mark.parametrize("name", ["alfa-first-look", "alfa-e-segment", "alfa-hindsight", "starter"])
def test_a_shipped_study_goes_from_toml_to_excel_to_toml(name, tmp_path):
    source = new_study(tmp_path / "starter") if name == "starter" else SCENARIOS / name
    study = read_study(source)
    in_excel = read_study(write_excel(study, tmp_path / "study.xlsx"))
    again = read_study(write_toml(in_excel, tmp_path / "again"))
    assert_same(study, in_excel)
    assert_same(study, again)
    assert siting.report.record(again)["study_hash"] == siting.report.record(study)["study_hash"]


def test_what_is_measured_is_measured_alike_from_a_workbook(tmp_path):
    source = SCENARIOS / "alfa-first-look"
    book = write_excel(read_study(source), tmp_path / "first-look.xlsx")
    first, second = siting.evaluate(siting.load_study(source)), siting.evaluate(siting.load_study(book))
    assert second.overall.to_dict() == first.overall.to_dict()
    assert second.study.provenance().equals(first.study.provenance())


def test_the_starter_is_the_same_study_in_both_forms(tmp_path):
    assert_same(read_study(new_study(tmp_path / "plants")), read_study(new_workbook(tmp_path / "plants.xlsx")))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(studies())
def test_any_study_goes_from_toml_to_excel_to_toml(study):
    with tempfile.TemporaryDirectory() as here:
        folder = Path(here)
        in_toml = read_study(write_toml(study, folder / "first"))
        in_excel = read_study(write_excel(in_toml, folder / "study.xlsx"))
        again = read_study(write_toml(in_excel, folder / "second"))
        for name in ("study.toml", "performance.csv"):
            texts = [(folder / form / name) for form in ("first", "second")]
            assert texts[0].exists() == texts[1].exists()
            assert not texts[0].exists() or texts[0].read_bytes() == texts[1].read_bytes()
    for read in (in_toml, in_excel, again):
        assert_same(study, read)
