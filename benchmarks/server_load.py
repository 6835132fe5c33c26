"""What the Prefect server carries: many runs at once, until it refuses calls or loses states.

    python benchmarks/server_load.py [--chunks N] [--apart SECONDS] [RUNS …]
    PREFECT_SERVER_DATABASE_CONNECTION_URL=postgresql+asyncpg://… python benchmarks/server_load.py

The project's own server is started in a temporary folder, on the database which that variable
names, else on SQLite. Then so many runs go on at once, in four processes, each of so many task runs
that do nothing: far denser than real ones, which speak and encode in between.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path

import psutil
from benchmark_notes import print_taken

from flows.server.asking import ServerInfo
from flows.server.own import ensure_server, stop_server
from pipeline.settings.show import Show

PROCESSES = 4
PATIENCE_S = 60.0


def main(n_runs: list[int], n_chunks: int, apart_s: float) -> None:
    """Measure and print a line for each number of runs."""
    print_taken()
    print("runs  task runs     s  task runs/s  server CPU ms/task  told late s  lost  5xx")
    with tempfile.TemporaryDirectory(prefix="server-load-") as folder:
        show = Show(root=Path(folder))
        server = ensure_server(show)
        try:
            for n in n_runs:
                print(_line(server, n, n_chunks, apart_s), flush=True)
        finally:
            stop_server(show)


def _line(server: ServerInfo, n_runs: int, n_chunks: int, apart_s: float) -> str:
    assert server.process is not None
    process = psutil.Process(server.process.pid)
    before = sum(process.cpu_times()[:2])
    share = [n_runs // PROCESSES + (place < n_runs % PROCESSES) for place in range(PROCESSES)]
    argv = [sys.executable, __file__, "--inside"]
    inside = [
        subprocess.Popen(
            [*argv, str(n), str(n_chunks), str(apart_s * PROCESSES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for n in share
        if n
    ]
    for one in inside:  # all have imported Prefect before the first begins
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    began = time.perf_counter()
    for one in inside:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
        time.sleep(apart_s)
    said = [json.loads(one.communicate()[0]) for one in inside]
    elapsed = time.perf_counter() - began
    n_tasks = n_runs * n_chunks
    kept, late = _kept(n_tasks, {run for one in said for run in one["runs"]})
    cpu = sum(process.cpu_times()[:2]) - before
    refused = sum(one["refused"] for one in said)
    return (
        f"{n_runs:4} {n_tasks:10} {elapsed:5.1f} {n_tasks / elapsed:12.0f} "
        f"{1_000 * cpu / n_tasks:19.1f} {late:12.1f} {n_tasks - kept:5} {refused:4}"
    )


def _kept(n_tasks: int, runs: set[str]) -> tuple[int, float]:
    """Return how many task runs are told as completed in the end, and how long that took."""
    import httpx  # noqa: PLC0415 - as Prefect uses it
    from prefect import get_client  # noqa: PLC0415 - only once the server is known

    asked = {
        "flow_runs": {"id": {"any_": sorted(runs)}},
        "task_runs": {"state": {"type": {"any_": ["COMPLETED"]}}},
    }
    began, kept = time.perf_counter(), 0
    with get_client(sync_client=True) as client:
        while kept < n_tasks and time.perf_counter() - began < PATIENCE_S:
            time.sleep(0.2)
            try:
                kept = int(client._client.post("/task_runs/count", json=asked).json())  # noqa: SLF001 - nothing public counts
            except httpx.HTTPError:
                continue
    return kept, time.perf_counter() - began


def inside(n_runs: int, n_chunks: int, apart_s: float) -> None:
    """Make *n_runs* runs in this process, once told to, each begun *apart_s* after the last."""
    import httpx  # noqa: PLC0415 - imports are not what is measured
    from prefect import flow, task  # noqa: PLC0415 - likewise
    from prefect.cache_policies import NO_CACHE  # noqa: PLC0415 - likewise
    from prefect.runtime import flow_run  # noqa: PLC0415 - likewise

    from flows.runs import without_heartbeat  # noqa: PLC0415 - likewise

    seen: Counter[bool] = Counter()
    send = httpx.Client.send

    def counting(self: httpx.Client, request: httpx.Request, **rest: object) -> httpx.Response:
        response = send(self, request, **rest)  # type: ignore[arg-type]
        seen[response.status_code >= 500] += 1
        return response

    httpx.Client.send = counting  # type: ignore[method-assign,assignment]

    @task(cache_policy=NO_CACHE, persist_result=False)
    def speak(number: int) -> int:
        return number

    @flow
    def shaped() -> str:
        for future in [speak.submit(number) for number in range(n_chunks)]:
            future.result()
        return str(flow_run.get_id())

    print("ready", flush=True)
    sys.stdin.readline()
    with without_heartbeat(), ThreadPoolExecutor(n_runs) as threads:
        futures = []
        for _ in range(n_runs):
            futures.append(threads.submit(copy_context().run, shaped))
            time.sleep(apart_s)
        runs = [future.result() for future in futures]
    print(json.dumps({"runs": runs, "refused": seen[True]}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        inside(int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
        sys.exit()
    parser = argparse.ArgumentParser()
    parser.add_argument("runs", nargs="*", type=int, default=[1, 4, 8, 16, 32])
    parser.add_argument("--chunks", type=int, default=60)
    parser.add_argument("--apart", type=float, default=0.0, help="seconds between beginnings")
    given = parser.parse_args()
    os.environ["PREFECT_LOGGING_LEVEL"] = "WARNING"
    main(given.runs, given.chunks, given.apart)
