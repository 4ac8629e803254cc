"""The files of a run: complete, safe names, one page that leads to all of them."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html import escape, unescape
from pathlib import Path

import pandas as pd
import pytest

from siting.model import Study
from siting.report import all_files, answer, result_files, results_document
from siting.report.index import index_page
from siting.studies import load_study


@pytest.fixture(scope="module")
def files(found):
    return result_files(found)


@pytest.fixture(scope="module")
def everything(found):
    steps = []
    return all_files(found, tell=steps.append), steps


def linked(page):
    return {unescape(name) for name in re.findall(r'(?:href|src)="([^"]+)"', page)}


def test_a_run_holds_page_document_tables_and_charts(files):
    assert {"index.html", "results.json", "tables/ranking.csv", "tables/smallest_change.csv"} <= set(files)
    assert {"charts/stability.svg", "charts/rank-acceptability.png", "charts/sweep-cost.svg"} <= set(files)
    assert not {"board.html", "charts/profile.svg"} & set(files)


def test_everything_adds_documents_and_charts_and_tells_its_steps(files, everything):
    made, steps = everything
    assert steps == ["board", "deck", "workbook", "charts, tables and index page"]
    assert set(files) < set(made)
    added = {"board.html", "deck.pptx", "workbook.xlsx", "charts/profile.svg", "charts/bump.svg", "charts/regret.png"}
    assert added <= set(made) - set(files)


def test_the_page_leads_to_every_file_and_to_nothing_else(everything):
    made, _ = everything
    page = made["index.html"].decode()
    assert linked(page) == set(made) - {"index.html"}
    assert "<script" not in page
    assert "Three &lt;plants&gt; &amp; a question" in page


def test_the_page_tells_what_may_mislead(found, files):
    page = unescape(files["index.html"].decode())
    told = found.findings[found.findings["level"] != "info"]
    assert len(told) > 0
    assert page.count("Look at before you rely on this: ") == 1
    listed = re.findall("<li>(.*?)</li>", page.split("<details>")[1].split("</details>")[0])
    assert listed == [f"{where}: {message}" for where, message in zip(told["where"], told["message"], strict=True)]


def test_a_page_without_findings_has_no_word_of_them(found):
    page = index_page(replace(found, findings=found.findings.iloc[:0]), [], [])
    assert "Look at" not in page
    assert "<details" not in page


def test_every_picture_of_the_page_has_its_alternative_text(everything):
    page = everything[0]["index.html"].decode()
    texts = re.findall(r'<img src="charts/([^"]+)\.svg" alt="([^"]*)"', page)
    assert len(texts) == len([name for name in everything[0] if name.endswith(".svg")])
    for name, text in texts:
        drawing = ET.fromstring(everything[0][f"charts/{name}.svg"])
        assert drawing.find("{http://www.w3.org/2000/svg}desc").text == unescape(text)


def test_the_same_answer_gives_the_same_bytes(found, everything):
    again = all_files(found, tell=lambda _: None)
    assert {name for name, content in everything[0].items() if again[name] != content} == set()


def test_the_document_holds_the_answers_about_all_weights(files):
    document = json.loads(files["results.json"])["all_weights"]
    assert document["method"] == "sampled"
    assert sum(document["first_rank"].values()) == pytest.approx(1)
    assert document["second_opinions"]["West"]["additive"] == 3
    assert {row["challenger"] for row in document["smallest_change"]} == {"South/East", "West"}
    assert document["potentially_optimal"] == {"North": True, "South/East": True, "West": True}


def test_tables_say_what_the_document_says(files):
    rows = list(csv.DictReader(io.StringIO(files["tables/acceptability.csv"].decode())))
    shares = json.loads(files["results.json"])["all_weights"]["first_rank"]
    assert {row["site"]: float(row["first_rank"]) for row in rows} == pytest.approx(shares)


def test_raw_figures_have_their_units_in_the_header():
    base = Study.from_frame(
        pd.DataFrame({"cost": [3.0], "skill": [4.0]}, index=["A"]), ranges={"cost": (9, 0), "skill": (0, 9)}
    )
    files = result_files(answer(base.overridden({"criteria.cost.unit": "USD/car"})))
    assert files["tables/performance.csv"].decode() == "site,cost [USD/car],skill\nA,3,4\n"
    assert files["tables/values.csv"].decode().startswith("site,cost,skill\n")


def test_names_of_criteria_do_not_lead_out_of_the_folder():
    table = pd.DataFrame({"../cost": [8.0, 5.0], "a/b c": [2.0, 6.0]}, index=["North", "South"])
    names = [name for name in result_files(answer(Study.from_frame(table))) if name.startswith("charts/sweep")]
    assert len(names) == 4
    assert all(re.fullmatch(r"charts/sweep-[\w-]+\.(svg|png)", name) for name in names)


def test_every_key_of_the_document_is_explained():
    text = (Path(__file__).parents[2] / "docs" / "results.md").read_text(encoding="utf-8")
    full = results_document(answer(load_study(Path(__file__).parents[2] / "scenarios" / "alfa-e-segment")))
    keys = {*full, *full["all_weights"], *full["money"]}
    explained = {
        name for cell in re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE) for name in re.findall(r"`(\w+)`", cell)
    }
    assert keys <= explained
    assert explained - {"charts", "tables", "results", "board", "deck", "workbook", "index"} <= keys


def test_every_table_is_explained():
    text = (Path(__file__).parents[2] / "docs" / "results.md").read_text(encoding="utf-8")
    full = answer(load_study(Path(__file__).parents[2] / "scenarios" / "alfa-e-segment"))
    written = {name.removeprefix("tables/") for name in result_files(full) if name.startswith("tables/")}
    assert set(re.findall(r"`(\w+\.csv)`", text.partition("## Tables")[2])) == written


def test_the_page_says_its_day_and_tells_worth_and_futures_in_tables():
    found = answer(load_study(Path(__file__).parents[2] / "scenarios" / "alfa-e-segment"))
    page = index_page(found, [], [])
    assert "With the knowledge of 2023-04-30." in page
    worths, futures = (
        page.split(f"<caption>{caption}</caption>")[1].split("</table>")[0]
        for caption in ("What each site is worth", "Who leads in each future")
    )
    npv = found.money.appraisal.value["npv"].sort_values(ascending=False)
    titles = [escape(found.study.site_title(site)) for site in npv.index]
    assert re.findall(r'<th scope="row">(.*?)</th>', worths) == titles
    assert f">{npv.iloc[0]:,.0f}<" in worths
    names = [escape(future.title) for future in found.study.futures.values()]
    assert re.findall(r'<th scope="row">(.*?)</th>', futures) == ["as planned", *names]
