"""`siting facts`: what is known of a subject on a day, with rivals and sources."""

from __future__ import annotations

from datetime import date

import click

__all__ = ["command"]


@click.command("facts")
@click.argument("subject", required=False)
@click.argument("attribute", required=False)
@click.option("--as-of", "as_of", metavar="DAY", help="Only what was known on this day, such as 2023-04-30.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(subject: str | None, attribute: str | None, *, as_of: str | None, as_json: bool) -> None:
    """Show what the fact base knows of SUBJECT; without one, list the subjects.

    The chosen value comes first; rivals of the same period follow it. Every row names its source.
    """
    from siting import facts as base
    from siting.cli.summary import show_facts

    knowledge = base.known(_day(as_of))
    if subject is None:
        click.echo("\n".join(knowledge.subjects))
        return
    table = base.table(knowledge, subject, attribute)
    if as_json:
        click.echo(table.to_json(orient="records", indent=2, date_format="iso"))
    elif table.empty:
        later = base.table(base.known(), subject, attribute)["known_from"].min()
        click.echo(f"{' '.join(filter(None, (subject, attribute)))}: nothing known on {as_of}, the first on {later}")
    else:
        show_facts(table, subject, as_of)


def _day(as_of: str | None) -> date | None:
    from siting.errors import Problem, StudyError
    from siting.records import last_day

    try:
        return None if as_of is None else last_day(as_of)
    except ValueError as error:
        raise StudyError(Problem(message=f"--as-of: {error}", expected="a day such as 2023-04-30")) from error
