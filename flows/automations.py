"""Automations: what the Prefect server does by itself when it sees, or misses, something."""

from __future__ import annotations

import datetime as dt

from prefect import get_client
from prefect.automations import AutomationCore
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

from flows.settings import HEARTBEAT_S

ENDINGS = ("Completed", "Failed", "Cancelled", "Crashed", "Cancelling", "Paused", "Suspended")
SILENT = "essaycast: a run that has gone silent has crashed"


def declare_automations() -> None:
    """Let the server end as Crashed what has sent no heartbeat for three beats.

    A worker reports the end of its own runs within seconds; this is for when both are gone, on
    whichever machine.
    """
    silent = AutomationCore(
        name=SILENT,
        description="Its process and its worker are gone, or the power was cut.",
        trigger=EventTrigger(
            posture=Posture.Proactive,
            match=ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]}),
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
                message=f"It sent no heartbeat for {3 * HEARTBEAT_S} s.",
            )
        ],
    )
    with get_client(sync_client=True) as client:
        if not client.read_automations_by_name(SILENT):
            client.create_automation(silent)


if __name__ == "__main__":
    declare_automations()
