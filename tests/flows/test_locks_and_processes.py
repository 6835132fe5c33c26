from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from flows.process_identity import (
    end,
    identify_process,
    is_alive,
    start_beside,
    start_detached,
)
from flows.server.asking import ALIVE
from flows.server.listening import ANOTHER
from flows.server.starting import start_once
from pipeline.errors import OrchestrationError
from pipeline.tools.locks import held, is_held

HOLD = """
import sys, time
from pathlib import Path
from pipeline.tools.locks import held, is_held
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
        assert not end(replace(process, start="another"), patience_s=1)
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


def test_asking_whether_a_lock_is_held_takes_it_from_nobody(tmp_path) -> None:
    path = tmp_path / "lock"
    assert not is_held(path)
    with held(path) as mine:
        assert mine
        assert is_held(path)
        assert is_held(path)
    assert not is_held(path)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system keeps the moment itself")
def test_a_step_of_the_clock_makes_no_process_another(tmp_path, monkeypatch) -> None:
    child = start_detached(
        [sys.executable, "-c", "import time;time.sleep(60)"],
        environment={},
        folder=tmp_path,
        log=tmp_path / "log",
    )
    process = identify_process(child.pid)
    began = psutil.Process.create_time
    monkeypatch.setattr(psutil.Process, "create_time", lambda self: began(self) + 7_200)
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert is_alive(process)
    assert not is_alive(replace(process, start=process.start.replace("pid:[", "pid:[1")))
    assert end(process, patience_s=5)
    child.wait(5)


def test_a_work_folder_of_a_living_run_is_left_alone_whatever_its_number(tmp_path) -> None:
    from flows.work_folder import work_folder

    script = """
import sys, time
from pathlib import Path
from flows.work_folder import work_folder
with work_folder(Path(sys.argv[1])) as folder:
    print(folder, flush=True)
    time.sleep(60)
"""
    argv = [sys.executable, "-c", script, str(tmp_path / "work")]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as other:
        theirs = Path(other.stdout.readline().strip())
        try:
            with work_folder(tmp_path / "work") as ours:
                assert ours != theirs
                assert theirs.is_dir()
        finally:
            other.kill()
    with work_folder(tmp_path / "work"):
        assert not theirs.exists()
        assert not ours.exists()


def test_a_second_server_never_opens_the_database_of_one_that_lives(tmp_path) -> None:
    with held(tmp_path / ALIVE):
        said = subprocess.run(
            [sys.executable, "-m", "flows.server.listening", "0"],
            cwd=tmp_path,
            timeout=60,
            check=False,
        )
        assert said.returncode == ANOTHER
        with pytest.raises(OrchestrationError, match="two servers"):
            start_once(tmp_path, start_detached)
