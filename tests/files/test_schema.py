"""The schema accepts what is read and refuses what is not."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from siting.cli import main
from siting.errors import StudyError
from siting.files import new_study, read_study, schema
from siting.model import Study
from siting.model.anatomy import field_names


@pytest.fixture(scope="module")
def validator():
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


def as_json(toml):
    return json.loads(json.dumps(tomllib.loads(toml), default=lambda day: day.isoformat()))


@pytest.fixture(scope="module")
def starter(tmp_path_factory):
    folder = new_study(tmp_path_factory.mktemp("new") / "plants")
    return (folder / "study.toml").read_text(encoding="utf-8")


def test_the_starter_is_valid(validator, starter):
    assert list(validator.iter_errors(as_json(starter))) == []


PROGRAMME = """
[programme]
launch = "2028-06"
volume = 100000
msrp_usd = { value = 50000, low = 40000 }
demand = { US = 1 }
by_country = { MX = { usmca = true } }
"""


def test_short_forms_are_valid(validator, starter):
    assert list(validator.iter_errors(as_json(starter + PROGRAMME))) == []
    measured = as_json(starter + '\n[criteria.freight]\nmeasure = "freight"\n')
    assert list(validator.iter_errors(measured)) == []


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ('country = "US"', 'contry = "US"', ["sites", "north"]),
        ('direction = "min"          # less', 'direction = "mn" # less', ["criteria", "cost", "direction"]),
        ("cost = 100,", "cost = -1,", ["weights", "board", "points", "cost"]),
        ("cost = 100,", 'cost = "1",', ["weights", "board", "points", "cost"]),
        ('published = "2026-09"', "published = 2026", ["sources", "quotes", "published"]),
        ("# as_of = 2026-11-22 ", 'as_of = "soon" ', ["as_of"]),
    ],
)
def test_mistakes_are_underlined(validator, starter, before, after, place):
    assert starter.count(before) == 1
    [error] = validator.iter_errors(as_json(starter.replace(before, after)))
    assert list(error.absolute_path) == place


SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.mark.parametrize("name", ["alfa-first-look", "alfa-e-segment", "alfa-hindsight"])
def test_the_shipped_studies_are_valid(validator, name):
    text = (SCENARIOS / name / "study.toml").read_text(encoding="utf-8")
    assert list(validator.iter_errors(as_json(text))) == []


BAD = {
    "site without a table": ("[sites.north]", "[sites]\nnorth = 1\n[sites.south2]"),
    "unknown key of the study": ("title = ", "titel = "),
    "unknown key of a criterion": ('unit = "USD/vehicle"', 'units = "USD/vehicle"'),
    "range of one level": ("worst = 9000, best = 5000", "worst = 9000"),
    "unknown shape": ('shape = "piecewise"', 'shape = "piecewize"'),
    "text for a number": ("at_most = 36", 'at_most = "36"'),
    "changes that are no table": ('changes = { "performance.south.cost" = 8200 }', "changes = 8200"),
    "no criteria": ("[criteria.", "[criterions."),
}


@pytest.mark.parametrize(("before", "after"), BAD.values(), ids=BAD)
def test_what_the_schema_underlines_is_refused_when_read(validator, starter, tmp_path, before, after):
    assert before in starter
    text = starter.replace(before, after)
    folder = new_study(tmp_path / "plants")
    (folder / "study.toml").write_text(text, encoding="utf-8")
    assert list(validator.iter_errors(as_json(text))) != []
    with pytest.raises(StudyError):
        read_study(folder)


def test_the_command_prints_the_schema():
    printed = CliRunner().invoke(main, ["schema"])
    assert printed.exit_code == 0
    assert json.loads(printed.stdout) == schema()


def test_the_schema_beside_the_starter_is_that_of_the_command(tmp_path):
    folder = new_study(tmp_path / "plants")
    assert json.loads((folder / "study.schema.json").read_text(encoding="utf-8")) == schema()


def test_every_key_of_a_study_is_there_and_what_files_bring_is_not():
    described = schema()
    assert set(described["properties"]) == set(field_names(Study))
    assert "given" not in described["properties"]
    assert (described["title"], described["$schema"]) == (
        "study.toml",
        "https://json-schema.org/draft/2020-12/schema",
    )


def test_descriptions_come_with_the_keys():
    site = schema()["$defs"]["Site"]
    assert site["properties"]["latitude"]["description"] == "Degrees north."
    assert site["description"].startswith("A candidate plant")
