"""What the command prints: nothing that a terminal would obey."""

from __future__ import annotations

import itertools
import json

import click

from pipeline.showing import json_safe, shown

_PARTS = 4_096
"""Of a document, printed at a time."""


def say(text: str, *, err: bool = False) -> None:
    """Print *text*; to standard error if *err*."""
    click.echo(shown(text), err=err)


def say_json(document: object) -> None:
    """Print *document* as JSON, little by little: a book's script is many megabytes of it."""
    parts = json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(document)
    while some := "".join(itertools.islice(parts, _PARTS)):
        click.echo(json_safe(some), nl=False)
    click.echo()
