"""Results as tables for people: titles for ids, figures with their units, as frame, HTML or plain text."""

from __future__ import annotations

import unicodedata

import pandas as pd

from siting.evaluation import Evaluation
from siting.labels import display_name, format_number, format_percent, format_quantity
from siting.markup import html_frame
from siting.model import Study
from siting.sensitivity import Sweep

__all__ = ["as_html", "as_text", "evidence", "performance", "ranking", "stability", "switches"]

WIDEST = 60
"""Longest cell of a plain text table; the rest is cut and marked."""


def ranking(ev: Evaluation) -> pd.DataFrame:
    """Return one row per site, best first, then the unranked, then those that are screened out.

    Returns
    -------
    DataFrame
        Columns Rank, Site, Overall value (a range where cells are missing), Note; all text.

    Examples
    --------
    >>> import siting
    >>> table = pd.DataFrame({"market": [9.0, 4.0], "labour": [5.0, 6.0]}, index=["Belvidere", "Cassino"])
    >>> study = siting.Study.from_frame(table, ranges={"market": (0, 10), "labour": (0, 10)})
    >>> print(as_text(ranking(siting.evaluate(study))))
    Rank  Site       Overall value  Note
       1  Belvidere          0.700
       2  Cassino            0.500
    """
    frame = ev.to_frame().sort_values("rank", kind="stable", na_position="last")
    screened = set(ev.screened["site"])
    ordered = pd.concat([frame[~frame["site"].isin(screened)], frame[frame["site"].isin(screened)]])
    ranks = [
        "" if missing else str(rank) for rank, missing in zip(ordered["rank"], ordered["rank"].isna(), strict=True)
    ]
    rows = [
        (rank, ev.study.site_title(str(row.site)), _overall(row), row.note)
        for rank, row in zip(ranks, ordered.itertuples(), strict=True)
    ]
    return pd.DataFrame(rows, columns=["Rank", "Site", "Overall value", "Note"], dtype=str)


def _overall(row: object) -> str:
    overall, low, high = (getattr(row, name) for name in ("overall", "low", "high"))
    if not pd.isna(overall):
        return f"{overall:.3f}"
    return "screened out" if pd.isna(low) else f"{low:.3f} to {high:.3f}"


def performance(study: Study) -> pd.DataFrame:
    """Return raw figures for people, sites x criteria, units in the head; a missing cell says so.

    Examples
    --------
    >>> study = Study.from_frame(pd.DataFrame({"cost": [1250.0, None]}, index=["A", "B"]))
    >>> print(as_text(performance(study)))
    Site     cost
    A       1,250
    B     missing
    """
    figures = study.performance
    columns = {"Site": [study.site_title(site) for site in study.sites]}
    for name, criterion in study.criteria.items():
        head = study.column_title(name) + (f" ({criterion.unit})" if criterion.unit else "")
        columns[head] = [_figure(value) for value in figures[name].tolist()]
    return pd.DataFrame(columns, dtype=str)


def _figure(value: float | str | None) -> str:
    return format_quantity(None if pd.isna(value) else value, "")


def switches(sweep: Sweep) -> pd.DataFrame:
    """Return the switch points of a sweep: the weight, who leads below it, who leads above it."""
    study, table = sweep.study, sweep.switches
    return pd.DataFrame(
        {
            f"Weight of {study.column_title(sweep.name)}": [format_percent(at, digits=1) for at in table["weight"]],
            "Leads below": [study.site_title(str(site)) for site in table["from_site"]],
            "Leads above": [study.site_title(str(site)) for site in table["to_site"]],
        },
        dtype=str,
    )


def stability(intervals: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Return the stability intervals with titles and percentages; who takes over stands beside each end."""
    rows = [
        (
            study.column_title(str(name)),
            *(format_percent(float(row[end]), digits=1) for end in ("weight", "lower", "upper")),
            *("nobody" if pd.isna(row[rival]) else study.site_title(str(row[rival])) for rival in ("below", "above")),
        )
        for name, row in intervals.iterrows()
    ]
    heads = ["Criterion", "Weight", "Stays first from", "to", "Takes over below", "Takes over above"]
    return pd.DataFrame(rows, columns=heads, dtype=str)


def evidence(study: Study) -> pd.DataFrame:
    """Return the evidence of every cell: site, criterion, figure, range, kind, source, day, flags.

    Examples
    --------
    >>> study = Study.from_frame(pd.DataFrame({"cost": [1250.0, None]}, index=["A", "B"]))
    >>> evidence(study)["Kind"].tolist()
    ['Given', 'Missing']
    """
    table = study.provenance()
    return pd.DataFrame(
        {
            "Site": [study.site_title(site) for site in table["site"]],
            "Criterion": [study.column_title(name) for name in table["criterion"]],
            "Figure": [
                format_quantity(None if pd.isna(value) else value, unit)
                for value, unit in zip(table["value"], table["unit"], strict=True)
            ],
            "Range": [_span(low, high) for low, high in zip(table["low"], table["high"], strict=True)],
            "Kind": [display_name(kind) for kind in table["kind"]],
            "Source": list(table["source"]),
            "As of": ["" if pd.isna(day) else str(day) for day in table["as_of"]],
            "Flags": list(table["flags"]),
        },
        dtype=str,
    )


def _span(low: float | None, high: float | None) -> str:
    ends = ["?" if end is None or pd.isna(end) else format_number(end) for end in (low, high)]
    return "" if ends == ["?", "?"] else " to ".join(ends)


def as_html(table: pd.DataFrame, *, caption: str) -> str:
    """Write a table as accessible HTML, every text escaped.

    Examples
    --------
    >>> as_html(pd.DataFrame({"Site": ["<b>"]}), caption="Sites")
    '<table><caption>Sites</caption>...<th scope="row">&lt;b&gt;</th>...</table>'
    """
    return html_frame(table, caption=caption)


def as_text(table: pd.DataFrame) -> str:
    """Write a table as plain text for a terminal; columns of figures are set to the right.

    Examples
    --------
    >>> print(as_text(pd.DataFrame({"Site": ["Cassino", "Melfi"], "Rank": ["1", "12"]})))
    Site     Rank
    Cassino     1
    Melfi      12
    """
    columns = [[_cell(entry) for entry in [name, *table[name]]] for name in table.columns]
    padded = [_padded(column) for column in columns]
    return "\n".join("  ".join(row).rstrip() for row in zip(*padded, strict=True))


def _cell(entry: object) -> str:
    line = "".join(char for char in " ".join(str(entry).split()) if unicodedata.category(char)[0] != "C")
    return line if len(line) <= WIDEST else f"{line[: WIDEST - 1].rstrip()}…"


def _padded(column: list[str]) -> list[str]:
    width = max(_columns_wide(entry) for entry in column)
    to_right = any(column[1:]) and all(entry[:1].isdigit() or entry in {"", "missing"} for entry in column[1:])
    spaces = [" " * (width - _columns_wide(entry)) for entry in column]
    return [space + entry if to_right else entry + space for entry, space in zip(column, spaces, strict=True)]


def _columns_wide(text: str) -> int:
    """Width on a terminal: wide letters of East Asia take two columns, combining marks none."""
    return sum(0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF") for char in text)
