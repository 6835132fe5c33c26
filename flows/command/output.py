"""What the command prints: nothing that a terminal would obey."""

from __future__ import annotations

import json

import click

from pipeline.showing import json_safe, shown


def say(text: str, *, err: bool = False) -> None:
    """Print *text*; to standard error if *err*."""
    click.echo(shown(text), err=err)


def say_json(document: object) -> None:
    """Print *document* as JSON."""
    click.echo(json_safe(json.dumps(document, ensure_ascii=False, indent=2)))
