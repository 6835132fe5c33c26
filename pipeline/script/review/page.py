"""The review page: as written and as spoken, side by side, in one self-contained file."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import jinja2
from markupsafe import Markup

from pipeline.languages.lexicon_files import load_lexicon
from pipeline.script.review.rows import ChapterRows, chapter_rows
from pipeline.script.review.unknown_words import UnknownWord, unknown_words
from pipeline.settings.script_settings import ScriptSettings
from pipeline.values.essay import Essay
from pipeline.values.script import Script

_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_PICTURES[0x7F] = 0x2421
"""C0 controls → the signs that picture them; HTML holds no control characters."""
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ScriptReview:
    """One script, ready for the page."""

    script: Script
    chapters: tuple[ChapterRows, ...]
    words: tuple[UnknownWord, ...]
    reasons: tuple[tuple[str, int], ...]
    """Why things are left out, and how often, most frequent first."""
    n_characters: int
    """Visible characters of the essay."""
    n_spoken: int
    """Of them, those within an utterance and not left out there."""

    @property
    def length_s(self) -> float:
        """Estimated seconds of it all."""
        return sum(chapter.length_s for chapter in self.chapters)


def review_page(pairs: Sequence[tuple[Essay, Script]], settings: ScriptSettings) -> str:
    """Return the page, one self-contained HTML file that loads nothing.

    Args:
        pairs: Each essay with the script written of it.
        settings: What the scripts were written by; pauses and the narrator's rate give times.

    Raises:
        VoiceError: The narrator's voice profile is not there.
    """
    style, keys = _part("review.css"), _part("review.js")
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clock"] = clock
    page = environment.from_string(_part("review.html.jinja")).render(
        show=settings.show_title,
        reviews=[_review(essay, script, settings) for essay, script in pairs],
        style=Markup(style),  # noqa: S704 - a file of this package
        keys=Markup(keys),  # noqa: S704 - likewise
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(keys)}'",
    )
    return _SURROGATE.sub("\ufffd", page.translate(_PICTURES))


def clock(total_s: float) -> str:
    """Return seconds as people read a duration: ``4:05``, ``1:02:03``."""
    minutes, seconds = divmod(round(total_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _review(essay: Essay, script: Script, settings: ScriptSettings) -> ScriptReview:
    lexicon = load_lexicon(settings.voice_folders, script.language)
    reasons = Counter(omission.reason for omission in script.omitted)
    return ScriptReview(
        script=script,
        chapters=chapter_rows(script, settings),
        words=unknown_words(script, lexicon),
        reasons=tuple(reasons.most_common()),
        n_characters=sum(not c.isspace() for block in essay.blocks for c in block.text),
        n_spoken=_n_spoken(essay, script),
    )


def _n_spoken(essay: Essay, script: Script) -> int:
    spoken = [bytearray(len(block.text)) for block in essay.blocks]
    places: Mapping[bytes, list[tuple[int | None, int, int]]] = {
        b"\1": [(u.span.block, u.span.start, u.span.end) for u in script.utterances],
        b"\0": [(o.span.block, o.span.start, o.span.end) for o in script.omitted],
    }
    for flag, spans in places.items():
        for block, start, end in spans:
            if block is not None:
                spoken[block][start:end] = flag * (end - start)
    return sum(
        bool(flag) and not character.isspace()
        for block, flags in zip(essay.blocks, spoken, strict=True)
        for character, flag in zip(block.text, flags, strict=True)
    )


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """Return the Content Security Policy's source for inline *content*."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
