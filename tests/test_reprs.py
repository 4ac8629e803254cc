"""Every result shows itself in a notebook: one line as text, one accessible table as HTML, no script."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import siting
from siting.evaluation import change
from siting.money.routes import deliveries_of
from siting.report import answer

FIRST = Path(__file__).parents[1] / "scenarios" / "alfa-first-look"
FULL = FIRST.with_name("alfa-e-segment")
s = siting.sensitivity


@pytest.fixture(scope="module")
def results():
    first, full = siting.load_study(FIRST), siting.load_study(FULL)
    later = siting.load_study(FIRST, overrides={"as_of": "2026-11-22"})
    ev = siting.evaluate(full)
    branches = ("market", "plant", "place")
    leaders = ev.overall.sort_values(ascending=False).index
    return [
        full,
        ev,
        full.cell("belvidere", "buyer_credit"),
        s.sweep(full, "market"),
        s.ternary(full, branches),
        s.two_way(full, ("market", "plant")),
        s.acceptability(first, samples=500),
        s.robustness(first),
        change(siting.evaluate(first), siting.evaluate(later)),
        siting.explain(ev, leaders[0], leaders[1]),
        siting.money.appraise(full, sites=ev.overall.index, samples=20),
        siting.groups.group(full),
        deliveries_of(full, "belvidere"),
    ]


def test_one_line_of_text(results):
    for result in results:
        text = repr(result)
        assert text.startswith(type(result).__name__), text
        assert "\n" not in text
        assert len(text) < 200, text


def test_one_accessible_table(results):
    for result in results:
        html = result._repr_html_()
        assert "<script" not in html
        for table in ET.fromstring(f"<div>{html}</div>").iter("table"):
            assert table.find("caption").text
            heads = list(table.iter("th"))
            assert heads
            assert all(head.get("scope") in {"col", "row"} for head in heads)
        assert "<table" in html, type(result)


def test_records_show_what_differs_from_the_defaults():
    study = siting.load_study(FIRST)
    assert repr(study.sites["belvidere"]) == "Site(title='Belvidere')"
    assert "note=''" not in repr(study.programme)
    assert repr(answer(study)) == f"Answer({siting.evaluate(study)!r})"
