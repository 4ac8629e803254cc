"""`siting check`: whether a study is sound, and what may mislead in it."""

from __future__ import annotations

from pathlib import Path

import click

from siting.cli.options import overrides, study_options

__all__ = ["command"]

_STRICT = """\
Exit with 1 if one of these checks (names separated by commas, or "all") finds an error or a warning.\
"""


@click.command("check")
@click.argument("path", type=click.Path(path_type=Path))
@study_options
@click.option("--weights", "weight_set", metavar="NAME", help="Audit with this weight set; the first one if left out.")
@click.option("--strict", metavar="NAMES", help=_STRICT)
def command(
    path: Path,
    *,
    future: str | None,
    as_of: str | None,
    changes: tuple[str, ...],
    weight_set: str | None,
    strict: str | None,
) -> None:
    """Go through all that a run of the study at PATH needs, tell every mistake at its place and what may mislead."""
    from siting import narrate
    from siting.report import answer
    from siting.studies import load_study

    fatal = _checks(strict)
    study = load_study(path, overrides=overrides(as_of, changes), future=future)
    findings = answer(study, weight_set=weight_set).findings
    state = "not sound" if (findings["level"] == "error").any() else "sound"
    click.echo(f"{path}: {state}: {len(study.sites)} sites, {len(study.criteria)} criteria. {narrate.evidence(study)}")
    for finding in findings.itertuples():
        click.echo(f"{finding.level}: {finding.check}: {finding.where}: {finding.message}")
    if (findings["check"].isin(fatal) & (findings["level"] != "info")).any():
        raise SystemExit(1)


def _checks(names: str | None) -> list[str]:
    """Read the names of checks; "all" stands for every one.

    Raises
    ------
    StudyError
        If there is no check of a name.
    """
    from siting.auditing import check_names
    from siting.errors import StudyError
    from siting.model.complaints import unknown

    known = check_names()
    asked = [name.strip() for name in (names or "").split(",") if name.strip()]
    strangers = [unknown("check", name, [*known, "all"]) for name in asked if name not in {*known, "all"}]
    if strangers:
        raise StudyError(strangers)
    return known if "all" in asked else asked
