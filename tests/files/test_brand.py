"""A brand of the study, of a file that studies share, or of both; mistakes at their place."""

import shutil
from pathlib import Path

import matplotlib as mpl
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


FONTS = Path(mpl.get_data_path(), "fonts", "ttf")


@pytest.fixture
def fonts(folder):
    """Two font files: one beside the study, one beside the shared brand."""
    shutil.copy(FONTS / "DejaVuSans.ttf", folder / "own.ttf")
    shutil.copy(FONTS / "DejaVuSerif.ttf", folder.parent / "house" / "house.ttf")
    return folder


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


@pytest.mark.parametrize(
    ("house", "own", "font", "file"),
    [
        ("", 'font_file = "own.ttf"', "DejaVu Sans", "own.ttf"),
        ("", 'font_file = "own.ttf"\nfont = "Our Sans"', "Our Sans", "own.ttf"),
        ('font_file = "house.ttf"', "", "DejaVu Serif", "house.ttf"),
        ('font_file = "house.ttf"\nfont = "Our Serif"', "", "Our Serif", "house.ttf"),
        ('font_file = "house.ttf"\nfont = "Our Serif"', 'font_file = "own.ttf"', "DejaVu Sans", "own.ttf"),
        ('font_file = "house.ttf"', 'font = "Georgia"', "Georgia", ""),
        ('font_file = "house.ttf"', 'font_file = ""', "", ""),
    ],
)
def test_a_font_file_names_its_font_and_neither_is_mixed_with_another(fonts, house, own, font, file):
    (fonts.parent / "house" / "brand.toml").write_text(house)
    brand = siting.load_study(with_brand(fonts, f'file = "../house/brand.toml"\n{own}')).brand
    assert brand.font == font
    assert Path(brand.font_file).name == file
    assert not file or Path(brand.font_file).is_file()


def test_the_brand_survives_the_way_through_a_workbook_and_back(folder, tmp_path):
    study = read_study(with_brand(folder, 'file = "../house/brand.toml"\nfont_file = "own.ttf"\ncolours = ["#0072B2"]'))
    book = read_study(write_excel(study, tmp_path / "study.xlsx"))
    again = read_study(write_toml(book, tmp_path / "again"))
    assert study.brand == book.brand == again.brand
    assert (again.brand.file, again.brand.font_file) == ("../house/brand.toml", "own.ttf")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('file = "../gone.toml"', r"study\.toml:\d+:8: brand\.file: no such file: .*gone\.toml"),
        ('logo = "gone.png"', r"study\.toml:\d+:8: brand\.logo: no such file: .*gone\.png"),
        ('file = "."', r"study\.toml:\d+:8: brand\.file: no such file"),
        ('font_file = "gone.ttf"', r"study\.toml:\d+:13: brand\.font_file: no such file: .*gone\.ttf"),
        ('font_file = "study.toml"', r"study\.toml:\d+:13: brand\.font_file: not a TTF or OTF font: .*study\.toml"),
        ('logo = "study.toml"', r"study\.toml:\d+:8: brand\.logo: not a PNG or JPEG picture: .*study\.toml"),
        ('logo = "../house/brand.svg"', r"study\.toml:\d+:8: brand\.logo: not a PNG or JPEG picture: .*brand\.svg"),
        ('font_file = "../house/huge"', r"study\.toml:\d+:13: brand\.font_file: too large: .* at most 5 MB are read"),
        ('logo = "../house/huge"', r"study\.toml:\d+:8: brand\.logo: too large: .* at most 1 MB are read"),
        ("font_file = 3", r"study\.toml:\d+:13: brand\.font_file: "),
    ],
)
def test_what_is_not_there_or_not_what_it_should_be_is_told_at_its_line(folder, text, words):
    (folder.parent / "house" / "brand.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    with (folder.parent / "house" / "huge").open("wb") as stream:
        stream.truncate(6_000_000)
    with pytest.raises(StudyError, match=words):
        siting.load_study(with_brand(folder, text))


@pytest.mark.parametrize(
    ("house", "words"),
    [
        ('colours = ["red"]', r"brand\.toml:1:12: colours\.0: 'red': a colour is written as #RRGGBB"),
        ('fount = "Georgia"', r"brand\.toml:1:1: fount: unknown key(.|\n)*did you mean 'font'"),
        ('file = "another.toml"', r"brand\.toml:1:1: file: unknown key"),
        ('logo = "gone.png"', r"brand\.toml:1:8: logo: no such file: .*gone\.png"),
        ('logo = "brand.toml"', r"brand\.toml:1:8: logo: not a PNG or JPEG picture"),
        ('font_file = "gone.ttf"', r"brand\.toml:1:13: font_file: no such file: .*gone\.ttf"),
        ('font_file = "brand.toml"', r"brand\.toml:1:13: font_file: not a TTF or OTF font"),
        ("font = Georgia", r"brand\.toml:1:8: not TOML"),
    ],
)
def test_mistakes_in_a_shared_brand_are_told_at_their_place_there(folder, house, words):
    (folder.parent / "house" / "brand.toml").write_text(house)
    with pytest.raises(StudyError, match=words):
        siting.load_study(with_brand(folder, 'file = "../house/brand.toml"'))


def test_all_that_is_wrong_is_told_at_once(folder):
    with pytest.raises(StudyError) as caught:
        siting.load_study(with_brand(folder, 'font_file = "gone.ttf"\nlogo = "gone.png"'))
    assert [problem.path for problem in caught.value.problems] == [("brand", "font_file"), ("brand", "logo")]
