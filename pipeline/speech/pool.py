"""The pool of engine workers: started when first used, kept warm, replaced when one fails."""

from __future__ import annotations

import atexit
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Self

from pebble import ProcessExpired, ProcessPool

from pipeline.settings.running_settings import Machine
from pipeline.settings.state_folder import STATE_FOLDER
from pipeline.speech.engines import (
    EngineFailure,
    Line,
    Manner,
    Speech,
    Voice,
    find_engine,
    load_engine,
    worker,
)
from pipeline.speech.engines.worker_processes import worker_context
from pipeline.speech.manner import as_manner
from pipeline.tools.cores import n_workers
from pipeline.values.sound import VoiceProfile

_PATIENCE_S = 20.0
"""For what an engine answers without being open."""
_ENDING_S = 5.0
"""For the pool to end by itself. A signal in the middle of a call can leave its queue locked."""
_POOL_BROKE = (BrokenProcessPool, RuntimeError)


class SpeechPool:
    """Workers that speak. A context manager; safe to use from many threads.

    Args:
        folder: Where paths in voice profiles start.
        machine: How many workers, and which engine library.
        patience_s: Seconds a worker is given besides those its text may take; None for what its
            engine says it needs to open.
    """

    def __init__(self, folder: Path, machine: Machine, *, patience_s: float | None = None) -> None:
        self._patience_s = patience_s
        self._turns: dict[str, threading.Semaphore] = {}
        self._n_workers = n_workers(machine)
        self._folder = folder
        self.state = folder / STATE_FOLDER
        """What is kept of the show between runs."""
        self._machine = machine
        self._guard = threading.Lock()
        self._pool: ProcessPool | None = None
        self._closed = False
        self._preloaded: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all workers within seconds; what they were doing is given up."""
        self._closed = True
        ours = self._guard.acquire(timeout=_ENDING_S)  # else a caller was stopped within it
        try:
            _end(self._pool)
            self._pool = None
        finally:
            if ours:
                self._guard.release()
        atexit.unregister(self.close)

    def warm_up(self, preloaded: Sequence[str] = ()) -> None:
        """Start the workers without waiting for them to be up.

        Args:
            preloaded: Modules of engines for all workers to share, from
                :func:`pipeline.speech.casting.narrator_modules`.
        """
        with _undivided(), self._guard:
            self._preloaded = tuple(preloaded)
            self._running().schedule(os.getpid)

    def manner(self, profile: VoiceProfile, language: str) -> Manner:
        """Return *profile* as engines see it."""
        return as_manner(profile, language, self._folder, self._machine)

    def speak_all(
        self, engine: str, manner: Manner, lines: Sequence[Line]
    ) -> list[Speech | Exception]:
        """Speak *lines* in one worker.

        Returns:
            For each line its speech, or what the engine raised.

        Raises:
            EngineFailure: The worker crashed, or was not done in time.
            VoiceError: The engine has no such voice, or there is no such engine.
            ToolMissingError: The engine's library or model is not there.
        """
        spoken: list[Speech | Exception] = self._asked(worker.speak_all, engine, manner, lines)
        return spoken

    def given(self, engine: str, manner: Manner, lines: Sequence[Line]) -> list[str]:
        """Return what *engine* itself is given for each of *lines*."""
        given: list[str] = self._asked(worker.given, engine, manner, lines)
        return given

    def sounds(self, engine: str, manner: Manner, lines: Sequence[Line]) -> list[str]:
        """Return how each of *lines* will sound, in IPA; empty where the engine does not tell."""
        sounds: list[str] = self._asked(worker.sounds, engine, manner, lines)
        return sounds

    def voices(self, engine: str, language: str = "en") -> tuple[Voice, ...]:
        """Return the voices of *engine*, those of *language* first."""
        manner = self.manner(VoiceProfile("", engine), language)
        found: tuple[Voice, ...] = self._result(
            worker.voices, (find_engine(engine), manner), self._patience_s or _PATIENCE_S
        )
        return found

    def _asked(self, function: Any, engine: str, manner: Manner, lines: Sequence[Line]) -> Any:  # noqa: ANN401 - what the function returns
        """Have a worker run *function*; as many do at a time as the engine's limits allow."""
        place = find_engine(engine)
        limits = load_engine(place).limits
        patience_s = limits.open_s if self._patience_s is None else self._patience_s
        limit_s = patience_s + limits.s_per_character * sum(len(line.text) for line in lines)
        args = (place, manner, tuple(lines))
        at_a_time = min(limits.workers or self._n_workers, self._n_workers // limits.threads) or 1
        with self._guard:
            turn = self._turns.setdefault(place, threading.Semaphore(at_a_time))
        with turn:
            return self._result(function, args, limit_s)

    def _result(self, function: Any, args: tuple[Any, ...], limit_s: float) -> Any:  # noqa: ANN401 - what the function returns
        try:
            return self._schedule(function, args, limit_s).result()
        except TimeoutError as error:
            raise EngineFailure(f"it was not done after {limit_s:.0f} s") from error
        except ProcessExpired as error:
            raise EngineFailure(f"its process crashed ({_ending(error.exitcode)})") from error
        except BrokenProcessPool as error:
            raise EngineFailure("its process was lost") from error

    def _schedule(self, function: Any, args: tuple[Any, ...], limit_s: float) -> Any:  # noqa: ANN401 - pebble's future
        with _undivided(), self._guard:
            try:
                return self._running().schedule(function, args=args, timeout=limit_s)
            except _POOL_BROKE:
                # pebble gives up all of a pool whose idle worker was killed; begin a new one.
                if self._closed:
                    raise
                _end(self._pool)
                self._pool = None
                return self._running().schedule(function, args=args, timeout=limit_s)

    def _running(self) -> ProcessPool:
        if self._closed:
            raise RuntimeError("the pool is closed")
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=self._n_workers,
                initializer=worker.start,
                context=worker_context(self._preloaded),
            )
            atexit.register(self.close)
        return self._pool


def _end(pool: ProcessPool | None) -> None:
    """End *pool*; its workers are killed where it does not within :data:`_ENDING_S`."""
    if pool is None:
        return

    def end() -> None:
        pool.stop()  # type: ignore[no-untyped-call] # pebble leaves it without types
        pool.join()

    ending = threading.Thread(target=end, daemon=True)
    with suppress(RuntimeError):  # from Python 3.12 on, none is started while a program ends
        ending.start()
        ending.join(_ENDING_S)
    if ending.is_alive() or ending.ident is None:
        for process in list(pool._pool_manager.worker_manager.workers.values()):  # noqa: SLF001 - pebble has no other door to them
            process.kill()


@contextmanager
def _undivided() -> Iterator[None]:
    """Let a signal that comes within the block count after it: what it does is done whole."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are handled in the main thread alone
        return
    came: list[tuple[int, Any]] = []
    before: dict[int, Callable[[int, FrameType | None], Any]] = {}
    for asked in (signal.SIGINT, signal.SIGTERM):
        handler = signal.getsignal(asked)
        if callable(handler):
            before[asked] = handler
            signal.signal(asked, lambda number, frame: came.append((number, frame)))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    for number, frame in came:
        before[number](number, frame)


def _ending(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        return signal.Signals(-exitcode).name
    return f"exit status {exitcode}"
