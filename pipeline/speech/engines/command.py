"""Any command as an engine: text on its standard input, a WAV file on its standard output.

A profile's ``[options]`` say ``argv`` (a list; ``{voice}``, ``{rate_wpm}``, ``{pitch}`` and
``{language}`` are filled in), and if need be ``version``, to be raised when the command's sound
changes. No shell is involved: what an argument says is what the command gets.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, ClassVar

from pipeline.errors import ToolMissingError, VoiceError
from pipeline.showing import shown
from pipeline.speech.engines.isolation import die_with_parent
from pipeline.speech.engines.protocol import Engine, EngineFailure, Manner, Phonemes, Speech, Voice
from pipeline.speech.engines.wav import read_wav

_LIMIT_S = 120.0
_MOST_BYTES = 200_000_000
_STDERR_CHARACTERS = 300


class Command(Engine):
    """Speaks by running a command for each text."""

    summary: ClassVar[str] = "any command: text on standard input, WAV on standard output"

    def __init__(self, manner: Manner) -> None:
        self._argv = _argv(manner)
        self._folder = manner.folder or None

    def speak(self, text: str, phonemes: Phonemes = ()) -> Speech:  # noqa: ARG002 - it takes none
        """Speak *text*; see :class:`pipeline.speech.engines.protocol.Engine`."""
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as stderr_file:
            status = self._run(text, output, stderr_file)
            if status:
                stderr_file.seek(0)
                words = stderr_file.read(_STDERR_CHARACTERS).decode(errors="replace")
                words = shown(" ".join(words.split()))
                raise EngineFailure(f"{self._argv[0]} ended with {status}: {words}")
            output.seek(0)
            return read_wav(output.read(_MOST_BYTES))

    def _run(self, text: str, output: IO[bytes], stderr_file: IO[bytes]) -> int:
        """Run the command in a session of its own, and end all that is left of it."""
        process = subprocess.Popen(
            self._argv,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=stderr_file,
            cwd=self._folder,
            preexec_fn=_CONFINED,  # noqa: PLW1509 - engine workers have one thread
            start_new_session=True,
        )
        try:
            process.communicate(text.encode(), timeout=_LIMIT_S)
        except subprocess.TimeoutExpired as error:
            raise EngineFailure(f"{self._argv[0]} was not done after {_LIMIT_S:.0f} s") from error
        finally:
            _end_session(process)
        return process.returncode

    @staticmethod
    def identity(manner: Manner) -> str:
        """Return the digest of the program, and the ``version`` the profile gives it."""
        program = Path(_argv(manner)[0])
        status = program.stat()
        about = f"{program} {status.st_size} {status.st_mtime_ns}"
        return f"{hashlib.sha256(about.encode()).hexdigest()} {manner.option('version')}"

    @staticmethod
    def voices(manner: Manner) -> tuple[Voice, ...]:  # noqa: ARG004 - a command lists none
        """Return nothing: only the command knows."""
        return ()


def _argv(manner: Manner) -> list[str]:
    """Return the command, its program found and the manner filled in."""
    template = manner.option("argv").split("\n")
    if not template[0]:
        raise VoiceError(
            "the engine 'command' needs to know which",
            where="voices/",
            mend="Give the profile [options] with argv = ['program', 'argument', …]",
        )
    named = template[0]
    within = Path(manner.folder, named) if len(Path(named).parts) > 1 else named
    program = shutil.which(within)
    if program is None:
        raise ToolMissingError(
            f"there is no program '{named}'",
            where="engine command",
            mend="Install it, or give its whole path in the profile's argv",
        )
    stderr_file = {
        "{voice}": manner.voice,
        "{rate_wpm}": str(manner.rate_wpm),
        "{pitch}": str(manner.pitch),
        "{language}": manner.language,
    }
    return [str(program), *(_filled(argument, stderr_file) for argument in template[1:])]


def _end_session(process: subprocess.Popen[bytes]) -> None:
    """End the command and whatever it has started and left behind."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _filled(argument: str, stderr_file: dict[str, str]) -> str:
    for name, value in stderr_file.items():
        argument = argument.replace(name, value)
    return argument


def _confined() -> None:
    """Bound what the command may write, and end it with its worker; runs in the command."""
    import resource  # noqa: PLC0415 - not there on Windows

    die_with_parent()
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MOST_BYTES, _MOST_BYTES))


_CONFINED = None if sys.platform == "win32" else _confined
"""Windows runs nothing between a process and its program, and refuses to be asked."""
