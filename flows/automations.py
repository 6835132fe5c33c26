"""Automations: what the Prefect server does by itself when it sees, or misses, something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from prefect import get_client
from prefect.automations import AutomationCore
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

from flows.deployments import DEPLOYMENTS
from flows.server import HEARTBEAT_S
from flows.taking_runs import named

ENDINGS = ("Completed", "Failed", "Cancelled", "Crashed", "Cancelling", "Paused", "Suspended")
SILENT = "essaycast: a run that has gone silent has crashed"
SILENCE = (
    f"It sent no heartbeat for {3 * HEARTBEAT_S} s: its process and its worker are gone. "
    "Run it again: what it has spoken is kept."
)
"""What the UI shows of such a run."""


def declare_automations(labels: Sequence[str] = ("",)) -> None:
    """Let the server end as Crashed what has sent no heartbeat for three beats.

    A worker reports the end of its own runs within seconds; this is for when both are gone, on
    whichever machine. It looks at runs of our deployments only, which are told to send one every
    :data:`flows.server.HEARTBEAT_S`: others on the same server may send them rarely.

    Args:
        labels: What tells apart the deployments of the shows there are.

    Raises:
        prefect.exceptions.ObjectNotFound: The deployments are not there yet.
    """
    with get_client(sync_client=True) as client:
        names = [
            f"{one.load().name}/{named(one.name, label)}" for label in labels for one in DEPLOYMENTS
        ]
        ids = [client.read_deployment_by_name(name).id for name in names]
        for before in client.read_automations_by_name(SILENT):
            client.delete_automation(before.id)
        client.create_automation(_silent([f"prefect.deployment.{one}" for one in ids]))


def _silent(deployments: list[str]) -> AutomationCore:
    return AutomationCore(
        name=SILENT,
        description="Its process and its worker are gone, or the power was cut.",
        trigger=EventTrigger(
            posture=Posture.Proactive,
            match=ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]}),
            match_related=ResourceSpecification(
                {"prefect.resource.role": ["deployment"], "prefect.resource.id": deployments}
            ),
            for_each={"prefect.resource.id"},
            after={"prefect.flow-run.heartbeat"},
            expect={
                "prefect.flow-run.heartbeat",
                *(f"prefect.flow-run.{ending}" for ending in ENDINGS),
            },
            threshold=1,
            within=dt.timedelta(seconds=3 * HEARTBEAT_S),
        ),
        actions=[
            ChangeFlowRunState(
                state=StateType.CRASHED,
                message=SILENCE,
            )
        ],
    )


if __name__ == "__main__":
    declare_automations()
