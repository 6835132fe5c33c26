"""What we lean on that Prefect does not promise: one test a fact, which says what has changed.

Facts of the same kind have their tests beside what leans on them: the template database needs no
migration (``test_server``), every WebSocket is known (``test_own_origin``), every setting exists
(``test_settings``).
"""

from __future__ import annotations

import inspect
import re
import sqlite3
from importlib.util import find_spec
from pathlib import Path

import pytest

from flows.logs import NOISE, SUBMITTED

pytestmark = pytest.mark.prefect
PACKAGE = Path(find_spec("prefect").origin).parent


def source(*places: str) -> str:
    """Return the text of some of Prefect's modules and folders."""
    paths = [it for place in places for it in sorted(PACKAGE.glob(place))]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


@pytest.fixture(scope="module")
def logged() -> str:
    places = ("*.py", "runner/*.py", "workers/*.py", "deployments/steps/*.py")
    return source(*places)


@pytest.mark.parametrize("begins", NOISE)
def test_lines_that_are_dropped_still_begin_as_they_did(logged, begins):
    words = (rf"(?:{re.escape(word)}|\{{[^{{}}]*\}})" for word in begins.split())
    assert re.search("[\"']" + " ".join(words), logged), (
        f"Prefect logs no line any more that begins with {begins!r}: its new words are noise in "
        "every run's log until flows/logs.py, NOISE knows them"
    )


@pytest.mark.parametrize("holds", SUBMITTED)
def test_lines_of_the_worker_that_are_dropped_still_read_as_they_did(logged, holds):
    assert holds in logged, (
        f"Prefect's worker does not say {holds!r} any more: see flows/logs.py, SUBMITTED"
    )


def test_the_server_is_an_application_for_any_uvicorn():
    from prefect.server.api import server

    needed = [
        name
        for name, it in inspect.signature(server.create_app).parameters.items()
        if it.default is inspect.Parameter.empty
    ]
    assert needed == [], (
        f"prefect.server.api.server.create_app now needs {needed}: flows/server/api.py calls it "
        "without arguments, for a uvicorn of our own"
    )


@pytest.mark.parametrize("path", ["/health", "/admin/version", "/admin/settings"])
def test_the_server_says_who_it_is_where_we_ask(served, path):
    from flows.server.asking import ask

    assert ask(served.api_url, path), (
        f"Prefect's server does not answer {path} any more: flows/server/asking.py could not tell "
        "our server from another show's"
    )


def test_the_server_tells_its_home(served):
    from flows.server.asking import ask

    told = ask(served.api_url, "/admin/settings")
    assert isinstance(told, dict)
    assert told.get("home") == str(served.home), (
        "/admin/settings does not tell PREFECT_HOME under 'home' any more: flows/server/asking.py "
        "knows our server by it"
    )


def test_the_server_takes_an_environment_variable_for_its_final_settings():
    assert '"PREFECT__SERVER_FINAL"' in source("server/api/server.py"), (
        "Prefect's server does not read PREFECT__SERVER_FINAL any more, which "
        "flows/server/settings.py sets as 'prefect server start' does"
    )


def test_a_busy_database_is_answered_with_503():
    import sqlalchemy.exc
    from prefect.server.api.server import is_client_retryable_exception

    busy = sqlite3.OperationalError("database is locked")
    busy.sqlite_errorname = "SQLITE_BUSY"
    assert is_client_retryable_exception(sqlalchemy.exc.OperationalError("", {}, busy)), (
        "Prefect's server does not answer 503 any more when SQLite is busy: "
        "flows/server/retry.py waits for that status"
    )
    assert "HTTP_503_SERVICE_UNAVAILABLE" in source("server/api/server.py")


def test_results_are_known_again_by_weak_references():
    from prefect.client.schemas.objects import RunType
    from prefect.context import FlowRunContext
    from prefect.states import Completed
    from prefect.utilities.engine import get_state_for_result, link_state_to_task_run_result

    from flows.opaque import Opaque

    class Run:
        """As much of a run's context as links need."""

        def __init__(self):
            self.run_results = {}
            self.task_run_results = self.run_results

    context = Run()
    token = FlowRunContext.__var__.set(context)
    try:
        result = Opaque("an essay")
        link_state_to_task_run_result(Completed(), result)
        found = get_state_for_result(result)
        assert found is not None
        assert found[1] is RunType.TASK_RUN, (
            "Prefect does not know a task's result again that is an object with a weak reference: "
            "the graph of a run has no edges (flows/opaque.py)"
        )
        assert get_state_for_result(Opaque("an essay")) is None
    finally:
        FlowRunContext.__var__.reset(token)


def test_what_is_opaque_is_not_searched():
    from prefect.utilities.collections import visit_collection

    from flows.opaque import Opaque

    seen: list[object] = []
    visit_collection((Opaque(["inside"]),), visit_fn=seen.append, return_data=False)
    assert "inside" not in seen, (
        "Prefect goes into values of flows/opaque.py: every word of a timeline is searched twice"
    )


def test_a_form_is_made_from_the_signature_that_a_wrapper_was_given():
    from prefect import flow

    from flows.deployments import form_of
    from flows.runs import failing_in_words

    @flow
    @failing_in_words
    def told(words: str = "some") -> None:
        """Tell *words*."""

    properties = form_of(told)["properties"]
    assert properties["words"]["type"] == "string", (
        "Prefect does not read __signature__ of a flow's function any more: forms lose their "
        "fields (flows/runs.py, failing_in_words)"
    )


@pytest.mark.parametrize("event", ["prefect.flow-run.heartbeat", "prefect.flow-run."])
def test_the_events_that_the_automation_waits_for_are_still_sent(event):
    said = source("*.py", "runner/**/*.py", "server/**/*.py", "events/*.py")
    assert event in said, (
        f"Prefect sends no event {event!r} any more: flows/automations.py would never end "
        "a run that has gone silent"
    )


def test_states_have_the_names_that_events_end_in():
    from prefect.client.schemas.objects import StateType

    from flows.automations import ENDINGS

    names = {one.value.capitalize() for one in StateType} | {"Suspended"}
    assert set(ENDINGS) <= names, (
        f"Prefect has no states {set(ENDINGS) - names} any more: see ENDINGS of "
        "flows/automations.py"
    )


def test_a_run_has_a_place_for_its_process():
    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas.objects import FlowRun

    asked = inspect.signature(SyncPrefectClient.update_flow_run).parameters
    assert "infrastructure_pid" in asked, (
        "Prefect's client cannot write infrastructure_pid any more: flows/runs.py knows dead runs "
        "by it"
    )
    assert "infrastructure_pid" in FlowRun.model_fields


def test_a_test_or_a_person_can_leave_heartbeats_out():
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY

    from flows.runs import without_heartbeat

    with without_heartbeat():
        assert PREFECT_FLOWS_HEARTBEAT_FREQUENCY.value() is None, (
            "a heartbeat cannot be switched off any more by None: each run of a night takes a "
            "second longer (flows/runs.py, without_heartbeat)"
        )


def test_progress_and_reports_can_be_left_in_the_ui():
    from prefect import artifacts

    for name in (
        "create_markdown_artifact",
        "create_progress_artifact",
        "update_progress_artifact",
    ):
        assert hasattr(artifacts, name), f"prefect.artifacts has no {name} (flows/ui/reports.py)"
