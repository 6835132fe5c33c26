"""A command that a warm host runs is as if it ran by itself, and runs by itself where none does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from flows.process_identity import ProcessId, is_alive
from flows.warm.agreement import AVAILABLE, FOLDER, SOCKET
from flows.warm.handover import is_there, tell_to_stop
from flows.warm_hosts import leave_ready, stop_ready
from pipeline.settings.show import Show

pytestmark = pytest.mark.skipif(not AVAILABLE, reason="this system knows no such sockets")

HOST = """
import os
from pathlib import Path
from flows.warm.agreement import agreement
from flows.warm.host import host, only_host, run
import flows.command.spoken_command
import sys
idle_s = float(sys.argv[1]) if sys.argv[1:] else None
asked = host(Path(), only_host(Path()), agreement(os.environ), lambda: None, idle_s=idle_s)
if asked:
    run(asked)
"""
ASKING = """
import sys
from flows.warm import handover
{before}
status = handover.handed_over(sys.argv[1:])
if status is None:
    sys.exit("by itself")
sys.exit(status)
"""


class Warm:
    """A show's folder with a host for its commands."""

    def __init__(self, folder, idle_s=""):
        self.folder = folder
        self.place = folder / ".essaycast" / FOLDER
        self.idle_s = [idle_s] if idle_s else []
        self.host = self.start()

    def start(self):
        self.host = subprocess.Popen([sys.executable, "-c", HOST, *self.idle_s], cwd=self.folder)
        until = time.monotonic() + 30
        while not is_there(self.place):
            assert time.monotonic() < until
            time.sleep(0.02)
        return self.host

    def end(self):
        self.host.terminate()
        self.host.wait(10)

    def asking(self, *arguments, before="", **options):
        """Begin a command that says where it ran."""
        argv = [sys.executable, "-c", ASKING.format(before=before), *arguments]
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        return subprocess.Popen(argv, cwd=self.folder, text=True, **pipes, **options)

    def asked(self, *arguments, given="", **options):
        process = self.asking(*arguments, **options)
        out, err = process.communicate(given, timeout=60)
        return process.returncode, out, err

    def alone(self, *arguments, given=""):
        argv = [sys.executable, "-c", "from flows.command import main; main()"]
        done = subprocess.run(
            [*argv, *arguments], input=given, cwd=self.folder, text=True, capture_output=True,
            check=False, timeout=60,
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def warm(tmp_path_factory):
    # Deeper than the name of a socket may be long.
    folder = tmp_path_factory.mktemp("show") / ("deep" * 25)
    folder.mkdir()
    (folder / "essay.md").write_text("# Noon\n\nIt costs $5.2B.\n")
    warm = Warm(folder)
    yield warm
    warm.end()


def going_on(process):
    """Return the pid of the fork that runs what *process* asked for, once it does."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for pid in forks():
            command = f"/proc/{pid}/fd/0"
            if os.path.exists(command) and os.path.samefile(command, f"/proc/{process.pid}/fd/0"):  # noqa: PTH110, PTH121 - pipes
                return pid
        time.sleep(0.02)
    raise AssertionError("nobody runs it")


def speaking(warm):
    """Return a command that waits for its next line, and the fork that runs it."""
    process = warm.asking("spoken")
    process.stdin.write("1\n")
    process.stdin.flush()
    assert process.stdout.readline() == "one\n"
    return process, going_on(process)


def forks():
    return [int(pid) for pid in os.listdir("/proc") if pid.isdigit() and _is_host(pid)]  # noqa: PTH208


def _is_host(pid):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:  # noqa: PTH123
            return b"only_host(Path())" in file.read()
    except OSError:
        return False


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (["spoken", "$5.2B – über"], ""),
        (["spoken"], "9am\n10 km²\n"),
        (["script", "essay.md", "--json"], ""),
        (["script", "missing.md"], ""),
        (["script", "--nonsense"], ""),
    ],
)
def test_output_and_status_are_those_of_the_command_by_itself(warm, arguments, given):
    assert warm.asked(*arguments, given=given) == warm.alone(*arguments, given=given)


def test_what_is_of_another_version_or_user_runs_by_itself(warm):
    for before in (
        "handover.own_agreement = lambda: 'another'",
        "handover.is_own = lambda _: False",
    ):
        assert warm.asked("spoken", "1", before=before)[::2] == (1, "by itself\n")
    environment = {**os.environ, "PREFECT_API_URL": "http://127.0.0.1:9/api"}
    assert warm.asked("spoken", "1", env=environment)[2] == "by itself\n"


def test_nobody_else_may_reach_the_host_and_a_socket_that_others_may_is_left_alone(warm):
    assert warm.place.stat().st_mode & 0o777 == 0o700
    assert (warm.place / SOCKET).stat().st_mode & 0o777 == 0o600
    (warm.place / SOCKET).chmod(0o666)
    try:
        assert warm.asked("spoken", "1")[2] == "by itself\n"
    finally:
        (warm.place / SOCKET).chmod(0o600)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_ctrl_c_stops_the_command_where_it_runs(warm):
    process, fork = speaking(warm)
    process.send_signal(signal.SIGINT)
    process.wait(30)  # its input still open
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "essaycast: Stopped." in err
    assert fork not in forks()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_command_ends_when_whoever_asked_for_it_is_killed(warm):
    process, fork = speaking(warm)
    process.kill()
    process.wait(10)
    until = time.monotonic() + 10
    while fork in forks():
        assert time.monotonic() < until
        time.sleep(0.02)
    process.communicate(timeout=30)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_host_that_is_killed_leaves_the_command_to_run_by_itself(warm):
    process, fork = speaking(warm)
    warm.host.kill()
    warm.host.wait(10)
    _, err = process.communicate("", timeout=30)
    assert (process.returncode, err.splitlines()[-1]) == (1, "by itself")
    assert fork not in forks()
    assert warm.asked("spoken", "1")[2] == "by itself\n"
    warm.start()
    assert warm.asked("spoken", "1")[:2] == (0, "one\n")


def test_a_program_that_reads_or_prints_elsewhere_runs_its_commands_itself(warm):
    for before in ("sys.stdin = None", "import io; sys.stdout = io.StringIO()"):
        assert warm.asked("spoken", "1", before=before)[2] == "by itself\n"


def test_a_host_left_for_the_next_command_ends_when_nobody_asks_or_is_told_to(tmp_path):
    left = Warm(tmp_path, idle_s="1")
    assert left.asked("spoken", "1") == (0, "one\n", "")
    assert left.host.wait(20) == 0
    assert not (left.place / SOCKET).exists()
    left.idle_s = ["600"]
    left.start()
    tell_to_stop(left.place)
    assert left.host.wait(20) == 0


def test_a_host_left_for_the_next_command_makes_room_for_another_version(tmp_path):
    left = Warm(tmp_path, idle_s="600")
    another = "handover.own_agreement = lambda: 'another'"
    assert left.asked("spoken", "1", before=another)[::2] == (1, "by itself\n")
    assert left.host.wait(20) == 0


def test_a_host_that_belongs_to_another_command_is_not_told_to_stop(warm):
    tell_to_stop(warm.place)
    assert warm.asked("spoken", "1") == (0, "one\n", "")


@pytest.mark.parametrize("obstacle", [b"", None])
def test_a_host_that_cannot_be_left_fails_no_command(tmp_path, obstacle):
    state = tmp_path / ".essaycast"
    state.mkdir()
    if obstacle is None:
        (state / FOLDER).mkdir()
        (state / FOLDER / "log").mkdir()
    else:
        (state / FOLDER).write_bytes(obstacle)
    leave_ready(Show(root=tmp_path), {})
    assert not (state / FOLDER / SOCKET).exists()


def test_a_host_that_does_not_listen_yet_is_stopped_too(tmp_path):
    show = Show(root=tmp_path)
    leave_ready(show, {**os.environ, "ESSAYCAST_READY": "1"})
    pid, _, start = (show.state / FOLDER / "starting").read_text().partition(" ")
    left = ProcessId(int(pid), start)
    assert is_alive(left)
    stop_ready(show)
    assert not is_alive(left)


def test_a_disk_that_is_full_is_told_by_the_command_that_was_handed_over(warm):
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        argv = [sys.executable, "-c", ASKING.format(before=""), "spoken", "1"]
        done = subprocess.run(
            argv, cwd=warm.folder, stdout=full, stderr=subprocess.PIPE, text=True,
            check=False, timeout=60, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    assert done.returncode == 1
    assert "by itself" not in done.stderr
    assert warm.asked("spoken", "1") == (0, "one\n", "")
