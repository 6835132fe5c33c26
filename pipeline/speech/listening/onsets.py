"""The ear for onsets: whether each word is found where the engine says it is, and sounds like it.

It holds forced alignment (:mod:`~pipeline.speech.listening.aligning`) against the engine's own
times. Thresholds were fitted by ``benchmarks/listening.py``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.speech.listening.aligning import AlignedWord, align, can_align
from pipeline.speech.listening.heard import Judged, Take
from pipeline.speech.listening.sound_network import sound_network
from pipeline.tools.timecode import seconds

_USUAL_WPM = 165
_FEWEST_SOUNDS = 6
"""What is shorter says too little about where its words begin."""
_FASTEST_WPM = 220
"""Above it sounds are shorter than the aligner's model knows them."""
LONGEST_S = 60.0
"""What takes longer has been spoken in parts, each of them listened to."""
_FARTHEST_S = 0.25
"""The second farthest onset of a good clip: half within 15 ms, 99 % within 150. The farthest is
off by 0.3 s in one of a hundred, where a pause may go before or after a short word."""
_WORST_FIT = -4.75
"""Log likelihood a frame of the worst stretch of a good clip; the median of all words is −1.5."""
_STRETCH_S = 0.3
_MOST_WORDS = 4
_MOST_MOVED = 3
"""Words that a pause may go on either side of: “, that is, chat apps,”."""
REFUSED, _UNLIKE, _ELSEWHERE = 0.9, 0.7, 0.6


@dataclass(frozen=True, slots=True)
class _Meant:
    """One word as it was to be said."""

    text: str
    sounds: str
    at: int
    """Sample."""


def judge(take: Take) -> Judged:
    """Judge *take*, unless the ear for sounds knows its voice and asks for this one itself."""
    return Judged() if sound_network().knows(take) else judge_alignment(take)


def judge_alignment(take: Take) -> Judged:
    """Judge *take* by where its words are; without times of its sounds it has nothing to say."""
    unusual = take.rate_wpm > _FASTEST_WPM
    unusual = unusual or seconds(take.samples.size, take.rate_hz) > LONGEST_S
    words = [] if unusual else _meant(take)
    if sum(word.sounds.count(".") + 1 for word in words) < _FEWEST_SOUNDS or not can_align():
        return Judged()
    placed = align([word.sounds for word in words], take.samples, take.rate_hz)
    if placed is None:
        return Judged(REFUSED, "its words are not found in it in their order")
    return max(
        (unlike([word.text for word in words], placed), _elsewhere(words, placed, take)),
        key=lambda it: it.score,
    )


def _meant(take: Take) -> list[_Meant]:
    """Return the words of *take* that sound, each with its sounds, full stops between them."""
    starts = [at for _, at in take.phonemes]
    ends = [*(at for _, _, at in take.words[1:]), take.samples.size + (starts[-1] if starts else 0)]
    words = []
    for (start, end, at), following in zip(take.words, ends, strict=False):
        inside = take.phonemes[bisect_left(starts, at) : bisect_left(starts, following)]
        sounds = ".".join(ipa for ipa, _ in inside if ipa)
        if sounds:
            words.append(_Meant(take.text[start:end], sounds, at))
    return words


def unlike(words: Sequence[str], placed: Sequence[AlignedWord]) -> Judged:
    """Judge the stretch of neighbouring *words* that sounds least like them, where *placed*."""
    worst, which = 0.0, (0, 0)
    for first in range(len(placed)):
        long_s = total = 0.0
        for last in range(first, min(first + _MOST_WORDS, len(placed))):
            word_s = placed[last].end_s - placed[last].start_s
            long_s += word_s
            total += placed[last].fit * word_s
            if long_s >= _STRETCH_S:
                if total / long_s < worst:
                    worst, which = total / long_s, (first, last)
                break
    if worst > _WORST_FIT:
        return Judged()
    first, last = which
    text = " ".join(words[first : last + 1])
    at_s = placed[first].start_s
    return Judged(_UNLIKE, f"what is heard at {at_s:.2f} s does not sound like “{text}”")


def _elsewhere(words: Sequence[_Meant], placed: Sequence[AlignedWord], take: Take) -> Judged:
    """Judge how far words begin from where they should; a few may be a pause moved."""
    farthest_s = _FARTHEST_S / min(take.rate_wpm / _USUAL_WPM, 1.0)
    off_s = [
        abs(place.start_s - seconds(word.at, take.rate_hz))
        for word, place in zip(words, placed, strict=True)
    ]
    far = [n for n, far_s in enumerate(off_s) if far_s > farthest_s]
    if len(far) < 2 or _beside_a_pause(far, words):
        return Judged()
    far_s, text = max((off_s[n], words[n].text) for n in far)
    return Judged(
        _ELSEWHERE,
        f"{len(far)} words begin elsewhere than they should, “{text}” by {far_s:.2f} s",
    )


def _beside_a_pause(far: Sequence[int], words: Sequence[_Meant]) -> bool:
    """Tell whether the words *far* are a few neighbours with a sign before or after them.

    There the voice may pause on either side of them, and the aligner takes the other.
    """
    first, last = far[0], far[-1]
    if last - first >= _MOST_MOVED:
        return False
    before = words[first - 1].text if first else ""
    return any(text and not text[-1].isalnum() for text in (before, words[last].text))
