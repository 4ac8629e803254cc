"""`siting workbook`: the answer as an Excel workbook with live formulas."""

from __future__ import annotations

from pathlib import Path

import click

from siting.cli.options import overrides, study_options

__all__ = ["command"]


@click.command("workbook")
@click.argument("path", type=click.Path(path_type=Path))
@study_options
@click.option("--out", type=click.Path(path_type=Path), help="The file; results/NAME-workbook.xlsx if left out.")
def command(path: Path, *, future: str | None, as_of: str | None, changes: tuple[str, ...], out: Path | None) -> None:
    """Write the answer to the study at PATH as a workbook in which weights and performances can be changed."""
    from siting.report.workbook import write_workbook
    from siting.studies import load_study

    study = load_study(path, overrides=overrides(as_of, changes), future=future)
    click.echo(str(write_workbook(study, out or Path("results") / f"{path.resolve().stem}-workbook.xlsx")))
