"""The show's own lines around an essay: the opening and the closing."""

from __future__ import annotations

import re
from datetime import date

from pipeline.languages import spoken
from pipeline.languages.language_table import language_row
from pipeline.settings.script_settings import ScriptPolicies, ScriptSettings
from pipeline.values.essay import Block, BlockKind, Essay, MarkKind

_USUAL = ScriptPolicies().opening
_MASTHEAD_BLOCKS = 6
"""How far from its top an essay may say its title, byline and date."""
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_FIELD = re.compile(r"\{(\w+)\}")
_DOUBLED = re.compile(r"([?!….])[,;:.]+")
"""A title's own punctuation and the template's after it."""
_CLAUSE = re.compile(r"[^,;:.!?—]*[,;:.!?—]?")


_BESIDE_THE_TEXT = {BlockKind.CHROME, BlockKind.MARKUP, BlockKind.CALL, BlockKind.FIGURE}


def opening_line(essay: Essay, settings: ScriptSettings) -> str:
    """Return the first line of the episode, empty for none."""
    return filled(opening_template(essay, settings), _fields(essay, settings))


def opening_template(essay: Essay, settings: ScriptSettings) -> str:
    """Return the template of the first line: the show's own, or the usual one in the language."""
    asked = settings.policies.opening
    return language_row(essay.language).phrases.opening if asked == _USUAL else asked


def closing_line(essay: Essay, settings: ScriptSettings) -> str:
    """Return the last line of the episode, empty for none."""
    return filled(settings.policies.closing, _fields(essay, settings))


def filled(template: str, fields: dict[str, str]) -> str:
    """Fill *template*; clauses that hold an empty field are dropped, punctuation mended.

    Args:
        template: Text with ``{field}`` places.
        fields: What to put there; unknown places count as empty.
    """
    kept: list[str] = []
    for clause in _CLAUSE.findall(template):
        names = _FIELD.findall(clause)
        if all(fields.get(name, "").strip() for name in names):
            kept.append(_FIELD.sub(lambda m: fields.get(m[1], "").strip(), clause))
        elif kept and clause[-1:] in {".", "!", "?"}:
            kept[-1] = kept[-1].rstrip(" ,;:—") + clause[-1]
    return _DOUBLED.sub(r"\1", "".join(kept)).strip()


_WORDS_OF_A_LABEL = 8
"""What may stand above a title: a series, a section."""


def spoken_by_opening(essay: Essay, settings: ScriptSettings) -> dict[int, str]:
    """Return the blocks at the top of *essay* that the opening line says already.

    After the first sentences it is only a heading that can say the title again.

    Returns:
        Index of each such block → why it is left out.
    """
    template = opening_template(essay, settings)
    title = _words(essay.title)
    said = _spoken_words(essay.title, essay)
    parts: list[int] = []
    joined: list[str] = []
    headed = False
    found: dict[int, str] = {}
    looked_at = 0
    for index, block in enumerate(essay.blocks):
        if not block.text.strip() or block.kind in _BESIDE_THE_TEXT:
            continue
        looked_at += 1
        if looked_at > _MASTHEAD_BLOCKS:
            break
        words = _words(_shown(block))
        if headed and block.kind is not BlockKind.HEADING:
            parts, joined = [], []
            continue
        titled = block.kind is BlockKind.HEADING or len(title) > 1
        if block.kind is BlockKind.HEADING:
            parts, joined = [*parts, index], joined + _spoken_words(_shown(block), essay)
        else:
            parts, joined = [], []
        if titled and words == title and "{title}" in template:
            found[index] = "title: said in the opening line"
        elif parts and joined == said and "{title}" in template:
            found |= dict.fromkeys(parts, "title: said in the opening line")
        elif _is_byline(words, essay) and not block.within and "{author}" in template:
            found[index] = "byline: said in the opening line"
        elif len(words) > _WORDS_OF_A_LABEL or block.text.rstrip()[-1:] in ".!?…":
            headed = True
    return found


def _shown(block: Block) -> str:
    """Return the text of *block* without what is never said of it: anchors, calls of notes."""
    shown = block.text
    for mark in reversed(block.marks):
        if mark.kind in {MarkKind.MARKUP, MarkKind.FOOTNOTE}:
            shown = shown[: mark.start] + shown[mark.end :]
    return shown


def _is_byline(words: list[str], essay: Essay) -> bool:
    author = set(_words(essay.author))
    row = language_row(essay.language)
    day = essay.date
    dated = _words(f"{day:%Y %m %d} {day.month} {day.day} {row.dated(day)}") if day else []
    dated += [word[:3] for word in dated if word.isalpha()]
    rest = set(words) - author - row.byline_words - set(dated)
    return bool(words) and not rest and bool(set(words) & author.union(dated))


def _spoken_words(text: str, essay: Essay) -> list[str]:
    """Return the words *text* is said with, so that *II* and *3* are those of their names."""
    return _words(spoken(text, language=essay.language).text)


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.lower())


def _fields(essay: Essay, settings: ScriptSettings) -> dict[str, str]:
    return {
        "title": essay.title,
        "author": essay.author or settings.show_author,
        "date": written_date(essay.date, essay.language),
        "show": settings.show_title,
    }


def written_date(day: date | None, language: str) -> str:
    """Return *day* as people of *language* read it; empty for none."""
    return language_row(language).dated(day) if day else ""
