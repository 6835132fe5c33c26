"""ffmpeg: which one is used and why, the argument lists it is given, and running it safely."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

from pipeline.errors import AudioError, ToolMissingError
from pipeline.settings.running_settings import Machine

QUIET = ("-hide_banner", "-nostdin", "-loglevel", "error", "-threads", "1")
"""One thread each: the parts of an episode are what runs in parallel."""
BITEXACT = ("-fflags", "+bitexact", "-flags:a", "+bitexact")
CODECS = ("libmp3lame", "aac", "libopus")
_STDERR_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class FfmpegStatus:
    """The ffmpeg that would be used."""

    path: Path
    version: str
    codecs: tuple[str, ...]
    """Which of :data:`CODECS` it can encode."""
    why: str
    """Why this one, a phrase for people."""


def ffmpeg_path(machine: Machine) -> Path:
    """Return the ffmpeg to use: the wheel's, or the system's first if that is preferred.

    The environment's ``IMAGEIO_FFMPEG_EXE`` goes before the wheel's own.

    Raises:
        ToolMissingError: There is neither.
    """
    return _found(machine.prefer_system, os.environ.get("IMAGEIO_FFMPEG_EXE", ""))[0]


def ffmpeg_version(path: Path) -> str:
    """Return the version *path* reports of itself.

    Raises:
        ToolMissingError: It does not start.
    """
    return _version(path, path.stat().st_mtime_ns)


def ffmpeg_identity(path: Path) -> str:
    """Return what tells what *path* makes from what another ffmpeg makes, the same on all machines.

    Raises:
        ToolMissingError: It does not start. The wheel's is not started: its name holds its version.
    """
    if path.parent == _wheels_folder():
        return f"{path.name} {path.stat().st_size}"
    return ffmpeg_version(path)


def ffmpeg_status(machine: Machine) -> FfmpegStatus:
    """Tell which ffmpeg would be used, why, and what it can do.

    Raises:
        ToolMissingError: There is none that starts.
    """
    path, why = _found(machine.prefer_system, os.environ.get("IMAGEIO_FFMPEG_EXE", ""))
    listed = run([str(path), "-hide_banner", "-encoders"], timeout_s=30).decode(errors="replace")
    named = {line.split()[1] for line in listed.splitlines() if len(line.split()) > 1}
    codecs = tuple(codec for codec in CODECS if codec in named)
    return FfmpegStatus(path=path, version=ffmpeg_version(path), codecs=codecs, why=why)


def run(argv: Sequence[str], *, timeout_s: float, folder: Path | None = None) -> bytes:
    """Run ffmpeg and return what it writes to standard output.

    Args:
        argv: Program and arguments, as the builders of this project give them.
        timeout_s: It is killed after that.
        folder: Where paths start from; None for the current folder.

    Raises:
        ToolMissingError: The program is not there or may not be run.
        AudioError: It failed, said so, or took too long.
    """
    with tempfile.TemporaryFile() as made:
        with _started(argv, timeout_s, stdin=subprocess.DEVNULL, stdout=made, folder=folder):
            pass
        made.seek(0)
        return made.read()


def stream(argv: Sequence[str], *, n_bytes: int, timeout_s: float = 3600.0) -> Iterator[bytes]:
    """Run ffmpeg and yield its output in pieces of *n_bytes*, the last one shorter.

    Raises:
        ToolMissingError: The program is not there or may not be run.
        AudioError: It failed, or took too long.
    """
    with _started(argv, timeout_s, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        with process.stdout as out:
            while piece := out.read(n_bytes):
                yield piece


def feed(
    argv: Sequence[str], pieces: Iterable[bytes | memoryview], *, timeout_s: float = 3600.0
) -> None:
    """Run ffmpeg and give it *pieces* on standard input, one at a time.

    Raises:
        ToolMissingError: The program is not there or may not be run.
        AudioError: It failed, or took too long.
    """
    with _started(argv, timeout_s, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        assert process.stdin is not None
        # Where ffmpeg ends early, its status and its words say more than the broken pipe.
        with suppress(BrokenPipeError), process.stdin as given:
            for piece in pieces:
                given.write(piece)


@contextmanager
def _started(
    argv: Sequence[str],
    timeout_s: float,
    *,
    stdin: int | IO[bytes],
    stdout: int | IO[bytes],
    folder: Path | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Start ffmpeg, end it at the latest after *timeout_s*, and raise what it failed of."""
    with tempfile.TemporaryFile() as stderr_file:
        try:
            process = subprocess.Popen(
                list(argv), stdin=stdin, stdout=stdout, stderr=stderr_file, cwd=folder
            )
        except OSError as error:
            raise _missing(f"{argv[0]} does not start: {error.strerror}") from error
        overdue = threading.Event()

        def end() -> None:
            overdue.set()
            process.kill()

        watch = threading.Timer(timeout_s, end)
        watch.start()
        try:
            yield process
            status = process.wait()
        finally:
            watch.cancel()
            process.kill()
            process.wait()
        if overdue.is_set():
            raise AudioError(
                f"ffmpeg had not finished after {timeout_s:g} s and was ended",
                mend="Look whether the machine is overloaded, then run the same command again",
            )
        if status != 0:
            stderr_file.seek(0)
            raise _failed(status, stderr_file.read())


def pcm_out(rate_hz: int) -> tuple[str, ...]:
    """Return the arguments that make ffmpeg write mono float samples to standard output."""
    return ("-f", "f32le", "-c:a", "pcm_f32le", "-ar", str(rate_hz), "-ac", "1", "pipe:1")


def pcm_in(rate_hz: int, source: str = "pipe:0") -> tuple[str, ...]:
    """Return the arguments that make ffmpeg read mono float samples from *source*."""
    return ("-f", "f32le", "-ar", str(rate_hz), "-ac", "1", "-i", source)


@cache
def _found(prefer_system: bool, named: str) -> tuple[Path, str]:
    system = shutil.which("ffmpeg")
    if prefer_system and system:
        return Path(system), "the system's, preferred by run.prefer_system"
    wheel = _of_wheel()
    if wheel:
        return Path(wheel), "named by IMAGEIO_FFMPEG_EXE" if named else "the one installed with us"
    if system:
        return Path(system), "the system's, since no wheel brings one for this machine"
    raise _missing("there is no ffmpeg on this machine")


def _of_wheel() -> str:
    named = os.environ.get("IMAGEIO_FFMPEG_EXE")
    if named:
        return named if shutil.which(named) else ""
    # Looked for here first, since get_ffmpeg_exe starts whatever it finds to see that it does.
    own = min(_wheels_folder().glob("ffmpeg-*"), default=None)
    if own is not None and shutil.which(own):
        return str(own)
    import imageio_ffmpeg  # noqa: PLC0415 - only where the wheel brings none

    try:
        path = str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError:
        return ""
    return path if shutil.which(path) else ""


@cache
def _wheels_folder() -> Path:
    import imageio_ffmpeg  # noqa: PLC0415 - only those who encode pay for it

    return Path(imageio_ffmpeg.__file__).with_name("binaries")


@cache
def _version(path: Path, _changed: int) -> str:
    first = run([str(path), "-version"], timeout_s=30).decode(errors="replace").split("\n", 1)[0]
    return first.removeprefix("ffmpeg version ").split(" ", 1)[0]


def _failed(status: int, stderr: bytes) -> AudioError:
    stderr_file = stderr.decode(errors="replace").strip()[-_STDERR_CHARACTERS:]
    return AudioError(
        f"ffmpeg ended with status {status}: {stderr_file or 'it gave no reason'}",
        mend="Run 'essaycast doctor' to see which ffmpeg is used and what it lacks",
    )


def _missing(what: str) -> ToolMissingError:
    return ToolMissingError(
        what,
        mend=(
            "Install the wheel 'imageio-ffmpeg', or ffmpeg itself (apt install ffmpeg, brew "
            "install ffmpeg), or name one in the environment's IMAGEIO_FFMPEG_EXE"
        ),
    )
