"""Money apart from merit: present values that follow the discount rate, landed cost, what would close the gaps."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from siting import narrate
from siting.charts.style import site_look
from siting.money import Appraisal
from siting.report.money import MoneyAnswer
from siting.report.workbook.book import Book, Sheet, at, block, fill_of
from siting.report.workbook.scores import rank_formula

__all__ = ["MONEY", "add_money", "add_money_evidence"]

MONEY = "Money"
_RATE, _FIRST = 4, 8
_SITE, _RANK, _NPV, _LOW, _HIGH, _SURE, _FLOWS = range(7)
_EVIDENCE = (22, 26, 14, 16, 12, 12, 12, 40, 40, 30, 60, 90)


def add_money(book: Book, money: MoneyAnswer | None) -> None:
    """Add the sheet, where the study has a money plan."""
    if money is None:
        return
    appraisal = money.appraisal
    sheet = book.sheet(MONEY, (34, 13))
    sheet.text(0, 0, "What each site is worth", "title")
    for row, sentence in enumerate((narrate.present_value(appraisal), narrate.money_basis(appraisal)), start=1):
        sheet.paragraph(row, sentence)
    _add_rate(sheet, appraisal)
    sites = list(appraisal.value.sort_values("npv", ascending=False, kind="stable").index)
    _add_values(sheet, appraisal, sites)
    row = _FIRST + len(sites) + 1
    _add_chart(book, sheet, appraisal, sites, row=row)
    row = _add_costs(sheet, appraisal, sites, row=row + 14 + len(sites))
    _add_gaps(sheet, money, row=row + 2)


def _add_rate(sheet: Sheet, appraisal: Appraisal) -> None:
    sheet.text(_RATE, 0, "Discount rate a year")
    sheet.number(_RATE, 1, float(appraisal.central.rate.flat[0]), "rate")
    sheet.raw.data_validation(
        _RATE, 1, _RATE, 1, {"validate": "decimal", "criteria": "between", "minimum": -0.5, "maximum": 0.99}
    )
    words = "Present values and ranks follow it; cash flows, and the ranges of seeded draws, are as delivered."
    sheet.paragraph(_RATE + 1, words, "note")


def _add_values(sheet: Sheet, appraisal: Appraisal, sites: Sequence[str]) -> None:
    """Add present value and rank by formula from the cash flows, which stand to the right."""
    value, flows = appraisal.value, appraisal.flows
    years = list(flows.columns)
    heads = ("Site", "Rank", "Present value", "Low (5 %)", "High (95 %)", "First in draws")
    sheet.text(_FIRST - 2, _NPV, "Million USD", "line")
    sheet.text(_FIRST - 2, _FLOWS, "Cash flow, million USD", "line")
    sheet.header(_FIRST - 1, (*heads, *(f"Year {year}" for year in years)), words=1)
    last = _FIRST + len(sites) - 1
    for row, site in enumerate(sites, start=_FIRST):
        sheet.text(row, _SITE, appraisal.study.site_title(site), "line")
        cells = f"{at(row, _FLOWS)}:{at(row, _FLOWS + len(years) - 1)}"
        factors = f"(1+{at(_RATE, 1)})^(COLUMN({cells})-{_FLOWS + 1})"
        everyone = f"{at(_FIRST, _NPV)}:{at(last, _NPV)}"
        sheet.formula(row, _RANK, rank_formula(at(row, _NPV), everyone), float(value["rank"][site]), "figure")
        sheet.formula(row, _NPV, f"SUMPRODUCT({cells}/{factors})", float(value["npv"][site]), "millions")
        for column, name in ((_LOW, "low"), (_HIGH, "high")):
            sheet.number(row, column, float(value[name][site]), "millions")
        sheet.number(row, _SURE, float(value["first"][site]), "percent")
        for column, flow in enumerate(flows.loc[site].to_numpy(dtype=float) / 1e6, start=_FLOWS):
            sheet.number(row, column, float(flow), "millions")


def _add_chart(book: Book, sheet: Sheet, appraisal: Appraisal, sites: Sequence[str], *, row: int) -> None:
    last = _FIRST + len(sites) - 1
    chart = book.chart({"type": "bar"})
    looks = [fill_of(site_look(appraisal.study, site)) for site in sites]
    chart.add_series({
        "name": "Present value, million USD",
        "categories": f"={block(MONEY, (_FIRST, _SITE), (last, _SITE))}",
        "values": f"={block(MONEY, (_FIRST, _NPV), (last, _NPV))}",
        "points": looks,
        "gap": 50,
        "data_labels": {"value": True, "num_format": "#,##0"},
    })  # fmt: skip
    chart.set_y_axis({"reverse": True, "major_tick_mark": "none", "label_position": "low"})
    chart.set_x_axis({"num_format": "#,##0", "major_gridlines": {"visible": False}, "label_position": "high"})
    chart.set_legend({"none": True})
    chart.set_title({"name": "Present value, million USD", "overlay": False, "name_font": {"size": 11}})
    chart.set_size({"width": 900, "height": 120 + 26 * len(sites)})
    words = f"Bars of each site's present value, as delivered. {narrate.present_value(appraisal)}"
    sheet.raw.insert_chart(row, 0, chart, {"description": words, "object_position": 2})


def _add_costs(sheet: Sheet, appraisal: Appraisal, sites: Sequence[str], *, row: int) -> int:
    """Add landed cost by element; return the row after the table."""
    cost = appraisal.cost
    sheet.text(row, 0, "Landed cost over all markets, USD per car, as delivered", "title")
    sheet.paragraph(row + 1, narrate.landed_cost(appraisal))
    sheet.header(row + 2, ("Site", *(str(name).capitalize() for name in cost.columns)), words=1)
    for place, site in enumerate(sites, start=row + 3):
        sheet.text(place, 0, appraisal.study.site_title(site), "line")
        for column, figure in enumerate(cost.loc[site], start=1):
            sheet.number(place, column, float(figure), "whole")
    return row + 3 + len(sites)


def _add_gaps(sheet: Sheet, money: MoneyAnswer, *, row: int) -> None:
    study = money.appraisal.study
    if money.gaps:
        sheet.text(row, 0, "What would make each site worth as much as the first, as delivered", "title")
    for place, gap in enumerate(money.gaps, start=row + 1):
        sheet.paragraph(place, narrate.break_even(study, gap))


def add_money_evidence(book: Book, money: MoneyAnswer | None) -> None:
    """Add what every number of the money rests on."""
    if money is None:
        return
    table: pd.DataFrame = money.appraisal.provenance()
    sheet = book.sheet("Money evidence", _EVIDENCE)
    titles = {site: money.appraisal.study.site_title(site) for site in money.appraisal.names}
    sheet.header(0, [str(name) for name in table.columns], words=len(table.columns))
    for row, entry in enumerate(table.to_dict("records"), start=1):
        for column, (key, cell) in enumerate(entry.items()):
            sheet.entry(row, column, titles.get(cell, cell) if key == "site" else cell)
        sheet.fit(row, entry.values(), _EVIDENCE)
    sheet.raw.freeze_panes(1, 2)
    sheet.raw.autofilter(0, 0, len(table), len(table.columns) - 1)
