"""How long reading and a script take: an essay of 60 KB, of 1 MB, and text made to be slow.

Run it with ``python benchmarks/script_speed.py``. The essay is assembled from sentences of the
register, so that every rule has work. Ratios say how time grows against the text: about 1 is
linear. Figures are seconds of the processor, so that what else the machine does counts little.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice

from benchmark_notes import print_taken

from pipeline.languages.sentences import sentences
from pipeline.reading.flattened import blocks_of_flattened
from pipeline.reading.html import blocks_of_html
from pipeline.reading.markdown import blocks_of_markdown
from pipeline.reading.plain_text import blocks_of_plain
from pipeline.script import write_script
from pipeline.script.review import review_page
from pipeline.settings.show import Show
from pipeline.values.essay import Block, BlockKind, Essay, Mark, MarkKind

SENTENCES = (
    "The run cost $5.2B in 2024, about 3.5× what Dr. Smith et al. had guessed (see Fig. 3).",
    "Nobody reads the appendix; it is 40 pages long, and half of it is tables.",
    "GPT-4o answered in 1.2 s, Llama-3.1-405B in 3, and I don't know… Maybe that is enough.",
    "“It works,” she said, “but only on Tuesdays, i.e. when the cluster is idle.”",
    "See https://example.org/notes/2024?id=7 for the 10-100K range, or ask ann@example.org.",
    "A model is a claim about the world, and claims can be wrong in more ways than one.",
)
HOSTILE = {
    "list numerals": "1. ",
    "brackets": "(",
    "square brackets": "[",
    "closed brackets": "()",
    "nested quotes": "“‘",
    "dotted letters": "a.",
    "full stops": ".",
    "ellipses": "… ",
    "note marks": ".*",
    "digits": "1",
    "one word": "x",
    "dashes": "–",
    "emoji": "😀",
    "spaces": " x" + " " * 50,
    "bidi": "\u202e",
}

READERS: dict[str, tuple[Callable[[str], object], str, str]] = {
    "Markdown": (blocks_of_markdown, "", "\n\n"),
    "HTML": (blocks_of_html, "<p>", "</p>\n"),
    "plain text": (blocks_of_plain, "", "\n\n"),
    "one flattened line": (blocks_of_flattened, "", " "),
}
"""How each form is read, and what stands before and after its paragraphs."""
HOSTILE_FORMS: dict[str, tuple[Callable[[str], object], str]] = {
    "Markdown numerals": (blocks_of_markdown, "1. "),
    "Markdown brackets": (blocks_of_markdown, "["),
    "Markdown quotes": (blocks_of_markdown, "> "),
    "Markdown stars": (blocks_of_markdown, "*a_ "),
    "Markdown pictures": (blocks_of_markdown, "!["),
    "nested elements": (blocks_of_html, "<blockquote><ul><li>"),
    "lone less-than signs": (blocks_of_html, "<"),
    "plain numerals": (blocks_of_plain, "1. "),
    "plain dotted letters": (blocks_of_plain, "a."),
    "flattened questions": (blocks_of_flattened, "Will Anna? "),
    "flattened addresses": (blocks_of_flattened, "Anna [https://e.org] "),
    "flattened items": (blocks_of_flattened, "* a "),
}


def _paragraphs(n_characters: int) -> Iterator[str]:
    written = 0
    for start in range(n_characters):
        if written >= n_characters:
            return
        text = " ".join(islice(cycle(SENTENCES), start % 6, start % 6 + 7))
        written += len(text)
        yield text


def _essay(n_characters: int, *, headings: bool) -> Essay:
    blocks: list[Block] = []
    for n, text in enumerate(_paragraphs(n_characters)):
        if headings and n % 12 == 0:
            blocks.append(Block(BlockKind.HEADING, f"Part {n // 12}", level=2))
        place = text.find("appendix")
        marks = (Mark(MarkKind.LINK, place, place + 8, "https://example.org/appendix"),)
        blocks.append(Block(BlockKind.PARAGRAPH, text, marks if place >= 0 else ()))
    return Essay("Speed", tuple(blocks), "benchmark", "benchmark")


def _hostile(unit: str, n_characters: int) -> Essay:
    text = "It begins. " + unit * (n_characters // len(unit))
    return Essay("Hostile", (Block(BlockKind.PARAGRAPH, text),), "benchmark", "benchmark")


def _best_s(work: Callable[[], object], runs: int = 3) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def _grown(small_s: float, large_s: float, times: float) -> str:
    return f"{large_s / max(small_s, 1e-9) / times:5.2f}"


def _print_reading() -> None:
    print(f"\n{'reading':24}{'60 KB':>10}{'1 MB':>10}  ratio")
    sizes = (60_000, 1_000_000)
    for name, (read, before, after) in READERS.items():
        texts = ["".join(f"{before}{text}{after}" for text in _paragraphs(n)) for n in sizes]
        _print_read(name, read, *texts)
    for name, (read, unit) in HOSTILE_FORMS.items():
        _print_read(name, read, *(unit * (n // len(unit)) for n in sizes))


def _print_read(name: str, read: Callable[[str], object], small: str, large: str) -> None:
    small_s = _best_s(lambda: read(small), 2)
    large_s = _best_s(lambda: read(large), 1)
    print(f"{name:24}{small_s:8.3f} s{large_s:8.3f} s  {_grown(small_s, large_s, 1_000 / 60)}")


def main() -> None:
    print_taken()
    show = Show()
    write_script(
        _essay(2_000, headings=True), show.for_script
    )  # loads the lexicon and the splitter once
    print(f"{'':24}{'60 KB':>10}{'1 MB':>10}  ratio")
    for name, headings in (("with headings", True), ("without headings", False)):
        small, large = (_essay(n, headings=headings) for n in (60_000, 1_000_000))
        small_s = _best_s(lambda essay=small: write_script(essay, show.for_script))
        large_s = _best_s(lambda essay=large: write_script(essay, show.for_script), 1)
        ratio = _grown(small_s, large_s, 1_000 / 60)
        print(f"{name:24}{small_s:8.3f} s{large_s:8.3f} s  {ratio}")
    pairs = [(small, write_script(small, show.for_script))]
    print(f"{'its review page':24}{_best_s(lambda: review_page(pairs, show.for_script)):8.3f} s")
    text = " ".join(_paragraphs(1_000_000))
    print(f"{'sentences alone':24}{'':10}{_best_s(lambda: sentences(text)):8.3f} s")
    _print_reading()
    print(f"\n{'hostile':24}{'20 KB':>10}{'100 KB':>10}  ratio")
    wanted = sys.argv[1:] or list(HOSTILE)
    for name in wanted:
        small, large = (_hostile(HOSTILE[name], n) for n in (20_000, 100_000))
        small_s = _best_s(lambda essay=small: write_script(essay, show.for_script), 2)
        large_s = _best_s(lambda essay=large: write_script(essay, show.for_script), 1)
        print(f"{name:24}{small_s:8.3f} s{large_s:8.3f} s  {_grown(small_s, large_s, 5)}")


if __name__ == "__main__":
    main()
