"""The same samples for the same text, every time: each text is spoken by a fork of its own.

libespeak-ng keeps the phase of its pitch flutter, its oscillators and its noise in static
variables that nothing of its interface resets, not even terminating and initialising it again.
So the same sentence said twice by one process differs. A fork of a process that has chosen its
voice and never spoken starts from the same state each time; it costs about half of what the
shortest text takes (``benchmarks/fork_cost.py``), and a crash of the library ends the fork instead
of the worker.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import re
import signal
import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.speech.engines.espeak.binding import (
    ABORT,
    CONTINUE,
    LIST_TERMINATED,
    PITCH,
    RATE,
    WORD,
    Binding,
    Callback,
)
from pipeline.speech.engines.isolation import die_with_parent, silence
from pipeline.speech.engines.protocol import EngineFailure, Speech

_SEED = 1
_STDERR = 2
_TOTALS = struct.Struct("<II")
_EVENT = struct.Struct("<III")
_MOST_EVENTS = 40_000
_EVENTS_AT = _TOTALS.size
_SAMPLES_AT = _EVENTS_AT + _EVENT.size * _MOST_EVENTS
_MOST_BYTES = 64_000_000
"""Room for samples: 24 minutes. Pages are only taken as they are filled."""
_LONGEST_S = 60
_REFUSED, _OVERFULL = 3, 4
_WHY = {_REFUSED: "espeak-ng refused the text", _OVERFULL: "espeak-ng would not stop speaking"}
_WRITTEN_WORD = re.compile(r"\S+")


class Synthesis:
    """Speaks with one voice. Made once for a voice and process; never speaks there itself."""

    def __init__(self, binding: Binding) -> None:
        self._binding = binding
        self._shared = mmap.mmap(-1, _SAMPLES_AT + _MOST_BYTES)

    def speak(self, text: str, given: str, *, rate_wpm: int, pitch: int) -> Speech:
        """Speak *text* in a fork of this process.

        Args:
            text: What is written.
            given: What the library is given for it, as many words.
            rate_wpm: Words a minute.
            pitch: 0 to 100.

        Raises:
            EngineFailure: The fork crashed, was too slow, or the text was refused.
        """
        self._shared[:_EVENTS_AT] = bytes(_EVENTS_AT)
        child = os.fork()
        if child == 0:
            self._speak_and_end(given, rate_wpm, pitch)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status:
            raise EngineFailure(_WHY.get(status) or _crash(status))
        n_samples, n_events = _TOTALS.unpack_from(self._shared)
        events = self._shared[_EVENTS_AT : _EVENTS_AT + n_events * _EVENT.size]
        return Speech(
            pcm=self._shared[_SAMPLES_AT : _SAMPLES_AT + 2 * n_samples],
            rate_hz=self._binding.rate_hz,
            words=_words(text, given, _EVENT.iter_unpack(events), n_samples),
        )

    def _speak_and_end(self, text: str, rate_wpm: int, pitch: int) -> None:
        """Speak into the shared memory and leave; runs in the fork."""
        status = _REFUSED
        try:
            die_with_parent()
            silence(_STDERR)  # where the C library says its last words in a crash
            signal.alarm(_LONGEST_S)
            self._binding.seed(_SEED)
            self._binding.set_parameter(RATE, rate_wpm)
            self._binding.set_parameter(PITCH, pitch)
            status = self._speak_into_shared(text)
        finally:
            os._exit(status)

    def _speak_into_shared(self, text: str) -> int:
        base = ctypes.addressof(ctypes.c_char.from_buffer(self._shared)) + _SAMPLES_AT
        n_samples = n_events = 0
        overfull = False

        def receive(
            samples: ctypes.c_void_p, n: int, events: ctypes.Array[ctypes.Structure]
        ) -> int:
            nonlocal n_samples, n_events, overfull
            overfull = 2 * (n_samples + n) > _MOST_BYTES
            if overfull:
                return ABORT
            if samples and n > 0:
                ctypes.memmove(base + 2 * n_samples, samples, 2 * n)
                n_samples += n
            i = 0
            while (event := events[i]).type != LIST_TERMINATED:
                if event.type == WORD and n_events < _MOST_EVENTS:
                    place = (event.text_position, event.length, max(event.sample, 0))
                    _EVENT.pack_into(self._shared, _EVENTS_AT + n_events * _EVENT.size, *place)
                    n_events += 1
                i += 1
            return CONTINUE

        done = self._binding.synthesise(text, Callback(receive))
        _TOTALS.pack_into(self._shared, 0, n_samples, n_events)
        if overfull:
            return _OVERFULL
        return 0 if done else _REFUSED


def _words(
    text: str, given: str, events: Iterable[tuple[int, int, int]], n_samples: int
) -> tuple[tuple[int, int, int], ...]:
    """Return when each written word of *text*, for which *given* was spoken, begins to sound.

    espeak-ng counts characters from 1. It reports several events, some out of place, for what it
    reads as several words (``$5.25``): the first event within a written word is that word's. It
    reports one for words it runs together (``of the``): the others are put between their
    neighbours in proportion to their letters.
    """
    spans = [match.span() for match in _WRITTEN_WORD.finditer(given)]
    heard: list[tuple[int, int]] = []  # (index of span, sample), both rising
    following = 0
    for position, _, at in events:
        while following < len(spans) and spans[following][1] < position:
            following += 1
        late_enough = not heard or at >= heard[-1][1]
        if following < len(spans) and spans[following][0] < position and late_enough:
            heard.append((following, min(at, n_samples)))
            following += 1
    if not heard:
        return ()
    times = [at for _, _, at in _filled(spans, heard, n_samples)]
    written = [match.span() for match in _WRITTEN_WORD.finditer(text)]
    return tuple((*span, at) for span, at in zip(written, times, strict=True))


def _filled(
    spans: Sequence[tuple[int, int]], heard: Sequence[tuple[int, int]], n_samples: int
) -> Iterator[tuple[int, int, int]]:
    """Yield every span with its sample, interpolated where none was heard."""
    ends = [*heard, (len(spans), n_samples)]
    for (index, at), (next_index, next_at) in pairwise([(0, 0), *ends] if heard[0][0] else ends):
        first = spans[index][0]
        width = max(1, spans[next_index - 1][1] + 1 - first)
        for start, end in spans[index:next_index]:
            yield start, end, at + (next_at - at) * (start - first) // width


def _crash(status: int) -> str:
    name = signal.Signals(-status).name if status < 0 else f"exit status {status}"
    return "espeak-ng would not finish" if name == "SIGALRM" else f"espeak-ng crashed ({name})"
