"""`siting sweep`: vary one weight and see who leads."""

from __future__ import annotations

from pathlib import Path

import click

from siting.cli.options import overrides, study_options

__all__ = ["command"]


@click.command("sweep")
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("name")
@study_options
@click.option("--weights", "weight_set", metavar="NAME", help="Use this weight set; the study's first one if left out.")
@click.option(
    "--steps", default=11, show_default=True, type=click.IntRange(2, 100_001), help="Points on the 0..1 axis."
)
def command(
    path: Path,
    name: str,
    *,
    future: str | None,
    as_of: str | None,
    changes: tuple[str, ...],
    weight_set: str | None,
    steps: int,
) -> None:
    """Vary the weight of criterion or objective NAME in the study at PATH; the others keep their proportions.

    Prints a CSV table of weight, site, overall value and rank.
    """
    from siting import narrate
    from siting.report.spreadsheet import csv_text
    from siting.sensitivity import sweep
    from siting.studies import load_study

    study = load_study(path, overrides=overrides(as_of, changes), future=future)
    swept = sweep(study, name, weights=steps, weight_set=weight_set)
    click.echo(" ".join([narrate.switches(swept), *narrate.weight_notes(study)]), err=True)
    click.echo(csv_text(swept.frame), nl=False)
