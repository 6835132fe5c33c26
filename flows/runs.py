"""Runs and how a person finds them: names, tags, whose process they are, and the dead ones' end."""

from __future__ import annotations

import datetime as dt
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, wraps
from inspect import signature
from os import getpid
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from prefect import get_client, get_run_logger
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterEndTime,
    FlowRunFilterId,
    FlowRunFilterState,
    FlowRunFilterStateType,
    TaskRunFilter,
    TaskRunFilterState,
    TaskRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType, TaskRun
from prefect.client.schemas.sorting import FlowRunSort
from prefect.runtime import flow_run
from prefect.settings import (
    PREFECT_API_URL,
    PREFECT_CLIENT_MAX_RETRIES,
    PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
    temporary_settings,
)
from prefect.states import Completed, Crashed, Failed
from prefect.tasks import Task

from flows.produced import Produced
from flows.run_locks import claim, forget, is_abandoned, last_word, leave_word, release, release_all
from flows.run_tags import SHOW_TAG, outcome_tag, show_tag, source_tag
from flows.telling_prefect import RESTART_S, can_record, record, start_again
from pipeline.errors import EssaycastError
from pipeline.settings.show import Show

_P = ParamSpec("_P")
_R = TypeVar("_R")
_Value = TypeVar("_Value")


def may_pass(task: Task[..., Any], run: TaskRun, state: State[Any]) -> bool:
    """Tell Prefect whether trying again can help: a time-out may pass, a bad essay does not."""
    del task, run
    error = state.result(raise_on_failure=False)
    return isinstance(error, EssaycastError) and error.passing


LIVING = [StateType.RUNNING, StateType.CANCELLING]
OVER = [StateType.COMPLETED, StateType.FAILED, StateType.CRASHED, StateType.CANCELLED]
FLOWS = ("produce", "nightly", "backlog", "verify")
"""Names of our flows."""
CRASHED_TAG = outcome_tag("crashed")
TOLD_S = 60
RETRIES = 1
"""Of a call to the server: by default five, after up to 32 s each. What a busy database needs is
seen to by the server itself (:mod:`flows.server.retry`)."""
REAPED_AT_ONCE = 200


def introduce(name: str, *, show: str, source: str = "") -> None:
    """Name the run this is called in, tag it, and say whose process it is.

    The first run of a process also ends what killed ones have left Running.

    Args:
        name: Its name from now on.
        show: The show's title.
        source: What is produced.
    """
    run_id = flow_run.get_id()
    if run_id is None:
        return
    claim(run_id, name)
    tags = {*flow_run.get_tags(), show_tag(show)}
    if source:
        tags.add(source_tag(source))

    def tell() -> None:
        reap_once()
        with get_client(sync_client=True) as client:
            client.update_flow_run(
                UUID(run_id),
                name=name,
                tags=sorted(tags),
                infrastructure_pid=f"{socket.gethostname()}:{getpid()}",
            )

    record(tell)


def rename(name: str) -> None:
    """Give the run this is called in another name, once more is known of it."""
    if (run_id := flow_run.get_id()) is None:
        return

    def tell() -> None:
        with get_client(sync_client=True) as client:
            client.update_flow_run(UUID(run_id), name=name)

    record(tell)


_published: dict[tuple[str, str], Produced] = {}


def keep_word(essay: str, produced: Produced) -> None:
    """Keep that the present run has published *produced*, whatever becomes of its record."""
    _published[produced.source, essay] = produced
    if (run_id := flow_run.get_id()) is not None:
        with suppress(OSError):
            leave_word(run_id, f"Published {produced.slug}.")


def published_after_all(source: str, essay: str) -> Produced | None:
    """Return what a run of this process has published, though it ended with an error."""
    return _published.pop((source, essay), None)


@cache
def reap_once() -> int:
    """Do what :func:`reap_dead_runs` does, and return what it returned, once in this process."""
    return reap_dead_runs()


def failing_in_words(run: Callable[_P, _R]) -> Callable[_P, _R]:
    """Let the function of a flow fail with the words of its error as the state's whole message.

    Lists and notifications show little more than its beginning, which Prefect would spend on
    saying that there was an exception. Errors nobody foresaw are left to it.
    """

    @wraps(run)
    def in_words(*given: _P.args, **named: _P.kwargs) -> _R:
        try:
            return run(*given, **named)
        except EssaycastError as error:
            get_run_logger().error("%s", error, exc_info=error)
            return Failed(message=str(error), data=error)  # type: ignore[return-value] # Prefect raises its data to whoever called the flow

    # Prefect would look for the names in its annotations here, not where they were written.
    in_words.__signature__ = signature(run, eval_str=True)  # type: ignore[attr-defined]
    return in_words


def completed(value: _Value, message: str) -> _Value:
    """End the run this is called in with *message*; whoever called the flow gets *value*."""
    return Completed(message=message, data=value)  # type: ignore[return-value] # Prefect gives its data to whoever called the flow


def tag_outcome(flow: Any, flow_run: FlowRun, state: Any) -> None:  # noqa: ANN401 - Prefect's own hook signature
    """Tag the run with what became of it; a hook for completion, failure and crash."""
    del flow
    if can_record():  # else what it has left is for the next to tell
        release(str(flow_run.id))
    outcome = {StateType.COMPLETED: "done", StateType.FAILED: "failed"}.get(state.type, "crashed")

    def tell() -> None:
        with get_client(sync_client=True) as client:
            now = client.read_flow_run(flow_run.id)
            client.update_flow_run(flow_run.id, tags=sorted({*now.tags, outcome_tag(outcome)}))

    record(tell)


def reap_dead_runs() -> int:
    """End as Crashed every run whose process on this machine is no more.

    A killed process cannot tell the server that its run has ended, which would stay Running for
    ever. Runs of other machines are left to their workers and the heartbeat. Ours hold a lock and
    say whose they are within a second; one that has not after a minute died in it.

    Task runs are ended too whose end was lost with a server that was killed. Runs that the server
    ended for their silence, which calls no hook, get their tag.

    Returns:
        How many runs were ended.
    """
    with get_client(sync_client=True) as client:
        running = client.read_flow_runs(
            flow_run_filter=FlowRunFilter(state=_any_of(LIVING)),
            limit=REAPED_AT_ONCE,
        )
        dead = [run for run in running if is_abandoned(str(run.id))]
        if unsaid := [run for run in running if _is_unsaid(run)]:
            named = FlowFilter(name=FlowFilterName(any_=list(FLOWS)))
            ours = {flow.id for flow in client.read_flows(flow_filter=named)}
            dead += [run for run in unsaid if run.flow_id in ours]
        for run in dead:
            _end_task_runs(client, FlowRunFilter(id=FlowRunFilterId(any_=[run.id])))
            if word := last_word(str(run.id)):
                client.set_flow_run_state(run.id, Completed(message=word), force=True)
            else:
                message = "Its process ended without a word (killed, or the power was cut)."
                client.set_flow_run_state(run.id, Crashed(message=message), force=True)
                _tag_crashed(client, run)
            forget(str(run.id))
        _end_task_runs(client, FlowRunFilter(state=_any_of(OVER), end_time=_long_ago()))
        for run in client.read_flow_runs(
            flow_run_filter=FlowRunFilter(state=_any_of([StateType.CRASHED])),
            sort=FlowRunSort.END_TIME_DESC,
            limit=REAPED_AT_ONCE,
        ):
            if CRASHED_TAG not in run.tags and any(tag.startswith(SHOW_TAG) for tag in run.tags):
                _tag_crashed(client, run)
    return len(dead)


@contextmanager
def with_a_server(
    show: Show, *, heartbeat: bool = True, patience_s: float = RESTART_S
) -> Iterator[None]:
    """Start the project's server again where it has ended, and let runs of the block go to it.

    Args:
        show: Whose server.
        heartbeat: Whether runs send one; see :func:`without_heartbeat`.
        patience_s: How long a server that has ended is waited for.
    """
    if not can_record():
        start_again(show, patience_s=patience_s)
    told: dict[Any, Any] = {
        PREFECT_API_URL: os.environ["PREFECT_API_URL"],
        PREFECT_CLIENT_MAX_RETRIES: RETRIES,
    }
    told |= {} if heartbeat else {PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
    with temporary_settings(told):
        yield


def record_words(show: Show) -> bool:
    """Record the runs of this process that have ended without a server, and tell if that worked."""
    release_all()
    with with_a_server(show):
        try:
            reap_dead_runs()
        except Exception:  # noqa: BLE001 - whatever a client raises when there is no server
            return False
    return True


@contextmanager
def without_heartbeat() -> Iterator[None]:
    """Let runs of the block send none: joining its thread costs each of them a second.

    For runs inside another that sends one, and for runs a person waits for, whose end
    :func:`reap_dead_runs` would find.
    """
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        yield


def _is_unsaid(run: FlowRun) -> bool:
    """Whether it began long ago and never said whose process it is."""
    long_ago = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=TOLD_S)
    return not run.infrastructure_pid and run.start_time is not None and run.start_time < long_ago


def _tag_crashed(client: SyncPrefectClient, run: FlowRun) -> None:
    client.update_flow_run(run.id, tags=sorted({*run.tags, CRASHED_TAG}))


def _any_of(types: list[StateType]) -> FlowRunFilterState:
    return FlowRunFilterState(type=FlowRunFilterStateType(any_=types))


def _long_ago() -> FlowRunFilterEndTime:
    """Return the filter of runs that ended so long ago that all has been told of them."""
    return FlowRunFilterEndTime(before_=dt.datetime.now(dt.UTC) - dt.timedelta(seconds=TOLD_S))


def _end_task_runs(client: SyncPrefectClient, of: FlowRunFilter) -> None:
    left = client.read_task_runs(
        flow_run_filter=of,
        task_run_filter=TaskRunFilter(
            state=TaskRunFilterState(type=TaskRunFilterStateType(any_=[*LIVING, StateType.PENDING]))
        ),
        limit=REAPED_AT_ONCE,
    )
    for task_run in left:
        message = "Its run is over, and how it ended was not told."
        client.set_task_run_state(task_run.id, Crashed(message=message), force=True)
