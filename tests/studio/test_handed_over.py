"""The back catalogue made again by the server that is up: from the page to its last run."""

from __future__ import annotations

import re
import signal
import sys

import pytest
from machines import COMMAND, Machine, until

pytestmark = [pytest.mark.slow, pytest.mark.prefect]
ROLES = ("narrator", "heading", "quote", "aside")
_RUNS = """
from prefect import get_client
with get_client(sync_client=True) as client:
    deployments = {one.id: one.name for one in client.read_deployments()}
    for run in client.read_flow_runs():
        print(deployments.get(run.deployment_id), run.state.type.value, run.parameters)
"""


@pytest.fixture
def served_show(tmp_path):
    """A show of one published essay under ``essaycast serve``: it, its studio and its API."""
    roles = "".join(f'{role} = "quick"\n' for role in ROLES)
    (tmp_path / "config").mkdir()
    away = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    machine = Machine(tmp_path / "show", f"[voices]\n{roles}", away)
    (machine.root / "voices").mkdir()
    (machine.root / "voices" / "quick.toml").write_text('engine = "pyttsx3"\nrate_wpm = 260\n')
    essay = machine.root / "essays" / "one.md"
    essay.write_text("# One\n\nZorblax came back. Nobody knew why.\n")
    del machine.environment["PREFECT_PROFILES_PATH"]
    service = machine.start(*COMMAND, "serve", log="log")
    log = machine.root / "log"
    try:
        assert until(lambda: "Ctrl-C stops" in log.read_text(), 240), log.read_text()
        machine.run(*COMMAND, "produce", "essays/one.md")
        told = log.read_text()
        yield machine, *(re.search(rf"{name} +(\S+)", told)[1] for name in ("Studio", "Prefect UI"))
    finally:
        service.send_signal(signal.SIGTERM)
        until(lambda: service.poll() is not None, 60)


def test_make_these_again_is_a_run_of_the_backlog_deployment_followed_on_the_page(
    browser, served_show
):
    machine, studio, ui = served_show
    page = browser.new_page()
    page.goto(f"{studio}catalogue")
    assert "All 1 published episodes" in page.locator("#main").inner_text()
    lexicon = machine.root / "voices" / "lexicon" / "en.toml"
    lexicon.parent.mkdir()
    lexicon.write_text('language = "en"\n[aliases]\nZorblax = "zor blacks"\n')

    def by_the_server() -> bool:
        page.reload()
        return "By the backlog deployment" in page.locator("#main").inner_text()

    assert until(by_the_server, 60)
    page.get_by_role("button", name="Make these again").press("Enter")
    page.wait_for_selector("#notice:has-text('as a run of the backlog deployment')")
    page.wait_for_selector(".head:has-text('All 1 published episodes')", timeout=240_000)
    machine.environment |= {
        "PREFECT_API_URL": f"{ui}/api",
        "PREFECT_HOME": str(machine.root / ".essaycast" / "prefect"),
    }
    runs = machine.run(sys.executable, "-c", _RUNS).splitlines()
    (run,) = (line for line in runs if line.startswith("backlog "))
    assert run.startswith("backlog COMPLETED")
    assert "'again': True" in run
    assert "'essays/one.md'" in run
    page.close()
