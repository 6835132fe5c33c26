"""When, of what and on what a benchmark was taken: printed before its figures."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]


def print_taken() -> None:
    """Print date, commit and machine: without them an absolute figure says nothing."""
    day = datetime.now(UTC).date().isoformat()
    print(f"taken {day} of {_commit()} on {_machine()}, Python {platform.python_version()}\n")


def _commit() -> str:
    """Return the commit of this checkout, and whether anything in it is changed."""
    try:
        argv = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--abbrev=10"]
        return subprocess.run(
            argv, capture_output=True, text=True, check=True, timeout=10
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return "no commit (this is no checkout)"


def _machine() -> str:
    """Return the number of cores and the processor's name."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        models = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    except OSError:
        models = []
    return f"{os.cpu_count()} cores, {models[0] if models else platform.processor()}"
