"""Episodes made without the stages before: real sound from ffmpeg, everything else by hand."""

from __future__ import annotations

import functools
import hashlib
import re
import subprocess
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import imageio_ffmpeg
from mutagen.id3 import APIC, CHAP, CTOC, ID3, TIT2, CTOCFlags
from PIL import Image

from pipeline.publication.card import card_of
from pipeline.publication.identity import identify
from pipeline.publication.inspection.hearing import hear
from pipeline.settings.show import Show
from pipeline.sound.encoding.whole import ffmetadata
from pipeline.tools.formats import FORMATS
from pipeline.tools.timecode import milliseconds
from pipeline.values.episode import Episode, Media
from pipeline.values.essay import Block, BlockKind, Essay
from pipeline.values.script import NoteLink, Pause, Role, Script, ScriptChapter, Span, Utterance
from pipeline.values.sound import Chapter, Cue, CueWord, Measured, Timeline

RATE_HZ = 44_100
NOWHERE = 0xFFFFFFFF
"""What a chapter says of its bytes: nothing."""
LINES = (
    ("How long is a day?", ""),
    ("Ask a sundial & it says: it depends – on the <time> of year.", ""),
    ("Clocks disagree, politely.", "Ada Quill"),
)


def show_in(folder: Path, **said) -> Show:
    return Show(root=folder, title="Hours", author="The Hours", **said)


def essay_of(title="How Long Is a Day?", key="essays/day.md", **said) -> Essay:
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text, _ in LINES)
    facts = {"author": "Ben Noon", "date": date(2026, 10, 5), "summary": "On days.", **said}
    return Essay(title=title, blocks=blocks, source=key, key=key, **facts)


def cue_of(text: str, start: int, word_samples: int = 6_000, speaker: str = "") -> Cue:
    """Return *text* as a cue whose words follow one another without gaps."""
    words = [
        CueWord(start + n * word_samples, start + (n + 1) * word_samples, m.start(), m.end())
        for n, m in enumerate(re.finditer(r"\w+", text))
    ]
    end = start + max(len(words), 1) * word_samples
    role = Role.SPEAKER if speaker else Role.NARRATOR
    return Cue(start, end, 0, role, text, speaker=speaker, words=tuple(words))


def timeline_of(lines=LINES, n_samples: int = 4 * RATE_HZ) -> Timeline:
    cues, at = [], 2_000
    for number, (text, speaker) in enumerate(lines):
        cue = replace(cue_of(text, at, speaker=speaker), utterance=number)
        cues.append(cue)
        at = cue.end + 3_000
    half = n_samples // 2 + 7  # no whole millisecond
    chapters = (
        Chapter(0, half, "Dawn"),
        Chapter(half, n_samples, "Dusk & <after>", url="https://example.org/dusk"),
    )
    return Timeline(RATE_HZ, n_samples, (), tuple(cues), chapters)


def script_of(essay: Essay, lines=LINES) -> Script:
    utterances = tuple(
        Utterance(Role.NARRATOR, text, text, Pause.SENTENCE, Span(n, 0, len(text)), speaker=speaker)
        for n, (text, speaker) in enumerate(lines)
    )
    return Script(
        title=essay.title,
        author=essay.author,
        date=essay.date.isoformat() if essay.date else "",
        url=essay.url,
        language=essay.language,
        chapters=(ScriptChapter("Dawn", utterances),),
        omitted=(),
        links=(NoteLink("Sundials", "https://example.org/sundials?a=1&b=2", "link"),),
    )


def sound(path: Path, n_samples: int = 4 * RATE_HZ, *, gain_db: float = 0.0) -> Media:
    """Write a tone of −16 LUFS as MP3, into a new file: what was published may be the old one."""
    path.unlink(missing_ok=True)
    path.write_bytes(_tone(n_samples, gain_db))
    return measured(path, n_samples)


@functools.cache
def _tone(n_samples: int, gain_db: float) -> bytes:
    source = f"sine=frequency=1000:sample_rate={RATE_HZ}:duration=60"
    level = f"volume={5.56 + gain_db}dB,atrim=end_sample={n_samples}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tone.mp3"  # a file, for the length is written at its beginning
        argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-f", "lavfi"]
        argv += ["-i", source, "-af", level, "-ac", "1", "-c:a", "libmp3lame", "-b:a", "96k"]
        subprocess.run([*argv, str(path)], check=True, timeout=60)
        return path.read_bytes()


def measured(path: Path, n_samples: int) -> Media:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    told = Measured(n_samples, RATE_HZ, -16.0, -15.9)
    return Media("mp3", path, "audio/mpeg", len(content), digest, told)


def tag(path: Path, title: str, timeline: Timeline, picture: bytes) -> None:
    tags = ID3()
    tags.add(TIT2(encoding=1, text=[title]))
    tags.add(APIC(encoding=1, mime="image/jpeg", type=3, desc="", data=picture))
    names = [f"chp{n}" for n in range(len(timeline.chapters))]
    both = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    tags.add(CTOC(element_id="toc", flags=both, child_element_ids=names, sub_frames=[]))
    for name, chapter in zip(names, timeline.chapters, strict=True):
        start, end = (milliseconds(at, RATE_HZ) for at in (chapter.start, chapter.end))
        title_frame = TIT2(encoding=1, text=[chapter.title])
        tags.add(CHAP(name, start, end, NOWHERE, NOWHERE, [title_frame]))
    tags.save(path, v2_version=3)


def episode_as(form: str, folder: Path, show: Show) -> Episode:
    """Return an episode whose sound is of another format than MP3, tagged by the stage."""
    episode = episode_in(folder, show)
    source, path = episode.audio.path, episode.audio.path.with_suffix(f".{form}")
    codec = "libopus" if form == "opus" else "aac"
    chapters = folder / "chapters.ffmeta"
    chapters.write_text(ffmetadata(episode.timeline))
    argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y", "-i", str(source)]
    argv += ["-i", str(chapters), "-map", "0:a", "-map_metadata", "-1", "-map_chapters", "1"]
    argv += ["-c:a", codec, "-b:a", "96k", str(path)]
    subprocess.run(argv, check=True, timeout=60)
    heard = hear(path, show.machine)
    told = Measured(heard.n_samples, heard.rate_hz, heard.loudness_lufs, heard.true_peak_dbtp)
    mime_type = FORMATS[form].mime_type
    FORMATS[form].write_tags(path, card_of(episode, show.channel.imprint))
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    media = Media(form, path, mime_type, len(content), digest, told)
    return replace(episode, media=(media,))


def episode_in(folder: Path, show: Show, essay: Essay | None = None, **said) -> Episode:
    """Return an episode whose files lie in *folder*."""
    essay = essay or essay_of()
    lines = said.pop("lines", LINES)
    timeline = timeline_of(lines, **said)
    identity = identify(essay, show.for_publication)
    picture = folder / f"{identity.slug}.jpg"
    Image.new("RGB", (1400, 1400), "#345").save(picture)
    path = folder / f"{identity.slug}.mp3"
    sound(path, timeline.n_samples)
    tag(path, essay.title, timeline, picture.read_bytes())
    audio = measured(path, timeline.n_samples)
    return Episode(identity, essay, script_of(essay, lines), timeline, (audio,), picture)
