"""What a format is: one row that says how a file of it is encoded, tagged, read back and named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

GENRE = "Podcast"


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """A chapter in milliseconds."""

    start_ms: int
    end_ms: int
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What a tag says; empty where there is nothing to say."""

    title: str
    show: str
    author: str
    date: tuple[str, str, str] | None
    """Year, month, day."""
    number: int | None
    season: int | None
    language: str
    """ISO 639-2/B, three letters."""
    url: str
    guid: str
    notes: str
    transcript: str
    chapters: tuple[ChapterMark, ...]
    artwork: bytes | None

    @property
    def artwork_type(self) -> str:
        """MIME type of the artwork."""
        png = (self.artwork or b"").startswith(b"\x89PNG")
        return "image/png" if png else "image/jpeg"


@dataclass(frozen=True, slots=True)
class FileTags:
    """What the tags of a file say, as they are read back."""

    title: str
    has_picture: bool
    starts_ms: tuple[int, ...] | None = None
    """Of chapters; None where the format keeps them elsewhere than in its tags."""
    ends_ms: tuple[int, ...] | None = None
    """Of chapters; None where the format knows no ends."""
    titles: tuple[str, ...] = ()
    """Of chapters."""


def _nothing(_card: Card) -> bytes:
    return b""


def _leave(_path: Path, _card: Card) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that is heard."""

    name: str
    """As ``show.toml`` says it."""
    label: str
    """As pages say it."""
    suffix: str
    mime_type: str
    codec: str
    """ffmpeg's encoder."""
    muxer: str
    """ffmpeg's muxer."""
    overshoot_db: tuple[tuple[int, float], ...]
    """Bitrate in kb/s up to which encoding raises true peaks by about so many dB; measured on
    speech limited to −1 dBTP."""
    read_tags: Callable[[Path], FileTags]
    """Reads the tags of a file; raises MutagenError, ValueError, KeyError or OSError."""
    tags_before: Callable[[Card], bytes] = _nothing
    """Tags that stand before the sound: they are written first, and the sound once, behind them."""
    write_tags: Callable[[Path, Card], None] = _leave
    """Puts tags that stand elsewhere into a file, in place of any it has; raises OSError or
    MutagenError."""
    options: tuple[str, ...] = ()
    """What the encoder is told besides rate and bitrate."""
    rate_hz: int = 0
    """The one sampling rate it has; 0 where ``audio.rate_hz`` holds."""
    in_parts: bool = False
    """Whether parts are encoded side by side and joined frame by frame; else as a whole."""
    film: bool = False
    """Whether it is seen as well: made of a film, and held to the loudness of films."""
