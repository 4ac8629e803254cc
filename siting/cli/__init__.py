"""The command line: a thin host. Results go to stdout, talk to stderr.

Exit codes: 0 done, 1 no site meets the requirements or a strict check found something, 2 a user's mistake.
"""

from __future__ import annotations

import gc
import sys
from typing import Any

import click

from siting.cli import (
    board,
    check,
    compare,
    deck,
    explain,
    facts,
    groups,
    methods,
    new,
    run,
    schema,
    sweep,
    weigh,
    workbook,
)
from siting.errors import SitingError
from siting.version import __version__

__all__ = ["main"]


class _Commands(click.Group):
    """Commands whose user mistakes are told in words, never as a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        gc.set_threshold(100_000, 50, 50)  # a command lives shortly: looking for garbage takes longer than it frees
        try:
            return super().invoke(ctx)
        except SitingError as error:
            click.echo(str(error), err=True)
            sys.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="siting")
def main() -> None:
    """Score candidate plants on weighted criteria, and see what the answer hangs on."""


for _module in (
    run,
    check,
    compare,
    sweep,
    explain,
    groups,
    methods,
    facts,
    new,
    schema,
    weigh,
    deck,
    board,
    workbook,
):
    main.add_command(_module.command)
