"""Music: decoded, cut and faded once, kept in the store, and levelled to the speech."""

from __future__ import annotations

import hashlib
import math
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.errors import AudioError, EssaycastError, ShowError
from pipeline.settings.running_settings import Machine
from pipeline.settings.sound_settings import Music
from pipeline.sound.matching import STEP_DB
from pipeline.sound.meter.loudness import measure
from pipeline.tools.ffmpeg import QUIET, ffmpeg_identity, ffmpeg_path, run
from pipeline.tools.store import Store
from pipeline.values.sound import MusicPlacement, Pcm

PLACES = ("intro", "outro", "section")
"""Where music may sound, by the keys of ``[music]``."""
_DECODE_TIMEOUT_S = 120.0
_FULL_SCALE = 32_768.0
_VERSION = "music-2"


@dataclass(frozen=True, slots=True)
class Tune:
    """A piece of music at the output rate, its samples in the store."""

    key: str
    n_samples: int
    gain_db: float
    """Brings it to the loudness of speech, then as far below as the show asks."""

    def placed(self, start: int, music: Music) -> MusicPlacement:
        """Return this music beginning at sample *start*, to go down under speech as asked."""
        return MusicPlacement(
            key=self.key,
            start=start,
            n_samples=self.n_samples,
            gain_db=self.gain_db,
            duck_db=music.duck_db,
        )


@dataclass(frozen=True, slots=True)
class Score:
    """The show's music; None where it has none."""

    intro: Tune | None = None
    outro: Tune | None = None
    section: Tune | None = None


def load_score(
    music: Music, root: Path, store: Store, machine: Machine, *, rate_hz: int, loudest: float
) -> Score:
    """Read the show's music.

    Args:
        music: Names the files, in any format ffmpeg reads.
        root: Folder their paths start from.
        store: Where decoded music is kept.
        machine: Chooses the ffmpeg.
        rate_hz: Rate of the episode in hertz.
        loudest: Loudness of the narrator in LUFS, to which music is levelled.

    Raises:
        ShowError: A file is not there or holds no sound.
    """
    return Score(
        **{
            place: _tune(root, place, music, store, machine, rate_hz, loudest)
            for place in PLACES
            if getattr(music, place)
        }
    )


def require_music(music: Music, root: Path) -> None:
    """See that the show's music is there, before anything is spoken.

    Raises:
        ShowError: A file cannot be read.
    """
    for place in PLACES:
        if named := getattr(music, place):
            try:
                with (root / named).open("rb") as file:
                    file.read(1)
            except OSError as error:
                raise _unreadable(named, place, error) from error


def _unreadable(named: str, place: str, error: OSError) -> ShowError:
    return ShowError(
        f"{named!r} cannot be read: {error.strerror}",
        where=f"show.toml, music.{place}",
        mend="Mend the path",
    )


def load_music(store: Store, key: str) -> Pcm:
    """Return prepared music from the store.

    Raises:
        AudioError: It was pruned since.
    """
    content = store.get(key)
    if content is None:
        raise AudioError(
            f"the decoded music {key} is no longer in the store",
            mend="Produce the episode again",
        )
    return np.frombuffer(content, "<f4")


def _tune(
    root: Path,
    place: str,
    music: Music,
    store: Store,
    machine: Machine,
    rate_hz: int,
    speech_lufs: float,
) -> Tune:
    named: str = getattr(music, place)
    path = root / named
    where = f"show.toml, music.{place}"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _unreadable(named, place, error) from error
    ffmpeg = ffmpeg_path(machine)
    identity = f"{_VERSION} {rate_hz} {music.longest_s} {music.fade_ms} {ffmpeg_identity(ffmpeg)}\0"
    key = f"music/{hashlib.sha256(identity.encode() + content).hexdigest()}"
    if not store.has(key):
        try:
            store.put(key, prepared(path, ffmpeg, music, rate_hz).tobytes())
        except EssaycastError as error:
            raise ShowError(
                f"{named!r} holds no sound that ffmpeg can read: {error.what}",
                where=where,
                mend="Name a sound file, such as MP3, WAV or FLAC",
            ) from error
    pcm = load_music(store, key)
    own_lufs = measure(pcm, rate_hz).integrated_lufs
    level = speech_lufs - own_lufs
    level_db = round(level / STEP_DB) * STEP_DB if math.isfinite(level) else 0.0
    return Tune(key=key, n_samples=len(pcm), gain_db=level_db + music.gain_db)


def prepared(path: Path, ffmpeg: Path, music: Music, rate_hz: int) -> Pcm:
    """Return the first seconds of *path* in mono, faded in and out.

    ffmpeg decodes, within bounds of our own; pydub cuts and fades.

    Args:
        path: A sound file of any format ffmpeg reads.
        ffmpeg: The ffmpeg to decode with.
        music: How much is taken and how long it fades.
        rate_hz: Rate to return it at.

    Returns:
        float32, shape (n_samples,), full scale ±1.0.

    Raises:
        AudioError: It holds no sound.
    """
    argv = [
        *(str(ffmpeg), *QUIET, "-protocol_whitelist", "file", "-i", f"file:{path}"),
        *("-vn", "-t", str(music.longest_s), "-ac", "1", "-ar", str(rate_hz)),
        *("-c:a", "pcm_s16le", "-f", "s16le", "pipe:1"),
    ]
    samples = run(argv, timeout_s=_DECODE_TIMEOUT_S)
    if not samples:
        raise AudioError("it is empty")
    segment = _pydub()(data=samples, sample_width=2, frame_rate=rate_hz, channels=1)
    fade_ms = min(music.fade_ms, len(segment) // 2)
    faded = segment.fade_in(fade_ms).fade_out(fade_ms) if fade_ms else segment
    return np.frombuffer(faded.raw_data, "<i2").astype(np.float32) / np.float32(_FULL_SCALE)


def _pydub() -> Any:  # noqa: ANN401 - pydub has no types
    with warnings.catch_warnings():
        # It warns of a missing ffmpeg in PATH, which it is never asked to run here.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment  # noqa: PLC0415 - slow to import, rarely needed
    return AudioSegment
