"""Which essays say something else than their published episodes: compared by their words alone.

Only the sources and ``output/`` are asked, so that it works where nothing else of the show is: in a
fresh checkout, or in CI.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from flows.shelf import Unreadable, shelf
from pipeline.errors import PublicationError
from pipeline.script import write_script

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.publication.catalogue import Record
    from pipeline.settings.show import Show

_AROUND = 3
"""Words either side of a change that are shown with it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that differ, with a few around them; empty where nothing stands on that side."""

    before: str
    now: str


@dataclass(frozen=True, slots=True)
class ChangedText:
    """An essay that says something else than its episode, or has none yet."""

    source: str
    title: str
    slug: str
    """Of the episode; empty where it is not published."""
    passages: tuple[Passage, ...]


def changed_texts(show: Show) -> Iterator[ChangedText | Unreadable]:
    """Yield the essays whose text is not what is heard, new ones too, and what cannot be read.

    Raises:
        PublicationError: A published transcript is missing or damaged.
    """
    for one in shelf(show):
        if isinstance(one, Unreadable):
            yield one
            continue
        if one.record is None:
            yield ChangedText(one.source, one.essay.title, "", ())
            continue
        script = write_script(one.essay, show.for_script)
        now = [word for utterance in script.utterances for word in utterance.text.split()]
        before = _heard_words(one.record, show.output_folder / one.record.slug)
        if now != before:
            passages = tuple(differing(before, now))
            yield ChangedText(one.source, one.essay.title, one.record.slug, passages)


def differing(before: Sequence[str], now: Sequence[str]) -> Iterator[Passage]:
    """Yield where two sequences of words differ, in order.

    What both begin and end with is left out of the comparison, which takes the square of the rest.
    """
    first = _alike(before, now)
    last = _alike(before[first:][::-1], now[first:][::-1])
    ends = len(before) - last, len(now) - last
    matcher = SequenceMatcher(None, before[first : ends[0]], now[first : ends[1]], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield Passage(
                _shown(before, first + a, first + b) if b > a else "",
                _shown(now, first + c, first + d) if d > c else "",
            )


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many items both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _shown(words: Sequence[str], first: int, last: int) -> str:
    begin, end = max(first - _AROUND, 0), min(last + _AROUND, len(words))
    return " ".join(words[begin:end])


def _heard_words(record: Record, folder: Path) -> list[str]:
    """Return the words of the published transcript, as written."""
    for file in record.files_of("transcript"):
        try:
            told: Any = json.loads((folder / file.name).read_bytes())
            return [word for one in told["segments"] for word in str(one["body"]).split()]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise PublicationError(
                "the transcript is missing or damaged",
                where=f"{record.slug}/{file.name}",
                mend="Run 'essaycast verify', then produce that essay again",
            ) from error
    return []
