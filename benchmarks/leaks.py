"""How much markup is said of real files, whose titles are said twice, and which words are lost.

Run with folders of files, one folder a source::

    python benchmarks/leaks.py FOLDER... [--show KIND]

A leak is an utterance whose written words hold signs that no reader sees. Code in a line is not
counted: its signs are what the author wrote. Lost are words of four letters and more that stand in
a file outside of its markup, and neither in an utterance nor in what is listed as left out; what
stands in the tags of a file is its markup, so this is a rough count to look into, not a verdict.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import EssaycastError
from pipeline.reading import read_essays
from pipeline.script import write_script
from pipeline.settings.show import Show
from pipeline.values.essay import BlockKind, Essay, MarkKind
from pipeline.values.script import Script, Utterance

SIGNS = {
    "tag": r"</?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>",
    "entity": r"&(?:amp|lt|gt|nbsp|quot|#\d+|#x[0-9a-f]+);",
    "link": r"\]\(|!\[|\]\[|\[\[|\]\]",
    "strong": r"(?<![a-z])\*\*|\*\*(?![a-z])|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)|(?<![\w*])\*(?=\w)|~~",
    "heading sign": r"^#{1,6}\s",
    "shortcode": r"\{\{|\}\}|\{%|%\}|\[/?[a-z]+[_-][a-z]+\b[^\]]*\]|\[/[a-z]+\]",
    "attributes": r"\{[#.][^}]*\}|\{[\w-]+=[^}]*\}|\{:[^}]*\}",
    "brace": r"[{}]",
    "fence": r":::|```|~~~|^---+$|\$\$",
    "tex": r"\\[a-zA-Z]+|\\\(|\\\[|\$[^$\s][^$]*\^[^$]*\$|[_^]\{",
    "escape": r"\\[^\sa-zA-Z]",
    "citation": r"\[-?@[\w:-]+|(?<![\w.@/])@[a-z]+\d{4}|\[\^[^\]]+\]",
    "tag line": r"^#(?!\d+$)[\w/-]+$|(?<=\s)#[a-z]+/[\w/-]+",
    "anchor": r"\s\^[\w-]{4,}$|==\w|%%",
    "callout": r"\[![\w-]+\]",
    "module": r"^(?:import|export)\s.*(?:from\s|=|\{)",
    "emoji code": r"(?<![\w:]):[a-z][a-z0-9_+-]*_[a-z0-9_+-]*:(?![\w:])",
    "page number": r"^\W*\d{1,3}\W*$|\[[Pp]g\.? ?\d+\]",
    "property": r"^[a-z_-]+:\s\S+$|^\w+::\s",
    "table row": r"\|.*\|",
}
_SIGNS = {kind: re.compile(pattern, re.MULTILINE) for kind, pattern in SIGNS.items()}
_HIDDEN = frozenset({MarkKind.CODE, MarkKind.MATH, MarkKind.MARKUP, MarkKind.URL})


@dataclass(slots=True)
class Count:
    """What one folder's files gave."""

    files: int = 0
    refused: int = 0
    utterances: int = 0
    leaks: Counter[str] = field(default_factory=Counter)
    twice: int = 0
    interviews: int = 0
    words: int = 0
    lost: int = 0


def leaks_of(utterance: Utterance, essay: Essay) -> Iterator[str]:
    """Return the kinds of markup that *utterance* says."""
    text = utterance.text
    block = utterance.span.block
    if block is not None and essay.blocks[block].kind in {BlockKind.MATH, BlockKind.CODE}:
        return
    if block is not None:
        start = utterance.span.start
        signs = list(text)
        for mark in essay.blocks[block].marks:
            if mark.kind in _HIDDEN:
                for at in range(max(0, mark.start - start), min(len(text), mark.end - start)):
                    signs[at] = " "
        text = "".join(signs)
    for kind, pattern in _SIGNS.items():
        if pattern.search(text):
            yield kind


def is_title_twice(script: Script) -> bool:
    """Return whether the words of the title are said again at once after the opening."""
    said = [u for chapter in script.chapters for u in chapter.utterances]
    title = _letters(script.title)
    return bool(title) and any(
        _letters(u.text).removeprefix(title)[:2] == ""
        for u in said[1:4]
        if u.span.block is not None
    )


def lost_words(raw: str, essays: list[Essay], scripts: list[Script]) -> list[str]:
    """Return words of *raw*, without its markup, that stand nowhere in what was read."""
    bare = re.sub(r"(?s)^\ufeff?(?:---|\+\+\+)\n.*?\n(?:---|\+\+\+)\n", " ", raw)
    bare = re.sub(r"(?s)<(script|style|svg|template|head|noscript)\b.*?</\1>|<!--.*?-->", " ", bare)
    bare = re.sub(r"(?s)<[^>]{0,2000}>|&#?\w+;", " ", bare)
    bare = re.sub(r"(?:https?:|www\.)\S+|\]\([^)]*\)|\{[^{}]*\}|\S*[/=_\\@`$]\S*", " ", bare)
    known = " ".join(" ".join((e.title, e.author, *(b.text for b in e.blocks))) for e in essays)
    known += " ".join(o.text for s in scripts for o in s.omitted)
    seen = set(re.findall(r"[^\W\d_]{4,}", known.lower()))
    return [w for w in re.findall(r"[^\W\d_]{4,}", bare.lower()) if w not in seen]


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def count(folder: Path, show: str) -> Count:
    """Return what the files of *folder* give; print the findings of the kind *show*."""
    found = Count()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        settings = Show(root=path.parent)
        found.files += 1
        try:
            essays = list(read_essays(str(path), settings.for_reading))
        except EssaycastError as error:
            found.refused += 1
            _tell(show, "refused", path, str(error))
            continue
        scripts = []
        for essay in essays:
            try:
                script = write_script(essay, settings.for_script)
            except EssaycastError as error:
                _tell(show, "refused", path, str(error))
                continue
            scripts.append(script)
            _count_script(found, script, essay, path, show)
        raw = path.read_bytes().decode("utf-8", "replace")
        if path.suffix not in {".epub", ".ipynb", ".docx", ".odt"}:
            lost = lost_words(raw, essays, scripts)
            found.words += sum(len(b.text.split()) for e in essays for b in e.blocks)
            found.lost += len(lost)
            if lost:
                _tell(show, "lost", path, f"{len(lost)}: {' '.join(lost[:60])}")
    return found


def _count_script(found: Count, script: Script, essay: Essay, path: Path, show: str) -> None:
    said = [u for chapter in script.chapters for u in chapter.utterances]
    found.utterances += len(said)
    for utterance in said:
        for kind in leaks_of(utterance, essay):
            found.leaks[kind] += 1
            _tell(show, kind, path, f"{utterance.text[:200]!r} -> {utterance.spoken[:160]!r}")
    if is_title_twice(script):
        found.twice += 1
        _tell(show, "twice", path, " | ".join(u.text[:80] for u in said[:4]))
    speakers = {u.speaker for u in said if u.speaker}
    if speakers:
        found.interviews += 1
        _tell(show, "interview", path, ", ".join(sorted(speakers)))


def _tell(show: str, kind: str, path: Path, words: str) -> None:
    if show in {kind, "all"}:
        print(f"  {kind}: {path.name[-60:]}: {words}")


def main() -> None:
    """Print a row a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--show", default="", help="a kind of leak, twice, lost, refused, or all")
    asked = parser.parse_args()
    print(f"{'source':44} files refused utterances leaks twice turns  lost")
    whole = Count()
    for folder in asked.folders:
        found = count(folder, asked.show)
        n_leaks = sum(found.leaks.values())
        print(
            f"{folder.name[:44]:44} {found.files:5} {found.refused:7} {found.utterances:10} "
            f"{n_leaks:5} {found.twice:5} {found.interviews:5} "
            f"{found.lost / max(1, found.words):6.2%}  {dict(found.leaks)}",
            flush=True,
        )
        for name in ("files", "refused", "utterances", "twice", "interviews", "words", "lost"):
            setattr(whole, name, getattr(whole, name) + getattr(found, name))
        whole.leaks.update(found.leaks)
    n_leaks = sum(whole.leaks.values())
    print(
        f"{whole.files} files, {whole.refused} refused, {whole.utterances:,} utterances, "
        f"{n_leaks} leaks ({1000 * n_leaks / max(1, whole.utterances):.2f} in a thousand), "
        f"{whole.twice} titles twice, {whole.interviews} with turns, "
        f"{whole.lost / max(1, whole.words):.2%} of words unfound"
    )


if __name__ == "__main__":
    main()
