"""Many essays: a few at a time, each in a run of its own, none stopping the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextvars import copy_context
from typing import TypeAlias

from flows.produce import produce_episode
from flows.produced import Produced
from flows.runs import published_after_all, with_a_server
from flows.telling_prefect import lost_its_server
from pipeline.settings.show import Show
from pipeline.settings.state_folder import SHOW_FILE

BEGIN_S = 180.0
"""Seconds that an essay among many waits for a server which has ended: its run cannot begin without
one, and nobody sits by."""

Result: TypeAlias = Produced | BaseException


def produce_many(
    asked: Sequence[tuple[str, str]], show: Show, *, at_once: int, online: bool = False
) -> Iterator[tuple[int, Result]]:
    """Produce essays as runs inside the present one, and yield each as it ends.

    The engine workers are shared by all runs of a process, so *at_once* fills the gaps between
    the stages of one essay with another's; it does not oversubscribe the cores.

    Args:
        asked: Source and key of each essay.
        show: The show; runs find it by its ``show.toml`` or by the working directory.
        at_once: How many to have going at a time.
        online: Whether each is put where the show's ``[publish] url`` says, as it ends.

    Yields:
        The place in *asked* and what became of it, as they end.
    """
    with ThreadPoolExecutor(at_once, "essay") as threads:
        going = {
            threads.submit(copy_context().run, _produce, source, key, show, online): place
            for place, (source, key) in enumerate(asked)
        }
        for future in as_completed(going):
            try:
                result = future.result()
            except Exception as error:  # noqa: BLE001 - one essay never stops the others
                result = error
            yield going[future], result


def _produce(source: str, key: str, show: Show, online: bool) -> Result:
    """Produce one essay, once more where the server ended meanwhile: it is started again."""
    result = _produce_once(source, key, show, online)
    if isinstance(result, BaseException) and lost_its_server(result):
        result = _produce_once(source, key, show, online)
    return result


def _produce_once(source: str, key: str, show: Show, online: bool) -> Result:
    file = show.root / SHOW_FILE
    result: Result
    try:
        with with_a_server(show, heartbeat=False, patience_s=BEGIN_S):
            state = produce_episode(
                source=source,
                essay=key,
                show_file=str(file) if file.is_file() else "",
                output=show.output,
                online=online,
                return_state=True,
            )
        result = state.result(raise_on_failure=False)
    except Exception as error:  # noqa: BLE001 - its server may have ended after it was published
        result = error
    if isinstance(result, BaseException):
        return published_after_all(source, key) or result
    return result
