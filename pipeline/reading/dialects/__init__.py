"""Dialects of Markdown: what note-takers, publishing systems and site generators write beyond it.

Obsidian, Quarto and Pandoc, MDX, djot, CriticMarkup, Notion. Each is rows of a table: a pattern,
and which of its parts are words to say and which are markup, kept with the reason for leaving it
out. None of them is switched on or off: signs that a dialect gives a meaning to are rare in prose,
and each pattern asks for more than the sign.
"""

from __future__ import annotations

from markdown_it import MarkdownIt

from pipeline.reading.dialects.blocks import block_rules
from pipeline.reading.dialects.drawn_tables import table_rules
from pipeline.reading.dialects.inline import inline_rules
from pipeline.reading.dialects.paragraphs import paragraph_rules

__all__ = ["dialects_plugin"]


def dialects_plugin(parser: MarkdownIt, *, expressions: bool = False) -> None:
    """Teach *parser* the dialects.

    Args:
        parser: Knows shortcodes already (:mod:`pipeline.reading.shortcodes`).
        expressions: Whether ``{…}`` is a program's expression, as in MDX, and not words in braces.
    """
    inline_rules(parser, expressions=expressions)
    block_rules(parser, expressions=expressions)
    table_rules(parser)
    paragraph_rules(parser)
