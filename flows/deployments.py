"""The deployments: which flows can be started from the UI and by the clock, declared once.

``prefect.yaml`` at the project's top says the same to those who run Prefect already; a test
holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any

from prefect import Flow, get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import DeploymentScheduleCreate, WorkPoolCreate, WorkPoolUpdate
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import ConcurrencyLimitStrategy, ConcurrencyOptions
from prefect.client.schemas.schedules import CronSchedule
from prefect.exceptions import ObjectAlreadyExists
from prefect.utilities.callables import parameter_schema

from flows.run_tags import show_tag
from flows.taking_runs import named
from pipeline.settings.show import Show

POOL = "essaycast"
QUEUE = "default"


@dataclass(frozen=True, slots=True)
class Deployment:
    """A flow that can be started without the command."""

    name: str
    entrypoint: str
    """Module path of the flow."""
    description: str
    scheduled: bool = False
    """Whether it runs by the clock of ``show.toml``."""
    alone: bool = False
    """Whether a second run of it is cancelled while one is running."""
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def load(self) -> Flow[..., Any]:
        """Import the flow."""
        module, _, name = self.entrypoint.rpartition(".")
        loaded: Flow[..., Any] = getattr(import_module(module), name)
        return loaded


DEPLOYMENTS: Sequence[Deployment] = (
    Deployment(
        "produce",
        "flows.produce.produce_episode",
        "Make one essay into a published episode.",
    ),
    Deployment(
        "nightly",
        "flows.night.nightly.nightly",
        "Go once over the show's sources: what is new or changed becomes an episode.",
        scheduled=True,
        alone=True,
    ),
    Deployment(
        "backlog",
        "flows.night.backlog.backlog",
        "Make every essay of many sources into episodes, several at a time.",
    ),
    Deployment(
        "verify",
        "flows.verifying.verify_show",
        "Measure published episodes again, and say what is not as it should be.",
    ),
)


def deploy_all(show: Show, environment: Mapping[str, str], label: str = "") -> None:
    """Declare work pool and deployments to the server; what was declared before is updated.

    A schedule a person has switched off in the UI stays off.

    Args:
        show: Whose they are; runs work in its folder, by its clock.
        environment: Variables its runs are to have, beside the worker's own.
        label: What tells its deployments from those of other shows of the same server.
    """
    with get_client(sync_client=True) as client:
        _declare_pool(client)
        for deployment in DEPLOYMENTS:
            _declare(
                client, replace(deployment, name=named(deployment.name, label)), show, environment
            )


def withdraw_others(labels: Sequence[str]) -> None:
    """Take away the deployments of shows that are not served: else their nights would go on.

    For the project's own server only; on a server of the user's others may serve them.

    Args:
        labels: Of the shows that are served.
    """
    kept = {named(one.name, label) for one in DEPLOYMENTS for label in labels}
    ours = {one.load().name for one in DEPLOYMENTS}
    with get_client(sync_client=True) as client:
        pool = WorkPoolFilter(name=WorkPoolFilterName(any_=[POOL]))
        flows = FlowFilter(name=FlowFilterName(any_=sorted(ours)))
        for found in client.read_deployments(work_pool_filter=pool, flow_filter=flows):
            if found.name not in kept:
                client.delete_deployment(found.id)


def schedule_of(show: Show) -> CronSchedule:
    """Return the night's schedule: local time, daylight saving included."""
    return CronSchedule(cron=show.schedule.cron, timezone=show.schedule.timezone)


def form_of(flow: Flow[..., Any]) -> dict[str, Any]:
    """Return the JSON schema of the form the UI shows for *flow*, as ``prefect deploy`` does."""
    return parameter_schema(flow).model_dump_for_openapi()


def _declare_pool(client: SyncPrefectClient) -> None:
    try:
        client.create_work_pool(
            WorkPoolCreate(name=POOL, type="process", description="essaycast, on this machine")
        )
    except ObjectAlreadyExists:
        client.update_work_pool(POOL, WorkPoolUpdate(is_paused=False))


def _declare(
    client: SyncPrefectClient, deployment: Deployment, show: Show, environment: Mapping[str, str]
) -> None:
    flow = deployment.load()
    schedules = []
    if deployment.scheduled:
        schedules = [DeploymentScheduleCreate(schedule=schedule_of(show), slug="night")]
    client.create_deployment(
        flow_id=client.create_flow(flow),
        name=deployment.name,
        description=deployment.description,
        work_pool_name=POOL,
        work_queue_name=QUEUE,
        entrypoint=deployment.entrypoint,
        path=str(show.root),
        pull_steps=[
            {"prefect.deployments.steps.set_working_directory": {"directory": str(show.root)}}
        ],
        parameters=dict(deployment.parameters),
        parameter_openapi_schema=form_of(flow),
        enforce_parameter_schema=True,
        schedules=schedules,
        concurrency_limit=1 if deployment.alone else None,
        concurrency_options=ConcurrencyOptions(
            collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
        )
        if deployment.alone
        else None,
        job_variables={"env": dict(environment), "working_dir": str(show.root)},
        tags=[show_tag(show.title)],
    )
