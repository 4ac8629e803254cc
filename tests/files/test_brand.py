"""A brand of the study, of a file that studies share, or of both; mistakes at their place."""

import pytest

import siting
from siting import charts
from siting.charts.style import site_look
from siting.errors import StudyError
from siting.files import new_study, read_study, write_excel, write_toml


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "logo.png").write_bytes(charts.to_png(charts.slide(), dpi=10))
    house = 'colours = ["#123456", "#654321"]\nfont = "Georgia"\nlogo = "logo.png"\n'
    (tmp_path / "house" / "brand.toml").write_text(house)
    return new_study(tmp_path / "plants")


def with_brand(folder, text):
    study = folder / "study.toml"
    study.write_text(f"{study.read_text()}\n[brand]\n{text}\n")
    return folder


def test_a_shared_brand_is_read_and_what_the_study_says_comes_before_it(folder):
    brand = siting.load_study(with_brand(folder, 'file = "../house/brand.toml"\nfont = "Verdana"')).brand
    assert brand.colours == ("#123456", "#654321")
    assert brand.font == "Verdana"
    assert (folder.parent / "house" / "logo.png").samefile(brand.logo)


def test_its_colours_are_those_of_the_charts(folder):
    study = siting.load_study(with_brand(folder, 'file = "../house/brand.toml"'))
    assert [site_look(study, site).colour for site in list(study.sites)[:2]] == ["#123456", "#654321"]
    assert "#654321" in charts.to_svg(charts.sweep(siting.sensitivity.sweep(study, next(iter(study.criteria)))))


def test_a_logo_of_the_study_lies_beside_it(folder):
    (folder / "own.png").write_bytes(charts.to_png(charts.slide(), dpi=5))
    assert (folder / "own.png").samefile(siting.load_study(with_brand(folder, 'logo = "own.png"')).brand.logo)


def test_the_brand_survives_the_way_through_a_workbook_and_back(folder, tmp_path):
    study = read_study(with_brand(folder, 'file = "../house/brand.toml"\ncolours = ["#0072B2"]'))
    book = read_study(write_excel(study, tmp_path / "study.xlsx"))
    again = read_study(write_toml(book, tmp_path / "again"))
    assert study.brand == book.brand == again.brand
    assert again.brand.file == "../house/brand.toml"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('file = "../gone.toml"', r"study\.toml:\d+:8: brand\.file: no such file: .*gone\.toml"),
        ('logo = "gone.png"', r"study\.toml:\d+:8: brand\.logo: no such file: .*gone\.png"),
        ('file = "."', r"study\.toml:\d+:8: brand\.file: no such file"),
    ],
)
def test_what_is_not_there_is_told_at_its_line(folder, text, words):
    with pytest.raises(StudyError, match=words):
        siting.load_study(with_brand(folder, text))


@pytest.mark.parametrize(
    ("house", "words"),
    [
        ('colours = ["red"]', r"brand\.toml:1:12: colours\.0: 'red': a colour is written as #RRGGBB"),
        ('fount = "Georgia"', r"brand\.toml:1:1: fount: unknown key(.|\n)*did you mean 'font'"),
        ('file = "another.toml"', r"brand\.toml:1:1: file: unknown key"),
        ('logo = "gone.png"', r"brand\.toml:1:8: logo: no such file: .*gone\.png"),
        ("font = Georgia", r"brand\.toml:1:8: not TOML"),
    ],
)
def test_mistakes_in_a_shared_brand_are_told_at_their_place_there(folder, house, words):
    (folder.parent / "house" / "brand.toml").write_text(house)
    with pytest.raises(StudyError, match=words):
        siting.load_study(with_brand(folder, 'file = "../house/brand.toml"'))
