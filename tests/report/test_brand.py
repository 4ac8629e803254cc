"""A brand in the files of a run: logo and font in pages, workbook and deck; what is wrong is refused."""

import base64
import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import matplotlib as mpl
import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from pptx import Presentation

from siting.errors import StudyError
from siting.evaluation import evaluate
from siting.model import Study
from siting.report.answer import answer
from siting.report.change import change_answer, change_files
from siting.report.deck import write_deck
from siting.report.folder import result_files
from siting.report.workbook import write_workbook

SERIF = str(Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSerif.ttf"))
HOSTILE = '"; } body{display:none} <script>'


@pytest.fixture
def logo(tmp_path):
    file = tmp_path / "logo.png"
    Image.new("RGBA", (1200, 100), "#B3122A").save(file, dpi=(300, 300))
    return str(file)


def study(**brand):
    table = pd.DataFrame({"cost": [1.0, 2.0, 4.0], "skill": [3.0, 2.0, 1.0]}, ["Northam & Co", "Q\u00fcxdorf", "C"])
    made = Study.from_frame(table, weights={"cost": 1, "skill": 2}, title="Where to build?")
    return made.overridden({"brand": brand}) if brand else made


def index(made):
    return result_files(answer(made))["index.html"].decode()


def test_the_index_page_shows_the_logo(logo):
    page = index(study(logo=logo))
    source = re.search(r'<header>\n<img class="logo" src="data:image/png;base64,([^"]*)" alt="">', page)[1]
    assert base64.b64decode(source) == Path(logo).read_bytes()
    assert 'class="logo"' not in index(study())
    assert "data:" not in index(study())


def test_the_index_page_carries_the_letters_that_it_shows():
    page = index(study(font_file=SERIF, font="House Serif"))
    name, source = re.search(
        r"@font-face \{ font-family: '(\w+)'; src: url\(data:font/woff;base64,(.*?)\) \}", page
    ).groups()
    assert f":root {{ --fonts: '{name}', 'House Serif' }}" in page
    letters = {chr(letter) for letter in TTFont(BytesIO(base64.b64decode(source))).getBestCmap()}
    assert letters >= set("Where to build? Northam & Co Q\u00fcxdorf SITING STUDY SVG · PNG".replace(" ", ""))


def test_the_name_of_a_font_stays_a_name_in_the_index_page():
    page = index(study(font=HOSTILE))
    assert ":root { --fonts: 'bodydisplaynone script' }" in page
    assert "<script" not in page


@pytest.mark.parametrize("font", ["Georgia", HOSTILE])
def test_every_picture_names_the_font(font):
    named = "'Georgia'" if font == "Georgia" else "'bodydisplaynone script'"
    made = study(font=font)
    files = result_files(answer(made))
    files |= change_files(change_answer(evaluate(made), evaluate(made.overridden({"performance.C.cost": 3.0}))))
    pictures = [content.decode() for name, content in files.items() if name.endswith(".svg")]
    assert len(pictures) > 3
    for picture in pictures:
        assert f"font-family: {named}, 'DejaVu Sans', Verdana, sans-serif" in picture
        ET.fromstring(picture)


def test_the_workbook_shows_the_logo_on_its_first_sheet(logo, tmp_path):
    with ZipFile(write_workbook(study(logo=logo), tmp_path / "book.xlsx")) as book:
        (name,) = (name for name in book.namelist() if name.startswith("xl/media/"))
        picture = Image.open(BytesIO(book.read(name)))
        drawing = book.read("xl/drawings/drawing1.xml").decode()
        assert b"drawing1.xml" in book.read("xl/worksheets/_rels/sheet1.xml.rels")
    assert picture.size == (720, 60)
    wide, high = (int(number) for number in re.search(r'<a:ext cx="(\d+)" cy="(\d+)"', drawing).groups())
    assert (wide, high) == (240 * 9525, 20 * 9525)
    assert 'descr="Logo"' in drawing


def test_a_workbook_without_a_logo_has_no_picture(tmp_path):
    with ZipFile(write_workbook(study(font="Georgia"), tmp_path / "book.xlsx")) as book:
        assert not [name for name in book.namelist() if name.startswith("xl/media/")]


def test_a_template_brings_its_own_logo(logo, tmp_path):
    house = write_deck(study(), tmp_path / "house.pptx")
    made = Presentation(str(write_deck(study(logo=logo), tmp_path / "deck.pptx", template=house)))
    assert not [
        shape for slide in made.slides for shape in slide.shapes if shape.shape_type == 13 and "Logo" in descr(shape)
    ]


def descr(shape):
    return shape._element.xpath(".//p:cNvPr")[0].get("descr") or ""


@pytest.mark.parametrize("write", [write_deck, write_workbook])
def test_a_hostile_name_of_a_font_leaves_the_file_whole(write, tmp_path):
    suffix = "pptx" if write is write_deck else "xlsx"
    with ZipFile(write(study(font=HOSTILE), tmp_path / f"file.{suffix}")) as made:
        for name in made.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(made.read(name))


@pytest.mark.parametrize(
    "brand", [{"logo": "gone.png"}, {"font_file": "gone.ttf"}, {"logo": SERIF}, {"font_file": __file__}]
)
def test_what_is_no_logo_or_font_is_refused_by_every_output(brand):
    (key,) = brand
    with pytest.raises(StudyError, match=rf"brand\.{key}: "):
        result_files(answer(study(**brand)))


def test_the_same_study_gives_the_same_bytes(logo):
    first, second = (result_files(answer(study(logo=logo, font_file=SERIF))) for _ in range(2))
    assert first == second
