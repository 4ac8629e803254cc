"""`siting explain`: why one site beats another, and what must be true for the other to win."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siting.cli.options import overrides, study_options

if TYPE_CHECKING:
    from siting.explanation import Explanation

__all__ = ["command"]


@click.command("explain")
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("site")
@click.argument("rival")
@study_options
@click.option("--weights", "weight_set", metavar="NAME", help="Use this weight set; the study's first one if left out.")
def command(
    path: Path,
    site: str,
    rival: str,
    *,
    future: str | None,
    as_of: str | None,
    changes: tuple[str, ...],
    weight_set: str | None,
) -> None:
    """Explain why SITE beats RIVAL in the study at PATH, and what must be true for RIVAL to win."""
    from siting.cli.screen import plain_table, screen, tell
    from siting.evaluation import evaluate
    from siting.explanation import explain
    from siting.narrate import reason, reversal, weight_notes
    from siting.studies import load_study

    study = load_study(path, overrides=overrides(as_of, changes), future=future).led_by(weight_set)
    found = explain(evaluate(study), site, rival)
    name = study.site_title(rival)
    console = screen()
    heads = ["Criterion", "Gap", "Weight", "Tie at weight", f"{name} now", f"{name} ties at"]
    console.print(plain_table(heads, _rows(found)))
    tell(console, "Why", [reason(found)])
    tell(console, f"What must be true for {name} to be ahead", reversal(found))
    tell(console, "To know", weight_notes(study))


def _rows(found: Explanation) -> Iterator[list[str]]:
    """Yield the criteria, those that speak most for the winner first; what is not possible is a dash."""
    from siting.labels import format_percent, format_quantity

    study = found.evaluation.study
    for name, row in found.frame.sort_values("gap", ascending=False, kind="stable").iterrows():
        unit = study.criteria[str(name)].unit
        quantities = (
            "\N{EN DASH}" if row[key] is None else format_quantity(row[key], unit) for key in ("performance", "needed")
        )
        switch = float(row["switch_weight"])
        tie = "\N{EN DASH}" if math.isnan(switch) else format_percent(switch, digits=1)
        yield [
            study.column_title(str(name)),
            _gap(float(row["gap"])),
            format_percent(row["weight"], digits=1),
            tie,
            *quantities,
        ]


def _gap(gap: float) -> str:
    """Write a difference of contributions with its sign.

    >>> _gap(0.0712), _gap(-0.0001)
    ('+0.071', '0.000')
    """
    text = f"{abs(gap):.3f}"
    if float(text) == 0.0:
        return text
    return f"+{text}" if gap > 0 else f"\N{MINUS SIGN}{text}"
