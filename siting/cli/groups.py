"""`siting groups`: the stakeholders of a study side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siting.cli.options import overrides, study_options

if TYPE_CHECKING:
    from siting.groups import Group
    from siting.model import WeightSet

__all__ = ["command"]


@click.command("groups")
@click.argument("path", type=click.Path(path_type=Path))
@study_options
@click.option("--site", metavar="ID", help="The site to agree on; the one that all could best live with if left out.")
def command(path: Path, *, future: str | None, as_of: str | None, changes: tuple[str, ...], site: str | None) -> None:
    """Compare what the weight sets of the study at PATH make of its sites.

    Ranks by stakeholder, how far they agree, where they part and why, what all could live with, the weights between all
    of theirs, and what would have to change for the others to agree.
    """
    from siting import groups
    from siting.cli.screen import plain_table, screen, tell
    from siting.narrate import groups as words
    from siting.narrate import left_out, weight_notes
    from siting.studies import load_study

    study = load_study(path, overrides=overrides(as_of, changes), future=future)
    found = groups.group(study)
    concessions = groups.concessions(found, site)
    between, mean = groups.minimax_weights(found), groups.mean_weights(found)
    names = [words.stakeholder(found, name) for name in found.stakeholders]
    console = screen()
    console.print(plain_table(["Rank of", *names, "Largest regret"], _ranks(found)))
    console.print(plain_table(["Weight of", *names, "Between all", "Mean"], _weights(found, between, mean)))
    tell(console, "Who is first", [words.firsts(found), *words.agreement(found)])
    tell(console, "Where they part", words.partings(found))
    tell(console, "Common ground", [words.common_ground(found)])
    tell(console, "Weights between all: nobody is further away than need be", [words.compromise(found, between)])
    tell(console, "Mean of all weights", [words.compromise(found, mean)])
    agreed = study.site_title(str(concessions.attrs["site"]))
    tell(console, f"For {agreed} to be first for everybody", words.dissent(found, concessions))
    tell(console, "To know", [*left_out(found), *weight_notes(study)])


def _ranks(found: Group) -> Iterator[list[str]]:
    """Yield the sites with their ranks, the one that all could best live with first."""
    from siting.groups import common_ground

    for site, row in common_ground(found).iterrows():
        ranks = found.ranks.loc[[site]].iloc[0]
        yield [found.study.site_title(str(site)), *map(str, ranks), f"{row['largest_regret']:.3f}"]


def _weights(found: Group, *compromises: WeightSet) -> Iterator[list[str]]:
    from siting.labels import format_percent

    for name, shares in found.weights.items():
        agreed = (compromise.weights[str(name)] for compromise in compromises)
        yield [found.study.column_title(str(name)), *(format_percent(share) for share in (*shares, *agreed))]
