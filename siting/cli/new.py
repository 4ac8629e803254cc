"""`siting new`: a commented study to start from."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Write a commented starter study into FOLDER; it runs as it is."""
    from siting.files import new_study

    new_study(folder)
    click.echo(f"{folder}: ready. Next: siting run {folder}")
