"""The command killed at every stage, as a power cut would, and what the next run makes of it."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from machines import until

pytestmark = [pytest.mark.prefect, pytest.mark.slow]

STAGES = ("read", "script", "synthesise", "stitch", "master", "tag", "encode", "publish")
PARAGRAPH = "The {n}th stone of the wall was laid in the year {n} by somebody nobody remembers. "
ESSAY = "# The wall\n\n" + "\n\n".join(
    f"## Part {part}\n\n" + "".join(PARAGRAPH.format(n=part * 100 + n) for n in range(12))
    for part in range(1, 5)
)


class Wall:
    """A show of one essay, and the command in its folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "wall.md").write_text(ESSAY)

    def start(self, *more: str) -> subprocess.Popen[str]:
        argv = [sys.executable, "-c", "from flows.command import main; main()", "produce"]
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")
        }
        environment["PREFECT_PROFILES_PATH"] = str(self.root / "none.toml")
        return subprocess.Popen(
            [*argv, "wall.md", *more],
            cwd=self.root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def produce(self) -> dict[str, object]:
        with self.start("--json") as process:
            said, complaint = process.communicate(timeout=300)
        assert process.returncode == 0, complaint
        episode: dict[str, object] = json.loads(said)["episodes"][0]
        return episode

    def kill_in(self, stage: str) -> None:
        """Kill the command once the stage before *stage* is told to be done, or its run begun."""
        place = STAGES.index(stage)
        with self.start() as process:
            if place == 0:
                assert until(
                    lambda: self.states_of_runs("infrastructure_pid != ''")["RUNNING"], 120
                )
            else:
                sign = rf": {STAGES[place - 1]} (\d+)/\1$"
                assert any(re.search(sign, line.strip()) for line in process.stderr)
                time.sleep(0.1)
            process.send_signal(signal.SIGKILL)

    def states_of_runs(self, such: str = "true") -> Counter[str]:
        """How many runs its server knows of each state, of *such* as are asked for in SQL."""
        database = self.root / ".essaycast" / "prefect" / "prefect.db"
        with closing(sqlite3.connect(database, timeout=30)) as connection:
            rows = connection.execute(f"select state_type from flow_run where {such}")
            return Counter(state for (state,) in rows)

    def kill_server(self) -> None:
        """Kill the server of this show, as if it had crashed."""
        note = json.loads((self.root / ".essaycast" / "prefect" / "server.json").read_text())
        os.kill(note["pid"], signal.SIGKILL)

    def published(self) -> set[str]:
        """What a visitor could find; what is being built stands in a hidden folder."""
        return {path.name for path in (self.root / "output").glob("[!.]*/*")}


@pytest.fixture(scope="module")
def wall(tmp_path_factory):
    from flows.server.own import stop_server
    from pipeline.settings.show import Show

    root = tmp_path_factory.mktemp("wall")
    yield Wall(root)
    stop_server(Show(root=root))


@pytest.mark.parametrize("stage", STAGES)
def test_a_run_killed_at_any_stage_is_finished_by_the_next_with_the_same_bytes(wall, stage) -> None:
    import shutil

    whole, files = wall.produce(), wall.published()
    killed = wall.states_of_runs()["CRASHED"] + 1
    shutil.rmtree(wall.root / "output")
    if STAGES.index(stage) <= STAGES.index("synthesise"):
        shutil.rmtree(wall.root / ".essaycast" / "store")
    wall.kill_in(stage)
    assert wall.published() in (set(), files)
    again = wall.produce()
    assert again["sha256"] == whole["sha256"]
    if STAGES.index(stage) > STAGES.index("synthesise"):
        assert again["chunks"]["cached"] == again["chunks"]["total"]
    assert not list((wall.root / ".essaycast" / "work").glob("*"))
    assert wall.states_of_runs()["RUNNING"] == 0
    assert wall.states_of_runs()["CRASHED"] == killed


def test_a_run_whose_server_is_killed_goes_on_with_the_next(wall) -> None:
    import shutil

    whole = wall.produce()
    shutil.rmtree(wall.root / "output")
    with wall.start("--json") as process:
        assert until(lambda: wall.states_of_runs()["RUNNING"] == 1, 60)
        wall.kill_server()
        again = wall.produce()  # starts it again, as 'serve' would
        process.communicate(timeout=300)
    assert again["sha256"] == whole["sha256"]
    assert again["chunks"]["cached"] == again["chunks"]["total"]
    assert wall.produce()["sha256"] == whole["sha256"]
    assert wall.states_of_runs()["RUNNING"] == 0
