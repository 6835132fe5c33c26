"""An essay as it was written: blocks of visible text with marks over it.

A block is flat: its visible text, the marks that lie over ranges of that text, and the containers
it stands within. Nesting is thereby kept without nesting values, and a place in the essay is
always ``(block index, start, end)``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from pipeline.values.directions import Directions

Day: TypeAlias = date | datetime
"""When an essay is from; with a time where that is known."""


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CODE = "code"
    MATH = "math"
    TABLE = "table"
    """Text is cells separated by tabs, rows by newlines; the first row is the header if
    :attr:`Block.level` is 1."""
    FIGURE = "figure"
    """Text is the alternative text, :attr:`Block.url` the picture."""
    CAPTION = "caption"
    """Visible caption of the figure or table whose container it shares."""
    DIVIDER = "divider"
    TERM = "term"
    """Term of a definition list; its definition is the paragraphs that follow within the item."""
    EMBED = "embed"
    """A post, video, poll or other foreign thing; text is what is visible of it."""
    CALL = "call"
    """A call to subscribe, share or like, a button, a known closing line."""
    CHROME = "chrome"
    """What belongs to the page around the essay: menus, prices, counts."""
    MARKUP = "markup"
    """Markup the reader does not speak: shortcodes, liquid tags, raw blocks."""


class MarkKind(StrEnum):
    """What a mark says of the text under it."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    STRIKE = "strike"
    CODE = "code"
    LINK = "link"
    """:attr:`Mark.target` is the URL."""
    IMAGE = "image"
    """The text under it is alternative text; :attr:`Mark.target` is the picture's URL."""
    MATH = "math"
    """The text under it is TeX."""
    FOOTNOTE = "footnote"
    """The text under it is the visible reference; :attr:`Mark.target` the footnote's label."""
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    BREAK = "break"
    """A hard line break; the text under it is one newline."""
    SPEAKER = "speaker"
    """A speaker's name and time at the head of a turn, said by the change of voice."""
    TASK = "task"
    """A task list's box; :attr:`Mark.target` is ``done`` or ``open``."""
    URL = "url"
    """A flattened link's bracketed address (``text [url]``); :attr:`Mark.target` is the URL."""
    BULLET = "bullet"
    """A list marker that stands in the visible text (flattened sources only)."""
    MARKUP = "markup"
    """Inline markup the reader does not speak: shortcodes, liquid tags, unknown elements;
    :attr:`Mark.target` is what it is (``citation mark``), empty for any other markup."""


class ContainerKind(StrEnum):
    """What a block can stand within."""

    QUOTE = "quote"
    PULL_QUOTE = "pull_quote"
    LIST_ITEM = "list_item"
    FOOTNOTE = "footnote"
    FIGURE = "figure"
    TABLE = "table"
    ASIDE = "aside"
    TURN = "turn"
    """One speaker's turn in an interview; :attr:`Container.label` is the speaker."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A property of the characters ``[start, end)`` of a block's text."""

    kind: MarkKind
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Container:
    """Something one or more consecutive blocks stand within."""

    kind: ContainerKind
    id: int
    """Unique in the essay; blocks of one container share it."""
    label: str = ""
    """Footnote label, speaker name, or the aside's kind."""
    number: int | None = None
    """Ordinal of an ordered list's item; None for a bulleted one."""
    group: int = 0
    """For list items, the id of the list they belong to."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the essay that is not split further by structure."""

    kind: BlockKind
    text: str
    """Visible characters, entities resolved, white space as the author meant it."""
    marks: tuple[Mark, ...] = ()
    """Ordered by start, outer before inner."""
    within: tuple[Container, ...] = ()
    """Outermost first."""
    level: int = 0
    """1 to 6 for headings; 1 for tables with a header row; 0 otherwise."""
    url: str = ""
    """Picture of a figure, address of an embed."""
    info: str = ""
    """Language of code, kind of embed, anchor id of a heading."""


@dataclass(frozen=True, slots=True)
class Essay:
    """One essay, whole, in the order it was written."""

    title: str
    blocks: tuple[Block, ...]
    source: str
    """Where it was read from: a path or URL as the user gave it; with an entry's own URL or id
    after ``#`` where one source holds several essays."""
    key: str
    """What stays the same when the essay is edited: its canonical URL, else its feed entry id,
    else the file's path from the show's folder, else its title. Slug and GUID hang on it."""
    author: str = ""
    date: Day | None = None
    url: str = ""
    language: str = "en"
    """BCP 47 tag."""
    summary: str = ""
    image: str = ""
    """URL or path of the essay's own picture."""
    tags: tuple[str, ...] = ()
    slug: str = ""
    """Asked for in front matter; empty when the title is to give it."""
    show_title: str = ""
    """Title of the feed or listing the essay came in, if any."""
    number: int | None = None
    season: int | None = None
    place: int | None = None
    """Its place by date among the essays of its source, from 1; None where it has none."""
    speakers: tuple[str, ...] = ()
    """In order of appearance, for interviews."""
    extra: tuple[tuple[str, str], ...] = field(default=())
    """Front matter nobody has a use for, kept for templates."""
    directions: Directions = field(default=Directions(), repr=False)
    """How its author wants it said; see :mod:`pipeline.reading.directions_file`."""
