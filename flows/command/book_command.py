"""``essaycast book``: the show as a book that reads itself."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from flows.command.options import count, json_option, published_slugs, show_option
from flows.command.output import say, say_json
from pipeline.settings.show_file import load_show


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]…", shell_complete=published_slugs)
@click.option(
    "--granularity",
    type=click.Choice(("sentence", "word")),
    default="sentence",
    show_default=True,
    help="What is marked while it is heard.",
)
@click.option(
    "--audio",
    type=click.Choice(("mp3", "opus")),
    default="mp3",
    show_default=True,
    help="Format of the sound in the book.",
)
@click.option("--m4b", is_flag=True, help="One audiobook instead, a chapter an essay.")
@show_option
@json_option
def book(
    slugs: tuple[str, ...],
    granularity: Literal["sentence", "word"],
    audio: Literal["mp3", "opus"],
    show_file: Path | None,
    *,
    m4b: bool,
    as_json: bool,
) -> None:
    """Make a book of all published episodes, or of each SLUG named, in books/.

    EPUB 3 with Media Overlays, an essay a chapter: readers that play them (Thorium, Apple Books,
    Readest) read aloud in the episode's voice and mark what is read. With --m4b one audiobook, each
    essay a chapter with its cover.
    """
    from flows.bookmaking import make_epub, make_m4b  # noqa: PLC0415 - after the options are known good

    show = load_show(show_file)
    path, essays = make_m4b(show, slugs) if m4b else make_epub(show, slugs, granularity, audio)
    if as_json:
        say_json(
            {"m4b" if m4b else "epub": str(path), "bytes": path.stat().st_size, "essays": essays}
        )
    else:
        size = path.stat().st_size / 1e6
        say(f"{path}: {count(len(essays), 'essay')}, {size:.1f} MB")
