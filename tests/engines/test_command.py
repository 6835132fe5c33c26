import contextlib
import importlib
import shutil
import subprocess
import sys
import time

import psutil
import pytest

from pipeline.errors import ToolMissingError, VoiceError
from pipeline.speech.engines import EngineFailure

SAYS = """
import sys, wave
text = sys.stdin.read()
with wave.open(sys.stdout.buffer, "wb") as file:
    file.setparams(({channels}, 2, 8000, 0, "NONE", ""))
    file.writeframes(b"\\x00\\x10" * {channels} * 500 * len(text))
"""


@pytest.fixture
def command(engine, manner):
    """Make the engine of a command."""
    return lambda *argv, **said: engine("command")(manner({"argv": "\n".join(argv)}, **said))


@pytest.fixture
def program(command, tmp_path):
    """Make the engine of a Python program."""

    def make(code, *arguments, **said):
        path = tmp_path / "program.py"
        path.write_text(code)
        return command(sys.executable, str(path), *arguments, **said)

    return make


@pytest.mark.parametrize("channels", [1, 2])
def test_any_program_that_reads_text_and_writes_wav_is_a_voice(program, channels):
    speech = program(SAYS.format(channels=channels)).speak("Hello.")
    assert speech.rate_hz == 8_000
    assert speech.pcm == b"\x00\x10" * 500 * 6


def test_a_command_is_started_on_windows_as_windows_can(monkeypatch):
    """There Popen raises if anything is to run between the process and its program."""
    from pipeline.speech.engines import command

    with monkeypatch.context() as windows:
        windows.setattr(sys, "platform", "win32")
        module = importlib.reload(command)
    try:
        given = []
        monkeypatch.setattr(
            subprocess, "Popen", lambda *_, **said: given.append(said) or sys.exit("started")
        )
        engine = module.Command.__new__(module.Command)
        engine._argv, engine._folder = ["a-program"], None
        with pytest.raises(SystemExit, match="started"):
            engine.speak("Hello.")
        assert given[0]["preexec_fn"] is None
    finally:
        importlib.reload(command)


def test_the_manner_is_filled_into_the_arguments_and_no_shell_sees_them(program, tmp_path):
    code = "import sys; open('said', 'w').write(repr(sys.argv[1:])); sys.exit(3)"
    arguments = ["{voice}", "-s{rate_wpm}", "$(touch x); {language}"]
    with pytest.raises(EngineFailure, match="ended with 3"):
        program(code, *arguments, voice="a'b", rate_wpm=180, language="en").speak("Hello.")
    assert (tmp_path / "said").read_text() == repr(["a'b", "-s180", "$(touch x); en"])
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ("import sys; sys.exit('no such voice')", "no such voice"),
        ("print('hello')", "no WAV"),
        ("", "no WAV"),
        ("import os; os.abort()", "ended with -6"),
    ],
)
def test_what_goes_wrong_is_said(program, code, complaint):
    with pytest.raises(EngineFailure, match=complaint):
        program(code).speak("Hello.")


def test_a_wav_cut_short_is_noticed(program):
    code = (
        SAYS.format(channels=1)
        .replace("sys.stdout.buffer", "buffer")
        .replace("text =", "import io; buffer = io.BytesIO(); text =")
    )
    cut = f"{code}\nsys.stdout.buffer.write(buffer.getvalue()[:1000])"
    with pytest.raises(EngineFailure, match=r"ends after|no WAV"):
        program(cut).speak("Hello.")


CLAIMS = """
import struct, sys
sys.stdin.read()
riff, channels, rate, size = {claims}
form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, channels, rate, 16_000, 2, 16)
data = struct.pack("<4sI", b"data", size) + b"\\x00\\x10" * 4_000
sys.stdout.buffer.write(struct.pack("<4sI4s", b"RIFF", riff, b"WAVE") + form + data)
"""


@pytest.mark.parametrize(
    ("claims", "complaint"),
    [
        ((0xFFFFFFFF, 1, 8_000, 0xFFFFFFFF), ""),  # what programs write that cannot go back
        ((0xFFFFFFFF, 1, 4_000_000_000, 8_000), "sampling rate is 4,000,000,000 Hz"),
        ((0xFFFFFFFF, 1, 0, 8_000), "sampling rate is 0 Hz"),
        ((0xFFFFFFFF, 0, 8_000, 8_000), "no WAV file"),
        ((0xFFFFFFFF, 65_535, 8_000, 0x0FFFFFFF), "ends after 8000 bytes"),
        ((0, 1, 8_000, 0xFFFFFFFF), "no WAV file"),
    ],
)
def test_what_a_wav_claims_is_not_taken_for_true(program, claims, complaint):
    engine = program(CLAIMS.format(claims=claims))
    if complaint:
        with pytest.raises(EngineFailure, match=complaint):
            engine.speak("Hello.")
    else:
        assert engine.speak("Hello.").pcm == b"\x00\x10" * 4_000


def test_a_command_that_takes_too_long_is_ended(program, monkeypatch):
    monkeypatch.setattr("pipeline.speech.engines.command._LIMIT_S", 0.2)
    with pytest.raises(EngineFailure, match="was not done"):
        program("import time; time.sleep(60)").speak("Hello.")


def test_a_command_that_writes_too_much_is_ended(program, monkeypatch):
    monkeypatch.setattr("pipeline.speech.engines.command._MOST_BYTES", 100_000)
    code = "import sys\nsys.stdout.flush()\nwhile True: sys.stdout.buffer.write(bytes(65536))"
    with pytest.raises(EngineFailure, match="ended with"):
        program(code).speak("Hello.")


def test_a_program_that_is_not_there_is_named(command):
    with pytest.raises(ToolMissingError, match="no program 'no-such-speaker'"):
        command("no-such-speaker")


def test_a_profile_without_a_command_says_what_it_needs(command):
    with pytest.raises(VoiceError, match="argv"):
        command()


def test_the_program_and_the_version_given_are_part_of_the_clip(engine, manner):
    about = {"argv": sys.executable}
    one, two = manner(about), manner({**about, "version": "2"})
    assert engine("command").identity(one) != engine("command").identity(two)


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="needs the program espeak-ng")
def test_the_real_espeak_ng_speaks_through_its_command_line(command):
    argv = ["espeak-ng", "-v", "{voice}", "-s", "{rate_wpm}", "--stdin", "--stdout"]
    speech = command(*argv, voice="en-us").speak("Hello there, how are you?")
    assert speech.rate_hz == 22_050
    assert 1 < len(speech.pcm) / 2 / speech.rate_hz < 4


def test_what_a_command_says_of_its_failure_is_cut_and_cleaned(program):
    says = "import sys; sys.stderr.write('\\x1b[31mno\\x07 voice\\n' * 999); sys.exit(3)"
    with pytest.raises(EngineFailure, match=r"ended with 3: \\x1b\[31mno\\x07 voice") as failure:
        program(says).speak("Hello.")
    assert str(failure.value).isprintable()
    assert len(str(failure.value)) < 2_000


@pytest.mark.skipif(sys.platform == "win32", reason="sessions are of POSIX")
def test_what_a_command_has_started_ends_with_it(program, tmp_path):
    starts = (
        "import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', "
        f"'import time; time.sleep(60)']); open({str(tmp_path / 'pid')!r}, 'w').write(str(p.pid))\n"
    )
    program(starts + SAYS.format(channels=1)).speak("Hello.")
    grandchild = int((tmp_path / "pid").read_text())
    with contextlib.suppress(psutil.NoSuchProcess):
        orphan = psutil.Process(grandchild)
        while orphan.is_running() and orphan.status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.01)  # killed, and not yet gone
