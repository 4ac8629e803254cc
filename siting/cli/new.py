"""`siting new`: a commented study to start from."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]


@click.command("new")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--excel", "make", flag_value="new_workbook", help="Make it an Excel workbook: PATH.xlsx or PATH/study.xlsx."
)
@click.option(
    "--toml", "make", flag_value="new_study", default="new_study", help="Make it a folder of text files (default)."
)
def command(path: Path, *, make: str) -> None:
    """Write a commented starter study to PATH; it runs as it is."""
    from siting import files

    made = getattr(files, make)(path)
    click.echo(f"{made}: ready. Next: siting run {made}")
