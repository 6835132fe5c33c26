"""``essaycast say``: how a word is said, and how it is to be said from now on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.command.options import show_option
from flows.command.output import say as print_line
from pipeline.errors import UsageError
from pipeline.settings.show_file import load_show

if TYPE_CHECKING:
    from flows.studio.wishes import Sentence
    from pipeline.settings.show import Show
    from pipeline.values.essay import Essay


@click.command(epilog="Example:  essaycast say Kokotajlo --like 'ko ko tie lo' --in show")
@click.argument("word")
@click.option(
    "--like", metavar="SOUND", help="Plain letters, or IPA between slashes: 'red', '/rɛd/'."
)
@click.option("--as-before", is_flag=True, help="Take back what was said of it there.")
@click.option(
    "--in",
    "scope",
    type=click.Choice(("here", "essay", "show", "everywhere")),
    default="show",
    show_default=True,
    help="One sentence, one essay, this show, or all of yours.",
)
@click.option("--of", "source", metavar="SOURCE", help="The essay, for here and essay.")
@click.option("--sentence", metavar="TEXT", help="A part of the sentence, for here.")
@click.option("--language", metavar="TAG", help="Of the word.  [default: the essay's or show's]")
@show_option
def say(
    word: str,
    like: str | None,
    scope: str,
    source: str | None,
    sentence: str | None,
    language: str | None,
    show_file: Path | None,
    *,
    as_before: bool,
) -> None:
    """Show how WORD is said, and where that comes from; with --like, change it.

    It is written where you would write it: in a lexicon of voices/, or in NAME.essaycast.toml
    beside the essay. 'essaycast affected' then lists what it changes.
    """
    from flows.studio.edits import make  # noqa: PLC0415 - after the options are known good
    from flows.studio.sounding import sounding  # noqa: PLC0415 - likewise
    from flows.studio.wishes import SCOPES, word_edit  # noqa: PLC0415 - likewise
    from pipeline.speech.pool import SpeechPool  # noqa: PLC0415 - likewise

    if like is not None and as_before:
        raise click.UsageError("--like and --as-before exclude one another")
    show = load_show(show_file)
    if like is None and not as_before:
        with SpeechPool(show.root, show.machine) as pool:
            one = sounding(word, show, pool, language=language or "")
        sound = f"  /{one.phonemes}/" if one.phonemes else ""
        print_line(f"{word}: {one.spoken}{sound}  ({one.why})")
        return
    essay = _essay(source, show) if source else None
    place = _sentence(essay, sentence, show) if essay and sentence else None
    (chosen,) = (one for one in SCOPES if one == scope)
    edit = word_edit(
        show, word, like or "", chosen, essay=essay, sentence=place, language=language or ""
    )
    if edit.before == edit.after:
        print_line(f"{edit.path}: nothing to change")
        return
    make(edit)
    print_line(f"{edit.path}: {edit.what}")


def _essay(source: str, show: Show) -> Essay:
    from flows.sources import essay_of  # noqa: PLC0415 - for those who name one

    return essay_of(source, "", show.for_reading)


def _sentence(essay: Essay, part: str, show: Show) -> Sentence:
    """Return the one sentence of *essay* that holds *part*, and its neighbours."""
    from pipeline.script import write_script  # noqa: PLC0415 - likewise

    texts = [one.text for one in write_script(essay, show.for_script).utterances]
    found = [at for at, text in enumerate(texts) if part in text]
    if len(found) != 1:
        raise UsageError(
            f"{len(found)} sentences hold that text", where=part, mend="Name more, or less, of it"
        )
    before, own, after = ("", *texts, "")[found[0] : found[0] + 3]
    return own, before, after
