"""`siting check`: whether a study is sound."""

from __future__ import annotations

from pathlib import Path

import click

from siting.cli.options import overrides, study_options

__all__ = ["command"]


@click.command("check")
@click.argument("path", type=click.Path(path_type=Path))
@study_options
def command(path: Path, *, future: str | None, as_of: str | None, changes: tuple[str, ...]) -> None:
    """Read and measure the study at PATH, and report every mistake with its place."""
    from siting import narrate
    from siting.evaluation import evaluate
    from siting.studies import load_study

    study = load_study(path, overrides=overrides(as_of, changes), future=future)
    for weight_set in study.weights or [None]:
        evaluate(study, weight_set=weight_set)
    click.echo(f"{path}: sound: {len(study.sites)} sites, {len(study.criteria)} criteria. {narrate.evidence(study)}")
