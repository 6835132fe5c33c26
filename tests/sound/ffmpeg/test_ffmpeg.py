from __future__ import annotations

import shutil
import sys

import imageio_ffmpeg
import pytest

from pipeline.errors import AudioError, ToolMissingError
from pipeline.settings.show import Show
from pipeline.tools import ffmpeg


@pytest.fixture(autouse=True)
def _looked_up_anew():
    ffmpeg._found.cache_clear()
    imageio_ffmpeg.get_ffmpeg_exe.cache_clear() if hasattr(
        imageio_ffmpeg.get_ffmpeg_exe, "cache_clear"
    ) else None
    yield
    ffmpeg._found.cache_clear()


def program(folder, body):
    path = folder / "ffmpeg"
    path.write_text(f"#!{sys.executable}\n{body}")
    path.chmod(0o755)
    return path


def test_the_wheels_own_ffmpeg_is_used_and_can_encode(tmp_path):
    status = ffmpeg.ffmpeg_status(Show(root=tmp_path).machine)
    assert status.path.name.startswith("ffmpeg")
    assert status.version
    assert {"libmp3lame", "aac", "libopus"} <= set(status.codecs)
    assert status.why == "the one installed with us"


def test_the_systems_goes_first_where_the_show_prefers_it(tmp_path, monkeypatch):
    own = program(tmp_path, "print('ffmpeg version 7.1-test Copyright')")
    monkeypatch.setenv("PATH", str(tmp_path))
    show = Show(root=tmp_path, run={"prefer_system": True})
    assert ffmpeg.ffmpeg_path(show.machine) == own
    assert ffmpeg.ffmpeg_version(own) == ffmpeg.ffmpeg_identity(own) == "7.1-test"


def test_the_wheels_own_is_known_without_being_started(tmp_path, monkeypatch):
    path = ffmpeg.ffmpeg_path(Show(root=tmp_path).machine)
    monkeypatch.setattr(ffmpeg, "run", None)
    assert path.name in ffmpeg.ffmpeg_identity(path)


def test_where_the_wheel_brings_none_another_is_looked_for(tmp_path, monkeypatch):
    own = program(tmp_path, "")
    monkeypatch.setattr(ffmpeg, "_wheels_folder", lambda: tmp_path / "empty")
    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", lambda: str(own))
    assert ffmpeg.ffmpeg_path(Show(root=tmp_path).machine) == own


def test_without_any_ffmpeg_the_error_says_how_to_get_one(tmp_path, monkeypatch):
    monkeypatch.setattr(ffmpeg, "_of_wheel", lambda: "")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolMissingError, match=r"no ffmpeg on this machine\. Install the wheel"):
        ffmpeg.ffmpeg_path(Show(root=tmp_path).machine)


def test_what_ffmpeg_complains_of_is_passed_on(tmp_path):
    path = str(ffmpeg.ffmpeg_path(Show(root=tmp_path).machine))
    with pytest.raises(AudioError, match="No such file"):
        ffmpeg.run([path, "-v", "error", "-i", str(tmp_path / "none.wav")], timeout_s=20)
    with pytest.raises(AudioError, match="No such file"):
        list(ffmpeg.stream([path, "-v", "error", "-i", str(tmp_path / "none")], n_bytes=10))
    with pytest.raises(AudioError, match="ended with status"):
        ffmpeg.feed([path, "-v", "error", "-f", "nonsense", "-i", "-"], [bytes(100_000)] * 20)


def test_a_hung_ffmpeg_is_ended(tmp_path):
    hung = program(tmp_path, "import time; time.sleep(60)")
    with pytest.raises(AudioError, match=r"had not finished after 0\.3 s"):
        ffmpeg.run([str(hung)], timeout_s=0.3)
    with pytest.raises(AudioError, match=r"had not finished after 0\.3 s"):
        list(ffmpeg.stream([str(hung)], n_bytes=10, timeout_s=0.3))


def test_a_program_that_is_not_there_is_a_missing_tool(tmp_path):
    gone = [str(tmp_path / "gone")]
    with pytest.raises(ToolMissingError, match="does not start"):
        ffmpeg.run(gone, timeout_s=1)
    with pytest.raises(ToolMissingError, match="does not start"):
        ffmpeg.feed(gone, [b""])
    assert shutil.which(gone[0]) is None
