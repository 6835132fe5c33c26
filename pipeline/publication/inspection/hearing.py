"""Listening to a whole file with ffmpeg: its own decoder and its own meter, not ours."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ToolMissingError
from pipeline.settings.running_settings import Machine
from pipeline.tools.ffmpeg import ffmpeg_path

TIMEOUT_S = 3_600.0
_COMPLAINT = re.compile(r"^(?:\[[^\]]+\] )*\[(?:error|fatal|panic)\] (.+)$", re.MULTILINE)
_INTEGRATED = re.compile(r"\bI:\s+(-?[\d.]+|nan|-inf) LUFS")
_PEAK = re.compile(r"\bPeak:\s+(-?[\d.]+|nan|-inf) dBFS")
_CHAPTER = re.compile(r"\bChapter #\d+:\d+: start (-?[\d.]+), end -?[\d.]+")
_UNHEARD = float("-inf")


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of a file, first to last sample."""

    n_samples: int
    rate_hz: int
    """0 if there was nothing to decode."""
    loudness_lufs: float
    true_peak_dbtp: float
    chapters_ms: tuple[int, ...]
    """Where chapters begin, in the order in which players list them."""
    complaints: tuple[str, ...]
    """Errors the decoder told of."""


def hear(path: Path, machine: Machine, *, metered: bool = True) -> Heard:
    """Decode all of *path* and measure it.

    Args:
        path: The file.
        machine: Says which ffmpeg listens.
        metered: Whether loudness and peak are wanted; without them it takes a third of the time
            and they are -inf.

    Source:
        ffmpeg's ``ebur128`` filter (ITU-R BS.1770, EBU R 128).

    Raises:
        ToolMissingError: There is no ffmpeg, or it does not start.
    """
    argv = hearing_argv(ffmpeg_path(machine), path, metered=metered)
    said = listened(argv)
    if said is None:
        return Heard(0, 0, _UNHEARD, _UNHEARD, (), (f"not decoded within {TIMEOUT_S:.0f} s",))
    lines, report = said
    n_samples, rate_hz = _counted(lines)
    return Heard(
        n_samples=n_samples,
        rate_hz=rate_hz,
        loudness_lufs=_last(_INTEGRATED, report),
        true_peak_dbtp=_last(_PEAK, report),
        chapters_ms=chapters_in(report),
        complaints=complaints_in(report),
    )


def listened(argv: Sequence[str], given: bytes = b"") -> tuple[str, str] | None:
    """Return what ffmpeg prints and what it says, run as *argv*; None if it takes too long.

    Args:
        argv: Program and arguments.
        given: Its standard input.

    Raises:
        ToolMissingError: It does not start.
    """
    try:
        done = subprocess.run(
            argv, input=given, capture_output=True, timeout=TIMEOUT_S, check=False
        )
    except OSError as error:
        raise ToolMissingError(
            f"ffmpeg does not start: {error.strerror}", mend="Run 'essaycast doctor'"
        ) from error
    except subprocess.TimeoutExpired:
        return None
    return done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def chapters_in(report: str) -> tuple[int, ...]:
    """Return where the chapters begin that ffmpeg's *report* lists, in milliseconds."""
    of_input = report.partition("Output #0")[0]  # they are listed of what is written, too
    return tuple(round(float(start) * 1000) for start in _CHAPTER.findall(of_input))


def complaints_in(report: str) -> tuple[str, ...]:
    """Return the errors that ffmpeg's *report* tells of, each once."""
    return tuple(dict.fromkeys(text.strip() for text in _COMPLAINT.findall(report)))


def hearing_argv(ffmpeg: Path, path: Path, *, metered: bool) -> list[str]:
    """Return the arguments that decode *path*, print its samples' count and its loudness.

    The count is told by ``framecrc``, a line a packet; packets of ten seconds keep it short.
    """
    meter = "ebur128=peak=true:framelog=quiet," if metered else ""
    filters = f"{meter}aformat=sample_fmts=s16,asetnsamples=n=480000:p=0"
    return [
        *(str(ffmpeg), "-hide_banner", "-nostdin", "-nostats", "-loglevel", "level+info"),
        *("-i", f"file:{path}"),  # never a protocol, however the path begins
        *("-map", "0:a:0", "-af", filters, "-c:a", "pcm_s16le", "-f", "framecrc", "pipe:1"),
    ]


def _counted(lines: str) -> tuple[int, int]:
    """Return samples and rate that ``framecrc`` told of."""
    rate = re.search(r"^#sample_rate 0: (\d+)$", lines, re.MULTILINE)
    packets = [line.split(",") for line in lines.splitlines() if line.startswith("0,")]
    return sum(int(packet[3]) for packet in packets), int(rate[1]) if rate else 0


def _last(pattern: re.Pattern[str], text: str) -> float:
    found = pattern.findall(text)
    return float(found[-1]) if found else _UNHEARD
