"""Whether the sidecars can be read, keep their order, and agree with one another."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import reason_of
from pipeline.publication.catalogue import FileKind, Record
from pipeline.publication.sidecars import read_srt, read_vtt
from pipeline.publication.sidecars.captions import Caption
from pipeline.tools.characters import folded
from pipeline.tools.timecode import milliseconds


@dataclass(frozen=True, slots=True)
class _SpokenText:
    """What one form of the transcript says, and when."""

    name: str
    texts: tuple[str, ...]
    """Cue by cue, without white space."""
    times_ms: tuple[tuple[int, int], ...]


def sidecar_faults(folder: Path, record: Record) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with transcripts and chapters; missing files are told elsewhere."""
    forms: list[_SpokenText] = []
    for kind, read in _READERS.items():
        for file in record.files_of(kind):
            path = folder / file.name
            if not path.is_file():
                continue
            try:
                cues_read = read(path)
            except (ValueError, KeyError, TypeError, OSError) as error:
                yield file.name, f"it cannot be read: {reason_of(error)}"
                continue
            forms.append(cues_read)
            yield from _order_faults(cues_read, record)
    for other in forms[1:]:
        if not _says_the_same(other, "".join(forms[0].texts), record):
            yield other.name, f"its text is not that of {forms[0].name}"
    yield from _chapter_faults(folder, record)


def _says_the_same(cues_read: _SpokenText, text: str, record: Record) -> bool:
    """Tell whether *cues_read* is *text*, but for speakers' names before what they say."""
    heads = tuple("".join(f"{person.name}:".split()) for person in record.people)
    at = 0
    for cue in cues_read.texts:
        head = next((head for head in heads if cue.startswith(head)), "")
        spoken = cue if text.startswith(cue, at) else cue.removeprefix(head)
        if not text.startswith(spoken, at):
            return False
        at += len(spoken)
    return at == len(text)


def _order_faults(cues_read: _SpokenText, record: Record) -> Iterator[tuple[str, str]]:
    length_ms = milliseconds(record.n_samples, record.rate_hz)
    for (_, end), (start, _) in itertools.pairwise(cues_read.times_ms):
        if start < end:
            yield (
                cues_read.name,
                f"a cue begins at {start} ms, before the last one ended at {end} ms",
            )
            break
    if any(end <= start for start, end in cues_read.times_ms):
        yield cues_read.name, "a cue has no length"
    if cues_read.times_ms and cues_read.times_ms[-1][1] > length_ms:
        yield (
            cues_read.name,
            f"it ends at {cues_read.times_ms[-1][1]} ms, after the sound at {length_ms} ms",
        )


def _vtt(path: Path) -> _SpokenText:
    return _captions(path, read_vtt(path.read_text(encoding="utf-8")))


def _srt(path: Path) -> _SpokenText:
    return _captions(path, read_srt(path.read_text(encoding="utf-8")))


def _captions(path: Path, captions: Sequence[Caption]) -> _SpokenText:
    return _SpokenText(
        path.name,
        tuple("".join("".join(caption.lines).split()) for caption in captions),
        tuple((caption.start_ms, caption.end_ms) for caption in captions),
    )


def _transcript(path: Path) -> _SpokenText:
    segments = json.loads(path.read_bytes())["segments"]
    return _SpokenText(
        path.name,
        tuple("".join(segment["body"].split()) for segment in segments),
        tuple((_ms(segment["startTime"]), _ms(segment["endTime"])) for segment in segments),
    )


def _chapter_faults(folder: Path, record: Record) -> Iterator[tuple[str, str]]:
    for file in record.files_of("chapters"):
        try:
            chapters = json.loads((folder / file.name).read_bytes())["chapters"]
            found = [(_ms(c["startTime"]), _ms(c["endTime"]), c["title"]) for c in chapters]
        except FileNotFoundError:
            continue
        except (ValueError, KeyError, TypeError, OSError) as error:
            yield file.name, f"it cannot be read: {reason_of(error)}"
            continue
        meant = meant_chapters(record)
        for number, (one, other) in enumerate(itertools.zip_longest(found, meant), start=1):
            if one != other:
                yield file.name, f"its chapter {number} is {one}, where {other} was meant"
                break


def meant_chapters(record: Record) -> list[tuple[int, int, str]]:
    """Return start and end in milliseconds and the title of each chapter of *record*."""
    rate_hz = record.rate_hz
    return [
        (milliseconds(c.start, rate_hz), milliseconds(c.end, rate_hz), folded(c.title))
        for c in record.chapters
    ]


def _ms(seconds: Any) -> int:  # noqa: ANN401 - whatever the JSON holds
    return round(float(seconds) * 1000)


_READERS: dict[FileKind, Callable[[Path], _SpokenText]] = {
    "vtt": _vtt,
    "srt": _srt,
    "transcript": _transcript,
}
