"""Essays handed to the ``backlog`` deployment of a server that is up, and how far its run is.

Import this module only after :func:`flows.server.ensure_server`. Whether one is up is asked without
Prefect, by :mod:`flows.taking_runs`.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from uuid import UUID

from prefect import get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterId,
    FlowRunFilterParentFlowRunId,
)
from prefect.client.schemas.objects import FlowRun
from prefect.client.schemas.sorting import TaskRunSort

from flows.progress import Progress
from flows.taking_runs import backlog_of
from pipeline.settings.show import Show
from pipeline.settings.state_folder import SHOW_FILE

LOOK_S = 1.0
STAGES = {"speak": "synthesise", "draw": "tag", "film": "encode"}
"""First word of a task run's name → its stage, where they differ."""
MOST_RUNS = 200


def hand_over(asked: Sequence[tuple[str, str]], show: Show) -> UUID:
    """Have the deployment make essays again, and return its run.

    Args:
        asked: Source and key of each.
        show: The show.
    """
    file = show.root / SHOW_FILE
    parameters = {
        "sources": list(dict.fromkeys(source for source, _ in asked)),
        "essays": [key for _, key in asked],
        "again": True,
        "show_file": str(file) if file.is_file() else "",
    }
    with get_client(sync_client=True) as client:
        deployment = client.read_deployment_by_name(backlog_of(show))
        run = client.create_flow_run_from_deployment(deployment.id, parameters=parameters)
    return run.id


def followed(run_id: UUID, titles: dict[str, str]) -> Iterator[Progress | FlowRun]:
    """Yield how far each essay of a run is, until the run is over; then the run itself.

    Args:
        run_id: From :func:`hand_over`.
        titles: Key of each essay → its title.
    """
    with get_client(sync_client=True) as client:
        over: set[str] = set()
        while True:
            run = client.read_flow_run(run_id)
            for key, child in _children(client, run_id, over):
                if child.state is not None and child.state.is_completed():
                    over.add(key)
                    yield Progress(titles.get(key, key), "publish", 1, 1)
                elif stage := _stage_of(client, child):
                    yield Progress(titles.get(key, key), stage, 0, 2)
            if run.state is not None and run.state.is_final():
                yield run
                return
            time.sleep(LOOK_S)


def failures_of(run: FlowRun, keys: Iterable[str]) -> dict[str, str]:
    """Return what each essay that *run*, which is over, has not made failed with, by its key."""
    with get_client(sync_client=True) as client:
        found = dict(_children(client, run.id, ()))
    reasons = {}
    for key in keys:
        state = found[key].state if key in found else run.state
        if key not in found or state is None or not state.is_completed():
            reasons[key] = (state.message if state else "") or "It was not made."
    return reasons


def _children(
    client: SyncPrefectClient, run_id: UUID, over: Collection[str]
) -> Iterator[tuple[str, FlowRun]]:
    """Yield the runs of single essays inside a run, by the essay's key."""
    within = FlowRunFilter(parent_flow_run_id=FlowRunFilterParentFlowRunId(any_=[run_id]))
    for child in client.read_flow_runs(flow_run_filter=within, limit=MOST_RUNS):
        key = str(child.parameters.get("essay", ""))
        if key not in over:
            yield key, child


def _stage_of(client: SyncPrefectClient, child: FlowRun) -> str:
    """Return the stage that the run of an essay is at."""
    tasks = client.read_task_runs(
        flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=[child.id])),
        sort=TaskRunSort.EXPECTED_START_TIME_DESC,
        limit=1,
    )
    name = tasks[0].name.split()[0] if tasks else ""
    return STAGES.get(name, name)
