from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from flows.deployments import DEPLOYMENTS, POOL, form_of
from flows.server.settings import SERVED
from pipeline.settings.show import Schedule

DECLARED = yaml.safe_load((Path(__file__).parents[2] / "prefect.yaml").read_text(encoding="utf-8"))[
    "deployments"
]


def test_prefect_yaml_declares_what_serve_declares() -> None:
    default = Schedule()
    ours = [
        {
            "name": one.name,
            "entrypoint": one.entrypoint,
            "description": one.description,
            "pool": POOL,
            "clock": (default.cron, default.timezone) if one.scheduled else None,
            "alone": "CANCEL_NEW" if one.alone else None,
            "heartbeat": SERVED["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"],
        }
        for one in DEPLOYMENTS
    ]
    theirs = [
        {
            "name": one["name"],
            "entrypoint": one["entrypoint"],
            "description": one["description"],
            "pool": one["work_pool"]["name"],
            "clock": next(((s["cron"], s["timezone"]) for s in one.get("schedules", ())), None),
            "alone": one.get("concurrency_limit", {}).get("collision_strategy"),
            "heartbeat": one["work_pool"]["job_variables"]["env"][
                "PREFECT_FLOWS_HEARTBEAT_FREQUENCY"
            ],
        }
        for one in DECLARED
    ]
    assert theirs == ours


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda one: one.name)
def test_every_parameter_of_a_form_has_a_title_and_a_description(deployment) -> None:
    properties = form_of(deployment.load())["properties"]
    assert properties
    for name, said in properties.items():
        assert said.get("title", name) != name
        assert said.get("description"), name
        assert "anyOf" not in said, f"{name}: the form shows alternatives poorly"
