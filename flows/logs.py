"""Logs without noise: what says nothing about the essay is not kept."""

from __future__ import annotations

import logging

NOISE = (
    "Finished in state Completed(",
    "Finished in state Cached(",
    "Beginning flow run ",
    "Beginning subflow run ",
    "View at ",
    "Created task run ",
)
"""How the lines begin that come once a task run whatever happens."""


class WithoutNoise(logging.Filter):
    """Drops lines that only say a run began or went well: its state says so already."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether *record* says something."""
        return record.levelno > logging.INFO or not record.getMessage().startswith(NOISE)
