"""A long Markdown text rendered in pieces is the same as rendered whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reading import markdown_pieces
from pipeline.reading.markdown import blocks_of_markdown, markdown_parser
from pipeline.values.essay import ContainerKind, MarkKind

GOLDEN = Path(__file__).parent / "golden"
SHARING = """
A [link] and [another][late], a note[^late], one here^[said at *once*[^early]], and (@case).

[^early]: First in the file, second in its order.

    Its second paragraph, which ends in a list:

    - an item[^late]

- [ ] a task
  with [a link][late]

(@case) An example, and (@) one more.

> [^quoted]: Within a quotation.

[late]: https://example.org/late
[link]: https://example.org/first
[link]: https://example.org/second
[^late]: Last, with a [link].
[^never]: Nobody calls it.
"""


@pytest.mark.parametrize("text", [SHARING, SHARING * 3, "", "\n", "one"], ids=len)
@pytest.mark.parametrize("piece", [0, 7, 2_000])
def test_what_parts_of_a_text_share_is_the_same_in_pieces(
    monkeypatch: pytest.MonkeyPatch, text: str, piece: int
) -> None:
    """Links, notes and numbers lead where they lead in the whole."""
    monkeypatch.setattr(markdown_pieces, "_PIECE", piece)
    monkeypatch.setattr(markdown_pieces, "_NOTES", 1 + piece)
    parser = markdown_parser()
    assert markdown_pieces.rendered_in_pieces(parser, text) == parser.render(text)


def test_every_markdown_essay_of_the_golden_pairs_is_the_same_in_pieces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A piece for each block at the top."""
    monkeypatch.setattr(markdown_pieces, "_PIECE", 0)
    parser = markdown_parser()
    essays = [path.read_text(encoding="utf-8") for path in GOLDEN.glob("**/*.md")]
    assert essays
    for essay in essays:
        assert markdown_pieces.rendered_in_pieces(parser, essay) == parser.render(essay)


def test_a_book_has_more_than_a_thousand_notes() -> None:
    """Each is a note, called once."""
    calls = "".join(f"Word.[^{n}]\n\n" for n in range(1_002))
    blocks = blocks_of_markdown(calls + "".join(f"[^{n}]: Note.\n\n" for n in range(1_002)))
    notes = [b for b in blocks if any(c.kind is ContainerKind.FOOTNOTE for c in b.within)]
    called = [m.target for b in blocks for m in b.marks if m.kind is MarkKind.FOOTNOTE]
    assert len(notes) == 1_002
    assert called == [str(n) for n in range(1, 1_003)]
