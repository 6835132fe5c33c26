"""Several shows beside one another: told apart by name, on one server."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.server import lodged_with, server_home
from flows.serving import labels_of
from flows.taking_runs import backlog_of, note_label
from pipeline.errors import ShowError
from pipeline.settings.show import Show
from tests.machines import until


def test_one_show_needs_no_label_and_several_are_told_apart_by_their_folders() -> None:
    def shows(*roots: str) -> list[Show]:
        return [Show(root=Path(root), title=root) for root in roots]

    assert labels_of(shows("/a/letters")) == [""]
    assert labels_of(shows("/a/letters", "/a/notes")) == ["letters", "notes"]
    assert labels_of(shows("/ada/show", "/bob/show", "/a/my notes")) == [
        "ada-show",
        "bob-show",
        "my-notes",
    ]


def test_shows_of_one_title_are_refused_since_their_runs_would_be_tagged_alike() -> None:
    shows = [Show(root=Path("/a/letters")), Show(root=Path("/a/notes"))]
    with pytest.raises(ShowError, match="2 of these shows are called 'Essays, read aloud'"):
        labels_of(shows)


def test_a_show_served_beside_another_goes_to_its_server_until_that_ends(tmp_path) -> None:
    host, guest = Show(root=tmp_path / "host"), Show(root=tmp_path / "guest")
    own = server_home(guest)
    (guest.state / "serve").mkdir(parents=True)
    assert backlog_of(guest) == "backlog/backlog"
    note_label(guest, "notes")
    assert backlog_of(guest) == "backlog/backlog-notes"
    with lodged_with(host, [guest]):
        assert server_home(guest) == server_home(host)
    assert server_home(guest) == own


def test_a_note_of_a_host_that_was_killed_counts_for_nothing(tmp_path) -> None:
    guest = Show(root=tmp_path)
    own = server_home(guest)
    own.mkdir(parents=True)
    (own / "host.json").write_text('{"pid": 1, "start": "another boot", "home": "/elsewhere"}')
    assert server_home(guest) == own


@pytest.mark.slow
def test_two_shows_are_served_in_one_ui_with_a_night_of_each(tmp_path) -> None:
    for name in ("letters", "notes"):
        (tmp_path / name / "essays").mkdir(parents=True)
        (tmp_path / name / "show.toml").write_text(f'title = "{name.title()}"\n')
        (tmp_path / name / "essays" / "one.md").write_text(f"# Of {name}\n\nA word or two.\n")
    environment = {n: v for n, v in os.environ.items() if not n.startswith("PREFECT_")}
    command = [Path(sys.executable).with_name("essaycast"), "serve", "letters", "notes"]
    log = tmp_path / "log"
    with log.open("wb") as said:
        service = subprocess.Popen(command, cwd=tmp_path, stdout=said, stderr=said, env=environment)
    try:
        assert until(lambda: "Ctrl-C stops" in log.read_text(), 240), log.read_text()
        text = log.read_text()
        home = str(tmp_path / "letters" / ".essaycast" / "prefect")
        address = re.search(r"Prefect UI +(\S+)", text)[1]
        asked = {**environment, "PREFECT_API_URL": f"{address}/api", "PREFECT_HOME": home}
        for name in ("letters", "notes"):
            begin = ["deployment", "run", f"nightly/nightly-{name}"]
            subprocess.run(
                [sys.executable, "-m", "prefect", *begin], check=True, env=asked, timeout=120
            )
        for name in ("letters", "notes"):
            made = tmp_path / name / "output" / f"of-{name}" / "episode.json"
            assert until(made.is_file, 240), log.read_text()
            assert until((made.parents[2] / ".essaycast/nights/latest.md").is_file, 60)
        listed = subprocess.run(
            [sys.executable, "-c", _RUNS],
            check=True,
            env=asked,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert {"nightly show: Letters", "nightly show: Notes"} <= set(listed.stdout.splitlines())
    finally:
        service.send_signal(signal.SIGTERM)
        until(lambda: service.poll() is not None, 60)
        time.sleep(0.2)
    assert service.returncode in (0, 143)
    assert not (tmp_path / "notes" / ".essaycast" / "prefect" / "host.json").exists()


_RUNS = """
from prefect import get_client
with get_client(sync_client=True) as client:
    flows = {flow.id: flow.name for flow in client.read_flows()}
    for run in client.read_flow_runs():
        for tag in run.tags:
            print(flows[run.flow_id], tag)
"""
