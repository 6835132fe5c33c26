"""``essaycast serve``: server, UI, worker, schedules and files, started and stopped as one."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.loopback import HOST, open_port
from flows.process_identity import ProcessId, end, identify_process, start_beside
from flows.server import SERVED, ServerInfo, ensure_server, server_status, stop_server
from flows.stop_signals import told_to_stop
from flows.ui.ui_links import note_files_server
from flows.warm_hosts import warm_host
from pipeline.errors import OrchestrationError
from pipeline.settings.show import Show
from pipeline.settings.state_folder import SHOW_FILE
from pipeline.tools.locks import held

FILES_PORT = 4280
LOOK_S = 1.0
WORKER_PATIENCE_S = 8.0
RESTARTS = 20
RUNS_AT_ONCE = 2
"""Runs a worker has going at a time: each is a process with engine workers of its own."""

Say = Callable[[str], None]


@dataclass(slots=True)
class _Service:
    """What is up, as far as it is."""

    show: Show
    say: Say
    server: ServerInfo
    worker: subprocess.Popen[bytes] | None = None
    restarts: int = 0

    @property
    def folder(self) -> Path:
        return self.show.state / "serve"


def serve(show: Show, say: Say = print) -> None:
    """Bring everything up, and keep it up until told to stop (Ctrl-C, SIGTERM, SIGHUP).

    Args:
        show: The show to serve. Its runs work in its folder, by its clock.
        say: Told what is up and where.

    Raises:
        OrchestrationError: Another service of this show is up, or one part cannot be started.
    """
    with held(show.state / "serve" / "lock") as mine, told_to_stop() as stop:
        if not mine:
            raise OrchestrationError(
                "this show is being served already",
                where=server_status(show).ui_url,
                mend="Open that address, or stop the other 'essaycast serve'",
            )
        _end_leftovers(show)
        as_begun = dict(os.environ)  # as commands will have it
        os.environ.update({name: v for name, v in SERVED.items() if name not in os.environ})
        with _files(show) as files, _studio(show, as_begun) as studio:
            service = _Service(show, say, ensure_server(show, beside=True))
            try:
                _declare(show)
                _start_worker(service)
                _announce(service, files, studio)
                with warm_host(show, as_begun):
                    _keep_up(service, stop)
            finally:
                _stop(service)


def _declare(show: Show) -> None:
    from flows.automations import declare_automations  # noqa: PLC0415 - brings in Prefect
    from flows.deployments import deploy_all  # noqa: PLC0415 - likewise
    from flows.runs import reap_dead_runs  # noqa: PLC0415 - likewise

    passed_on = {name: os.environ[name] for name in SERVED if name in os.environ}
    deploy_all(show, passed_on)
    declare_automations()
    reap_dead_runs()


@contextlib.contextmanager
def _files(show: Show) -> Iterator[int]:
    """Serve ``output/`` from a thread of this process, and yield the port."""
    import uvicorn  # noqa: PLC0415 - only here

    from flows.ui.file_server import files_app  # noqa: PLC0415 - likewise

    port = open_port(FILES_PORT)
    server = uvicorn.Server(
        uvicorn.Config(files_app(show.output_folder), host=HOST, port=port, log_level="warning")
    )
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    own = identify_process(os.getpid())
    if own is not None:
        note_files_server(show, port, own)
    try:
        yield port
    finally:
        server.should_exit = True
        thread.join(timeout=3)


def _studio(show: Show, environment: Mapping[str, str]) -> contextlib.AbstractContextManager[int]:
    """Serve the studio from a thread of this process; its port is given to the block."""
    from flows.studio.opening import studio_beside  # noqa: PLC0415 - likewise

    file = show.root / SHOW_FILE
    return studio_beside(file if file.is_file() else None, environment)


def _start_worker(service: _Service) -> None:
    from flows.deployments import POOL  # noqa: PLC0415 - brings in Prefect

    argv = [sys.executable, "-m", "prefect", "--no-prompt", "worker", "start"]
    argv += ["--pool", POOL, "--type", "process", "--limit", str(RUNS_AT_ONCE)]
    argv += ["--name", f"essaycast {os.getpid()}", "--install-policy", "never"]
    service.worker = start_beside(
        argv,
        environment=os.environ,
        folder=service.show.root,
        log=service.folder / "worker.log",
    )
    process = identify_process(service.worker.pid)
    if process is not None:
        note = json.dumps({"pid": process.pid, "start": process.start})
        (service.folder / "worker.json").write_text(note, encoding="utf-8")


def _announce(service: _Service, files: int, studio: int) -> None:
    show, say = service.show, service.say
    say(f"Prefect UI    {service.server.ui_url}")
    say(f"Reports       {service.server.ui_url}/artifacts")
    say(f"Episodes      http://{HOST}:{files}/")
    say(f"Studio        http://{HOST}:{studio}/")
    say("Deployments   produce, nightly, backlog, verify")
    say(f"The night     {show.schedule.cron} ({show.schedule.timezone})")
    say(f"Logs          {service.folder}")
    say("Ctrl-C stops all of it; the schedule is kept, and a missed night is made up once.")


def _keep_up(service: _Service, stop: threading.Event) -> None:
    """Start again what ends by itself, until told to stop."""
    while not stop.wait(LOOK_S):
        if service.server.own and not server_status(service.show).healthy:
            if stop.wait(LOOK_S):
                return
            service.say("The Prefect server has ended: starting it again.")
            service.server = ensure_server(service.show, beside=True)
        if service.worker is not None and service.worker.poll() is not None:
            service.restarts += 1
            if service.restarts > RESTARTS:
                raise OrchestrationError(
                    f"the worker has ended {RESTARTS} times",
                    where=str(service.folder / "worker.log"),
                    mend="Read that file",
                )
            service.say("The worker has ended: starting it again.")
            time.sleep(min(service.restarts, 10))
            _start_worker(service)


def _stop(service: _Service) -> None:
    """End the worker first, so that it can still say what became of its runs."""
    service.say("Stopping.")
    if service.worker is not None:
        process = identify_process(service.worker.pid)
        if process is not None:
            end(process, patience_s=WORKER_PATIENCE_S)
        service.worker.wait(timeout=WORKER_PATIENCE_S)
    if service.server.own:
        stop_server(service.show)


def _end_leftovers(show: Show) -> None:
    """End the worker of a service that was killed; its server is found and used again."""
    try:
        note = json.loads((show.state / "serve" / "worker.json").read_text(encoding="utf-8"))
        end(ProcessId(int(note["pid"]), str(note["start"])), patience_s=WORKER_PATIENCE_S)
    except (OSError, ValueError, KeyError, TypeError):
        return
