"""Block policies: what each kind of block becomes. A new kind costs one row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pipeline.script.code_languages import CODE_LANGUAGES
from pipeline.script.containers import outermost, voice
from pipeline.script.desk import Desk
from pipeline.script.mark_policy import inline_changes
from pipeline.script.passages import LINE_BREAK, Change, Passage, Plan, left_out
from pipeline.script.table_policy import announced_table, is_read, read_table
from pipeline.tools.embeds import embed_kind
from pipeline.values.essay import Block, BlockKind, ContainerKind, MarkKind
from pipeline.values.script import Pause, Role

BlockPolicy = Callable[[int, Block, Desk], Plan]

_FIRST_WORD = re.compile(r"\s*([^\W\d_]+)")
_ADDRESS = re.compile(r"\s*https?://\S+\s*")


def plan(index: int, block: Block, desk: Desk) -> Plan:
    """Return what becomes of *block*, the essay's block *index*."""
    if not block.text.strip() and block.kind not in _SPEAK_WITHOUT_TEXT:
        return Plan()
    pull_quote = outermost(block, ContainerKind.PULL_QUOTE)
    if pull_quote and desk.policies.pull_quotes == "omit":
        return _omitted(index, block, "pull quote: its words stand in the text")
    if outermost(block, ContainerKind.FOOTNOTE) and desk.policies.footnotes == "omit":
        return _omitted(index, block, "footnote: left out")
    if outermost(block, ContainerKind.FOOTNOTE) and _ADDRESS.fullmatch(block.text):
        return _omitted(index, block, "footnote: only an address, kept for the show notes")
    return _POLICIES[block.kind](index, block, desk)


def _omitted(index: int, block: Block, reason: str) -> Plan:
    return Plan(omitted=(left_out(index, block, reason),) if block.text.strip() else ())


def _left_out(reason: str) -> BlockPolicy:
    def policy(index: int, block: Block, _desk: Desk) -> Plan:
        return _omitted(index, block, reason)

    return policy


def _announced(index: int, block: Block, words: str, reason: str) -> Plan:
    """Say *words* of the show's own in the block's place."""
    own = Passage(Role.ASIDE, words=words, within=block.within)
    omitted = (left_out(index, block, reason),) if block.text.strip() else ()
    return Plan((own,) if words else (), omitted)


def _text(index: int, block: Block, desk: Desk) -> Plan:
    role, speaker = voice(block, desk)
    passage = Passage(
        role=role,
        block=index,
        end=len(block.text),
        changes=inline_changes(block, desk),
        within=block.within,
        speaker=speaker,
    )
    return Plan((passage,))


def _heading(index: int, block: Block, desk: Desk) -> Plan:
    passage = Passage(
        role=Role.HEADING,
        block=index,
        end=len(block.text),
        changes=inline_changes(block, desk),
        within=block.within,
        pause=Pause.HEADING,
        level=min(max(block.level, 1), 6),
    )
    return Plan((passage,))


def _paragraph(index: int, block: Block, desk: Desk) -> Plan:
    """Take a paragraph that is nothing but pictures as the figure it is."""
    pictures = [mark for mark in block.marks if mark.kind is MarkKind.IMAGE]
    shown = {at for mark in pictures for at in range(mark.start, min(mark.end, len(block.text)))}
    bare = all(c.isspace() or at in shown for at, c in enumerate(block.text)) if shown else False
    return (_figure if bare else _text)(index, block, desk)


def _term(index: int, block: Block, desk: Desk) -> Plan:
    role, speaker = voice(block, desk)
    changes = inline_changes(block, desk)
    passage = Passage(
        role, index, 0, len(block.text), changes, block.within, Pause.SENTENCE, speaker=speaker
    )
    return Plan((passage,))


def _code(index: int, block: Block, desk: Desk) -> Plan:
    if desk.policies.code == "read":
        return Plan((_code_read(index, block, desk),))
    if desk.policies.code == "omit":
        return _omitted(index, block, "code block: left out")
    n_lines = sum(1 for line in block.text.splitlines() if line.strip())
    key = block.info.split(maxsplit=1)[0].lower() if block.info.strip() else ""
    language = CODE_LANGUAGES.get(key, "")
    words = desk.phrases.code_line if n_lines == 1 else desk.phrases.code
    named = desk.phrases.in_language.format(language=language) if language else ""
    words = words.format(lines=n_lines, in_language=named)
    return _announced(index, block, words, "code block: announced, not read")


def _code_read(index: int, block: Block, desk: Desk) -> Passage:
    changes = []
    at = 0
    for line in block.text.splitlines(keepends=True):
        written = line.strip()
        start = at + len(line) - len(line.lstrip())
        if words := desk.code(written):
            changes.append(Change(start, start + len(written), words))
        at += len(line)
        if line.endswith("\n"):
            changes.append(Change(at - 1, at, LINE_BREAK))
    return Passage(Role.ASIDE, index, 0, len(block.text), tuple(changes), block.within)


def _maths(index: int, block: Block, desk: Desk) -> Plan:
    if desk.policies.maths == "omit":
        return _omitted(index, block, "formula: left out")
    words = desk.maths(block.text)
    if words is None:
        reason = "formula: announced, not read"
        return _announced(index, block, desk.phrases.maths, reason)
    role, speaker = voice(block, desk)
    changes = (Change(0, len(block.text), words),)
    passage = Passage(role, index, 0, len(block.text), changes, block.within, speaker=speaker)
    return Plan((passage,))


_NO_DESCRIPTION = re.compile(
    r"(?:untitled|image|img|picture|photo|screenshot|alt[ -]?text)?[-_ ]?\d{0,3}"
    r"|(?:IMG|DSCN?|PXL|P|Screenshot|Screen Shot|Bildschirmfoto|Capture)[-_ ]?\d[\w. -]{2,40}"
    r"|[^\s/]{1,80}\.(?:png|jpe?g|gif|webp|avif|svg|heic|tiff?|bmp)",
    re.IGNORECASE,
)
"""What programs write where a description should stand."""


def _table(index: int, block: Block, desk: Desk) -> Plan:
    if desk.policies.tables == "omit":
        return _omitted(index, block, "table: left out")
    if is_read(block, desk):
        return Plan((read_table(index, block, desk),))
    words = announced_table(block, desk)
    return _announced(index, block, words, "table: announced, not read")


def _figure(index: int, block: Block, desk: Desk) -> Plan:
    if desk.policies.figures == "omit":
        return _omitted(index, block, "figure: left out, kept for the show notes")
    if any(container.id in desk.captioned for container in block.within):
        return _omitted(index, block, "alternative text: the caption is said instead")
    if not block.text.strip():
        return Plan()
    if _NO_DESCRIPTION.fullmatch(block.text.strip()):
        return _omitted(index, block, "alternative text: a file's name, no description")
    return Plan((_shown(index, block, desk, desk.phrases.figure),))


def _caption(index: int, block: Block, desk: Desk) -> Plan:
    of_table = outermost(block, ContainerKind.TABLE) is not None
    policy = desk.policies.tables if of_table else desk.policies.figures
    if policy == "omit":
        kind = "table" if of_table else "figure"
        return _omitted(index, block, f"{kind}: left out with its caption")
    announcement = desk.phrases.table_caption if of_table else desk.phrases.figure
    return Plan((_shown(index, block, desk, announcement),))


def _shown(index: int, block: Block, desk: Desk, announcement: str) -> Passage:
    changes = tuple(
        change
        for change in inline_changes(block, desk)
        if change.words or not change.reason.startswith("picture")
    )
    first = _FIRST_WORD.match(block.text)
    names_itself = first is not None and first[1].lower() in desk.row.captions
    prefix = "" if names_itself else announcement
    return Passage(
        Role.ASIDE, index, 0, len(block.text), changes, block.within, Pause.PARAGRAPH, prefix
    )


def _divider(index: int, block: Block, desk: Desk) -> Plan:
    silent = _omitted(index, block, "divider: a pause, or nothing").omitted
    if desk.policies.dividers == "omit":
        return Plan(omitted=silent)
    return Plan((Passage(Role.NARRATOR, pause=Pause.DIVIDER),), silent)


def _embed(index: int, block: Block, desk: Desk) -> Plan:
    if desk.policies.embeds == "omit":
        return _omitted(index, block, "embed: left out, kept for the show notes")
    kind = embed_kind(block.info, block.url)
    if not block.text.strip():
        return _announced(index, block, desk.phrases.embed_alone.format(kind=kind), "")
    return Plan((_shown(index, block, desk, desk.phrases.embed.format(kind=kind)),))


def _call(index: int, block: Block, desk: Desk) -> Plan:
    if desk.policies.calls == "read":
        return _text(index, block, desk)
    return _omitted(index, block, "call to subscribe or share: left out")


_SPEAK_WITHOUT_TEXT = {BlockKind.DIVIDER, BlockKind.EMBED}

_POLICIES: Mapping[BlockKind, BlockPolicy] = {
    BlockKind.HEADING: _heading,
    BlockKind.PARAGRAPH: _paragraph,
    BlockKind.CODE: _code,
    BlockKind.MATH: _maths,
    BlockKind.TABLE: _table,
    BlockKind.FIGURE: _figure,
    BlockKind.CAPTION: _caption,
    BlockKind.DIVIDER: _divider,
    BlockKind.TERM: _term,
    BlockKind.EMBED: _embed,
    BlockKind.CALL: _call,
    BlockKind.CHROME: _left_out("page furniture: not part of the essay"),
    BlockKind.MARKUP: _left_out("markup"),
}
