"""What each published episode says and from which clips: kept beside the store, for checking."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from pipeline.settings.sound_settings import Pauses, pause_ms
from pipeline.speech.engines.engine_table import RECORDING
from pipeline.speech.listening.approvals import approved_clips
from pipeline.speech.listening.checking import Checked, EpisodeClip, check
from pipeline.speech.listening.kept_rates import usual_rates, voice_identity
from pipeline.speech.manner import heard_voice
from pipeline.tools.private_folders import private_folder
from pipeline.tools.store import Store
from pipeline.tools.timecode import seconds
from pipeline.values.episode import Media
from pipeline.values.script import Script
from pipeline.values.sound import Chunk, SpokenChunk, Timeline

FOLDER = "episode-clips"
_REFUSED = "refused-clips"


def clips_of(
    script: Script,
    chunks: Sequence[Chunk],
    spoken: Sequence[SpokenChunk],
    timeline: Timeline,
    pauses: Pauses,
) -> tuple[EpisodeClip, ...]:
    """Return the utterances of an episode with their clips and when they are heard."""
    cues = {cue.utterance: cue for cue in timeline.cues}
    utterances = tuple(script.utterances)
    clips_found = []
    for chunk, one in zip(chunks, spoken, strict=True):
        for index, clip in enumerate(one.clips, start=one.first):
            cue = cues.get(index)
            clips_found.append(
                EpisodeClip(
                    utterance=index,
                    key=clip.key,
                    start_s=round(seconds(cue.start, timeline.rate_hz), 3) if cue else 0.0,
                    end_s=round(seconds(cue.end, timeline.rate_hz), 3) if cue else 0.0,
                    text=utterances[index].text,
                    spoken=utterances[index].spoken,
                    rate_wpm=0 if chunk.profile.engine == RECORDING else chunk.profile.rate_wpm,
                    pause_ms=pause_ms(utterances[index], pauses),
                    language=chunk.language,
                    voice=""
                    if chunk.profile.engine == RECORDING
                    else voice_identity(chunk.profile, chunk.language),
                    speaker="" if chunk.profile.engine == RECORDING else heard_voice(chunk.profile),
                )
            )
    return tuple(clips_found)


def with_faults(
    clips_found: Sequence[EpisodeClip], media: Iterable[Media]
) -> tuple[EpisodeClip, ...]:
    """Return *clips_found* with what is wrong with them in the finished sound, in any format."""
    faults = {it.placement: it.what for one in media for it in reversed(one.faults)}
    return tuple(replace(one, fault=faults.get(one.utterance, "")) for one in clips_found)


def keep_episode_clips(state: Path, slug: str, clips_found: Sequence[EpisodeClip]) -> None:
    """Keep *clips_found* for the episode *slug*.

    Args:
        state: The show's working state.
        slug: The episode's.
        clips_found: Its utterances.

    Raises:
        OSError: It cannot be written.
    """
    _keep(state / FOLDER, slug, [asdict(one) for one in clips_found])


def read_episode_clips(state: Path, slug: str) -> tuple[EpisodeClip, ...] | None:
    """Return what the episode *slug* says; None where that was not kept, or cannot be read."""
    return _read(state / FOLDER / f"{slug}.json")


def keep_refused_clips(state: Path, key: str, clips_found: Sequence[EpisodeClip]) -> None:
    """Keep of what the essay *key* would have said, had it not been refused; none forgets it.

    Args:
        state: The show's working state.
        key: The essay's.
        clips_found: Its utterances.
    """
    name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    with suppress(OSError):  # then it can be heard after the next run
        if clips_found:
            _keep(state / _REFUSED, name, [asdict(one) for one in clips_found])
        else:
            (state / _REFUSED / f"{name}.json").unlink(missing_ok=True)


def read_refused_clips(state: Path, key: str) -> tuple[EpisodeClip, ...]:
    """Return what the essay *key* would have said when it was refused; empty where it was not."""
    name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return _read(state / _REFUSED / f"{name}.json") or ()


def heard_again(
    state: Path, slug: str, clips_found: Sequence[EpisodeClip], store: Store, *, again: bool = False
) -> Checked:
    """Return what is heard of the episode *slug*; clips heard at its last run are not heard again.

    Raises:
        StorageError: See :func:`pipeline.speech.listening.checking.check`.
    """
    try:
        kept = json.loads((state / "episode-heard" / f"{slug}.json").read_text(encoding="utf-8"))
        known = frozenset(map(str, kept))
    except (OSError, ValueError, TypeError):
        known = frozenset()
    checked = heard_now(state, clips_found, store, known, again=again)
    if checked.identities != known:
        with suppress(OSError):  # then they are heard again
            _keep(state / "episode-heard", slug, sorted(checked.identities))
    return checked


def heard_now(
    state: Path,
    clips_found: Sequence[EpisodeClip],
    store: Store,
    known: AbstractSet[str] = frozenset(),
    *,
    again: bool,
) -> Checked:
    """Return what is heard of an episode, by the second ear too if it is to listen *again*.

    Args:
        state: The show's working state: what was approved, and what its voices do with text.
        clips_found: Its utterances.
        store: Where its clips lie.
        known: See :func:`pipeline.speech.listening.checking.check`.
        again: Whether the second ear is asked for; where it cannot be used, the result says why.

    Raises:
        StorageError: See :func:`pipeline.speech.listening.checking.check`.
    """
    approved, rates = approved_clips(state), usual_rates(state, clips_found)
    if not again or not clips_found:
        return check(clips_found, store, known, approved, rates=rates)
    from pipeline.speech.second_ear import NAME, listen_again, why_not  # noqa: PLC0415 - only where it is asked for

    reasons = [why_not(language) for language in dict.fromkeys(it.language for it in clips_found)]
    if not all(reasons):
        english = [clip for clip in clips_found if not why_not(clip.language)]
        told = {key: (NAME, judged) for key, judged in listen_again(english, store).items()}
        checked = check(clips_found, store, known, approved, told, rates)
        checked = replace(checked, names=sum(judged.names for _, judged in told.values()))
    else:
        checked = check(clips_found, store, known, approved, rates=rates)
    return replace(checked, second_ear="; ".join(filter(None, reasons)))


def _read(path: Path) -> tuple[EpisodeClip, ...] | None:
    try:
        items = json.loads(path.read_text(encoding="utf-8"))
        return tuple(EpisodeClip(**item) for item in items)
    except (OSError, ValueError, TypeError):
        return None


def _keep(folder: Path, slug: str, items: object) -> None:
    target = private_folder(folder) / f"{slug}.json"
    aside = target.with_suffix(".part")
    aside.write_text(json.dumps(items), encoding="utf-8")
    os.replace(aside, target)  # noqa: PTH105 - as one step, on every system


def in_numbers(checked: Checked) -> str:
    """Return how many utterances were heard, and how many not, in a clause."""
    approved = f" ({checked.approved} by approval)" if checked.approved else ""
    unsure = f"{checked.inconclusive} inconclusive, " if checked.inconclusive else ""
    missing = f", {checked.unchecked} unchecked" if checked.unchecked else ""
    what = "name or number" if checked.names == 1 else "names or numbers"
    names = f"; {checked.names} {what} understood otherwise"
    return (
        f"{checked.heard} heard{approved}, {unsure}{checked.doubtful} doubtful, "
        f"{checked.not_as_written} not as written{missing}"
        f"{names if checked.names else ''}"
        f"{f'; the second ear was not used: {checked.second_ear}' if checked.second_ear else ''}"
    )
