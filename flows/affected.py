"""Affected: which published episodes would sound otherwise if they were made again now."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.episode_clips import read_episode_clips
from flows.shelf import Shelved, Unreadable, shelf
from pipeline.script import write_script
from pipeline.script.pace import CHARACTERS_PER_WORD
from pipeline.settings.sound_settings import pause_ms
from pipeline.speech.chunks import cut_chunks
from pipeline.speech.manner import as_manner
from pipeline.speech.speaking import chunk_keys
from pipeline.tools.store import open_store

if TYPE_CHECKING:
    from pipeline.settings.show import Show
    from pipeline.speech.listening.checking import EpisodeClip
    from pipeline.values.script import Utterance

OVERHEAD_S = 6.0
"""What an episode takes to be made again with all its clips there, on two cores."""
TIMES_REAL = {"neural": 9.0}
"""Engine → how many times faster than real time it speaks on two cores; others are far faster."""
_FASTER = 200.0


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that would sound otherwise."""

    utterance: Utterance
    key: str
    """Of the clip it is going to be."""
    before: str
    """What is said in the published episode; empty where that is not known."""
    before_key: str
    """Of the clip it is now; empty likewise."""
    pause_ms: int = 0
    """Silence that is going to follow it."""
    pause_before_ms: int | None = None
    """Silence that follows it now; None where that is not known."""
    followed_by: str = ""
    """Key of the clip that comes next; empty for none."""

    @property
    def is_pause_only(self) -> bool:
        """Whether its words are to sound as they do."""
        return self.key == self.before_key


@dataclass(frozen=True, slots=True)
class Affected:
    """An episode that would sound otherwise."""

    shelved: Shelved
    slug: str
    title: str
    changes: tuple[Change, ...]
    n_gone: int
    """Clips of the published episode that would not be in it any more."""
    to_speak: Mapping[str, float]
    """Clips that are not in the store yet, and about how many seconds speaking each takes."""

    @property
    def n_to_speak(self) -> int:
        """How many clips are to be spoken."""
        return len(self.to_speak)

    @property
    def estimate_s(self) -> float:
        """About how long making it again takes."""
        return OVERHEAD_S + sum(self.to_speak.values())


def together(episodes: Sequence[Affected]) -> tuple[int, float]:
    """Return how many clips *episodes* lack, and about how long making them again takes.

    A clip that several of them hold is spoken once.
    """
    to_speak = {key: spoken_s for one in episodes for key, spoken_s in one.to_speak.items()}
    return len(to_speak), len(episodes) * OVERHEAD_S + sum(to_speak.values())


def affected(show: Show, slugs: Collection[str] = ()) -> Iterator[Affected | Unreadable]:
    """Yield the published episodes that would sound otherwise, and sources that cannot be read.

    Args:
        show: The show; lexicons, voices and directions as they are now.
        slugs: Only these; empty for all.
    """
    for one in shelf(show):
        if isinstance(one, Unreadable):
            yield one
        elif one.record is not None and (not slugs or one.record.slug in slugs):
            found = compared(one, show)
            if found is not None:
                yield found


def compared(shelved: Shelved, show: Show) -> Affected | None:
    """Return how the published episode of an essay differs from what it would be; None for not.

    Raises:
        EssaycastError: Its script cannot be written, or a voice is not there.
    """
    record = shelved.record
    clips = read_episode_clips(show.state, record.slug) if record else None
    if record is None or clips is None:
        return None
    script = write_script(shelved.essay, show.for_script)
    chunks = cut_chunks(script, show.casting)
    keys: list[str] = []
    store = open_store(show.store)
    missing: dict[str, float] = {}
    for chunk in chunks:
        manner = as_manner(chunk.profile, chunk.language, show.root, show.machine)
        own = chunk_keys(chunk, manner)
        keys += own
        per_s = chunk.profile.rate_wpm * CHARACTERS_PER_WORD / 60
        speed = TIMES_REAL.get(chunk.profile.engine, _FASTER)
        for key, utterance in zip(own, chunk.utterances, strict=True):
            if key not in missing and not store.has(key):
                missing[key] = len(utterance.spoken) / per_s / speed
    before = {clip.key for clip in clips}
    changes = tuple(_changes(script.utterances, keys, clips, show))
    gone = len(before - set(keys))
    if not changes and not gone:
        return None
    return Affected(shelved, record.slug, record.title, changes, gone, missing)


def _changes(
    utterances: Sequence[Utterance], keys: Sequence[str], clips: Sequence[EpisodeClip], show: Show
) -> Iterator[Change]:
    """Yield the sentences that would sound otherwise, or be followed by another silence."""
    before = {clip.key for clip in clips}
    by_text = {clip.text: clip for clip in clips}
    by_key: dict[str, deque[EpisodeClip]] = defaultdict(deque)
    for clip in clips:
        by_key[clip.key].append(clip)
    for utterance, key, following in zip(utterances, keys, (*keys[1:], ""), strict=True):
        pause = pause_ms(utterance, show.pauses)
        same = by_key[key].popleft() if by_key[key] else None
        was = same or by_text.get(utterance.text)
        if same is None and key not in before:
            yield Change(
                utterance, key, was.spoken if was else "", was.key if was else "", pause,
                was.pause_ms if was else None, following,
            )  # fmt: skip
        elif same and same.pause_ms is not None and same.pause_ms != pause:
            yield Change(utterance, key, same.spoken, key, pause, same.pause_ms, following)
