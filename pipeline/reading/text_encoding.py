"""Bytes into text: encodings found out, and what is no text refused by its name."""

from __future__ import annotations

import codecs
import re

from pipeline.errors import SourceError
from pipeline.reading.invisible import cleaned

_SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"ID3", "an MP3 file"),
    (b"\xff\xfb", "an MP3 file"),
    (b"OggS", "an Ogg file"),
    (b"fLaC", "a FLAC file"),
    (b"RIFF", "a RIFF file (WAV, AVI or WebP)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"wOF", "a font"),
    (b"\x00\x01\x00\x00", "a font"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}\sencoding\s*=\s*["']([\w.:-]+)|<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]+)""",
    re.IGNORECASE,
)
_CHAOS = 0.15
"""charset-normalizer's measure of mess above which a guess is none."""
_WESTERN = frozenset(
    "àáâãäåæçèéêëìíîïñòóôõöøùúûüÿœßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŸŒšžŠŽ"
    "“”‘’‚„«»‹›–—…•·°©®™€£§¡¿ªº½¼¾×÷±\u00a0\u00ad"
)
"""What Western texts have beyond ASCII; one that would have more is in another encoding."""
_WIDE = ["utf_7", "utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le"]
"""Never guessed: any bytes whatever are characters of some script in them. A byte order mark or
the look of :func:`_wide` says that a text is in one of them."""
_MEND = "Save it as UTF-8 text (Markdown, HTML or plain), or export it to EPUB"


def decoded(content: bytes, where: str, charset: str = "") -> str:
    """Return the text of *content*: line feeds for newlines, no control characters.

    A byte order mark goes before what a protocol or the document declares, that before UTF-8, and
    that before a guess by the look of the bytes.

    Args:
        content: The bytes.
        where: The source's name, for errors.
        charset: What the protocol said, if anything.

    Raises:
        SourceError: The bytes are no text, or text that is broken.
    """
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            raise SourceError(f"this is {name}, not an essay", where=where, mend=_MEND)
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return cleaned(_strictly(content, encoding, where))
    wide = _wide(content)
    if wide:
        return cleaned(_strictly(content, wide, where))
    if content.count(b"\0", 0, 65_536) > 16 or content[4:8] == b"ftyp":
        raise SourceError("this is a binary file, not text", where=where, mend=_MEND)
    for encoding in (charset, _declared(content), "utf-8"):
        text = _if_it_is(content, encoding)
        if text is not None:
            return cleaned(text)
    return cleaned(_guessed(content, where))


def _wide(content: bytes) -> str:
    """Return UTF-16's byte order when every second byte is NUL, as in Western text."""
    head = content[:2_000]
    if len(head) < 4 or len(head) % 2:
        head = head[:-1]
    for encoding, nul, char in (
        ("utf-16-le", head[1::2], head[::2]),
        ("utf-16-be", head[::2], head[1::2]),
    ):
        if nul and nul.count(0) > 0.7 * len(nul) and char.count(0) < 0.1 * len(char):
            return encoding
    return ""


def _strictly(content: bytes, encoding: str, where: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"it begins as {encoding.upper()} and breaks at byte {error.start}",
            where=where,
            mend="Save it again as UTF-8",
        ) from error


def _declared(content: bytes) -> str:
    found = _DECLARED.search(content[:2_048])
    return (found[1] or found[2]).decode("ascii", "replace") if found else ""


def _if_it_is(content: bytes, encoding: str) -> str | None:
    """Return *content* decoded by *encoding*, None if it is not that or there is no such."""
    if not encoding or encoding.lower().replace("_", "-") in {"utf-16", "utf-32", "utf-7"}:
        return None
    encoding = "cp1252" if encoding.lower() in {"iso-8859-1", "latin-1", "latin1"} else encoding
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _guessed(content: bytes, where: str) -> str:
    """Return *content* in the legacy encoding it looks like.

    Bytes among which there is much good UTF-8 are UTF-8 that broke: a guess would mangle all of
    it. Lone surrogates, which some programs write as if they were characters, do not break it.
    """
    try:
        return content.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        lossy = content.decode("utf-8", "replace")
        sound = sum(1 for char in lossy if char > "\x7f" and char != "\ufffd")
        guess = _legacy(content) if sound * 2 < lossy.count("\ufffd") else None
        if guess is not None:
            return guess
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"byte 0x{content[error.start]:02x} at position {error.start} is not valid UTF-8, "
            "and no other encoding fits",
            where=f"{where}, line {line}",
            mend="Save it again as UTF-8",
        ) from error


def _legacy(content: bytes) -> str | None:
    """Return *content* as charset-normalizer reads it, Windows' Western encoding before its like.

    The encodings of Eastern and Western Europe share most letters, so that a short text fits
    several; the Western one is by far the most common.
    """
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only for old encodings

    matches = from_bytes(content, cp_exclusion=_WIDE)
    best = matches.best()
    if best is None or best.chaos > _CHAOS:
        return None
    if any(match.encoding == "cp1252" and match.chaos <= _CHAOS for match in matches):
        western = content.decode("cp1252", "replace")
        if _WESTERN.issuperset(char for char in western if char > "\x7f"):
            return western
    return str(best)
