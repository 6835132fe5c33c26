"""A server that ends while runs go on: the work is done, and what became of it is not lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from flows import telling_prefect
from flows.run_locks import living_runs
from flows.server.own import server_home
from flows.server.starting import start_once
from flows.server.state_file import read_note
from pipeline.errors import OrchestrationError
from pipeline.settings.show import Show
from pipeline.tools.locks import held

COMMAND = [sys.executable, "-c", "from flows.command import main; main()"]


def test_what_cannot_be_told_fails_nothing_and_is_not_tried_again_at_once(monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")  # discard: nobody answers
    monkeypatch.setattr(telling_prefect, "_lost_at", [])
    told = []
    telling_prefect.record(lambda: told.append(1))
    assert not told
    monkeypatch.setenv("PREFECT_API_URL", "https://prefect.example/api")
    monkeypatch.setattr(telling_prefect, "_lost_at", [])

    def refused():
        told.append(2)
        raise ConnectionError("gone")

    telling_prefect.record(refused)
    telling_prefect.record(refused)
    assert told == [2]


def test_a_server_that_cannot_be_started_again_is_not_waited_for_twice(monkeypatch, show):
    patience = []

    def silent(_show, *, patience_s):
        patience.append(patience_s)
        raise OrchestrationError("the Prefect server does not answer in time")

    monkeypatch.setattr(telling_prefect, "ensure_server", silent)
    monkeypatch.setattr(telling_prefect, "_not_restarted", [])
    telling_prefect.start_again(show)
    telling_prefect.start_again(show)
    telling_prefect.start_again(show, patience_s=60)
    telling_prefect.start_again(show)
    assert patience == [telling_prefect.RESTART_S, 60]


def test_a_server_that_starts_and_never_answers_is_waited_for_as_long_as_is_said(tmp_path):
    started = []

    def launch(_argv, *, environment, folder, log):
        log.touch()
        asleep = [sys.executable, "-c", "import time; time.sleep(60)"]
        started.append(subprocess.Popen(asleep, env=environment, cwd=folder))
        return started[0]

    try:
        with pytest.raises(OrchestrationError, match="does not answer in time") as told:
            start_once(tmp_path / "prefect", launch, patience_s=0.2)
        assert "essaycast server stop --force" in told.value.mend
        assert started[0].poll() is None  # it may only be slow
    finally:
        started[0].kill()
        started[0].wait()


@pytest.mark.parametrize("what", ["server stop", "cache prune"])
def test_nothing_is_taken_from_a_run_that_goes_on_unless_forced(what, tmp_path):
    home = server_home(Show(root=tmp_path))
    with held(home / "runs" / "1.lock"):
        (home / "runs" / "1.name").write_text("produce tides")
        assert living_runs(home) == ("produce tides",)
        argv = [*COMMAND, *what.split()]
        stopped = subprocess.run(
            argv, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert stopped.returncode == 1
        assert "1 run going on with it: produce tides. Wait" in stopped.stderr
        argv.append("--force")
        forced = subprocess.run(argv, cwd=tmp_path, capture_output=True, timeout=60, check=False)
        assert forced.returncode == 0
    assert living_runs(home) == ()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
def test_an_episode_is_published_though_its_server_is_killed_meanwhile(tmp_path):
    show = Show(root=tmp_path)
    text = "".join(f"The tide of day {n} goes out, and comes in again.\n\n" for n in range(40))
    (tmp_path / "tides.md").write_text(f"# Tides\n\n{text}")
    environment = {name: v for name, v in os.environ.items() if not name.startswith("PREFECT")}
    with subprocess.Popen(
        [*COMMAND, "produce", "tides.md"], cwd=tmp_path, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as command:  # fmt: skip
        try:
            while "stitch" not in command.stderr.readline():
                assert command.poll() is None
            os.kill(read_note(server_home(show)).process.pid, signal.SIGKILL)
            began = time.monotonic()
            said, errors = command.communicate(timeout=240)
        finally:
            command.kill()
            subprocess.run([*COMMAND, "server", "stop", "--force"], cwd=tmp_path, check=False)
    assert command.returncode == 0, errors
    assert time.monotonic() - began < 200
    assert "tides.mp3" in said
    assert "Error logging" not in errors
    assert (show.output_folder / "tides" / "episode.json").is_file()


BACKLOG = """
from pathlib import Path
from flows.server import ensure_server
from pipeline.settings.show import Show
ensure_server(Show(root=Path.cwd()))
from flows.night.backlog import backlog
print(backlog(sources=["essays"]).headline)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
@pytest.mark.parametrize(
    "argv", [[*COMMAND, "nightly"], [sys.executable, "-c", BACKLOG]], ids=["night", "backlog"]
)
def test_many_essays_are_all_made_though_the_server_is_killed_meanwhile(argv, tmp_path):
    show = Show(root=tmp_path)
    (tmp_path / "essays").mkdir()
    for name in ("tides", "wells", "salt"):
        text = "".join(f"The {name} of day {n} are low again.\n\n" for n in range(12))
        (tmp_path / "essays" / f"{name}.md").write_text(f"# About {name}\n\n{text}")
    environment = {name: v for name, v in os.environ.items() if not name.startswith("PREFECT")}
    with subprocess.Popen(
        argv, cwd=tmp_path, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as command:  # fmt: skip
        try:
            while len(living_runs(server_home(show))) < 2:
                assert command.poll() is None
                time.sleep(0.05)
            os.kill(read_note(server_home(show)).process.pid, signal.SIGKILL)
            said, errors = command.communicate(timeout=280)
        finally:
            command.kill()
            subprocess.run([*COMMAND, "server", "stop", "--force"], cwd=tmp_path, check=False)
    assert command.returncode == 0, errors
    assert "3 produced, 0 unchanged, 0 failed" in said
    assert (show.state / "nights" / "latest.md").is_file() or "nightly" not in argv
    for name in ("tides", "wells", "salt"):
        assert (show.output_folder / f"about-{name}" / "episode.json").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
def test_told_to_end_a_command_says_so_in_one_line():
    script = (
        "import time, flows.command.voices_command as v; v.load_show = lambda _: time.sleep(60)"
    )
    script += "; print('up', flush=True); from flows.command import main; main(['voices'])"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as command:
        assert command.stdout.readline() == "up\n"
        time.sleep(1)
        command.terminate()
        _, errors = command.communicate(timeout=30)
    assert command.returncode == 143
    assert errors.count("\n") == 1
    assert errors.startswith("essaycast: Told to end.")
