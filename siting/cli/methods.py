"""`siting methods`: second opinions of other published methods."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siting.cli.options import overrides, study_options

if TYPE_CHECKING:
    import pandas as pd

    from siting.model import Study

__all__ = ["command"]


@click.command("methods")
@click.argument("path", type=click.Path(path_type=Path))
@study_options
@click.option("--weights", "weight_set", metavar="NAME", help="Use this weight set; the study's first one if left out.")
def command(
    path: Path, *, future: str | None, as_of: str | None, changes: tuple[str, ...], weight_set: str | None
) -> None:
    """Rank the sites of the study at PATH by other published methods.

    They are second opinions: the additive column is the study's answer, the others show how far it rests on the method.
    """
    from siting import methods
    from siting.cli.screen import plain_table, screen, tell
    from siting.narrate import methods as words
    from siting.narrate import weight_notes
    from siting.studies import load_study

    study = load_study(path, overrides=overrides(as_of, changes), future=future).led_by(weight_set)
    ranks = methods.compare_methods(study)
    console = screen()
    console.print(plain_table(["Rank of", *ranks.columns], _rows(study, ranks)))
    tell(console, "Who is first", [words.winners(study, ranks)])
    tell(console, "Unlike the additive model", words.differences(ranks))
    tell(console, "To know", [*words.notes(study, ranks), *weight_notes(study)])


def _rows(study: Study, ranks: pd.DataFrame) -> Iterator[list[str]]:
    """Yield the sites in the order of the study's answer; a method that cannot be used has no ranks."""
    shown = ranks.sort_values("additive", kind="stable").astype("Int64").astype("string").fillna("")
    for site, row in shown.iterrows():
        yield [study.site_title(str(site)), *row.to_list()]
