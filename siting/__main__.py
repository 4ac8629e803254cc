"""`python -m siting` does what the `siting` command does."""

from siting.cli import main

main(prog_name="siting")
