"""Input made to hurt: nothing raises but a refusal, nothing is lost, nothing recurses."""

from __future__ import annotations

import pytest

from pipeline.errors import SourceError
from pipeline.values.essay import BlockKind

N = 10_000
HOSTILE = {
    "brackets.md": "[" * 40_000,
    "pictures.md": "![" * N,
    "notes.md": "[^" * N,
    "nested-links.md": "[" * 2_000 + "]({{ x }})" * 2_000,
    "quotes.md": "> " * N + "deep",
    "numbers.md": "1. " * N,
    "numbers.txt": "1. " * N,
    "lists.md": "\n".join("  " * i + "- a" for i in range(300)),
    "emphasis.md": "*a_ " * N,
    "tags.md": "{% " * N,
    "money.md": "$a " * N,
    "maths.md": "\\[" * N,
    "word.md": "x" * 100_000,
    "dots.txt": "a." * 50_000,
    "calls.md": "Thanks for reading " * N,
    "divs.html": "<div>" * N + "deep",
    "lists.html": "<ul><li>" * N + "deep",
    "bold.html": "<p>" + "<b>" * N + "deep",
    "quotes.html": "<blockquote>" * N + "deep",
    "links.html": "<a href='#x'>1</a>" * 3_000 + "<p id=x>note",
    "less.html": "<p>" + "<" * 100_000,
    "flat.txt": "https://e.org/p [https://e.org/p] " + "Will Anna [http:// " * 5_000,
    "items.txt": "https://e.org/p [https://e.org/p] It is so. " + "* a " * 5_000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_input_is_read_whole(name, read):
    (essay,) = read(name, HOSTILE[name])
    text = "".join(block.text for block in essay.blocks)
    if "deep" in HOSTILE[name]:
        assert text.endswith("deep")
    if name.split(".")[0] in {"brackets", "word", "dots"}:
        assert text == HOSTILE[name]
    assert all(len(block.within) <= 24 for block in essay.blocks)


def test_an_element_of_a_hundred_thousand_attributes_takes_no_longer_than_its_length(read):
    attributes = " ".join(f"a{n}='>'\" b{n}" for n in range(100_000))  # half a minute otherwise
    (essay,) = read("attributes.html", f"<p id=x {attributes}>Here are words.</p><p>And more.")
    assert [block.text for block in essay.blocks] == ["Here are words.", "And more."]


@pytest.mark.parametrize("name", ["deep.xml", "deep.md"])
def test_what_nests_too_deep_to_parse_is_refused(name, read):
    content = "<rss>" + "<a>" * N if name.endswith("xml") else "+++\na = " + "[" * N + "\n+++\nx"
    with pytest.raises(SourceError):
        read(name, content)


@pytest.mark.slow
def test_a_megabyte_is_read_whole(read):
    paragraph = "The tide of 1953 took [the wall](https://e.org) and *most* of the road.\n\n"
    (essay,) = read("long.md", paragraph * 14_000)
    assert len(essay.blocks) == 14_000
    assert {block.kind for block in essay.blocks} == {BlockKind.PARAGRAPH}
