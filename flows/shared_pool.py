"""The engine workers of this process, started once and shared by every run in it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

from pipeline.errors import SpeechError
from pipeline.settings.running_settings import Machine
from pipeline.speech.pool import SpeechPool
from pipeline.values.sound import Chunk

_lock = Lock()
_pools: dict[tuple[Path, Machine], SpeechPool] = {}


def speech_pool(folder: Path, machine: Machine) -> SpeechPool:
    """Return this process's pool for the show in *folder*, starting it at the first call.

    Tasks of several essays run in threads of one process and so share its workers: the cores are
    full and no more than full. The pool ends with the process.
    """
    machine = _as_here(machine)
    with _lock:
        if (folder, machine) not in _pools:
            _pools[folder, machine] = SpeechPool(folder, machine)
        return _pools[folder, machine]


def refuse_missing(chunks: Sequence[Chunk], total: int) -> None:
    """Refuse *chunks*, the ones of *total* that would have to be spoken, if there are any.

    Raises:
        SpeechError: Names how many they are, and where they begin.
    """
    if chunks:
        begins = " ".join(chunks[0].utterances[0].text.split())[:80]
        raise SpeechError(
            f"{len(chunks)} of {total} pieces would have to be spoken, first “{begins}”",
            where=chunks[0].id,
            mend="Produce it where speech may be made, and bring its store along (storage.url); "
            "'essaycast changed' tells what was changed",
        )


def _as_here(machine: Machine) -> Machine:
    """Return *machine* with as many engine workers as a Dask worker has threads, if this is one.

    A machine has as many of those as it has cores, each with a pool of its own.
    """
    if "distributed.worker" not in sys.modules:
        return machine
    from distributed import get_worker  # noqa: PLC0415 - an optional extra, there already

    try:
        return replace(machine, workers=get_worker().state.nthreads)
    except ValueError:  # the process of the flow itself, which only knows the cluster
        return machine
