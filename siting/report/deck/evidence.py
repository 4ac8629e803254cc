"""The slides that can be checked: performances, requirements, sources, and every cell's evidence."""

from __future__ import annotations

from typing import Any

import pandas as pd

from siting import narrate
from siting.labels import counted, format_percent, format_quantity
from siting.model import Study
from siting.narrate.evidence import publications
from siting.narrate.wording import listed, site_name
from siting.report.answer import Answer
from siting.report.deck.ranking import ranked_sites
from siting.report.deck.tables import Column, TableSlide, add_tables
from siting.report.deck.template import Template
from siting.report.deck.wording import column, site
from siting.report.record import record

__all__ = ["add_appendix", "add_cautions", "add_performances", "add_requirements", "add_sources"]

_SITES_A_SLIDE = 6


def add_performances(template: Template, answer: Answer) -> None:
    """Add the table of performances with units and weights; sites are columns."""
    study, ev = answer.study, answer.evaluation
    order = [*ranked_sites(ev), *(name for name in study.sites if name not in ranked_sites(ev))]
    for start in range(0, len(order), _SITES_A_SLIDE):
        sites = order[start : start + _SITES_A_SLIDE]
        columns = [Column("Criterion", 2.2), Column("Unit", 0.9), Column("Weight", 0.6, number=True)]
        columns += [Column(site(study, name, longest=30), number=True) for name in sites]
        rows = [
            [
                study.column_title(name),
                study.criteria[name].unit or "-",
                format_percent(ev.weights[name], digits=1),
                *(_figure(study, one, name) for one in sites),
            ]
            for name in study.criteria
        ]
        some = f" ({start + 1} to {start + len(sites)} of {len(order)} sites)" if len(order) > _SITES_A_SLIDE else ""
        finding = f"{narrate.performances(ev).removesuffix('.')}{some}"
        note = f"(e) estimated, (j) judged. {narrate.footnote(study)}"
        add_tables(template, TableSlide(finding, columns, rows, 13, note))


def _figure(study: Study, name: str, criterion: str) -> str:
    cell = study.cell(name, criterion)
    mark = {"estimated": " (e)", "judged": " (j)"}.get(cell.kind, "") if not cell.missing else ""
    return f"{format_quantity(cell.value, '')}{mark}"


def add_requirements(template: Template, answer: Answer) -> None:
    """Add who is screened out and why, where the study has requirements."""
    study, screened = answer.study, answer.evaluation.screened
    if not study.requirements:
        return
    gone = list(dict.fromkeys(str(name) for name in screened["site"]))
    if gone:
        title = f"{listed(site_name(study, name) for name in gone)} screened out of {counted(len(study.sites), 'site')}"
        title = title.replace(" screened", f" {'is' if len(gone) == 1 else 'are'} screened", 1)
    else:
        title = f"Every site meets {'the requirement' if len(study.requirements) == 1 else 'all requirements'}"
    rows = [
        [study.site_title(str(row["site"])), study.column_title(str(row["requirement"])), str(row["reason"])]
        for _, row in screened.iterrows()
    ] or [["every site", study.column_title(name), entry.reason or "met"] for name, entry in study.requirements.items()]
    columns = [Column("Site", 1), Column("Requirement", 1.2), Column("Reason", 3)]
    add_tables(template, TableSlide(title, columns, rows, 12, narrate.footnote(study)))


def add_cautions(template: Template, answer: Answer) -> None:
    """Add what the audit warns of, where it does."""
    warned = answer.findings[answer.findings["level"] != "info"]
    if warned.empty:
        return
    columns = [Column("Check", 0.9), Column("Where", 1.6), Column("What, and the way out", 4.5)]
    rows = [[str(row["check"]), str(row["where"]), str(row["message"])] for _, row in warned.iterrows()]
    title = narrate.caution(answer.findings).removesuffix(".")
    add_tables(template, TableSlide(title, columns, rows, 10, narrate.footnote(answer.study)))


def add_sources(template: Template, answer: Answer) -> None:
    """Add the list of sources, and the record by which the deck can be made again."""
    sources = publications(answer.study)
    columns = [Column("Source", 3), Column("Address", 3), Column("Published", 0.7)]
    rows = [[source.title, source.url or "-", source.published or "-"] for source in sources]
    title = f"The numbers rest on {counted(len(rows), 'source')}" if rows else "No source is given for any number"
    add_tables(template, TableSlide(title, columns, rows or [["none", "-", "-"]], 10, _made_by(answer.study)))


def _made_by(study: Study) -> str:
    made = record(study)
    changed = f"; changed: {', '.join(made['overrides'])}" if made["overrides"] else ""
    day = f"known on {made['as_of']}" if made["as_of"] else "all that is known"
    return f"Study {made['study_hash']}, siting {made['siting']}, {day}{changed}."


def add_appendix(template: Template, answer: Answer) -> None:
    """Add the evidence of every cell, with the whole of each trace in the speaker notes."""
    study = answer.study
    columns = [
        Column("Site", 1.1), Column("Criterion", 1.4), Column("Value", 1, number=True), Column("Range", 1, number=True),
        Column("Kind", 0.8), Column("Source", 2.2), Column("How, flags", 3.2),
    ]  # fmt: skip
    table = study.provenance()
    rows = [_evidence_row(study, row) for row in table.to_dict("records")]
    title = narrate.kinds(study).removesuffix(".")
    add_tables(template, TableSlide(title, columns, rows, 10, _made_by(study), whole_in_notes=True))


def _evidence_row(study: Study, row: dict[Any, Any]) -> list[str]:
    low, high = (None if pd.isna(row[key]) else format_quantity(row[key], "") for key in ("low", "high"))
    value = None if row["kind"] == "missing" else row["value"]
    flags = f"{row['flags']}. " if row["flags"] else ""
    return [
        site(study, row["site"]),
        column(study, row["criterion"]),
        format_quantity(value, row["unit"]),
        "-" if low == high else f"{low or '...'} to {high or '...'}",
        str(row["kind"]),
        str(row["source"]) or "-",
        f"{flags}{row['trace']}" or "-",
    ]
