"""An episode listened to again: each of its utterances, as its clip lies in the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.speech.engines import Speech
from pipeline.speech.engines.text import speakable
from pipeline.speech.listening.heard import Judged, Verdict
from pipeline.speech.listening.kept_verdicts import heard_once, identity
from pipeline.speech.listening.usual_rates import UsualRate, judge_rate
from pipeline.speech.listening.verdicts import Judgement, together
from pipeline.tools.clips import phoneme_times, unpacked
from pipeline.tools.store import Store

LAID = "joins"
"""Name of the ear for what sounds where a clip was laid; see :mod:`pipeline.sound.laid`."""
EMPTY: Mapping[str, tuple[str, Judged]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class EpisodeClip:
    """One utterance of an episode, where it is heard, and the clip that it is heard from."""

    utterance: int
    """Index into :attr:`Script.utterances`."""
    key: str
    """Clip key in the store."""
    start_s: float
    end_s: float
    text: str
    """As written."""
    spoken: str
    """As the engine was given it."""
    rate_wpm: int
    """Speed asked for; 0 for a recording of the author's own, which is as it is."""
    pause_ms: int | None = None
    """Silence after it; None where that was not kept."""
    language: str = "en"
    voice: str = ""
    """What stands for voice, speed and language; empty where that was not kept."""
    fault: str = ""
    """What is wrong with it in the finished sound, though the clip itself may be good."""
    speaker: str = ""
    """Who was to speak (:attr:`pipeline.speech.listening.heard.Take.voice`)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An utterance that was not simply heard."""

    clip: EpisodeClip
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Checked:
    """What was heard of an episode, in utterances."""

    heard: int = 0
    """What a person has approved is among them."""
    inconclusive: int = 0
    """An ear was unsure of itself."""
    doubtful: int = 0
    not_as_written: int = 0
    unchecked: int = 0
    """Their clips are not in the store any more."""
    approved: int = 0
    """Of those heard: not so by the ears, but by a person."""
    findings: tuple[Finding, ...] = ()
    second_ear: str = ""
    """Why it was not used, though it was asked for; else empty."""
    names: int = 0
    """Names and numbers that the second ear understood otherwise, and that doubt nothing."""
    identities: frozenset[str] = frozenset()
    """Of the clips that were heard, for the next time."""


def check(
    episode: Iterable[EpisodeClip],
    store: Store,
    known: AbstractSet[str] = frozenset(),
    approved: AbstractSet[str] = frozenset(),
    second: Mapping[str, tuple[str, Judged]] = EMPTY,
    rates: Mapping[str, UsualRate] | None = None,
) -> Checked:
    """Return what is heard of *episode* in the clips that *store* has.

    Args:
        episode: Its clips.
        store: Where they lie.
        known: Identities of clips that these ears heard before, which need not be heard again.
        approved: Keys of clips that a person has heard and found right.
        second: Key of each clip that a further ear has heard → its name, and what it says.
        rates: :attr:`EpisodeClip.voice` → what that voice does with text.

    Raises:
        StorageError: A clip is none of this version.
    """
    counts: Counter[Verdict | None] = Counter()
    findings = []
    heard = set()
    n_approved = 0
    for episode_clip in episode:
        text = speakable(episode_clip.spoken)
        identified = identity(episode_clip.key, text, episode_clip.rate_wpm)
        further = [second[episode_clip.key]] if episode_clip.key in second else []
        if usual := (rates or {}).get(episode_clip.voice):
            long_s = episode_clip.end_s - episode_clip.start_s
            further.append(("rate", judge_rate(text, long_s, usual)))
        laid = [(LAID, Judged(1.0, episode_clip.fault))] if episode_clip.fault else []
        if laid:  # how the clip itself sounds does not mend it
            findings.append(Finding(episode_clip, together([*laid, *further])))
            counts[Verdict.NOT_AS_WRITTEN] += 1
            continue
        if identified in known and not together(further).ears:
            heard.add(identified)
            counts[Verdict.HEARD] += 1
            continue
        content = store.get(episode_clip.key)
        if content is None:
            counts[None] += 1
            continue
        if not episode_clip.rate_wpm:
            counts[Verdict.HEARD] += 1
            continue
        clip, pcm = unpacked(episode_clip.key, content)
        words = tuple((it.start, it.end, it.at) for it in clip.words)
        sounds = phoneme_times(episode_clip.key, content)
        speech = Speech(bytes(pcm), clip.rate_hz, words, sounds)
        first = heard_once(
            store, identified, text, speech, episode_clip.rate_wpm, episode_clip.speaker
        )
        if first.verdict is Verdict.HEARD:
            heard.add(identified)
        judgement = together([*first.ears, *further])
        if judgement.verdict is not Verdict.HEARD and episode_clip.key not in approved:
            findings.append(Finding(episode_clip, judgement))
            counts[judgement.verdict] += 1
            continue
        n_approved += judgement.verdict is not Verdict.HEARD
        counts[Verdict.HEARD] += 1
    return Checked(
        heard=counts[Verdict.HEARD],
        inconclusive=counts[Verdict.INCONCLUSIVE],
        doubtful=counts[Verdict.DOUBTFUL],
        not_as_written=counts[Verdict.NOT_AS_WRITTEN],
        unchecked=counts[None],
        approved=n_approved,
        findings=tuple(findings),
        identities=frozenset(heard),
    )
