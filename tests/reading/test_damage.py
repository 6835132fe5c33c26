"""Damaged sources of every form: an essay or a refusal, and never another error."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from books import zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import SourceError

GOLDEN = Path(__file__).parent / "golden"
FORMS = {
    name: (GOLDEN / name).read_bytes()
    for name in (
        "feed-rss.xml",
        "feed-atom.xml",
        "html-article-page.html",
        "listing-directory.txt",
        "markdown-tables-lists-terms.md",
        "markdown-plain-essay.md",
        "plain-hard-wrapped.txt",
    )
}
CUTS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=6)), min_size=1, max_size=4
)


@pytest.mark.parametrize("name", sorted(FORMS))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cuts=CUTS)
def test_damage_ends_in_essays_or_in_a_refusal(name, cuts, read):
    content = FORMS[name]
    for share, length, inserted in cuts:
        at = int(share * len(content))
        content = content[:at] + inserted + content[at + length :]
    with contextlib.suppress(SourceError):
        assert read(name, content)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(["a.md", "a.html", "a.txt", "a.xml", "a.epub", "a"]),
    content=st.one_of(
        st.binary(max_size=80),
        st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass")),
    ),
)
def test_noise_ends_in_essays_or_in_a_refusal(name, content, read):
    with contextlib.suppress(SourceError):
        assert read(name, content)


BOOK = zipped(next(path for path in sorted(GOLDEN.glob("*")) if (path / "mimetype").is_file()))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(share=st.floats(0, 1), bits=st.integers(1, 255))
def test_a_damaged_book_ends_in_essays_or_in_a_refusal(share, bits, read):
    content = bytearray(BOOK)
    content[min(int(share * len(content)), len(content) - 1)] ^= bits
    with contextlib.suppress(SourceError):
        assert read("book.epub", bytes(content))
