"""What stands ready for the next command has imported all that the command needs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time

import pytest

from flows.warm.agreement import AVAILABLE, FOLDER
from flows.warm.handover import is_there

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not AVAILABLE, reason="this system knows no such sockets"),
]

STAGES = ("reading", "script", "speech", "sound", "publication")
COMMAND = [sys.executable, "-c", "from flows.entry import main; main()"]


@pytest.fixture
def essaycast(tmp_path):
    """Give a function that runs a command in a folder and returns what it wrote to stderr."""
    tellings = {"ESSAYCAST_READY": "", "PYTHONPROFILEIMPORTTIME": "1"}
    environment = {**os.environ, **tellings, "HOME": str(tmp_path / "home")}

    def run(*arguments):
        done = subprocess.run(
            [*COMMAND, *arguments], cwd=tmp_path, env=environment, text=True,
            capture_output=True, check=False, timeout=180,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2_000:]
        return done.stderr

    yield run
    run("server", "stop", "--force")


def test_a_command_after_another_imports_neither_prefect_nor_a_stage(essaycast, tmp_path):
    source = tmp_path / "clocks.md"
    source.write_text("# Clocks\n\nThe keeper wound the clock in the hall.\n")
    essaycast("produce", "clocks.md")
    until = time.monotonic() + 60
    while not is_there(tmp_path / ".essaycast" / FOLDER):
        assert time.monotonic() < until
        time.sleep(0.1)
    source.write_text("# Clocks\n\nNobody wound the clock in the hall.\n")
    told = essaycast("produce", "clocks.md")
    imported = re.findall(r"^import time:.*\| +(\S+)$", told, re.MULTILINE)
    late = [name for name in imported if name.split(".")[0] == "prefect"
            or name.startswith(tuple(f"pipeline.{stage}" for stage in STAGES))]  # fmt: skip
    assert "flows.warm.handover" in imported
    assert late == []
