"""Stages as tasks: what may pass is tried again, what cannot is told at once."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pipeline.errors import FetchError, SourceError
from pipeline.settings.show import Show

pytestmark = pytest.mark.prefect


@pytest.fixture
def read_once(served, monkeypatch):
    """Run a flow of the task "read" alone, its attempts answered by *answers*, one each."""
    from prefect import flow
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows import tasks
    from flows.opaque import Opaque
    from flows.runs import without_heartbeat

    def run(answers):
        asked = []

        def essay_of(*_):
            asked.append(None)
            answer = answers[len(asked) - 1]
            if isinstance(answer, Exception):
                raise answer
            return answer

        monkeypatch.setattr(tasks, "essay_with_pictures", essay_of)
        quick = tasks.read.with_options(retry_delay_seconds=0, retry_jitter_factor=None)

        @flow(name="reads", retries=0)
        def reads():
            return quick("a.md", "", Opaque(Show().for_reading)).value

        with temporary_settings({PREFECT_API_URL: served.api_url}), without_heartbeat():
            try:
                return reads(), len(asked)
            except (FetchError, SourceError) as error:
                return error, len(asked)

    return run


def test_what_may_pass_is_tried_again_until_it_has(read_once):
    slow = FetchError("timed out", passing=True)
    essay = SimpleNamespace(title="Read at last")
    assert read_once([slow, slow, essay]) == (essay, 3)


def test_what_does_not_pass_is_given_up_after_three_more_times(read_once):
    slow = FetchError("timed out", passing=True)
    error, asked = read_once([slow] * 9)
    assert isinstance(error, FetchError)
    assert asked == 4


def test_what_cannot_pass_is_not_tried_again(read_once):
    error, asked = read_once([SourceError("it is no essay")] * 9)
    assert isinstance(error, SourceError)
    assert asked == 1


def test_every_wait_before_another_try_is_declared():
    from flows import tasks

    assert tasks.read.retries == len(tasks.read.retry_delay_seconds) == 3
