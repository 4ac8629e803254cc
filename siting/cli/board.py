"""`siting board`: the study as one page to play with."""

from __future__ import annotations

from pathlib import Path

import click

from siting.cli.options import overrides, study_options

__all__ = ["command"]


@click.command("board")
@click.argument("path", type=click.Path(path_type=Path))
@study_options
@click.option("--out", type=click.Path(path_type=Path), help="The file; results/NAME-board.html if left out.")
def command(path: Path, *, future: str | None, as_of: str | None, changes: tuple[str, ...], out: Path | None) -> None:
    """Write the study at PATH as one HTML file: sliders, live ranking, switch points, evidence; no network."""
    from siting.report.board import write_board
    from siting.studies import load_study

    study = load_study(path, overrides=overrides(as_of, changes), future=future)
    written = write_board(study, out or Path("results") / f"{path.resolve().stem}-board.html")
    click.echo(str(written))
