"""Options that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from flows.command.output import say
from pipeline.errors import EssaycastError, OrchestrationError

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


def no_publish_option(function: _Function) -> _Function:
    """Add ``--no-publish`` as the parameter *kept_here*."""
    return click.option(
        "--no-publish",
        "kept_here",
        is_flag=True,
        help="Make it, and leave [publish] url of show.toml for another time.",
    )(function)


def published_slugs(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[str]:
    """Return the slugs of published episodes that begin with *incomplete*, for a shell."""
    del parameter
    from pipeline.publication.catalogue import episode_folders  # noqa: PLC0415 - on TAB alone
    from pipeline.settings.show_file import load_show  # noqa: PLC0415 - likewise

    try:
        show = load_show(context.params.get("show_file"))
        names = [folder.name for folder in episode_folders(show.output_folder)]
    except (EssaycastError, OSError):
        return []
    return [name for name in names if name.startswith(incomplete)]


def count(number: int, noun: str) -> str:
    """Return the number and the noun, plural unless it is one: ``1 chapter``, ``2 chapters``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def ask_about(going_on: tuple[str, ...], question: str) -> None:
    """Ask whether to do what runs that go on may suffer from.

    Raises:
        OrchestrationError: Nobody can answer.
        click.Abort: The answer is no.
    """
    named = ", ".join(going_on[:5]) + (" …" if len(going_on) > 5 else "")
    warning = f"{count(len(going_on), 'run')} going on with it: {named}"
    if not sys.stdin.isatty():
        raise OrchestrationError(warning, mend="Wait for the end, or take --force")
    say(warning, err=True)
    click.confirm(question, abort=True, err=True)
