"""What is said, and where chapters begin."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from pipeline.settings.sound_settings import Pauses
from pipeline.settings.toml_table import Settings


class ScriptPolicies(Settings):
    """What is said of each kind of thing, and how."""

    opening: str = "{title}, by {author}, published {date}."
    """Template of the first line: {title} {author} {date} {show}; clauses that would have an
    empty field are dropped. Empty for none."""
    closing: str = ""
    """Template of the last line, said in place of the essay's own calls to subscribe."""
    links: Literal["text", "announce"] = "text"
    bare_urls: Literal["site", "full", "omit"] = "site"
    """``site`` says "link to example dot org"."""
    figures: Literal["announce", "omit"] = "announce"
    code: Literal["announce", "read", "omit"] = "announce"
    inline_code: Literal["read", "omit"] = "read"
    tables: Literal["auto", "read", "announce", "omit"] = "auto"
    """``auto`` reads tables of at most :attr:`table_cells` cells and announces others."""
    table_cells: Annotated[int, Field(ge=0, le=400)] = 16
    footnotes: Literal["paragraph", "chapter", "omit"] = "paragraph"
    maths: Literal["auto", "read", "announce", "omit"] = "auto"
    """``auto`` reads what is simple and announces the rest."""
    quotes: Literal["voice", "mark", "plain"] = "voice"
    """``voice`` changes the voice; ``mark`` says "quote … end quote"."""
    pull_quotes: Literal["omit", "read"] = "omit"
    dividers: Literal["pause", "omit"] = "pause"
    parentheses: Literal["read", "aside", "omit"] = "read"
    stage_directions: Literal["omit", "read"] = "omit"
    """``[laughs]``, ``[inaudible 00:12:31]``."""
    emoji: Literal["omit", "name"] = "omit"
    struck: Literal["omit", "read"] = "omit"
    embeds: Literal["announce", "omit"] = "announce"
    calls: Literal["omit", "read"] = "omit"
    speakers: Literal["voice", "name"] = "voice"
    """``name`` also says the speaker's name at each turn."""


class ChapterRules(Settings):
    """Where chapters begin."""

    level: Literal["auto", 1, 2, 3, 4, 5, 6] = "auto"
    """Deepest heading level that opens a chapter; ``auto`` takes one that gives sensible
    lengths."""
    shortest_s: Annotated[int, Field(ge=0, le=3_600)] = 45
    longest_s: Annotated[int, Field(ge=60, le=36_000)] = 900
    untitled_after_s: Annotated[int, Field(ge=60, le=36_000)] = 600
    """An essay without headings longer than this is given chapters where its subject turns."""


@dataclass(frozen=True, slots=True)
class ScriptSettings:
    """What a script is written by."""

    policies: ScriptPolicies
    chapters: ChapterRules
    pauses: Pauses
    """With :attr:`narrator`, how long a chapter will be."""
    narrator: str
    """The narrator's profile, whose rate tells how long speech takes."""
    show_title: str
    show_author: str
    """Said where the essay names nobody."""
    voice_folders: tuple[Path, ...]
    """Where lexicons and profiles are looked for, the show's own first."""
    languages: tuple[str, ...] = ()
    """Primary subtags of those that have a voice for passages within an essay in another."""
