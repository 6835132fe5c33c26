"""The pool's workers end with their program, and come back when they are lost."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.speech import pool as pool_module
from pipeline.speech.engines.worker_processes import worker_context
from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import speak

PROGRAM = """
import signal, sys, time
from pathlib import Path
from pipeline.speech.engines import worker
from pipeline.settings.running_settings import Machine
from pipeline.speech.pool import SpeechPool

class Heavy: pass  # a main module that workers have no use for

def main():
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in jobs of a shell
    pool = SpeechPool(Path(sys.argv[1]), Machine())
    pool.voices("pyttsx3")
    pids = list(pool._pool._pool_manager.worker_manager.workers)
    for pid in pids:
        pool._schedule(time.sleep, (600,), 600)
    print(pids, flush=True)  # all are busy by now, and the signal meets no half-made call
    if sys.argv[2] == "wait":
        time.sleep(600)

if __name__ == "__main__":
    main()
else:
    raise SystemExit("a worker imported the main module")
"""


HANDING_OUT = """
import os, signal, sys, threading
from pathlib import Path
from pipeline.settings.running_settings import Machine
from pipeline.speech.pool import SpeechPool

def main():
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job ignores it
    pool = SpeechPool(Path(sys.argv[1]), Machine())
    pool.warm_up()
    begin = pool._running().schedule

    def interrupted(*given, **named):
        os.kill(os.getpid(), signal.SIGINT)  # while the pool's lock is held and the work half given
        for _ in range(1000):
            pass
        return begin(*given, **named)

    pool._pool.schedule = interrupted
    print("[]", flush=True)
    pool.voices("pyttsx3")

main()
"""


def pids_of(pool):
    return list(pool._pool._pool_manager.worker_manager.workers)


def alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def gone(pids, within_s=10):
    deadline = time.monotonic() + within_s
    while any(map(alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not any(map(alive, pids))


@pytest.fixture
def program(tmp_path):
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)

    def start(how):
        argv = [sys.executable, str(path), str(tmp_path), how]
        running = subprocess.Popen(argv, stdout=subprocess.PIPE, text=True)
        started.append(running)
        return running, json.loads(running.stdout.readline())

    started = []
    yield start
    for running in started:
        running.kill()
        running.communicate()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_do_not_outlive_a_killed_program(ending, program):
    running, pids = program("wait")
    assert pids
    assert all(map(alive, pids))
    running.send_signal(ending)
    running.wait(timeout=60)
    assert gone(pids)


def test_a_signal_while_work_is_handed_out_counts_when_it_is_handed_out(tmp_path):
    path = tmp_path / "program.py"
    path.write_text(HANDING_OUT)
    run = subprocess.run(
        [sys.executable, str(path), str(tmp_path)],
        check=False,
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert run.returncode == -signal.SIGINT
    assert "in _undivided" in run.stderr
    assert "in interrupted" not in run.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_end_with_a_program_that_forgot_to_close_the_pool(program):
    running, pids = program("leave")
    assert running.wait(timeout=60) == 0
    assert gone(pids)


def test_a_worker_killed_while_idle_is_replaced(chunk, show, store):
    with SpeechPool(show.root, show.machine) as pool:
        speak(chunk("Before."), store, pool)
        for pid in pids_of(pool):
            os.kill(pid, signal.SIGKILL)
        speak(chunk("After."), store, pool)
        os.kill(pids_of(pool)[0], signal.SIGKILL)
        time.sleep(0.3)
        speak(chunk("And after that."), store, pool)


def test_a_closed_pool_speaks_no_more(chunk, show, store):
    with SpeechPool(show.root, show.machine) as pool:
        pass
    with pytest.raises(RuntimeError, match="closed"):
        speak(chunk("Hello."), store, pool)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_pool_whose_queue_a_signal_left_locked_ends_all_the_same(show, monkeypatch):
    monkeypatch.setattr(pool_module, "_ENDING_S", 0.2)
    pool = SpeechPool(show.root, show.machine)
    pool.voices("pyttsx3")
    pids = pids_of(pool)
    pool._pool._context.task_queue.mutex.acquire()
    pool._guard.acquire()
    pool.close()
    assert gone(pids)


def test_a_worker_multiplies_on_one_thread_and_the_program_as_before(tmp_path):
    before = dict(os.environ)
    told = tmp_path / "told"
    worker = worker_context().Process(  # type: ignore[attr-defined]
        target=os.system, args=(f"echo $OPENBLAS_NUM_THREADS > '{told}'",)
    )
    worker.start()
    worker.join(60)
    assert told.read_text().strip() == os.environ.get("OPENBLAS_NUM_THREADS", "1")
    assert dict(os.environ) == before
