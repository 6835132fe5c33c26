"""What every policy may consult: the show's wishes, the phrases, and how things are said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.languages import Spoken, readings, spoken, spoken_code, spoken_maths
from pipeline.languages.language import Language
from pipeline.languages.language_table import language_row
from pipeline.languages.lexicon import Lexicon
from pipeline.languages.phrases import Phrases
from pipeline.script.directing import Place, with_words
from pipeline.settings.script_settings import ScriptPolicies
from pipeline.values.directions import SentenceDirection
from pipeline.values.essay import BlockKind, ContainerKind, Essay
from pipeline.values.script import Reading

_NUMERAL = re.compile(r"[IVXLCDM]+")
"""Letters that by themselves are a heading's number, and in code are letters."""
_TEX_SIGN = re.compile(r"[\\{}^_&]|\\[,;:! ]")
LONGEST_SWAP = 300
"""Characters that code or maths within a sentence may have once spoken."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What policies consult."""

    policies: ScriptPolicies
    language: str = "en"
    """The essay's: a BCP 47 tag."""
    lexicon: Lexicon | None = None
    captioned: frozenset[int] = frozenset()
    """Ids of the figures' and tables' containers that hold a caption."""
    voiced: frozenset[str] = frozenset()
    """Other languages that have a voice of their own."""
    directed: Mapping[Place, SentenceDirection] = field(default_factory=dict)
    """What the author wants of sentences, by their places."""

    @property
    def row(self) -> Language:
        """The row of the essay's language."""
        return language_row(self.language)

    @property
    def phrases(self) -> Phrases:
        """What is announced, in the essay's language."""
        return self.row.phrases

    def for_sentence(self, direction: SentenceDirection) -> Desk:
        """Return the desk at which the sentence of *direction* is worded."""
        return replace(self, lexicon=with_words(self.lexicon, direction.words))

    def spoken(self, text: str) -> Spoken:
        """Return the spoken form of *text*."""
        return spoken(
            text,
            language=self.language,
            lexicon=self.lexicon,
            emoji=self.policies.emoji,
            bare_urls=self.policies.bare_urls,
        )

    def readings(self, form: Spoken, written: str) -> tuple[Reading, ...]:
        """Return how words of *form* sound, where their letters do not say it.

        Args:
            form: A spoken form.
            written: Of what.
        """
        alias_of = (self.lexicon or Lexicon()).alias_of
        pieces = (
            (it.spoken_start, it.spoken_end, written[it.start : it.end]) for it in form.pieces
        )
        respelled = tuple(
            (start, end, word)
            for start, end, word in pieces
            if word != form.text[start:end] and alias_of(word) == form.text[start:end]
        )
        return readings(
            form.text, language=self.language, lexicon=self.lexicon, respelled=respelled
        )

    def code(self, text: str) -> str | None:
        """Return short inline code in words, None if it is better taken as text."""
        if len(text) > LONGEST_SWAP or _NUMERAL.fullmatch(text):
            return None
        words = spoken_code(text, language=self.language, lexicon=self.lexicon).text.strip()
        return words if 0 < len(words) <= LONGEST_SWAP else None

    def maths(self, tex: str) -> str | None:
        """Return TeX in words, None if the policy or its complexity forbids."""
        if self.policies.maths in {"announce", "omit"} or len(tex) > LONGEST_SWAP:
            return None
        form = spoken_maths(tex, language=self.language, lexicon=self.lexicon)
        words = form.text.strip() if form else ""
        if not words and self.policies.maths == "read":
            words = self.spoken(" ".join(_TEX_SIGN.sub(" ", tex).split())).text.strip()
        return words if 0 < len(words) <= LONGEST_SWAP else None


def captioned(essay: Essay) -> frozenset[int]:
    """Return the ids of the figures and tables of *essay* that have a caption."""
    return frozenset(
        container.id
        for block in essay.blocks
        if block.kind is BlockKind.CAPTION and block.text.strip()
        for container in block.within
        if container.kind in {ContainerKind.FIGURE, ContainerKind.TABLE}
    )
