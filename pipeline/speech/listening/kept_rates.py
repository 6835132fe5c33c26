"""What each voice does with text, learned from one episode for the next."""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import astuple, replace
from pathlib import Path

from pipeline.speech.listening.checking import EpisodeClip
from pipeline.speech.listening.usual_rates import UsualRate, usual_rate
from pipeline.tools.private_folders import private_folder
from pipeline.values.sound import VoiceProfile

_FILE = "voice-rates.json"
_MOST = 500
"""Voices kept; those learned longest ago go first."""


def voice_identity(profile: VoiceProfile, language: str) -> str:
    """Return what stands for a voice at its speed, in a language."""
    own = replace(profile, description="", otherwise=None)
    return hashlib.sha256(f"{own} {language}".encode()).hexdigest()[:16]


def kept_rates(state: Path) -> dict[str, UsualRate]:
    """Return what was learned of each voice, by :func:`voice_identity`.

    Args:
        state: The show's working state.
    """
    try:
        found = json.loads((state / _FILE).read_text(encoding="utf-8"))
        return {
            str(voice): UsualRate(float(rate), float(spread), int(n))
            for voice, (rate, spread, n) in found.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def usual_rates(state: Path, clips: Iterable[EpisodeClip]) -> Mapping[str, UsualRate]:
    """Return what is usual of the voices of *clips*: by these, or else by earlier episodes."""
    return kept_rates(state) | _rates_of(clips)


def learn_rates(state: Path, clips: Iterable[EpisodeClip]) -> None:
    """Learn what the voices of *clips* do with text, of those that say enough of it."""
    kept = kept_rates(state)
    for voice, rate in _rates_of(clips).items():
        before = kept.pop(voice, None)
        kept[voice] = rate.joined(before) if before else rate
    content = json.dumps({voice: astuple(kept[voice]) for voice in [*kept][-_MOST:]})
    with suppress(OSError):  # then it is learned from the next episode
        target = private_folder(state) / _FILE
        aside = target.with_suffix(f".{os.getpid()}")
        aside.write_text(content, encoding="utf-8")
        aside.replace(target)


def _rates_of(clips: Iterable[EpisodeClip]) -> dict[str, UsualRate]:
    by_voice: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for clip in clips:
        if clip.voice:
            by_voice[clip.voice].append((clip.spoken, clip.end_s - clip.start_s))
    found = {voice: usual_rate(sentences) for voice, sentences in by_voice.items()}
    return {voice: rate for voice, rate in found.items() if rate}
