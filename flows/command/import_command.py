"""``essaycast import``: an export or archive becomes essays of one's own."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.command.options import count, json_option, show_option
from flows.command.output import say, say_json
from pipeline.errors import UsageError
from pipeline.settings.profiles import load_profile
from pipeline.settings.show import Show
from pipeline.settings.show_file import load_show

if TYPE_CHECKING:
    from pipeline.reading.importing.copying import Copied
    from pipeline.reading.importing.essay_list import Catalogue, Entry

_UNSAID = frozenset({"chrome", "call", "markup"})


@click.command("import", epilog="Example:  essaycast import substack-export.zip --all")
@click.argument("source")
@click.option(
    "--all", "take_all", is_flag=True, help="Take every essay that is listed, without asking."
)
@click.option(
    "--only",
    multiple=True,
    metavar="WHICH",
    help="Take numbers or ranges of the list (3, 5-9), or part of a title; may be repeated.",
)
@click.option(
    "--yes", is_flag=True, help="Ask nothing: all is yes, also to replace what you edited."
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where to.  [default: essays/ beside show.toml]",
)
@show_option
@json_option
def import_(
    source: str,
    only: tuple[str, ...],
    into: Path | None,
    show_file: Path | None,
    *,
    take_all: bool,
    yes: bool,
    as_json: bool,
) -> int:
    """Copy the essays of SOURCE into essays/ as Markdown with front matter and pictures.

    SOURCE is an export (Substack, Ghost, WordPress, Medium, Notion), a vault, a site's source, a
    mailbox, a sitemap's address, or anything that 'produce' takes. What is in it is listed, and
    what is left out and why. Importing again changes only what changed there; what you edited
    since is kept.
    """
    from pipeline.reading import read_catalogue, source_name  # noqa: PLC0415 - lxml and parsers

    show = load_show(show_file)
    access = show.for_reading.access
    catalogue = read_catalogue(source_name(source, access), show.for_reading)
    if not as_json:
        _list(catalogue, show)
    entries = _chosen(catalogue, only, everything=take_all or yes, ask=not as_json)
    folder = into or show.root / "essays"
    done: tuple[Copied, ...] = ()
    if entries:
        from pipeline.reading.importing.copying import copied  # noqa: PLC0415 - likewise

        done = copied(catalogue, entries, folder, access, replace_edited=yes)
    if as_json:
        say_json(_document(catalogue, done, show))
    elif done:
        _tell(done, folder)
    return 1 if not catalogue.entries else 0


def _list(catalogue: Catalogue, show: Show) -> None:
    """Print what is in *catalogue*."""
    total = sum(map(words_of, catalogue.entries))
    say(
        f"{catalogue.source}: {catalogue.kind} with {count(len(catalogue.entries), 'essay')}, "
        f"{count(total, 'word')}, about {_minutes(total, show):,} min"
    )
    for number, entry in enumerate(catalogue.entries, start=1):
        essay, words = entry.essay, words_of(entry)
        date = essay.date.isoformat()[:10] if essay.date else "no date"
        say(
            f"{number:4}  {date:10}  {words:6,} w  {_minutes(words, show):3} min  "
            f"{essay.title[:80]}"
        )
    if catalogue.left_out:
        say(f"Left out: {len(catalogue.left_out):,}")
    for one in catalogue.left_out:
        date = one.date.isoformat()[:10] if one.date else ""
        say(f"      {date:10}  {one.title[:80]}: {one.reason}")


def _chosen(
    catalogue: Catalogue, only: Sequence[str], *, everything: bool, ask: bool
) -> tuple[Entry, ...]:
    """Return the essays to copy; without a choice, what the one at the terminal says."""
    entries = catalogue.entries
    if only:
        return _matching(entries, only)
    if everything or not entries:
        return entries
    if not ask or not sys.stdin.isatty():
        if ask:
            say(
                "Nothing is copied: say --all, or --only with numbers or part of a title.", err=True
            )
        return ()
    answer = click.prompt("Which? (all, none, numbers like 1-3,7, or part of a title)", "all")
    if answer.strip().lower() in {"all", "none", ""}:
        return entries if answer.strip().lower() == "all" else ()
    return _matching(entries, answer.split(","))


def _matching(entries: tuple[Entry, ...], wanted: Sequence[str]) -> tuple[Entry, ...]:
    """Return those of *entries* that *wanted* names.

    Raises:
        UsageError: Something names none of them.
    """
    chosen: set[int] = set()
    for one in (part.strip() for text in wanted for part in _parts(text)):
        numbers = re.fullmatch(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?", one)
        if numbers:
            first, last = int(numbers[1]), int(numbers[2] or numbers[1])
            found = {number for number in range(first, min(last, len(entries)) + 1) if number > 0}
            found = {number for number in found if number <= len(entries)}
        else:
            found = {
                number
                for number, entry in enumerate(entries, start=1)
                if one.casefold() in entry.essay.title.casefold() or one == entry.essay.key
            }
        if not found:
            raise UsageError(
                f"no essay in it is called {one!r}",
                where="--only",
                mend="Give numbers of the list, or part of a title",
            )
        chosen |= found
    return tuple(entries[number - 1] for number in sorted(chosen))


def _parts(text: str) -> list[str]:
    """Return what *text* lists; a title may hold commas, numbers are parted by them."""
    return text.split(",") if re.fullmatch(r"[\d\s,–-]+", text) else [text]


def words_of(entry: Entry) -> int:
    """Return how many words of *entry* may be said."""
    blocks = entry.essay.blocks
    return sum(len(block.text.split()) for block in blocks if block.kind.value not in _UNSAID)


def _minutes(words: int, show: Show) -> int:
    profile = load_profile(show.voices.narrator, show.for_script.voice_folders)
    return max(1, round(words / profile.rate_wpm)) if words else 0


def _tell(done: Sequence[Copied], folder: Path) -> None:
    outcomes = ("new", "changed", "unchanged", "kept")
    told = [
        f"{number:,} {outcome}" for outcome in outcomes
        if (number := sum(one.outcome == outcome for one in done))
    ]  # fmt: skip
    say(f"{folder}: {', '.join(told)}, {sum(one.pictures for one in done):,} pictures copied")
    for one in done:
        if one.outcome == "kept":
            say(f"  {one.path} is as you edited it; --yes replaces it", err=True)


def _document(catalogue: Catalogue, done: Sequence[Copied], show: Show) -> dict[str, object]:
    return {
        "source": catalogue.source,
        "kind": catalogue.kind,
        "essays": [
            {
                "title": entry.essay.title,
                "author": entry.essay.author,
                "date": entry.essay.date.isoformat() if entry.essay.date else "",
                "url": entry.essay.url,
                "key": entry.essay.key,
                "words": words_of(entry),
                "minutes": _minutes(words_of(entry), show),
            }
            for entry in catalogue.entries
        ],
        "left_out": [
            {
                "title": one.title,
                "date": one.date.isoformat() if one.date else "",
                "reason": one.reason,
            }
            for one in catalogue.left_out
        ],
        "copied": [
            {
                "title": one.title,
                "path": one.path,
                "outcome": one.outcome,
                "pictures": one.pictures,
            }
            for one in done
        ],
    }
