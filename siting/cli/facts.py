"""`siting facts`: what is known of a subject on a day, with rivals and sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from siting.facts import Knowledge

__all__ = ["command"]


@click.command("facts")
@click.argument("subject", required=False)
@click.argument("attribute", required=False)
@click.option("--as-of", "as_of", metavar="DAY", help="Only what was known on this day, such as 2023-04-30.")
@click.option(
    "--study",
    "path",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="With the own facts of the study at PATH, as known on its day.",
)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(subject: str | None, attribute: str | None, *, as_of: str | None, path: Path | None, as_json: bool) -> None:
    """Show what the fact base knows of SUBJECT; without one, list the subjects.

    The chosen value comes first; rivals of the same period follow it. Every row names its source.
    """
    from siting import facts as base
    from siting.cli.summary import show_facts

    knowledge = _knowledge(path, _day(as_of))
    if subject is None:
        click.echo("\n".join(knowledge.subjects))
        return
    table = base.table(knowledge, subject, attribute)
    if as_json:
        click.echo(table.to_json(orient="records", indent=2, date_format="iso"))
    elif table.empty:
        later = base.table(replace(knowledge, as_of=None), subject, attribute)["known_from"].min()
        asked = " ".join(filter(None, (subject, attribute)))
        click.echo(f"{asked}: nothing known on {knowledge.as_of}, the first on {later}")
    else:
        show_facts(table, subject, None if knowledge.as_of is None else knowledge.as_of.isoformat())


def _knowledge(path: Path | None, day: date | None) -> Knowledge:
    """Return what is known, with a study's own facts and by its day where there is a study."""
    from siting.facts import known

    if path is None:
        return known(day)
    from siting.files import read_study

    study = read_study(path)
    return known(day or study.as_of, own=study.facts)


def _day(as_of: str | None) -> date | None:
    from siting.errors import Problem, StudyError
    from siting.records import last_day

    try:
        return None if as_of is None else last_day(as_of)
    except ValueError as error:
        raise StudyError(Problem(message=f"--as-of: {error}", expected="a day such as 2023-04-30")) from error
