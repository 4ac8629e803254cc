"""The deck: native charts with the study's numbers, words for every shape, nothing off its slide, the same bytes."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.util import Inches, Pt

import siting
from siting import narrate
from siting.errors import MethodError, MissingExtra, OutputError, StudyError
from siting.model import Brand, Study
from siting.report import answer
from siting.report.deck import deck_bytes, write_deck
from siting.report.deck.page import add_page
from siting.report.deck.sides import label_sides
from siting.report.deck.template import open_template
from tests.report.office import HOSTILE, hostile_study, libreoffice

FOOTNOTE = 2
"""Number of the house template's placeholder for footnotes."""
SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.fixture(scope="module")
def full():
    return answer(siting.load_study(SCENARIOS / "alfa-e-segment"))


@pytest.fixture(scope="module")
def deck(full, tmp_path_factory):
    file = tmp_path_factory.mktemp("deck") / "full.pptx"
    file.write_bytes(deck_bytes(full))
    return file


@pytest.fixture(scope="module")
def slides(deck):
    return list(Presentation(str(deck)).slides)


def words_of(shape):
    return shape.text_frame.text.replace("\N{NO-BREAK SPACE}", " ")


def titled(slides, beginning):
    return next(slide for slide in slides if words_of(slide.shapes[0]).startswith(beginning))


def chart_on(slide):
    return next(shape.chart for shape in slide.shapes if shape.has_chart)


def table_on(slide):
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    return [[cell.text for cell in row.cells] for row in table.rows]


def table_headed(slides, head):
    tables = (table_on(slide) for slide in slides if any(shape.has_table for shape in slide.shapes))
    return next(rows for rows in tables if head in rows[0])


def described(shape):
    return shape._element.xpath(".//p:cNvPr")[0].get("descr")


def test_bars_of_the_ranking_are_the_contributions(full, slides):
    chart = chart_on(titled(slides, "Overall values"))
    ev = full.evaluation
    order = ev.ranks.dropna().sort_values(kind="stable").index
    assert [name.split("   ")[1] for name in chart.plots[0].categories] == [f"{ev.overall[s]:.3f}" for s in order]
    for series, criterion in zip(chart.plots[0].series, full.study.criteria, strict=True):
        assert list(series.values) == pytest.approx(ev.contributions.loc[order, criterion].tolist())


def test_the_waterfall_steps_from_the_rival_to_the_winner(full, slides):
    chart = chart_on(titled(slides, "Windsor beats Cassino"))
    base, rival, gains, losses, winner = (list(series.values) for series in chart.plots[0].series)
    ahead, behind = (sum(value or 0.0 for value in values) for values in (gains, losses))
    assert rival[0] + ahead - behind == pytest.approx(winner[-1])
    assert winner[-1] == pytest.approx(full.evaluation.overall["windsor"])
    assert base[0] is None


def test_shares_of_ranks_and_their_precision(full, slides):
    slide = titled(slides, "Windsor is first in")
    found = full.weights.acceptability
    order = found.first_rank.sort_values(ascending=False, kind="stable").index
    for rank, series in enumerate(chart_on(slide).plots[0].series, start=1):
        assert list(series.values) == pytest.approx(found.ranks.loc[order, rank].tolist())
    assert "standard error" in slide.notes_slide.notes_text_frame.text


def test_bars_of_the_weights_end_where_another_site_takes_over(full, slides):
    chart = chart_on(titled(slides, "Windsor stays first until"))
    below, lesser, greater, _ = (list(series.values) for series in chart.plots[0].series)
    names = [category.split("   ")[0] for category in chart.plots[0].categories]
    assert names[0] == "Premium experience"
    for name, row in full.stability.iterrows():
        place = names.index(full.study.column_title(name))
        assert below[place] == pytest.approx(row["lower"])
        assert below[place] + lesser[place] == pytest.approx(row["weight"])
        assert below[place] + lesser[place] + greater[place] == pytest.approx(row["upper"])
    ends = [point.data_label.text_frame.text for point in (chart.plots[0].series[3].points[at] for at in (0, 5, 6))]
    assert ends == ["Cassino 21.2 %", "Cassino 87.4 %", "Toluca 79.2 %"]
    assert chart.plots[0].series[0].points[1].data_label.text_frame.text == "Cassino 18.1 %"


def test_lines_of_a_sweep_cross_where_the_lead_changes(full, slides):
    chart = chart_on(titled(slides, "Windsor leads at the study's weight of 35 % on market"))
    lines = {series.name: list(series.iter_values()) for series in chart.plots[0].series}
    frame = full.sweeps["market"].frame
    for site in full.evaluation.overall.index:
        mine = frame[frame["site"] == site].sort_values("weight")["overall"]
        assert lines[full.study.site_title(site)] == pytest.approx([mine.iloc[0], mine.iloc[-1]])
    (at,) = full.sweeps["market"].switches["weight"]
    windsor, cassino = (low + at * (high - low) for low, high in (lines["Windsor"], lines["Cassino"]))
    assert windsor == pytest.approx(cassino)
    assert lines["Switch points"] == pytest.approx([windsor])


def test_a_switch_point_at_the_axis_has_its_label_beside_it():
    # A leads above w = 0.02 (1 - w), which is 2 %, and again B's mirror image on the other criterion at 98 %
    table = pd.DataFrame({"x": [1.0, 0.0], "y": [0.49, 0.51]}, index=["A", "B"])
    study = Study.from_frame(table, ranges={"x": (0, 1), "y": (0, 1)}, weights={"x": 1, "y": 1})
    slides = list(Presentation(BytesIO(deck_bytes(answer(study)))).slides)
    charts = [chart_on(titled(slides, f"A leads at the study's weight of 50 % on {name}")) for name in ("x", "y")]
    marks = [next(s for s in chart.plots[0].series if s.name == "Switch points").points[0] for chart in charts]
    assert [mark.data_label.text_frame.text for mark in marks] == ["2 %", "98 %"]
    assert [mark.data_label.position for mark in marks] == [XL_LABEL_POSITION.RIGHT, XL_LABEL_POSITION.ABOVE]


def test_the_first_slide_answers_with_merit_money_and_futures(full, slides):
    told = words_of(slides[0].placeholders[1])
    assert full.study.question in told
    assert "below 18.1 % Cassino takes over" in told
    assert narrate.present_value(full.money.appraisal) in told
    assert narrate.regret(full.robustness) in told


def test_where_no_weight_changes_the_leader_one_sentence_says_so():
    first = answer(siting.load_study(SCENARIOS / "alfa-first-look"))
    told = Presentation(BytesIO(deck_bytes(first))).slides[0].placeholders[1].text_frame.text
    assert told.count("whatever weight") == 1


def test_a_footnote_without_room_is_cut_and_said_in_the_notes():
    stage = open_template(None, Brand())
    page = add_page(stage)
    page.write_footnote("Flagged: a duty that nobody has verified. " * 40)
    page.write_notes("The finding.")
    (slide,) = stage.presentation.slides
    foot = next(shape for shape in slide.placeholders if shape.placeholder_format.idx == FOOTNOTE).text_frame
    assert foot.text.endswith("…")
    assert foot.paragraphs[0].font.size.pt == 8
    assert slide.notes_slide.notes_text_frame.text.count("nobody has verified") == 40


def test_a_title_without_room_loses_its_last_clause():
    stage = open_template(None, Brand())
    lead, rest = "Windsor leads by far " * 7 + "indeed", "Cassino follows at some distance " * 12
    add_page(stage).write_title(f"{lead}; {rest}.")
    (slide,) = stage.presentation.slides
    (title,) = slide.placeholders[0].text_frame.paragraphs
    assert title.text == f"{lead}."
    assert title.font.size.pt >= 18


def test_a_title_without_room_is_cut_and_many_sentences_are_set_smaller():
    stage = open_template(None, Brand())
    page = add_page(stage)
    page.write_title("Windsor leads by far. " * 60)
    page.write_content([("Another site is screened out for reasons that take a line or two to tell. " * 2, False)] * 30)
    (slide,) = stage.presentation.slides
    title, content = (slide.placeholders[at].text_frame.paragraphs for at in (0, 1))
    assert title[0].text.endswith("…")
    assert title[0].font.size.pt == 16
    assert {paragraph.font.size.pt for paragraph in content} == {10}


def test_a_wide_logo_stays_beside_the_title(plants, tmp_path):
    logo = tmp_path / "logo.png"
    Image.new("RGB", (900, 100)).save(logo)
    made = Presentation(str(write_deck(plants.overridden({"brand": {"logo": str(logo)}}), tmp_path / "deck.pptx")))
    picture = next(shape for shape in made.slides[0].shapes if described(shape) == "Logo")
    assert picture.width / picture.height == pytest.approx(9, rel=0.001)
    title = made.slides[0].shapes.title
    assert picture.left >= title.left + title.width
    assert picture.left + picture.width <= made.slide_width


def test_money_stands_on_its_own_slides(full, slides):
    appraisal = full.money.appraisal
    cost = appraisal.cost.sort_values("total", kind="stable")
    chart = chart_on(titled(slides, "Toluca is cheapest over all markets"))
    parts = sum(pd.Series(series.values) for series in chart.plots[0].series)
    assert parts.tolist() == pytest.approx((cost["total"] - cost["common"]).tolist())

    rows = table_on(titled(slides, "Toluca is worth most"))
    assert rows[1][:3] == ["Toluca", "58,094", "1,188"]
    assert rows[2][:3] == ["Windsor", "58,807", "1,184"]
    gap = next(gap for gap in full.money.gaps if gap.a == "belvidere")
    (belvidere,) = (row for row in rows if row[0] == "Belvidere")
    assert belvidere[5] == f"{gap.incentive / 1e6:.0f}"
    assert belvidere[6] == f"{gap.tariff:.1f} % on {gap.origin}"

    marks = {
        series.name: series
        for series in chart_on(titled(slides, "Toluca and Windsor are worth a look")).plots[0].series
    }
    assert set(marks) == {"Frontier", *(full.study.site_title(site) for site in appraisal.names)}
    shapes = {name: marks[full.study.site_title(name)].marker.style for name in ("belvidere", "windsor")}
    assert shapes == {"belvidere": XL_MARKER_STYLE.CIRCLE, "windsor": XL_MARKER_STYLE.SQUARE}
    for site in appraisal.names:
        series = marks[full.study.site_title(site)]
        assert list(series.values) == pytest.approx([full.evaluation.overall[site]])


def test_stakeholders_and_futures_are_tables(full, slides):
    rows = table_headed(slides, "Largest regret")
    assert rows[0][0] == "Site"
    assert {row[0]: row[1:6] for row in rows[1:]} == {
        full.study.site_title(str(site)): [str(rank) for rank in ranks]
        for site, ranks in full.stakeholders.loc[full.evaluation.overall.index].iterrows()
    }
    futures = table_on(titled(slides, "On merit Windsor is the best site as planned and in all 10 futures"))
    assert [row[0] for row in futures[1:]] == ["as planned", *(f.title for f in full.study.futures.values())]
    (tariff,) = (row for row in futures if row[0].startswith("U.S. tariff"))
    assert tariff[1:3] == ["Windsor", "Belvidere"]


def test_the_appendix_has_every_cell_and_the_whole_trace(full, slides):
    rows, notes = [], []
    for slide in slides:
        if words_of(slide.shapes[0]).startswith(
            "Of 100 cells 18 are measured, 38 computed, 10 estimated and 34 judged"
        ):
            rows += table_on(slide)[1:]
            notes.append(slide.notes_slide.notes_text_frame.text)
    cells = full.study.provenance()
    assert len(rows) == len(cells)
    longest = cells["trace"].map(len).idxmax()
    assert " ".join(cells["trace"][longest].split()) in "\n".join(notes)


def test_what_the_audit_warns_of_stands_on_the_first_slide_and_in_a_table(full, slides):
    warned = full.findings[full.findings["level"] != "info"]
    rows = [row for slide in slides if words_of(slide.shapes[0]).startswith("Look at") for row in table_on(slide)[1:]]
    assert [row[:2] for row in rows] == warned[["check", "where"]].to_numpy().tolist()
    assert narrate.caution(full.findings) in "\n".join(
        words_of(shape) for shape in slides[0].shapes if shape.has_text_frame
    )


def test_the_table_of_performances_says_who_is_best_on_most(full, slides):
    values = full.evaluation.values
    best = values.eq(values.max()).sum(axis="columns")
    assert best["windsor"] == best["cassino"] == best.max() == 6
    (slide, *_) = (slide for slide in slides if words_of(slide.shapes[0]).endswith("(1 to 6 of 10 sites)"))
    assert table_on(slide)[0][0] == "Criterion"
    assert words_of(slide.shapes[0]).startswith(
        "Among the sites that pass, Cassino and Windsor are each best on 6 of 10 criteria, ties counted; no site"
    )


def test_every_slide_has_a_finding_notes_a_footnote_and_words_for_what_it_shows(slides):
    for slide in slides:
        title, *others = slide.shapes
        assert title.text_frame.text
        assert slide.notes_slide.notes_text_frame.text
        footnote = next(shape for shape in slide.placeholders if shape.placeholder_format.idx == FOOTNOTE)
        assert footnote.text_frame.text
        for shape in others:
            if shape.has_chart or shape.has_table or shape.shape_type == 13:
                assert described(shape)


def test_nothing_lies_outside_its_slide(deck, slides):
    size = Presentation(str(deck))
    for slide in slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= size.slide_width
            assert shape.top + shape.height <= size.slide_height


def test_the_same_answer_gives_the_same_bytes(found, full, deck):
    assert deck_bytes(found) == deck_bytes(found)
    assert deck.read_bytes() == deck_bytes(full)


def words_outside_their_frames(deck, pdf):
    """Words as LibreOffice set them that lie in no shape of their slide; two points of slack for slanted letters."""
    pages = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True).stdout
    outside = []
    for slide, page in zip(Presentation(str(deck)).slides, pages.split("<page ")[1:], strict=True):
        frames = [(s.left.pt, s.top.pt, (s.left + s.width) / Pt(1), (s.top + s.height) / Pt(1)) for s in slide.shapes]
        for *corners, word in re.findall(r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)<', page):
            x0, y0, x1, y1 = map(float, corners)
            inside = (a - 2 <= x0 and b - 2 <= y0 and x1 <= c + 2 and y1 <= d + 2 for a, b, c, d in frames)
            if not any(inside):
                outside.append((slide.shapes[0].text_frame.text, word))
    return outside


def test_libreoffice_opens_it_and_every_word_is_inside_its_frame(deck, slides, tmp_path):
    pdf = libreoffice(deck, "pdf", tmp_path)
    pages = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    assert int(re.search(r"Pages:\s+(\d+)", pages)[1]) == len(slides)
    assert words_outside_their_frames(deck, pdf) == []


def test_hostile_names_stay_text(tmp_path):
    file = write_deck(hostile_study(), tmp_path / "hostile.pptx")
    words = "\n".join(
        shape.text_frame.text
        for slide in Presentation(str(file)).slides
        for shape in (*slide.shapes, *slide.notes_slide.shapes)
        if shape.has_text_frame
    )
    assert "\x00" not in words
    assert HOSTILE[0] in words
    assert words_outside_their_frames(file, libreoffice(file, "pdf", tmp_path)) == []


def company_template(path, names=("Title", "Content", "Footnote")):
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(10), Inches(7.5)
    layout = next(layout for layout in presentation.slide_layouts if len(list(layout.placeholders)) == 6)
    boxes = (0.5, 0.3, 9, 1.2), (0.5, 1.6, 9, 4.8), (0.5, 6.5, 8, 0.6)
    for shape, name, box in zip(layout.placeholders, names, boxes, strict=False):
        shape.name = name
        shape.left, shape.top, shape.width, shape.height = map(Inches, box)
    presentation.slides.add_slide(layout)
    presentation.save(str(path))
    return path


def test_a_company_template_keeps_its_size_and_loses_its_slides(plants, tmp_path):
    template = company_template(tmp_path / "house.pptx")
    made = Presentation(str(write_deck(plants, tmp_path / "deck.pptx", template=template)))
    assert made.slide_width == Inches(10)
    assert made.slides[0].shapes[0].text_frame.text.startswith("North and South/East tie")


def test_the_full_study_fits_into_a_narrower_template_with_bullets(full, tmp_path):
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(deck_bytes(full, template=company_template(tmp_path / "house.pptx")))
    assert words_outside_their_frames(deck, libreoffice(deck, "pdf", tmp_path)) == []
    numbers = table_on(titled(Presentation(str(deck)).slides, "Toluca is worth most"))
    assert numbers[1][1] == "58,094"


def test_a_template_without_the_placeholders_says_what_it_has(plants, tmp_path):
    template = company_template(tmp_path / "house.pptx", names=("Title", "Body", "Aside"))
    with pytest.raises(MethodError, match="has Title, Body, Aside"):
        write_deck(plants, tmp_path / "deck.pptx", template=template)
    assert not (tmp_path / "deck.pptx").exists()


@pytest.mark.parametrize("content", [None, b"", b"PK", b"not a zip file"])
def test_a_template_that_is_none_is_told(plants, tmp_path, content):
    template = tmp_path / "house.pptx"
    if content is not None:
        template.write_bytes(content)
    words = "there is no file of that name" if content is None else "not a PowerPoint presentation"
    with pytest.raises(OutputError, match=words):
        write_deck(plants, tmp_path / "deck.pptx", template=template)


def test_a_brand_sets_colours_font_and_logo(plants, tmp_path):
    logo = tmp_path / "logo.png"
    logo.write_bytes(siting.charts.to_png(siting.charts.slide(), dpi=10))
    brand = {"colours": ["#123456", "#654321"], "font": "Georgia", "logo": str(logo)}
    branded = plants.overridden({"brand": brand})
    made = Presentation(str(write_deck(branded, tmp_path / "deck.pptx")))
    assert [described(shape) for shape in made.slides[0].shapes].count("Logo") == 1
    theme = next(rel.target_part for rel in made.slide_masters[0].part.rels.values() if rel.reltype.endswith("/theme"))
    assert b'typeface="Georgia"' in theme.blob
    assert b'<a:accent1><a:srgbClr val="123456"/>' in theme.blob
    with pytest.raises((MethodError, StudyError), match="logo"):
        write_deck(plants.overridden({"brand": {**brand, "logo": str(tmp_path / "gone.png")}}), tmp_path / "no.pptx")


def test_a_study_in_which_no_site_passes_has_a_deck(tmp_path):
    table = pd.DataFrame({"cost": [1.0, 2.0]}, index=["A", "B"])
    study = Study.from_frame(table, ranges={"cost": (0, 10)})
    gate = {"much": {"criterion": "cost", "at_least": 5.0, "reason": "so it is"}}
    none = Study.build({**study.model_dump(), "requirements": gate}, given=study.given)
    made = Presentation(str(write_deck(none, tmp_path / "deck.pptx")))
    assert "No site" in made.slides[0].shapes[0].text_frame.text


def test_a_deck_that_cannot_be_written_says_why(plants, tmp_path):
    (tmp_path / "file").write_text("kept")
    with pytest.raises(OutputError):
        write_deck(plants, tmp_path / "file" / "deck.pptx")
    (tmp_path / "folder.pptx").mkdir()
    with pytest.raises(OutputError):
        write_deck(plants, tmp_path / "folder.pptx")
    with pytest.raises(OutputError, match=r"ends in \.pptx"):
        write_deck(plants, tmp_path / "deck")
    assert (tmp_path / "file").read_text() == "kept"


def test_without_the_extra_the_line_that_installs_it_is_named(found, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pptx", None)
    loaded = [name for name in sys.modules if name.startswith("siting.report.deck.")]
    for name in set(loaded) - {"siting.report.deck.making"}:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(MissingExtra, match="office"):
        deck_bytes(found)


def test_names_beside_marks_stand_apart_and_cover_no_mark():
    right, above, below, left = (
        XL_LABEL_POSITION.RIGHT, XL_LABEL_POSITION.ABOVE, XL_LABEL_POSITION.BELOW, XL_LABEL_POSITION.LEFT,
    )  # fmt: skip
    alone = label_sides([(0, 0), (200, 0)], [50, 50], height=16, gap=6)
    assert alone == [right, right]
    # the second mark lies where the first name would stand, the third above it, the fourth below
    crowd = label_sides([(0, 0), (30, 0), (0, 14), (0, -14)], [50, 50, 50, 50], height=16, gap=6)
    assert crowd[0] == left
    walled = label_sides([(0, 0), (30, 0), (-30, 0), (0, 14), (0, -14)], [50] * 5, height=16, gap=6)
    assert walled[0] == right
    assert label_sides([(0, 0), (30, 0), (0, 14)], [50] * 3, height=16, gap=6)[0] == below
    assert label_sides([(0, 0), (30, 0)], [50] * 2, height=16, gap=6) == [above, right]
