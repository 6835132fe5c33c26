"""An essay as Markdown of its author's own: what is read from it again is what was read before.

Calls stay paragraphs; what belonged to the page around the essay is left out.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.reading.importing.inline_markdown import inline, link_address
from pipeline.values.essay import Block, BlockKind, Container, ContainerKind, Essay, MarkKind

Pictures = Mapping[str, str]
"""Address of a picture in the essay → where it is from the Markdown file."""
_DROPPED = frozenset({BlockKind.CHROME, BlockKind.MARKUP})


def markdown_of(essay: Essay, pictures: Pictures) -> str:
    """Return the text of *essay* as Markdown, without front matter."""
    blocks = [block for block in essay.blocks if block.kind not in _DROPPED]
    if blocks and blocks[0].kind is BlockKind.HEADING and blocks[0].text == essay.title:
        blocks = blocks[1:]
    notes = [block for block in blocks if _note_of(block)]
    told = [block for block in blocks if not _note_of(block)]
    parts = [*_rendered(told, 0, pictures), *_footnotes(notes, pictures)]
    return "\n\n".join(parts).strip() + "\n"


def _note_of(block: Block) -> Container | None:
    return next((c for c in block.within if c.kind is ContainerKind.FOOTNOTE), None)


def _footnotes(blocks: Sequence[Block], pictures: Pictures) -> Iterator[str]:
    for note, group in itertools.groupby(blocks, _note_of):
        within = list(group)
        if note is not None:
            inner = _joined(_rendered(within, within[0].within.index(note) + 1, pictures))
            yield f"[^{_label(note.label)}]: {_indented(inner, '    ')}"


def _label(label: str) -> str:
    return re.sub(r"[\s\[\]^]+", "-", label)


def _rendered(blocks: Sequence[Block], depth: int, pictures: Pictures) -> list[str]:
    """Return *blocks*, which stand in the same *depth* containers, as parts of Markdown."""
    parts: list[str] = []
    before: Container | None = None

    def outer(block: Block) -> Container | None:
        return block.within[depth] if len(block.within) > depth else None

    for container, group in itertools.groupby(blocks, outer):
        if container is None:
            parts += [text for block in group if (text := _alone(block, pictures))]
        else:
            if before and before.kind is container.kind is ContainerKind.LIST_ITEM:
                parts += ["<!-- -->"] if before.group != container.group else []
            text = _wrapped(container, list(group), depth, pictures)
            parts += [text] if text else []
        before = container
    return parts


def _wrapped(container: Container, group: list[Block], depth: int, pictures: Pictures) -> str:
    if container.kind is ContainerKind.FIGURE:
        return _figure(group, pictures)
    if container.kind is ContainerKind.LIST_ITEM and group[0].kind is BlockKind.TERM:
        rest = _joined(_rendered(group[1:], depth + 1, pictures))
        return f"{_inline(group[0], pictures)}\n\n:   {_indented(rest, '    ')}"
    inner = _joined(_rendered(group, depth + 1, pictures))
    if not inner:
        return ""
    around = _AROUND.get(container.kind)
    return around(container, inner) if around else inner


def _item(container: Container, inner: str) -> str:
    marker = "- " if container.number is None else f"{max(0, container.number)}. "
    return marker + _indented(inner, " " * len(marker))


_AROUND: dict[ContainerKind, Callable[[Container, str], str]] = {
    ContainerKind.LIST_ITEM: _item,
    ContainerKind.PULL_QUOTE: lambda _, inner: f'<aside class="pullquote">\n\n{inner}\n\n</aside>',
    ContainerKind.ASIDE: lambda _, inner: f"<aside>\n\n{inner}\n\n</aside>",
    ContainerKind.QUOTE: lambda _, inner: _quoted(inner),
}


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(parts)


def _indented(text: str, indent: str) -> str:
    return text.replace("\n", f"\n{indent}").replace(f"\n{indent}\n", "\n\n")


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _alone(block: Block, pictures: Pictures) -> str:
    """Return *block* without the containers around it."""
    return _BLOCKS[block.kind](block, pictures)


def _inline(block: Block, pictures: Pictures) -> str:
    return inline(block.text, block.marks, pictures)


def _one_line(block: Block, pictures: Pictures) -> str:
    marks = tuple(mark for mark in block.marks if mark.kind is not MarkKind.BREAK)
    return " ".join(inline(block.text, marks, pictures).split())


def _heading(block: Block, pictures: Pictures) -> str:
    return f"{'#' * min(6, max(1, block.level))} {_one_line(block, pictures)}"


def _paragraph(block: Block, pictures: Pictures) -> str:
    return _unstarted(_inline(block, pictures))


_STARTS = re.compile(r"^([ \t]*)([-+=]|:(?=\s)|#{1,6}(?=\s)|\d{1,9}(?=[.)]\s))", re.MULTILINE)


def _unstarted(text: str) -> str:
    """Return *text* with what would start a list or heading at a line's head escaped."""

    def escaped(found: re.Match[str]) -> str:
        if found[2].isdigit():
            return f"{found[1]}{found[2]}\\"
        return f"{found[1]}\\{found[2]}"

    return _STARTS.sub(escaped, text)


def _code(block: Block, _: Pictures) -> str:
    longest = max((len(run) for run in re.findall(r"`+", block.text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{block.info.split()[0] if block.info.strip() else ''}\n{block.text}\n{fence}"


def _table(block: Block, pictures: Pictures) -> str:
    rows = [row.split("\t") for row in inline(block.text, block.marks, pictures).split("\n")]
    width = max(map(len, rows))
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    if block.level != 1:
        rows = [[""] * width, *rows]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], f"|{'---|' * width}", *lines[1:]])


def _picture(block: Block, pictures: Pictures) -> str:
    alt = inline(block.text, (), {}).replace("\n", " ")
    return f"![{alt}]({link_address(pictures.get(block.url, block.url))})"


def _figure(group: list[Block], pictures: Pictures) -> str:
    figures = [_picture(block, pictures) for block in group if block.kind is BlockKind.FIGURE]
    parts = ["\n".join(figures)] if figures else []
    for block in group:
        if block.kind is BlockKind.CAPTION and block.text.strip():
            plain = (MarkKind.LINK, MarkKind.CODE, MarkKind.FOOTNOTE)
            marks = tuple(mark for mark in block.marks if mark.kind in plain)
            caption = " ".join(inline(block.text, marks, pictures).split())
            parts.append(f"<em>{caption}</em>")
        elif block.kind is not BlockKind.FIGURE:
            parts.append(_alone(block, pictures))
    return "\n\n".join(parts)


def _embed(block: Block, pictures: Pictures) -> str:
    if block.url:
        return f'<iframe src="{html.escape(block.url, quote=True)}"></iframe>'
    return _quoted(_paragraph(block, pictures)) if block.text.strip() else ""


_BLOCKS: dict[BlockKind, Callable[[Block, Pictures], str]] = {
    BlockKind.HEADING: _heading,
    BlockKind.PARAGRAPH: _paragraph,
    BlockKind.CALL: _paragraph,
    BlockKind.TERM: _paragraph,
    BlockKind.CAPTION: _paragraph,
    BlockKind.CODE: _code,
    BlockKind.MATH: lambda block, _: f"$$\n{block.text}\n$$",
    BlockKind.TABLE: _table,
    BlockKind.FIGURE: _picture,
    BlockKind.DIVIDER: lambda _, __: "* * *",
    BlockKind.EMBED: _embed,
    BlockKind.CHROME: lambda _, __: "",
    BlockKind.MARKUP: lambda _, __: "",
}
