"""Filming: stills, letters and the mastered sound become one MP4, measured like any file."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from mutagen import MutagenError

from pipeline.errors import StorageError
from pipeline.settings.running_settings import Machine
from pipeline.settings.sound_settings import Audio
from pipeline.sound.decoding import measure_file
from pipeline.sound.encoding import check, encode
from pipeline.sound.encoding.whole import ffmetadata
from pipeline.sound.master import master
from pipeline.sound.video.frame_times import (
    concat_list,
    frame_times,
    joined_list,
    picture_list,
    stretches,
)
from pipeline.sound.video.lettered_words import lettered_words
from pipeline.tools.cores import n_workers
from pipeline.tools.ffmpeg import QUIET, ffmpeg_path, run
from pipeline.tools.formats import FORMATS, Card
from pipeline.tools.store import Store
from pipeline.values.episode import Media
from pipeline.values.film import Film
from pipeline.values.sound import Timeline

STILLS, FRAMES, WORDS, SOUND, CHAPTERS, CAPTIONS, PICTURE, FILM = (
    "stills.ffconcat", "frames.ffconcat", "words.ass",
    "sound.m4a", "chapters.ffmeta", "captions.srt", "picture.ffconcat", "film.mp4",
)  # fmt: skip
"""Names in the working folder: nothing that came from outside reaches ffmpeg's arguments."""
_CONVERTED, _STRETCH = "converted-%04d.pgmyuv", "stretch-%04d.mp4"
_FONTS = "fonts"
"""A folder of its own: libass reads every file beside a font into memory."""
_QUALITY = "21"
"""x264's constant rate factor: letters on flat colour show no seams at it."""
_KEY_S = 10
"""A player that seeks waits for a key frame; one comes at least so often."""
LAST_FRAME = "setts=duration=0.01/TB"
"""How long the last frame stands; left alone it gets the average. Those before it stand until the
next one, which needs frames in their order (``-bf 0``)."""
_PATIENCE = 4.0
"""A film may take so many times its length, which is forty times what it does take."""


def film_episode(
    film: Film,
    timeline: Timeline,
    target: Path,
    store: Store,
    audio: Audio,
    machine: Machine,
    card: Card,
) -> Media:
    """Make *film* of *timeline* and measure the decoded sound of it.

    The sound is rendered from the clips and mastered for the film's own loudness; it is encoded
    once, and copied in.

    Args:
        film: What is seen; its stills lie in one folder.
        timeline: What sounds when.
        target: Where the file is to appear, whole.
        store: Where clips lie.
        audio: Loudness, rate and bitrate of the film's sound.
        machine: Workers, and which ffmpeg.
        card: What its tags say.

    Raises:
        AudioError: Sound or picture failed, or the sound misses loudness, true peak or length.
        ToolMissingError: There is no ffmpeg.
        StorageError: *target* cannot be written.
    """
    row = FORMATS["mp4"]
    try:
        with tempfile.TemporaryDirectory(dir=film.stills[0].picture.parent) as name:
            folder = Path(name)
            mastered = master(timeline, store, audio, machine)
            sound = audio.model_copy(update={"format": "m4a", "also": ()})
            encode(timeline, mastered, folder / SOUND, store, sound, machine)
            _draw(film, timeline, folder, machine)
            argv = film_argv(ffmpeg_path(machine), film, timeline.rate_hz)
            run(argv, timeout_s=600, folder=folder)
            measured = measure_file(folder / FILM, timeline.rate_hz, machine)
            check(measured, timeline, mastered)
            row.write_tags(folder / FILM, card)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(folder / FILM, target)
        with target.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            n_bytes = os.fstat(file.fileno()).st_size
    except (OSError, MutagenError) as error:
        raise StorageError(
            f"the film cannot be written: {getattr(error, 'strerror', None) or error}",
            where=str(target),
            mend="Make room on the disk or choose another folder",
        ) from error
    return Media(row.name, target, row.mime_type, n_bytes, digest, measured)


def stills_argv(ffmpeg: Path) -> list[str]:
    """Return the arguments that turn each still into the encoder's colours.

    Once for each of a dozen, instead of for every frame: that would be half of a film's time.
    """
    return [
        *(str(ffmpeg), *QUIET, "-f", "concat", "-safe", "0", "-i", STILLS),
        *("-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"),
        *("-fps_mode", "passthrough", "-c:v", "pgmyuv", "-f", "image2", "-start_number", "0"),
        *("-y", _CONVERTED),
    ]


def stretch_argv(ffmpeg: Path, number: int, threads: int) -> list[str]:
    """Return the arguments that make the picture of a stretch: stills, lettered and encoded.

    The picture changes when a word does, and between changes there is no frame: the file says how
    long each one stands. The list of frames may set options (``safe 0``), since it is ours: names
    in it are those of stills.

    Args:
        ffmpeg: The tool.
        number: The stretch's.
        threads: Of the encoder.
    """
    letters = f"ass=filename={WORDS}:fontsdir={_FONTS}"
    named = "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"
    return [
        *(str(ffmpeg), *QUIET, "-thread_queue_size", "1"),
        *("-f", "concat", "-safe", "0", "-i", FRAMES),
        *("-vf", f"{letters},{named}", "-fps_mode", "passthrough"),
        *("-c:v", "libx264", "-preset", "superfast", "-crf", _QUALITY, "-threads", str(threads)),
        *("-force_key_frames", f"expr:gte(t,n_forced*{_KEY_S})", "-bf", "0", "-bsf:v", LAST_FRAME),
        *("-fflags", "+bitexact", "-f", "mp4", "-y", _STRETCH % number),
    ]


def film_argv(ffmpeg: Path, film: Film, rate_hz: int) -> list[str]:
    """Return the arguments that join picture, sound, chapters and captions as :data:`FILM`.

    Lengths of tracks are told in samples, at *rate_hz*: in milliseconds some would be cut off.
    """
    row = FORMATS["mp4"]
    return [
        *(str(ffmpeg), *QUIET, "-f", "concat", "-safe", "0", "-i", PICTURE, "-i", SOUND),
        *("-f", "ffmetadata", "-i", CHAPTERS, "-f", "srt", "-i", CAPTIONS),
        *("-map", "0:v", "-map", "1:a", "-map", "3:s", "-map_metadata:g", "-1"),
        *("-map_chapters", "2", "-c:v", "copy", "-bsf:v", LAST_FRAME),
        *("-c:a", "copy", "-c:s", "mov_text", "-metadata:s:s:0", f"language={film.language}"),
        *("-metadata:s:a:0", f"language={film.language}", "-fflags", "+bitexact"),
        *("-movflags", "+faststart", "-movie_timescale", str(rate_hz), "-f", row.muxer, "-y", FILM),
    ]


def _draw(film: Film, timeline: Timeline, folder: Path, machine: Machine) -> None:
    """Make the picture in *folder*, stretch by stretch, and write what is joined with it."""
    pictures = list(dict.fromkeys(still.picture for still in film.stills))
    (folder / _FONTS).mkdir()
    shutil.copyfile(film.font, folder / _FONTS / film.font.name)
    for path in pictures:
        shutil.copyfile(path, folder / path.name)
    ffmpeg, n_samples, rate_hz = ffmpeg_path(machine), timeline.n_samples, timeline.rate_hz
    _write(folder, STILLS, picture_list((picture.name, 1) for picture in pictures))
    run(stills_argv(ffmpeg), timeout_s=600, folder=folder)
    names = {picture: _CONVERTED % number for number, picture in enumerate(pictures)}
    parts = stretches(frame_times(film, n_samples, rate_hz))
    for number, frames in enumerate(parts):
        _write(folder, FRAMES, concat_list(film, frames, rate_hz, names))
        _write(folder, WORDS, lettered_words(film, frames, n_samples, rate_hz))
        argv = stretch_argv(ffmpeg, number, n_workers(machine))
        run(argv, timeout_s=60 + _PATIENCE * (frames[-1] - frames[0]) / 100, folder=folder)
    lengths = ((_STRETCH % number, part[-1] - part[0]) for number, part in enumerate(parts))
    _write(folder, PICTURE, joined_list(lengths))
    _write(folder, CHAPTERS, ffmetadata(timeline))
    _write(folder, CAPTIONS, film.captions)


def _write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8", newline="\n")
