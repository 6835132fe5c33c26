from __future__ import annotations

import logging
import sys

import pytest

from flows.logs import WithoutNoise
from pipeline.errors import ScriptError


def _record(name: str, message: str, error: Exception | None = None) -> logging.LogRecord:
    try:
        if error is not None:
            raise error
    except ScriptError:
        return logging.LogRecord(name, logging.ERROR, "", 0, message, (), sys.exc_info())
    return logging.LogRecord(name, logging.INFO, "", 0, message, (), None)


@pytest.mark.parametrize(
    ("name", "message", "kept"),
    [
        ("prefect.flow_runs", "Finished in state Completed()", False),
        ("prefect.flow_runs.worker", "Worker 'w' submitting flow run 'r'", False),
        ("prefect.flow_runs.worker", "Flow run 'r' submitted to infrastructure", False),
        ("prefect.flow_runs.worker", "Reported flow run 'r' as crashed", True),
        ("prefect.flow_runs", "read: done after 0.2 s", True),
    ],
)
def test_what_says_nothing_of_the_essay_is_not_kept(name, message, kept) -> None:
    assert WithoutNoise().filter(_record(name, message)) is kept


def test_an_error_is_told_once_in_its_own_words_by_every_handler() -> None:
    noise, error = WithoutNoise(), ScriptError("no text", where="bad.md")
    task = _record("prefect.task_runs", "Task run failed with exception", error)
    flow = _record("prefect.flow_runs", "Encountered exception during execution", error)
    flow.created = task.created + 0.1
    assert noise.filter(task)
    assert noise.filter(task)
    assert task.getMessage() == str(error)
    assert task.exc_info is None
    assert not noise.filter(flow)
