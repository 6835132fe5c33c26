"""Logs without noise: what says nothing about the essay is not kept."""

from __future__ import annotations

import logging

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


class WithoutNoise(logging.Filter):
    """Drops lines without content, and tracebacks of errors that are meant for a reader."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether *record* says something; what it says becomes readable."""
        if record.name.startswith("prefect") and record.getMessage().startswith(NOISE):
            return False
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, EssaycastError):
            record.msg, record.args = "%s", (error,)
            record.exc_info = record.exc_text = None
        return True
