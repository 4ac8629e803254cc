"""`siting schema`: the layout of a study file, for editors."""

from __future__ import annotations

import json

import click

__all__ = ["command"]


@click.command("schema")
def command() -> None:
    """Print the JSON schema of study.toml."""
    from siting.files import schema

    click.echo(json.dumps(schema(), indent=2))
