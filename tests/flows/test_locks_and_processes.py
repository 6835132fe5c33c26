from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

from flows.server.process_identity import (
    end,
    identify_process,
    is_alive,
    start_beside,
    start_detached,
)
from pipeline.tools.locks import held

HOLD = """
import sys, time
from pathlib import Path
from pipeline.tools.locks import held
with held(Path(sys.argv[1])) as mine:
    print(mine, flush=True)
    time.sleep(60)
"""


def _holder(path) -> subprocess.Popen[str]:
    argv = [sys.executable, "-c", HOLD, str(path)]
    return subprocess.Popen(argv, stdout=subprocess.PIPE, text=True)


def test_a_lock_has_one_holder_and_dies_with_it_however_it_ends(tmp_path) -> None:
    path = tmp_path / "lock"
    with _holder(path) as other:
        try:
            assert other.stdout.readline() == "True\n"
            with held(path) as mine:
                assert not mine
        finally:
            other.kill()
    with held(path, patience_s=5) as mine:
        assert mine


def test_a_process_is_ended_with_all_it_has_started(tmp_path) -> None:
    script = "import subprocess,sys,time;p=subprocess.Popen([sys.executable,'-c',"
    script += "'import time;time.sleep(60)']);print(p.pid,flush=True);time.sleep(60)"
    log = tmp_path / "log"
    child = start_detached([sys.executable, "-c", script], environment={}, folder=tmp_path, log=log)
    while not log.read_text().strip():
        assert child.poll() is None
    grandchild = identify_process(int(log.read_text()))
    process = identify_process(child.pid)
    assert is_alive(process)
    assert is_alive(grandchild)
    assert end(process, patience_s=5)
    child.wait(5)
    assert not is_alive(process)
    assert not is_alive(grandchild)
    assert not end(process, patience_s=1)


def test_a_process_that_was_given_the_number_of_another_is_never_signalled(tmp_path) -> None:
    child = start_beside(
        [sys.executable, "-c", "import time;time.sleep(60)"],
        environment={},
        folder=tmp_path,
        log=tmp_path / "log",
    )
    try:
        process = identify_process(child.pid)
        assert not end(replace(process, started_s=process.started_s - 100), patience_s=1)
        assert child.poll() is None
    finally:
        child.kill()
        child.wait(5)


def test_a_process_started_beside_leaves_the_terminals_interrupt_to_its_parent(tmp_path) -> None:
    script = "import signal;print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK,[]))"
    child = start_beside(
        [sys.executable, "-c", script], environment={}, folder=tmp_path, log=tmp_path / "log"
    )
    assert child.wait(20) == 0
    assert (tmp_path / "log").read_text() == "True\n"
