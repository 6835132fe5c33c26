"""Telling Prefect how a run goes: the work does not depend on it, and does not wait for it.

Where the server has ended, or another one has taken its port, what would be told is left out, and
the run goes on. Its lock's file keeps what became of it until a server can be told.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from flows.server import ensure_server, is_reachable
from pipeline.errors import EssaycastError
from pipeline.settings.show import Show

AGAIN_AFTER_S = 30.0
"""Seconds without a server after which it is looked for again."""
RESTART_S = 10.0
"""Seconds that a server which is started again is waited for."""
RESTART_AGAIN_S = 600.0
_lost_at: list[float] = []
_not_restarted: list[tuple[float, float]] = []
"""When it was tried for nothing, and for how long."""
_LOG = logging.getLogger(__name__)


def record(tell: Callable[[], object]) -> None:
    """Call *tell*, which talks to the server, unless there is none; never fail for it."""
    if not can_record():
        return
    try:
        tell()
    except Exception as error:  # noqa: BLE001 - whatever a client raises when its server goes
        _lost_at[:] = [time.monotonic()]
        _LOG.warning("this could not be recorded in Prefect: %s", error)
        if not is_reachable():
            forget_logs()


def can_record() -> bool:
    """Return whether the server answers, as far as it is worth asking."""
    if _lost_at and time.monotonic() - _lost_at[0] < AGAIN_AFTER_S:
        return False
    if is_reachable():
        _lost_at.clear()
        return True
    _lost_at[:] = [time.monotonic()]
    forget_logs()
    return False


def start_again(show: Show, *, patience_s: float = RESTART_S) -> None:
    """Start the project's server once it has ended, and tell it from now on.

    One that did not come up is left alone for :data:`RESTART_AGAIN_S`, unless it is now given more
    time: whoever waits, waits for the work.

    Args:
        show: Whose server.
        patience_s: How long it is waited for.
    """
    if any(time.monotonic() - at < RESTART_AGAIN_S and patience_s <= s for at, s in _not_restarted):
        return
    try:
        ensure_server(show, patience_s=patience_s)
    except EssaycastError as error:
        _not_restarted.append((time.monotonic(), patience_s))
        _LOG.warning("the Prefect server could not be started again: %s", error)
    else:
        _lost_at.clear()


def lost_its_server(error: BaseException) -> bool:
    """Return whether *error* may be nothing but that the server ended: a run needs it to begin."""
    return not isinstance(error, EssaycastError) and not can_record()


def forget_logs() -> None:
    """Send no more log lines: Prefect would wait for the server, and say on the terminal why."""
    for name in ("prefect.flow_runs", "prefect.task_runs", "prefect"):
        logger = logging.getLogger(name)
        for handler in [h for h in logger.handlers if type(h).__name__ == "APILogHandler"]:
            logger.removeHandler(handler)
