"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_Function = TypeVar("_Function", bound=Callable[..., Any])


def show_option(function: _Function) -> _Function:
    """Add ``--show FILE``, a path or None, as the parameter *show_file*."""
    return click.option(
        "--show",
        "show_file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The show's settings.  [default: show.toml here, if there is one]",
    )(function)


def json_option(function: _Function) -> _Function:
    """Add ``--json`` as the parameter *as_json*."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON document and nothing else."
    )(function)


def count(number: int, noun: str) -> str:
    """Return the number and the noun, plural unless it is one: ``1 chapter``, ``2 chapters``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
