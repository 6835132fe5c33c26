"""What is heard stretch by stretch is what is heard whole, however much was heard before."""

from __future__ import annotations

import hashlib
import random
import subprocess

import imageio_ffmpeg
import pytest

from pipeline.publication.inspection import hear, hear_anew, stretches
from pipeline.settings.show import Show
from pipeline.tools.store import open_store

RATE_HZ = 44_100


def made(path, *, reservoir=0):
    """Write ten seconds of which no two frames are alike."""
    argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-f", "lavfi"]
    argv += ["-i", f"aevalsrc=0.2*sin(300*t*t)+0.1*random(0):s={RATE_HZ}:d=10", "-ac", "1"]
    argv += ["-c:a", "libmp3lame", "-b:a", "96k", "-reservoir", str(reservoir), str(path)]
    subprocess.run(argv, check=True, timeout=60)
    return path.read_bytes()


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    return made(tmp_path_factory.mktemp("sound") / "sound.mp3")


@pytest.fixture
def ears(tmp_path, monkeypatch):
    """Return who hears bytes anew, remembering, and tells how many frames had to be decoded."""
    monkeypatch.setattr(stretches, "LEAST", 24)
    monkeypatch.setattr(stretches, "_CUT", 0xF)
    monkeypatch.setattr(stretches, "MOST", 64)  # so that two workers share out what is new
    monkeypatch.setattr(stretches, "_AT_ONCE", 128)  # by three decoders, one after the other
    show = Show(root=tmp_path, run={"workers": 2})
    decoded = []

    def decoding(ffmpeg, path, share, listed):
        decoded.append(sum(stretch.n_frames for stretch in share))
        return decode(ffmpeg, path, share, listed)

    decode = stretches._decode
    monkeypatch.setattr(stretches, "_decode", decoding)

    def listen(content):
        decoded.clear()
        path = tmp_path / "episode.mp3"
        path.write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        anew = hear_anew(path, digest, show.machine, open_store(show.store))
        return anew, hear(path, show.machine, metered=False), sum(decoded)

    return listen


def test_what_was_heard_before_is_not_decoded_again(sound, ears):
    first, whole, n_frames = ears(sound)
    assert first == whole
    assert n_frames > 380
    assert ears(sound) == (first, whole, 0)


def test_an_edit_has_the_frames_around_it_decoded_and_no_others(sound, ears):
    ears(sound)
    at = sound.index(b"\xff\xfb", len(sound) // 2)
    other = sound.index(sound[at : at + 3], at + 40_000)  # a frame as long
    edited = sound[:at] + sound[other : other + 313] + sound[at + 313 :]
    anew, whole, n_frames = ears(edited)
    assert anew == whole
    assert 0 < n_frames < 200


def test_a_frame_that_is_missing_or_once_too_many_is_heard(sound, ears):
    ears(sound)
    at = sound.index(b"\xff\xfb", len(sound) // 2)
    after = sound.index(b"\xff\xfb", at + 300)
    for changed in (sound[:at] + sound[after:], sound[:after] + sound[at:]):
        anew, whole, _ = ears(changed)
        assert anew == whole


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_byte_anywhere_is_heard_as_it_is_heard_in_the_whole(sound, ears, seed):
    ears(sound)
    lot = random.Random(seed)
    damaged = bytearray(sound)
    starts = [at for at in range(300, len(sound) - 2) if sound[at : at + 2] == b"\xff\xfb"]
    at = lot.choice(starts) + lot.choice((0, 1, 2, 3, 5, 40)) if seed else lot.randrange(400)
    damaged[at] ^= lot.randrange(1, 256)
    anew, whole, _ = ears(bytes(damaged))
    assert anew == whole


@pytest.mark.parametrize("harm", [lambda c: c[: len(c) // 2], lambda c: c + b"x" * 999])
def test_what_is_cut_off_or_added_is_heard(sound, ears, harm):
    ears(sound)
    anew, whole, _ = ears(harm(sound))
    assert anew == whole


def test_frames_that_lean_on_one_another_are_heard_whole(tmp_path, ears):
    anew, whole, _ = ears(made(tmp_path / "leaning.mp3", reservoir=1))
    assert anew == whole
