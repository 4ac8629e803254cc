"""`siting compare`: what changed between two days or futures: facts, hence cells, hence ranks."""

from __future__ import annotations

from pathlib import Path

import click

from siting.cli.options import overrides
from siting.errors import Problem, StudyError

__all__ = ["command"]


@click.command("compare")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--as-of", "days", metavar="DAY", multiple=True, help="A day whose knowledge is used; give two to compare."
)
@click.option(
    "--future", "futures", metavar="NAME", multiple=True, help="A future; one is compared with the study itself."
)
@click.option(
    "--set", "changes", multiple=True, metavar="KEY=VALUE", help="Change one dotted key on both sides; repeatable."
)
@click.option("--weights", "weight_set", metavar="NAME", help="Use this weight set; the study's first one if left out.")
@click.option("--out", type=click.Path(path_type=Path), help="Also write the change map and the tables to this folder.")
def command(
    path: Path,
    *,
    days: tuple[str, ...],
    futures: tuple[str, ...],
    changes: tuple[str, ...],
    weight_set: str | None,
    out: Path | None,
) -> None:
    """Compare the study at PATH as of two days, or in two futures: what changed, and what became of the ranks."""
    from siting import narrate
    from siting.cli.change_summary import show_change
    from siting.evaluation import evaluate
    from siting.report.change import change_answer, change_files
    from siting.studies import load_study

    sides = _sides(days, futures)
    both = overrides(None, changes)
    before, after = (
        evaluate(
            load_study(path, overrides={**both, **({"as_of": day} if day else {})}, future=future),
            weight_set=weight_set,
        )
        for day, future in sides
    )
    found = change_answer(before, after)
    show_change(found, *(_named(day, future) for day, future in sides))
    for sentence in dict.fromkeys([*narrate.weight_notes(before.study), *narrate.weight_notes(after.study)]):
        click.echo(sentence, err=True)
    if out is not None:
        from siting.files import write_folder

        write_folder(out, change_files(found))
        click.echo(f"Files: {out}/ (tables/, charts/)", err=True)


def _named(day: str | None, future: str | None) -> str:
    """Name one side.

    >>> _named("2023-04-30", None), _named("2023-04-30", "tariff"), _named(None, None)
    ('2023-04-30', '2023-04-30 in future tariff', 'as it is')
    """
    return " ".join([*([day] if day else []), *([f"in future {future}"] if future else [])]) or "as it is"


def _sides(days: tuple[str, ...], futures: tuple[str, ...]) -> tuple[tuple[str | None, str | None], ...]:
    """Return day and future of either side."""
    sides = max(len(days), len(futures))
    if sides > 2 or (len(days) < 2 and not futures):
        raise StudyError(
            Problem(
                message="nothing to compare" if sides < 2 else "more than two sides",
                expected="--as-of twice, or --future once (against the study itself) or twice",
            )
        )
    before, after = (days[0], days[-1]) if days else (None, None)
    if len(futures) == 2:
        return (before, futures[0]), (after, futures[1])
    future = futures[0] if futures else None
    return (before, future if len(days) == 2 else None), (after, future)
