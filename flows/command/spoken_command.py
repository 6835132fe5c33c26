"""``essaycast spoken``: the spoken form of text, a line out for each line in."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from flows.command.options import show_option
from flows.command.output import say
from pipeline.settings.show import load_show


@click.command(epilog="Example:  essaycast spoken '$5.2B' 'GPT-4o costs 3x less'")
@click.argument("texts", nargs=-1, metavar="[TEXT]…")
@show_option
@click.option("--language", metavar="TAG", help="Language of the text.  [default: the show's]")
def spoken(texts: tuple[str, ...], show_file: Path | None, language: str | None) -> None:
    """Show the spoken form of each TEXT, or of each line of standard input."""
    from pipeline.languages import spoken as spoken_form  # noqa: PLC0415 - likewise
    from pipeline.languages.lexicon import load_lexicon  # noqa: PLC0415 - after the options are known good

    show = load_show(show_file)
    language = language or show.language
    lexicon = load_lexicon(show.voice_folders, language)
    lines = texts or (line.rstrip("\r\n") for line in sys.stdin)
    for line in lines:
        form = spoken_form(
            line,
            language=language,
            lexicon=lexicon,
            emoji=show.script.emoji,
            bare_urls=show.script.bare_urls,
        )
        say(" ".join(form.text.split()))
