"""Logs without noise: what says nothing about the essay is not kept."""

from __future__ import annotations

import logging
from weakref import WeakKeyDictionary

from pipeline.errors import EssaycastError

NOISE = (
    "Finished in state ",
    "Beginning flow run ",
    "Beginning subflow run ",
    "View at ",
    "Execution of flow run ",
    "Created task run ",
    "Running hook ",
    "Hook ",
    "Running 1 deployment pull step",
    "Executing deployment step",
    "Deployment step ",
    "All deployment steps ",
)
"""How the lines begin that say of a run what its state says already."""
SUBMITTED = (" submitting flow run ", " submitted to infrastructure")
"""What a worker says of every run that it starts."""


class WithoutNoise(logging.Filter):
    """Drops lines without content, and tracebacks of errors that are meant for a reader.

    An error passes on its way from the task through the flow; it is told where it happened, once.
    """

    def __init__(self) -> None:
        super().__init__()
        self._told: WeakKeyDictionary[BaseException, float] = WeakKeyDictionary()

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether *record* says something; what it says becomes readable."""
        if record.name.startswith("prefect") and record.getMessage().startswith(NOISE):
            return False
        if record.name == "prefect.flow_runs.worker" and any(
            prefix in record.getMessage() for prefix in SUBMITTED
        ):
            return False
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, EssaycastError):
            # By the record's time: each handler asks of the same record.
            if self._told.setdefault(error, record.created) != record.created:
                return False
            record.msg, record.args = "%s", (error,)
            record.exc_info = record.exc_text = None
        return True
