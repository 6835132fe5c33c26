"""Published episodes listened to as a stranger hears them: the file decoded, by its transcript."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from flows.episode_clips import read_episode_clips
from pipeline.languages import spoken
from pipeline.languages.lexicon_files import load_lexicon
from pipeline.publication.catalogue import Record, read_record
from pipeline.publication.transcribed import Passage, passages, transcribed_words
from pipeline.settings.running_settings import Machine
from pipeline.settings.show import Show
from pipeline.speech.engines.text import speakable
from pipeline.speech.listening import Judged, Judgement, Verdict
from pipeline.speech.listening.by_text import SoundAround, listen_by_text
from pipeline.speech.listening.checking import Checked, EpisodeClip, Finding
from pipeline.speech.listening.verdicts import together
from pipeline.speech.second_ear import NAME, RATE_HZ, judged, why_not
from pipeline.tools.characters import folded
from pipeline.tools.ffmpeg import QUIET, ffmpeg_path, pcm_out, stream
from pipeline.tools.timecode import seconds

_USUAL_WPM = 170
_SPAN_S = 20
"""Decoded at a time."""
_NEAR_S, _AROUND_S = 0.02, 1.5
"""Heard before and after a sentence: sounds begin softly; and where its words are looked for, up to
its neighbours: the number of an item is said, and is no word of the transcript."""

_Samples = NDArray[np.float32]


def heard_as_published(slug: str, show: Show) -> Checked:
    """Return what is heard of the published episode *slug*, by the second ear too where it can be.

    The sound is that of the published file, the text and its times are those of its transcript.
    How a sentence was to be said is known from its last run, or else worked out anew.

    Raises:
        PublicationError: It has no record or transcript that can be read.
        AudioError: The file cannot be decoded.
        ToolMissingError: There is no ffmpeg.
    """
    folder = show.output_folder / slug
    record = read_record(folder)
    clips = _as_clips(transcribed_words(folder, record), record, show)
    why = why_not(record.language)
    first: list[Judgement] = []
    sounds: dict[int, _Samples] = {}

    def lengths_s() -> Iterator[float]:
        path = folder / record.audio.name
        cut = _cut_out(path, clips, show.machine)
        for clip, (pcm, inside) in zip(clips, cut, strict=True):
            sounds[len(first)] = pcm
            heard = SoundAround(pcm, inside, RATE_HZ)
            first.append(listen_by_text(clip.spoken, heard, clip.rate_wpm, record.language))
            yield seconds(pcm.size, RATE_HZ)

    if why:
        for index, _ in enumerate(lengths_s()):
            del sounds[index]
        return _counted(clips, first, why)
    both = []
    texts = [speakable(clip.spoken) for clip in clips]
    second = judged(texts, lengths_s(), lambda packed: sounds[packed.index])
    for index, judgement in enumerate(second):
        both.append(both_ears(first[index], judgement))
        del sounds[index]
    return _counted(clips, both, "")


def _as_clips(words: Sequence[Passage], record: Record, show: Show) -> list[EpisodeClip]:
    """Return *words* in sentences, each with its spoken form."""
    kept = read_episode_clips(show.state, record.slug) or ()
    known = {folded(it.text): it for it in kept}
    lexicon = load_lexicon(show.voice_folders, record.language)
    clips = []
    for index, one in enumerate(passages(words, (it.text for it in kept))):
        clip = known.get(one.text)
        clips.append(
            EpisodeClip(
                utterance=index,
                key="",
                start_s=one.start_s,
                end_s=one.end_s,
                text=one.text,
                spoken=clip.spoken
                if clip
                else spoken(one.text, language=record.language, lexicon=lexicon).text,
                rate_wpm=(clip.rate_wpm if clip else 0) or _USUAL_WPM,
                language=record.language,
            )
        )
    return clips


def _cut_out(
    path: Path, clips: Sequence[EpisodeClip], machine: Machine
) -> Iterator[tuple[_Samples, slice]]:
    """Yield the samples around each of *clips* in the file, decoded bit by bit, and where it is."""
    argv = [
        *(str(ffmpeg_path(machine)), *QUIET, "-protocol_whitelist", "file", "-i", f"file:{path}"),
        *("-map", "0:a:0", *pcm_out(RATE_HZ)),
    ]
    spans = stream(argv, n_bytes=4 * RATE_HZ * _SPAN_S)
    held, at = np.zeros(0, np.float32), 0
    befores = [0.0, *(clip.end_s + _NEAR_S for clip in clips[:-1])]
    afters = [*(clip.start_s - _NEAR_S for clip in clips[1:]), math.inf]
    for clip, before_s, after_s in zip(clips, befores, afters, strict=True):
        first_s, last_s = clip.start_s - _NEAR_S, clip.end_s + _NEAR_S
        start = round(min(first_s, max(before_s, first_s - _AROUND_S, 0.0)) * RATE_HZ)
        end = round(max(last_s, min(after_s, last_s + _AROUND_S)) * RATE_HZ)
        start = max(0, start)
        while at + held.size < end and (span := next(spans, b"")):
            gone = min(max(0, start - at), held.size)
            held = np.concatenate((held[gone:], np.frombuffer(span, "<f4")))
            at += gone
        inside = slice(max(0, round(first_s * RATE_HZ) - start), round(last_s * RATE_HZ) - start)
        yield held[max(0, start - at) : max(0, end - at)], inside
    for _ in spans:  # the rest is decoded too, so that ffmpeg ends well
        pass


def both_ears(first: Judgement, second: Judged) -> Judgement:
    """Return what two ears say: what each doubts by itself is not as written."""
    told = together([*first.ears, (NAME, second)])
    if first.verdict is Verdict.DOUBTFUL and together([(NAME, second)]).verdict is first.verdict:
        return Judgement(Verdict.NOT_AS_WRITTEN, told.ears)
    return told


def _counted(clips: Sequence[EpisodeClip], told: Sequence[Judgement], why: str) -> Checked:
    counts = Counter(judgement.verdict for judgement in told)
    findings = (Finding(clip, one) for clip, one in zip(clips, told, strict=True))
    return Checked(
        heard=counts[Verdict.HEARD],
        inconclusive=counts[Verdict.INCONCLUSIVE],
        doubtful=counts[Verdict.DOUBTFUL],
        not_as_written=counts[Verdict.NOT_AS_WRITTEN],
        findings=tuple(it for it in findings if it.judgement.verdict is not Verdict.HEARD),
        second_ear=why,
    )
