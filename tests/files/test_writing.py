"""Writing a study as files: nothing is lost in silence, nothing is overwritten."""

import sys
import zipfile
from datetime import date

import pandas as pd
import pytest

from siting.errors import MissingExtra, OutputError, StudyError
from siting.files import new_study, read_study, write_excel, write_toml
from siting.model import Distribution, Fact, Measurement, PerformanceTable, Source, Step, Study


def study(**cells):
    """Two sites and two criteria; `cells` by "site_criterion" take the place of what is not known."""
    document = {"sites": {"a": {}, "b": {}}, "criteria": {"cost": {"direction": "min"}, "skill": {}}}
    given = {tuple(name.split("_")): cell for name, cell in cells.items()}
    return Study.build(document, given=PerformanceTable.of_cells(given))


def test_a_cell_that_is_missing_stays_missing_with_its_note(tmp_path):
    written = study(a_cost=Measurement(value=None, note="nobody asked"), b_cost=Measurement(value=2.0))
    for again in (
        read_study(write_toml(written, tmp_path / "s")),
        read_study(write_excel(written, tmp_path / "s.xlsx")),
    ):
        assert again.cell("a", "cost").missing
        assert again.cell("a", "cost").note == "nobody asked"
        assert again.performance["cost"].to_dict() == {"a": pytest.approx(float("nan"), nan_ok=True), "b": 2.0}
    table = (tmp_path / "s" / "performance.csv").read_text(encoding="utf-8")
    assert table.splitlines()[1:] == ["a,cost,,,,,,,,,nobody asked", "b,cost,2.0,,,,,,,,"]


def test_a_study_from_a_frame_is_written_with_its_bare_cells(tmp_path):
    table = pd.DataFrame({"cost": [1.5, float("nan")], "rail": ["yes", "no"]}, index=["North", "South of it"])
    made = Study.from_frame(table[["cost"]], weights={"cost": 1})
    again = read_study(write_toml(made, tmp_path / "s"))
    assert again.performance.equals(made.performance)


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        (Measurement(value=1.0, distribution=Distribution(kind="uniform", parameters=(0.0, 2.0))), "distribution"),
        (Measurement(value=1.0, flags=("law not verified",)), "flags"),
        (Measurement(value=1.0, trace=(Step(text="from the law"),)), "trace"),
    ],
)
@pytest.mark.parametrize("write", [write_toml, write_excel])
def test_what_files_cannot_hold_is_refused_and_not_dropped(tmp_path, cell, what, write):
    with pytest.raises(StudyError, match=f"no place for the {what} of a cell"):
        write(study(a_cost=cell), tmp_path / "s.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_sources_that_only_cells_know_are_written_with_the_study(tmp_path):
    source = Source(id="visit", title="A visit", url="https://example.org/visit", published="2024-05")
    written = study(a_cost=Measurement(value=1.0, sources=(source,)), b_cost=Measurement(value=2.0, sources=(source,)))
    again = read_study(write_toml(written, tmp_path / "s"))
    assert list(again.sources) == ["visit"]
    assert again.cell("b", "cost").sources == (source,)


def test_own_facts_survive_with_days_and_truths(tmp_path):
    source = Source(id="report", title="A report")
    document = {
        "sites": {"a": {}},
        "criteria": {"cost": {}},
        "sources": {"report": {"title": "A report"}},
    }
    facts = (
        Fact(id="a.rail@", subject="a", attribute="rail", value=True, basis="planning", source=_own()),
        Fact(
            id="a.area@2023", subject="a", attribute="area", value=1.25, unit="km2", period="2023",
            known_from=date(2024, 2, 1), source=source, confidence="high",
        ),
    )  # fmt: skip
    made = Study.build(document, facts=facts)
    for again in (read_study(write_toml(made, tmp_path / "s")), read_study(write_excel(made, tmp_path / "s.xlsx"))):
        assert again.facts == facts


def _own():
    return Source(id="study", title="this study's own assumption")


@pytest.mark.parametrize("name", ["study.toml", "notes.txt"])
def test_a_folder_that_holds_anything_is_left_alone(tmp_path, name):
    (tmp_path / name).write_text("mine")
    with pytest.raises(OutputError, match="overwrites nothing"):
        write_toml(study(), tmp_path)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, "mine")]


def test_a_workbook_that_is_there_is_left_alone(tmp_path):
    (tmp_path / "s.xlsx").write_text("mine")
    with pytest.raises(OutputError, match="overwrites nothing"):
        write_excel(study(), tmp_path / "s.xlsx")
    assert (tmp_path / "s.xlsx").read_text() == "mine"


def test_the_same_study_gives_the_same_workbook_bytes(tmp_path):
    made = read_study(new_study(tmp_path / "plants"))
    first, second = (write_excel(made, tmp_path / name).read_bytes() for name in ("1.xlsx", "2.xlsx"))
    assert first == second


def test_a_text_that_no_cell_can_hold_names_the_cell(tmp_path):
    made = Study.build({"title": "x" * 32_768, "sites": {"a": {}}, "criteria": {"cost": {}}})
    with pytest.raises(StudyError, match=r"Study!B2: a text of 32,768 characters; Excel holds 32,767"):
        write_excel(made, tmp_path / "s.xlsx")
    assert read_study(write_toml(made, tmp_path / "s")).title == made.title


def test_what_looks_like_a_formula_or_a_list_stays_text(tmp_path):
    texts = [
        '=HYPERLINK("http://example.org")',
        "+1",
        "@sum",
        "[sic]",
        '"quoted"',
        " outer blanks ",
        "_x0041_",
        "a\x01b",
    ]
    sites = {f"s{number}": {"title": text, "note": text} for number, text in enumerate(texts)}
    made = Study.build({"sites": sites, "criteria": {"cost": {}}})
    book = write_excel(made, tmp_path / "s.xlsx")
    assert [site.title for site in read_study(book).sites.values()] == texts
    assert [site.note for site in read_study(book).sites.values()] == texts

    with zipfile.ZipFile(book) as packed:
        assert not any(b"<f>" in packed.read(name) for name in packed.namelist())


def test_without_the_extra_one_line_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtra, match=r'pip install "siting\[office\]"'):
        write_excel(study(), tmp_path / "s.xlsx")
    assert list(tmp_path.iterdir()) == []
