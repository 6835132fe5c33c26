"""``essaycast spoken``: the spoken form of text, a line out for each line in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.command.options import show_option
from flows.command.output import say
from pipeline.settings.show import Show
from pipeline.settings.show_file import load_show

if TYPE_CHECKING:
    from pipeline.languages import Spoken


@click.command(epilog="Example:  essaycast spoken '$5.2B' 'GPT-4o costs 3x less'")
@click.argument("texts", nargs=-1, metavar="[TEXT]…")
@show_option
@click.option("--language", metavar="TAG", help="Language of the text.  [default: the show's]")
@click.option(
    "--for", "given_to", metavar="PROFILE", help="Show what that voice's engine is itself given."
)
@click.option("--phonemes", "sounds_of", metavar="PROFILE", help="Show how it sounds, in IPA.")
def spoken(
    texts: tuple[str, ...],
    show_file: Path | None,
    language: str | None,
    given_to: str | None,
    sounds_of: str | None,
) -> None:
    """Show the spoken form of each TEXT, or of each line of standard input."""
    from pipeline.languages import spoken as spoken_form  # noqa: PLC0415 - likewise
    from pipeline.languages.lexicon_files import load_lexicon  # noqa: PLC0415 - after the options are known good

    if given_to and sounds_of:
        raise click.UsageError("--for and --phonemes exclude one another")
    show = load_show(show_file)
    language = language or show.language
    lexicon = load_lexicon(show.voice_folders, language)
    lines = texts or (line.rstrip("\r\n") for line in sys.stdin)
    with _telling(given_to or sounds_of or "", show, language, sounds=bool(sounds_of)) as tell:
        for line in lines:
            form = spoken_form(
                line,
                language=language,
                lexicon=lexicon,
                emoji=show.script.emoji,
                bare_urls=show.script.bare_urls,
            )
            say(" ".join(tell(form).split()))


@contextmanager
def _telling(
    profile_name: str, show: Show, language: str, *, sounds: bool
) -> Iterator[Callable[[Spoken], str]]:
    """Yield what is told of a spoken form: its words, or what an engine makes of them."""
    if not profile_name:
        yield lambda form: form.text
        return
    from pipeline.languages import readings  # noqa: PLC0415 - for those who ask
    from pipeline.languages.lexicon_files import load_lexicon  # noqa: PLC0415 - likewise
    from pipeline.settings.profiles import load_profile  # noqa: PLC0415 - likewise
    from pipeline.speech.casting import settled  # noqa: PLC0415 - likewise
    from pipeline.speech.pool import SpeechPool  # noqa: PLC0415 - likewise
    from pipeline.speech.speaking import as_line  # noqa: PLC0415 - likewise

    (profile,), _ = settled((load_profile(profile_name, show.voice_folders),), language)
    lexicon = load_lexicon(show.voice_folders, language)
    with SpeechPool(show.root, show.machine) as pool:
        manner = pool.manner(profile, language)
        ask = pool.sounds if sounds else pool.given

        def tell(form: Spoken) -> str:
            if not form.text.strip():
                return ""
            found = readings(form.text, language=language, lexicon=lexicon)
            return ask(profile.engine, manner, [as_line(form.text, found)])[0]

        yield tell
