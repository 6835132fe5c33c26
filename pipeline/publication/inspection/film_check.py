"""Whether a film's picture and captions end and change when its sound does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import AudioError
from pipeline.publication.catalogue import Record
from pipeline.publication.sidecars import read_srt
from pipeline.settings.running_settings import Machine
from pipeline.tools.ffmpeg import QUIET, ffmpeg_path, run
from pipeline.tools.formats import row_of
from pipeline.tools.timecode import milliseconds

TOLERANCE_MS = 40
"""A frame at 25 a second: nobody sees that picture and sound end apart."""
TIMEOUT_S = 600.0
_EMPTY_BYTES = 2
"""Of a caption that only says that there is none: its length."""
_TIMEBASE = re.compile(r"^#tb 0: (\d+)/(\d+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Packet:
    start_ms: float
    end_ms: float
    n_bytes: int


def film_faults(folder: Path, record: Record, machine: Machine) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with picture and captions of each film of *record*."""
    for file in record.media:
        path = folder / file.name
        if row_of(file.name).film and path.is_file():
            try:
                yield from ((file.name, what) for what in _faults(path, folder, record, machine))
            except AudioError as error:
                yield file.name, f"its picture or its captions cannot be read: {error.what}"


def _faults(path: Path, folder: Path, record: Record, machine: Machine) -> Iterator[str]:
    length_ms = milliseconds(record.n_samples, record.rate_hz)
    picture = _packets(path, "0:v:0", machine)
    end_ms = max((packet.end_ms for packet in picture), default=0.0)
    if abs(end_ms - length_ms) > TOLERANCE_MS:
        yield f"its picture ends at {end_ms:.0f} ms, its sound at {length_ms} ms"
    shown = [one for one in _packets(path, "0:s:0", machine) if one.n_bytes > _EMPTY_BYTES]
    for beside in record.files_of("srt"):
        try:
            meant = read_srt((folder / beside.name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return  # told by those who check it
        if len(shown) != len(meant):
            yield f"it has {len(shown)} captions, where {beside.name} has {len(meant)}"
        for number, (one, other) in enumerate(zip(shown, meant, strict=False), start=1):
            if abs(one.start_ms - other.start_ms) > 1:
                yield (
                    f"its caption {number} comes at {one.start_ms:.0f} ms, where {beside.name} has "
                    f"{other.start_ms} ms"
                )
                return


def _packets(path: Path, stream: str, machine: Machine) -> list[_Packet]:
    """Return the packets of a stream, nothing decoded."""
    argv = [
        *(str(ffmpeg_path(machine)), *QUIET, "-protocol_whitelist", "file,pipe"),
        *("-i", f"file:{path}", "-map", stream, "-c", "copy", "-f", "framecrc", "pipe:1"),
    ]
    told = run(argv, timeout_s=TIMEOUT_S).decode("ascii", "replace")
    base = _TIMEBASE.search(told)
    unit_ms = 1000 * int(base[1]) / int(base[2]) if base else 1.0
    rows = [line.split(",") for line in told.splitlines() if line.startswith("0,")]
    return [
        _Packet(int(row[2]) * unit_ms, (int(row[2]) + int(row[3])) * unit_ms, int(row[4]))
        for row in rows
    ]
