"""``essaycast serve``: server, UI, worker, schedules and files, started and stopped as one.

Several shows share server, UI and worker; files, studio and warm host are each show's own.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.loopback import HOST
from flows.process_identity import ProcessId, end, identify_process, start_beside
from flows.run_tags import show_tag
from flows.server import (
    SERVED,
    ServerInfo,
    ensure_server,
    lodged_with,
    server_status,
    stop_server,
)
from flows.stop_signals import told_to_stop
from flows.taking_runs import named, note_label
from flows.warm_hosts import warm_host
from pipeline.errors import OrchestrationError, ShowError
from pipeline.settings.show import Show
from pipeline.settings.state_folder import SHOW_FILE
from pipeline.showing import shown
from pipeline.tools.locks import held

LOOK_S = 1.0
WORKER_PATIENCE_S = 8.0
RESTARTS = 20
RUNS_AT_ONCE = 2
"""Runs a worker has going at a time: each is a process with engine workers of its own."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a show is served."""

    show: Show
    label: str
    """What follows its deployments' names; empty for a show served alone."""
    files: int
    """The port of its file server."""
    studio: int


@dataclass(slots=True)
class _Service:
    """What is up, as far as it is."""

    show: Show
    """The first, whose server it is."""
    say: Say
    server: ServerInfo
    worker: subprocess.Popen[bytes] | None = None
    restarts: int = 0

    @property
    def folder(self) -> Path:
        return self.show.state / "serve"


def serve(shows: Sequence[Show], say: Say = print) -> None:
    """Bring everything up, and keep it up until told to stop (Ctrl-C, SIGTERM, SIGHUP).

    Args:
        shows: The shows to serve, on the server of the first. The runs of each work in its
            folder, by its clock.
        say: Told what is up and where.

    Raises:
        OrchestrationError: One of these shows is served already, or one part cannot be started.
        ShowError: Two of them have the same title.
    """
    labels = labels_of(shows)
    host, *guests = shows
    with contextlib.ExitStack() as stack:
        for show in shows:
            if not stack.enter_context(held(show.state / "serve" / "lock")):
                raise OrchestrationError(
                    f"{show.title} is being served already",
                    where=server_status(show).ui_url,
                    mend="Open that address, or stop the other 'essaycast serve'",
                )
        stop = stack.enter_context(told_to_stop())
        for show in shows:
            _end_leftovers(show)
        as_begun = dict(os.environ)  # as commands will have it
        os.environ.update({name: v for name, v in SERVED.items() if name not in os.environ})
        stack.enter_context(lodged_with(host, guests))
        places = [
            _Place(
                show,
                label,
                stack.enter_context(_files(show)),
                stack.enter_context(_studio(show, as_begun)),
            )
            for show, label in zip(shows, labels, strict=True)
        ]
        service = _Service(host, say, ensure_server(host, beside=True))
        try:
            _declare(dict(zip(labels, shows, strict=True)), own=service.server.own)
            _start_worker(service)
            _announce(service, places)
            with contextlib.ExitStack() as hosts:
                for show in shows:
                    hosts.enter_context(warm_host(show, as_begun))
                _keep_up(service, stop)
        finally:
            _stop(service)


def labels_of(shows: Sequence[Show]) -> list[str]:
    """Return what tells the deployments of *shows* apart: their folders' names.

    One show alone needs none. Where two folders have one name, the folder around it goes before.

    Raises:
        ShowError: Two have the same title, which is what their runs are tagged with.
    """
    if len(shows) == 1:
        return [""]
    titles = Counter(show.title for show in shows)
    for show in shows:
        if titles[show.title] > 1:
            raise ShowError(
                f"{titles[show.title]} of these shows are called {show.title!r}",
                where=str(show.root / SHOW_FILE),
                mend="Give each a title of its own, by which the UI tells their runs apart",
            )
    names = Counter(show.root.name for show in shows)
    long = [
        show.root.name if names[show.root.name] == 1 else "-".join(show.root.parts[-2:])
        for show in shows
    ]
    return [re.sub(r"[/%&<>\s]+", "-", label) for label in long]


def _declare(shows: Mapping[str, Show], *, own: bool) -> None:
    from flows.automations import declare_automations  # noqa: PLC0415 - brings in Prefect
    from flows.deployments import deploy_all, withdraw_others  # noqa: PLC0415 - likewise
    from flows.runs import reap_dead_runs  # noqa: PLC0415 - likewise

    passed_on = {name: os.environ[name] for name in SERVED if name in os.environ}
    for label, show in shows.items():
        deploy_all(show, passed_on, label)
        note_label(show, label)
    if own:
        withdraw_others(tuple(shows))
    declare_automations(tuple(shows))
    reap_dead_runs()


def _files(show: Show) -> contextlib.AbstractContextManager[int]:
    """Serve ``output/`` from a thread of this process; its port is given to the block."""
    from flows.ui.file_server import files_beside  # noqa: PLC0415 - only here

    return files_beside(show)


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


def _announce(service: _Service, places: Sequence[_Place]) -> None:
    from flows.deployments import DEPLOYMENTS  # noqa: PLC0415 - brings in Prefect

    say = service.say
    say(f"Prefect UI    {service.server.ui_url}")
    say(f"Reports       {service.server.ui_url}/artifacts")
    for place in places:
        show = place.show
        if place.label:
            say("")
            say(shown(show.title))
        say(f"Episodes      http://{HOST}:{place.files}/")
        say(f"Studio        http://{HOST}:{place.studio}/")
        say(f"Deployments   {', '.join(named(one.name, place.label) for one in DEPLOYMENTS)}")
        if place.label:
            say(f"Tag           {show_tag(show.title)}")
        say(f"The night     {show.schedule.cron} ({show.schedule.timezone})")
    if len(places) > 1:
        say("")
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
