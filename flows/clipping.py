"""A stretch of a published episode as files to share: MP3 and film."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from flows.episode_films import with_films
from pipeline.errors import UsageError
from pipeline.publication.card import card_of
from pipeline.settings.show import Show
from pipeline.sound.encoding import encode
from pipeline.sound.excerpt import excerpt
from pipeline.sound.master import master
from pipeline.tools.store import open_store
from pipeline.tools.timecode import clock
from pipeline.values.episode import Episode
from pipeline.values.sound import Timeline

FOLDER = "clips"
"""Within the show's folder."""
LONGEST_S = 60
"""Of a clip that is given by its first sentence."""


@dataclass(frozen=True, slots=True)
class SharedClip:
    """Files of a stretch of an episode."""

    files: tuple[Path, ...]
    start: int
    """Samples of the episode's timeline."""
    n_samples: int
    title: str
    """Its first sentence."""


def stretch_from(timeline: Timeline, sentence: str) -> tuple[int, int]:
    """Return where the sentence that holds *sentence* begins, and where a minute from there ends.

    Whole sentences are counted, those of the same chapter; case and punctuation are not.

    Raises:
        UsageError: No sentence holds these words.
    """
    wanted = _words(sentence)
    cues = timeline.cues
    first = next((n for n, cue in enumerate(cues) if wanted and wanted in _words(cue.text)), None)
    if first is None:
        raise UsageError(
            f"no sentence says '{sentence}'",
            mend="Give words as the essay has them, or a time with --from",
        )
    start = cues[first].start
    chapter_end = next((c.end for c in timeline.chapters if c.start <= start < c.end), start)
    limit = start + LONGEST_S * timeline.rate_hz
    end = cues[first].end
    for cue in cues[first:]:
        if cue.end > limit or cue.start >= chapter_end:
            break
        end = cue.end
    return start, end


def shared_clip(
    episode: Episode, start: int, end: int, show: Show, work: Path, target: Path
) -> SharedClip:
    """Make MP3 and film of the sentences of *episode* in ``[start, end)``.

    Args:
        episode: As it is published.
        start: Sample.
        end: Sample after the last.
        show: The show.
        work: A folder to work in.
        target: Folder the files are put into: ``SLUG-1m05s.mp3`` and ``.mp4``.

    Raises:
        EssaycastError: Nothing is said there, or a file could not be made.
    """
    store, timeline = open_store(show.resources.store), excerpt(episode.timeline, start, end)
    at = _offset(episode.timeline, timeline)
    name = f"{episode.identity.slug}-{_spoken_clock(at, timeline.rate_hz)}"
    audio = show.audio.model_copy(update={"format": "mp3", "also": ()})
    mastered = master(timeline, store, audio, show.machine)
    part = replace(
        episode, identity=replace(episode.identity, slug=name), timeline=timeline, media=()
    )
    card = card_of(part, show.channel.imprint)
    sound = encode(timeline, mastered, work / f"{name}.mp3", store, audio, show.machine, card)
    filmed = with_films(replace(part, media=(sound,)), show.for_film, show.resources, work)
    target.mkdir(parents=True, exist_ok=True)
    files = tuple(_moved(media.path, target) for media in filmed.media)
    return SharedClip(files, at, timeline.n_samples, timeline.cues[0].text)


def _moved(path: Path, folder: Path) -> Path:
    return Path(shutil.move(path, folder / path.name))


def _offset(whole: Timeline, part: Timeline) -> int:
    """Return the sample of *whole* at which *part* begins."""
    first = part.cues[0]
    beginning = next(cue for cue in whole.cues if cue.utterance == first.utterance)
    return beginning.start - first.start


def _spoken_clock(samples: int, rate_hz: int) -> str:
    """Return ``1m05s``, ``1h02m05s``: a time that a file's name may have."""
    *hours, minute, second = clock(samples, rate_hz).split(":")
    return "".join(f"{hour}h" for hour in hours) + f"{minute}m{second}s"


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
