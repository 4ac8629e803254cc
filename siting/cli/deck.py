"""`siting deck`: the answer as a PowerPoint deck."""

from __future__ import annotations

from pathlib import Path

import click

from siting.cli.options import overrides, study_options

__all__ = ["command"]


@click.command("deck")
@click.argument("path", type=click.Path(path_type=Path))
@study_options
@click.option("--out", type=click.Path(path_type=Path), help="The file; results/NAME-deck.pptx if left out.")
@click.option("--template", type=click.Path(path_type=Path), help="Your company's .pptx; see docs/deck.md.")
def command(
    path: Path,
    *,
    future: str | None,
    as_of: str | None,
    changes: tuple[str, ...],
    out: Path | None,
    template: Path | None,
) -> None:
    """Write the answer to the study at PATH as a deck of editable charts and tables."""
    from siting.report.deck import write_deck
    from siting.studies import load_study

    study = load_study(path, overrides=overrides(as_of, changes), future=future)
    click.echo(str(write_deck(study, out or Path("results") / f"{path.resolve().stem}-deck.pptx", template=template)))
