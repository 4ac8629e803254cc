"""`siting weigh`: swing weights, asked for step by step and written into the study."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from siting.cli.swings import Swing
    from siting.model import Study, WeightSet

__all__ = ["command"]


_Swings = Mapping[str, "Swing"]

_EXPLAINED = """\
Imagine a plant at the worst level of every criterion. You may take one
criterion at a time to its best level; that step is its swing:
"""


@click.command("weigh")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--weights", "name", metavar="NAME", help="Name of the weight set; asked for if left out.")
def command(path: Path, *, name: str | None) -> None:
    """Weigh the criteria of the study at PATH by their swings, and write the weights into its file.

    Shows each criterion's swing from its worst to its best level, asks for their order and for points, puts control
    questions, and writes the weight set. Comments and layout of study.toml stay as they are.
    """
    from siting.cli.swings import swings_of, weight_lines
    from siting.files.edit import editable_file, set_weight_set
    from siting.studies import load_study

    study = load_study(editable_file(path))
    swings = swings_of(study)
    name = name or _ask("Name of the weight set:", default=next(iter(study.weights), "team"))
    earlier = study.weights.get(name)
    made = _signed(_elicited(swings), earlier)
    if earlier is not None:
        made = _logged(study, made, earlier)
    if not click.confirm(f"Write these weights into the study as [weights.{name}]?", default=True, err=True):
        click.echo("Nothing was written.", err=True)
        raise SystemExit(1)
    file = set_weight_set(path, name, made)
    click.echo("\n".join([*weight_lines(swings, made.points), f"{file}: weight set {name!r} written"]))


def _elicited(swings: _Swings) -> WeightSet:
    """Ask for order and points until the answers to the control questions are accepted."""
    from siting.auditing.weighting import CROSS_CHECKS
    from siting.cli.swings import swing_lines, weight_lines
    from siting.elicitation import swing
    from siting.records import replace

    _say(_EXPLAINED, *swing_lines(swings), "")
    order = _ask_order(swings)
    while True:
        points = _ask_points(swings, order)
        _say("", *weight_lines(swings, points), "")
        checks = _ask_controls(swings, order, points)
        if not _contradicted(swings, points, checks) or not click.confirm("Give the points again?", err=True):
            break
    ranges = {name: each.range for name, each in swings.items() if each.range}
    made = swing(points, ranges=ranges)
    return replace(made, answers={"order": order, "points": points, CROSS_CHECKS: checks})


def _ask_order(swings: _Swings) -> list[str]:
    names = list(swings)
    if len(names) == 1:
        return names
    example = " ".join(str(number) for number in range(len(names), 0, -1))

    def read(text: str) -> list[str]:
        numbers = text.replace(",", " ").split()
        if sorted(numbers) != sorted(str(number + 1) for number in range(len(names))):
            raise click.UsageError(f"each number from 1 to {len(names)} once, such as: {example}")
        return [names[int(number) - 1] for number in numbers]

    order: list[str] = _ask("Which swing would you make first, which second ...? Numbers in order:", read=read)
    return order


def _ask_points(swings: _Swings, order: list[str]) -> dict[str, float]:
    first, *rest = order
    points = {first: 100.0}
    if rest:
        _say(f"The swing of {swings[first].title} ({swings[first]}) counts 100 points.")
    for name in rest:
        most = min(points.values())
        question = f"How many for {swings[name].title} ({swings[name]})? 0 to {most:g}:"
        points[name] = _ask(question, read=_number_up_to(most))
    return {name: points[name] for name in swings}


def _ask_controls(swings: _Swings, order: list[str], points: Mapping[str, float]) -> list[dict[str, Any]]:
    from siting.cli.swings import control_pairs

    pairs = control_pairs(order, points)
    if pairs:
        _say("To cross-check:")
    return [
        {
            "first": first,
            "second": second,
            "said": _ask(
                f"If {swings[first].title} counted 100, how much would {swings[second].title} count?",
                read=_number_up_to(1e6),
            ),
        }
        for first, second in pairs
    ]


def _contradicted(swings: _Swings, points: dict[str, float], checks: list[dict[str, Any]]) -> bool:
    """Tell which control answers do not fit the points; return whether there are any."""
    from siting.auditing.weighting import APART, departure

    apart = [check for check in checks if departure(points, check) > APART]
    for check in apart:
        implied = 100 * points[check["second"]] / points[check["first"]]
        titles = (swings[check[key]].title for key in ("second", "first"))
        _say("{} against {}: you say {:g}, your points say {:.0f}.".format(*titles, check["said"], implied))
    if checks and not apart:
        _say("The answers fit together.")
    return bool(apart)


def _signed(made: WeightSet, earlier: WeightSet | None) -> WeightSet:
    """Ask who weighed and why."""
    from siting.records import replace

    by = _ask("Who weighed?", default=earlier.by if earlier else "")
    reason = _ask("Why these weights?", default="")
    return replace(made, by=by, on=date.today(), reason=reason, title=earlier.title if earlier else "")


def _same(study: Study, one: WeightSet, other: WeightSet) -> bool:
    """Tell whether two weight sets give every criterion the same weight."""
    tree = study.value_tree
    first, second = (tree.global_weights(each.points) for each in (one, other))
    return all(abs(first[name] - second[name]) <= 1e-9 for name in first)


def _logged(study: Study, made: WeightSet, earlier: WeightSet) -> WeightSet:
    """Keep what was there before: its log, and its points where they were others."""
    from siting.model.weights import WeightVersion
    from siting.records import replace

    if _same(study, made, earlier):
        _say("The weights are the same as before, so the log stays as it is.")
        return replace(made, log=earlier.log, reason=made.reason or earlier.reason)
    version = WeightVersion(
        points=earlier.points,
        by=earlier.by,
        on=earlier.on,
        replaced_on=made.on,
        reason=_ask("Why are the earlier weights replaced?", read=_something),
        results_seen=click.confirm("Have results under the earlier weights been seen?", err=True),
    )
    return replace(made, log=(*earlier.log, version))


def _something(text: str) -> str:
    if not text.strip():
        raise click.UsageError("a few words are needed")
    return text.strip()


def _number_up_to(most: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            raise click.UsageError(f"{text!r} is not a number") from None
        if not 0 <= number <= most:
            raise click.UsageError(f"a number from 0 to {most:g}")
        return number

    return read


def _ask(question: str, *, default: str | None = None, read: Callable[[str], Any] = str) -> Any:
    return click.prompt(
        question, default=default, value_proc=read, err=True, show_default=bool(default), prompt_suffix=" "
    )


def _say(*lines: str) -> None:
    click.echo("\n".join(lines), err=True)
