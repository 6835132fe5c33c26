"""What the studio works with, and the essays it shows, read again only when something changed."""

from __future__ import annotations

import hashlib
import secrets
import threading
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path

from flows.digests import essay_digest, settings_digest
from flows.shelf import Shelved
from flows.studio.edits import History
from flows.studio.shelves import OnShelf, Shelves
from pipeline.errors import UsageError
from pipeline.reading import directions_path
from pipeline.script import write_script
from pipeline.script.directing import found_sentences, place_of
from pipeline.settings.show import Show
from pipeline.settings.show_file import load_show
from pipeline.speech.chunks import cut_chunks
from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import chunk_keys
from pipeline.tools.store import Store, open_store
from pipeline.values.essay import Essay
from pipeline.values.script import Script, Utterance
from pipeline.values.sound import Chunk, VoiceProfile

ID_CHARACTERS = 16
MOST_VIEWS = 8
BEGINNING_CHARACTERS = 10_000
"""Of a long essay, what is shown while the rest is worded: some screens."""
MOST_AT_ONCE = 40_000
"""Characters of an essay that is worded whole before it is shown."""
MOST_LINES = 8_000
"""Utterances whose sound may be asked for after their essay has changed."""


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """An utterance, who says it, and the clip it is."""

    utterance: Utterance
    key: str
    """Clip key in the store, there or not."""
    profile: VoiceProfile
    language: str

    @property
    def clip(self) -> str:
        """The key as it stands in addresses."""
        return self.key.removeprefix("clips/")

    def chunk(self) -> Chunk:
        """Return the utterance as a chunk of its own."""
        return Chunk("studio", 0, (self.utterance,), self.profile, self.language)


@dataclass(frozen=True, slots=True)
class EssayView:
    """An essay as it would be said now."""

    id: str
    source: str
    essay: Essay
    script: Script
    lines: tuple[SpokenLine, ...]
    """As :attr:`Script.utterances`."""
    version: str
    """Changes when the essay, its directions or any setting does."""
    directions: Path
    """The file of the essay's directions, there or not."""
    directed: frozenset[int] = frozenset()
    """Utterances that the author has worded otherwise."""

    def sentence(self, n: int) -> tuple[str, str, str]:
        """Return the text of utterance *n*, of the one before and of the one after.

        Raises:
            UsageError: There is none.
        """
        self.line(n)
        texts = [line.utterance.text for line in self.lines]
        before, own, after = ("", *texts, "")[n : n + 3]
        return own, before, after

    def line(self, n: int) -> SpokenLine:
        """Return utterance *n*.

        Raises:
            UsageError: There is none.
        """
        if not 0 <= n < len(self.lines):
            raise UsageError("there is no such sentence any more", mend="Load the page again")
        return self.lines[n]

    def by_clip(self) -> Mapping[str, SpokenLine]:
        """Return the lines by clip, as in addresses."""
        return {line.clip: line for line in self.lines}


def essay_id(key: str) -> str:
    """Return what an essay is called in addresses."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:ID_CHARACTERS]


@dataclass(slots=True)
class Rooms:
    """All the studio's pages share."""

    show_file: Path | None
    pool: SpeechPool
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """Which requests that change something carry; a page of another origin cannot know it."""
    history: History = field(default_factory=History)
    guard: threading.RLock = field(default_factory=threading.RLock)
    _views: dict[str, EssayView] = field(default_factory=dict)
    _turns: defaultdict[str, threading.Lock] = field(
        default_factory=lambda: defaultdict(threading.Lock)
    )
    _lines: dict[str, SpokenLine] = field(default_factory=dict)
    _digests: dict[str, tuple[Essay, str, str]] = field(default_factory=dict)
    _shelves: Shelves = field(default_factory=Shelves)
    _keys: dict[str, str] = field(default_factory=dict)
    """Id of an essay, as in addresses → its key."""
    sources: dict[str, str] = field(default_factory=dict)
    """Id of an essay → the source it was in when the studio was last open."""

    @property
    def show(self) -> Show:
        """The show as ``show.toml`` says now.

        Raises:
            ShowError: It says something it cannot say.
        """
        return load_show(self.show_file)

    @property
    def store(self) -> Store:
        """The clip store."""
        return open_store(self.show.store)

    def shelf(self, show: Show) -> tuple[OnShelf, ...]:
        """Return the essays of all sources; local files are looked at, nothing is fetched twice."""
        return self._shelves.all(show)

    @property
    def is_read(self) -> bool:
        """Whether all sources have been read since the studio started."""
        return self._shelves.is_read

    @property
    def is_published(self) -> bool:
        """Whether the show has an episode."""
        return bool(self._shelves.records(self.show.output_folder))

    def line(self, clip: str) -> SpokenLine | None:
        """Return the utterance of a clip that was shown lately; a page may ask for it late."""
        return self._lines.get(clip)

    def shelved(self, id_: str) -> Shelved:
        """Return the essay called *id_*; only its own source is looked at, if that is known.

        Raises:
            UsageError: There is none.
        """
        show = self.show
        if id_ in self._keys and (known := self._shelves.essay(self._keys[id_], show)):
            return known
        if not self.is_read and id_ in self.sources:
            for one in self._shelves.of_source(self.sources[id_], show):
                if essay_id(one.essay.key) == id_:
                    return one
        found = {
            essay_id(one.essay.key): one for one in self.shelf(show) if isinstance(one, Shelved)
        }
        self._keys = {name: one.essay.key for name, one in found.items()}
        if id_ not in found:
            raise UsageError("there is no such essay in the show's sources any more", where=id_)
        return found[id_]

    def digest(self, essay: Essay, settings: str, lexicons: str, root: Path) -> str:
        """Return :func:`flows.digests.essay_digest` of an essay, worked out once.

        Args:
            essay: It.
            settings: :func:`flows.digests.settings_digest` of the show.
            lexicons: What changes when a lexicon may have.
            root: The show's folder.
        """
        stamp = f"{settings} {lexicons}"
        known = self._digests.get(essay.key)
        if known is None or known[0] is not essay or known[1] != stamp:
            known = essay, stamp, essay_digest(essay, settings, root)
            self._digests[essay.key] = known
        return known[2]

    def beginning(self, id_: str) -> EssayView | None:
        """Return the beginning of an essay that is long and not worded yet; None for others.

        Its utterances are the first ones of the whole; its version is that of the whole.

        Raises:
            EssaycastError: It cannot be read or said.
        """
        show, one = self.show, self.shelved(id_)
        lengths = list(accumulate(len(block.text) for block in one.essay.blocks))
        if lengths[-1] < MOST_AT_ONCE:
            return None
        known = self._views.get(id_)
        version = essay_digest(one.essay, settings_digest(show), show.root)
        if known is not None and known.version == version:
            return None
        end = bisect_left(lengths, BEGINNING_CHARACTERS) + 1
        begun = replace(one, essay=replace(one.essay, blocks=one.essay.blocks[:end]))
        view = viewed(begun, show, self.pool, version)
        last = max((n for n, it in enumerate(view.lines) if it.utterance.span.block is not None))
        self._remember(view.lines[: last + 1])
        return view

    def view(self, id_: str) -> EssayView:
        """Return the essay called *id_* as it would be said now.

        Raises:
            EssaycastError: It cannot be read or said.
        """
        show = self.show
        one = self.shelved(id_)
        version = essay_digest(one.essay, settings_digest(show), show.root)
        with self._turns[id_]:  # one at a time words it; others are not held up
            known = self._views.get(id_)
            if known is not None and known.version == version:
                return known
            known = self._views[id_] = viewed(one, show, self.pool, version)
        self._remember(known.lines)
        return known

    def _remember(self, lines: Iterable[SpokenLine]) -> None:
        """Keep what a page may ask the sound of; memory stays flat."""
        with self.guard:
            self._lines.update((line.clip, line) for line in lines)
            for clip in list(self._lines)[:-MOST_LINES]:
                del self._lines[clip]
            for other in list(self._views)[:-MOST_VIEWS]:
                del self._views[other]


def viewed(one: Shelved, show: Show, pool: SpeechPool, version: str = "") -> EssayView:
    """Return the essay *one* as it would be said.

    Raises:
        EssaycastError: It cannot be.
    """
    script = write_script(one.essay, show.for_script)
    found, _ = found_sentences(script.utterances, one.essay.directions)
    worded = {place for place, wanted in found.items() if wanted.spoken or wanted.words}
    places = [
        place_of(it.span.block, it.span.start, it.span.end, it.text) for it in script.utterances
    ]
    return EssayView(
        essay_id(one.essay.key),
        one.source,
        one.essay,
        script,
        spoken_lines(script, show, pool),
        version,
        directions_path(one.essay, show.for_reading.access),
        frozenset(n for n, place in enumerate(places) if place in worded),
    )


def spoken_lines(script: Script, show: Show, pool: SpeechPool) -> tuple[SpokenLine, ...]:
    """Return the utterances of *script* with their voices and clips."""
    lines: list[SpokenLine] = []
    for chunk in cut_chunks(script, show.casting):
        keys = chunk_keys(chunk, pool.manner(chunk.profile, chunk.language))
        lines += [
            SpokenLine(utterance, key, chunk.profile, chunk.language)
            for utterance, key in zip(chunk.utterances, keys, strict=True)
        ]
    return tuple(lines)
