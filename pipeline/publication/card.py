"""The card: everything a tag says, cleaned of what tags cannot carry, whatever their format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote, urlsplit

from pipeline.publication.notes import show_notes
from pipeline.settings.publication_settings import Channel, Imprint
from pipeline.tools.formats import Card, ChapterMark
from pipeline.tools.timecode import milliseconds
from pipeline.values.episode import Episode
from pipeline.values.script import Pause, Script
from pipeline.values.sound import Chapter

_LINE_AT_MOST = 1_000
_TEXT_AT_MOST = 2_000_000
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_LINE_GOES_ON = frozenset((Pause.NONE, Pause.CLAUSE, Pause.SENTENCE))
_ISO_639_2 = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "cze", "cy": "wel", "da": "dan", "de": "ger",
    "el": "gre", "en": "eng", "eo": "epo", "es": "spa", "et": "est", "eu": "baq", "fa": "per",
    "fi": "fin", "fr": "fre", "ga": "gle", "gl": "glg", "he": "heb", "hi": "hin", "hr": "hrv",
    "hu": "hun", "id": "ind", "is": "ice", "it": "ita", "ja": "jpn", "ko": "kor", "la": "lat",
    "lt": "lit", "lv": "lav", "nb": "nob", "nl": "dut", "nn": "nno", "no": "nor", "pl": "pol",
    "pt": "por", "ro": "rum", "ru": "rus", "sk": "slo", "sl": "slv", "sr": "srp", "sv": "swe",
    "tr": "tur", "uk": "ukr", "vi": "vie", "zh": "chi",
}  # fmt: skip
"""ISO 639-1 → 639-2/B, the codes ID3v2.3 clause 4.2.1 (TLAN) asks for."""


def card_of(episode: Episode, imprint: Imprint) -> Card:
    """Return what the tags of *episode* say; its media need not be there yet."""
    identity, script, timeline = episode.identity, episode.script, episode.timeline
    date = _DATE.match(script.date)
    return Card(
        title=line(script.title),
        show=line(imprint.title),
        author=line(script.author or imprint.author),
        date=(date[1], date[2], date[3]) if date else None,
        number=identity.number,
        season=identity.season,
        language=iso_639_2(script.language),
        url=web_address(script.url),
        guid=line(identity.guid),
        notes=text(show_notes(episode, imprint).plain),
        transcript=text("\n".join(_lines(script))),
        chapters=tuple(_mark(chapter, timeline.rate_hz) for chapter in timeline.chapters),
        artwork=episode.artwork.read_bytes() if episode.artwork else None,
    )


def book_card(channel: Channel, chapters: Sequence[Chapter], rate_hz: int, artwork: bytes) -> Card:
    """Return what the tags of the whole show as one audiobook say."""
    return Card(
        title=line(channel.title),
        show=line(channel.title),
        author=line(channel.author),
        date=None,
        number=None,
        season=None,
        language=iso_639_2(channel.language),
        url=web_address(channel.link),
        guid="",
        notes=text(channel.description),
        transcript="",
        chapters=tuple(_mark(chapter, rate_hz) for chapter in chapters),
        artwork=artwork,
    )


def line(value: str) -> str:
    """Return *value* on one line, without controls, of bounded length."""
    return " ".join(_CONTROLS.sub(" ", value).split())[:_LINE_AT_MOST]


def text(value: str) -> str:
    """Return *value* with its lines kept, without controls, of bounded length."""
    return _CONTROLS.sub(" ", value.replace("\r\n", "\n").replace("\r", "\n"))[
        :_TEXT_AT_MOST
    ].strip()


def web_address(url: str) -> str:
    """Return *url* in ASCII if it is one of the web, else nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    known = parts.scheme in ("http", "https") and parts.netloc
    return quote(line(url), safe="%/:=&?~#+!$,;'@()*[]", errors="ignore") if known else ""


def iso_639_2(language: str) -> str:
    """Return the three letters of a BCP 47 tag's language; ``und`` where unknown."""
    main = language.lower().replace("_", "-").partition("-")[0]
    known = set(_ISO_639_2.values())
    return _ISO_639_2.get(main, main if main in known else "und")


def _mark(chapter: Chapter, rate_hz: int) -> ChapterMark:
    return ChapterMark(
        start_ms=milliseconds(chapter.start, rate_hz),
        end_ms=milliseconds(chapter.end, rate_hz),
        title=line(chapter.title),
        url=web_address(chapter.url),
    )


def _lines(script: Script) -> Iterator[str]:
    """Yield the transcript paragraph by paragraph, speakers named where they change."""
    speaker = ""
    words: list[str] = []
    for utterance in script.utterances:
        if utterance.speaker != speaker:
            speaker = utterance.speaker
            words += [f"{speaker}:"] if speaker else []
        words.append(" ".join(utterance.text.split()))
        if utterance.pause not in _LINE_GOES_ON:
            yield " ".join(words)
            words = []
    if words:
        yield " ".join(words)
