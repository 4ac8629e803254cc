"""`siting run`: the answer to a study, on the screen and as files."""

from __future__ import annotations

from pathlib import Path

import click

from siting.cli.options import overrides, study_options

__all__ = ["command"]


@click.command("run")
@click.argument("path", type=click.Path(path_type=Path))
@study_options
@click.option("--weights", "weight_set", metavar="NAME", help="Use this weight set; the study's first one if left out.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder for the results; results/NAME[-FUTURE] if left out.",
)
@click.option(
    "--all",
    "make",
    flag_value="everything",
    default="first",
    help="Also write every chart, the board, the deck and the workbook.",
)
@click.option("--json", "make", flag_value="json", help="Print the results as JSON and write no files.")
def command(
    path: Path,
    *,
    future: str | None,
    as_of: str | None,
    changes: tuple[str, ...],
    weight_set: str | None,
    out: Path | None,
    make: str,
) -> None:
    """Evaluate the study at PATH: ranking, reasons, switch points, charts and tables."""
    from siting.files import write_folder
    from siting.report import all_files, answer, result_files, results_document
    from siting.studies import load_study

    study = load_study(path, overrides=overrides(as_of, changes), future=future)
    found = answer(study, weight_set=weight_set)
    if make == "json":
        import json

        click.echo(json.dumps(results_document(found), indent=2, ensure_ascii=False, default=str))
    else:
        from siting.cli.summary import show

        folder = out or Path("results") / "-".join(filter(None, (_name(path), future)))
        files = all_files(found, tell=_tell) if make == "everything" else result_files(found)
        write_folder(folder, files)
        show(found, folder)
    if not found.evaluation.tied:
        raise SystemExit(1)


def _tell(step: str) -> None:
    click.echo(f"making {step} ...", err=True)


def _name(path: Path) -> str:
    resolved = path.resolve()
    return resolved.stem if resolved.suffix else resolved.name
