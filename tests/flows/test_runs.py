"""Runs, their tags and their end, with a real server and real processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.prefect

HANGING = """
import time
from prefect import flow, task
from flows.runs import introduce

@task
def wait(n):
    print("waiting", flush=True)
    time.sleep(60)

@flow
def hanging():
    introduce("produce something", show="A show", source="essays/" + "long" * 40 + ".md")
    wait.submit(1).result()

hanging()
"""

BURST = """
from prefect import flow, task
from prefect.runtime import flow_run

@task
def one(n):
    return n

@flow
def burst():
    for future in one.map(range(40)):
        future.result()
    print(flow_run.get_id(), flush=True)

burst()
"""


@pytest.fixture
def client(served):
    from prefect import get_client
    from prefect.settings import PREFECT_API_URL, temporary_settings

    with (
        temporary_settings({PREFECT_API_URL: served.api_url}),
        get_client(sync_client=True) as client,
    ):
        yield client


def _script(served, text: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "PREFECT_API_URL": served.api_url,
        "PREFECT_HOME": str(served.home),
    }
    return subprocess.Popen(
        [sys.executable, "-c", text], env=environment, stdout=subprocess.PIPE, text=True
    )


def _run_named(client, name):
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterName

    (run,) = client.read_flow_runs(
        flow_run_filter=FlowRunFilter(name=FlowRunFilterName(any_=[name]))
    )
    return run


def test_a_run_whose_process_was_killed_ends_as_crashed_and_one_that_lives_goes_on(
    served, client
) -> None:
    from flows.runs import reap_dead_runs

    with _script(served, HANGING) as process:
        assert process.stdout.readline() == "waiting\n"
        run = _run_named(client, "produce something")
        assert run.state.is_running()
        assert reap_dead_runs() == 0
        process.kill()
        process.wait(10)
    assert {"show: A show"} < set(run.tags)
    assert all(len(tag) < 80 for tag in run.tags)
    assert reap_dead_runs() == 1
    run = _run_named(client, "produce something")
    assert run.state.is_crashed()
    assert "outcome: crashed" in run.tags
    assert reap_dead_runs() == 0


def test_no_state_of_a_task_is_lost_by_a_command_that_ends_at_once(served, client) -> None:
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId

    with _script(served, BURST) as process:
        run_id = process.stdout.read().split()[-1]
    assert process.returncode == 0
    states: list[str] = []
    until = time.monotonic() + 20
    while states.count("COMPLETED") < 40 and time.monotonic() < until:
        time.sleep(0.2)
        runs = client.read_task_runs(
            flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=[run_id]))
        )
        states = [run.state_type.value for run in runs]
    assert states == ["COMPLETED"] * 40


def test_a_run_of_ours_that_died_before_it_said_whose_it_is_ends_as_crashed(
    served, client, monkeypatch
) -> None:
    from prefect import flow

    from flows import runs

    @flow(name="verify")
    def ours() -> None: ...

    @flow(name="somebody else's")
    def theirs() -> None: ...

    from prefect.states import Running

    begun = [client.create_flow_run(one, state=Running()) for one in (ours, theirs)]
    runs.reap_dead_runs()
    assert all(client.read_flow_run(run.id).state.is_running() for run in begun)
    monkeypatch.setattr(runs, "TOLD_S", -1)
    runs.reap_dead_runs()
    states = [client.read_flow_run(run.id).state.type.value for run in begun]
    assert states == ["CRASHED", "RUNNING"]


def test_a_run_that_the_server_ended_by_itself_is_tagged_by_the_next_and_only_if_it_is_ours(
    served, client
) -> None:
    from prefect import flow
    from prefect.states import Crashed

    from flows.runs import reap_dead_runs

    @flow(name="produce")
    def silent() -> None: ...

    runs = [
        client.create_flow_run(silent, state=Crashed(), tags=tags).id
        for tags in (["show: A show"], ["somebody's"])
    ]
    assert reap_dead_runs() == 0
    tags = [set(client.read_flow_run(run).tags) for run in runs]
    assert tags == [{"show: A show", "outcome: crashed"}, {"somebody's"}]


def test_a_run_that_fails_for_a_reason_raises_it_and_shows_nothing_but_its_words(
    served, client
) -> None:
    from prefect import flow

    from flows.runs import failing_in_words
    from pipeline.errors import ScriptError

    @flow(name="told", flow_run_name="told in words")
    @failing_in_words
    def told(words: str) -> None:
        raise ScriptError(words, where="bad.md", mend="Write more")

    with pytest.raises(ScriptError, match="no text"):
        told("no text")
    state = _run_named(client, "told in words").state
    assert state.is_failed()
    assert state.message == "bad.md: no text. Write more."
