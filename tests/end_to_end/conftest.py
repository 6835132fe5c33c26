"""A show of its own, produced with the real engine, the real ffmpeg and a real Prefect server."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ESSAY = """---
title: The Tide Clock
author: Mo Tester
date: 2026-03-01
---

Twice a day the harbour empties, and nobody is surprised. The moon is to blame.

## A slow hand

The tide comes 50 minutes later each day, so a tide clock's hand goes round in 24 h 50 min.

> Time and tide wait for no man.

## What it costs

A good one costs $35.50, and runs for about 2–3 years.
"""


class Studio:
    """A folder with a show, and the command run in it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.write_text(text, encoding="utf-8")
        return path

    def start(self, *arguments: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-c", "from flows.command import main; main()", *arguments],
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> subprocess.CompletedProcess:
        with self.start(*arguments) as process:
            out, err = process.communicate(timeout=170)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def produce(self, *sources: str) -> dict:
        run = self.run("produce", *sources, "--json")
        assert run.stdout, run.stderr
        return json.loads(run.stdout)


@pytest.fixture(scope="session")
def studio(tmp_path_factory):
    studio = Studio(tmp_path_factory.mktemp("studio"))
    studio.write("show.toml", 'title = "Tides"\nbase_url = "https://example.org/tides"\n')
    yield studio
    studio.run("server", "stop")


@pytest.fixture(scope="session")
def first(studio):
    """The first production of the essay."""
    studio.write("tide.md", ESSAY)
    [episode] = studio.produce("tide.md")["episodes"]
    return episode
