"""What Prefect costs around a run: start, per run, per task, and the calls it makes.

    python benchmarks/orchestration.py [CHUNKS …]

Runs a flow shaped like the produce flow (seven single tasks and one per chunk, all doing
nothing) against the project's own server, which is started for it in a temporary folder.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmark_notes import print_taken

from flows.server.own import ensure_server, stop_server
from pipeline.settings.show import Show

SINGLE_STAGES = ("read", "script", "stitch", "master", "encode", "tag", "publish")
REPEATS = 5
STARTS = {
    "interpreter": "pass",
    "import of flows.server.own": "import flows.server.own",
    "import of prefect": "import prefect",
}


def main(chunk_counts: list[int]) -> None:
    """Measure and print everything."""
    print_taken()
    for name, script in STARTS.items():
        print(f"{name:28} {_best(script):6.2f} s")
    with tempfile.TemporaryDirectory(prefix="orchestration-") as folder:
        show = Show(root=Path(folder))
        began = time.perf_counter()
        ensure_server(show)
        print(f"{'server, cold':28} {time.perf_counter() - began:6.2f} s")
        try:
            began = time.perf_counter()
            ensure_server(show)
            print(f"{'server, up':28} {time.perf_counter() - began:6.3f} s")
            _measure_flows(chunk_counts)
        finally:
            stop_server(show)


def _measure_flows(chunk_counts: list[int]) -> None:
    from prefect import flow, task  # noqa: PLC0415 - only once the server is known
    from prefect.cache_policies import NO_CACHE  # noqa: PLC0415 - likewise

    from flows.runs import without_heartbeat  # noqa: PLC0415 - likewise

    @task(cache_policy=NO_CACHE, persist_result=False)
    def stage(name: str) -> str:
        return name

    @task(cache_policy=NO_CACHE, persist_result=False)
    def speak(number: int) -> int:
        return number

    @flow
    def shaped(n_chunks: int) -> None:
        for name in SINGLE_STAGES[:2]:
            stage(name)
        for future in [speak.submit(number) for number in range(n_chunks)]:
            future.result()
        for name in SINGLE_STAGES[2:]:
            stage(name)

    with without_heartbeat():
        shaped(1)  # the first run of a process also makes its connections
        for n_chunks in chunk_counts:
            times = []
            for _ in range(REPEATS):
                with _counted() as calls:
                    began = time.perf_counter()
                    shaped(n_chunks)
                    times.append(time.perf_counter() - began)
            print(
                f"run of {n_chunks:4} chunks           {min(times):6.2f} s, "
                f"{sum(calls.values())} API calls: "
                + ", ".join(f"{count} {name}" for name, count in sorted(calls.items()))
            )


@contextlib.contextmanager
def _counted() -> Iterator[Counter[str]]:
    """Count the HTTP requests and the events this process sends."""
    import httpx  # noqa: PLC0415 - as Prefect's client uses it
    from prefect.events.clients import PrefectEventsClient  # noqa: PLC0415 - likewise

    calls: Counter[str] = Counter()
    sync_send, async_send = httpx.Client.send, httpx.AsyncClient.send
    emit = PrefectEventsClient._emit  # noqa: SLF001 - nothing public sees each event

    def name(request: httpx.Request) -> str:
        parts = [part for part in request.url.path.split("/") if part and "-" not in part]
        return f"{request.method} {'/'.join(parts[1:])}"

    def count_sync(self: httpx.Client, request: httpx.Request, **rest: object) -> httpx.Response:
        calls[name(request)] += 1
        return sync_send(self, request, **rest)  # type: ignore[arg-type]

    async def count_async(
        self: httpx.AsyncClient, request: httpx.Request, **rest: object
    ) -> httpx.Response:
        calls[name(request)] += 1
        return await async_send(self, request, **rest)  # type: ignore[arg-type]

    async def count_event(self: PrefectEventsClient, event: object) -> None:
        calls["event"] += 1
        await emit(self, event)  # type: ignore[arg-type]

    httpx.Client.send = count_sync  # type: ignore[method-assign,assignment]
    httpx.AsyncClient.send = count_async  # type: ignore[method-assign,assignment]
    PrefectEventsClient._emit = count_event  # type: ignore[method-assign]  # noqa: SLF001 - see above
    try:
        yield calls
    finally:
        httpx.Client.send = sync_send  # type: ignore[method-assign]
        httpx.AsyncClient.send = async_send  # type: ignore[method-assign]
        PrefectEventsClient._emit = emit  # type: ignore[method-assign]  # noqa: SLF001 - see above


def _best(script: str) -> float:
    times = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", script], check=True, env=os.environ, timeout=120)
        times.append(time.perf_counter() - began)
    return min(times)


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1:]] or [1, 10, 40, 100])
