"""Only addresses of the web and of mail become links, wherever an episode has any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publication.card import web_address
from pipeline.publication.notes import is_link
from pipeline.publication.page.inline_html import safe_url

SCHEMES = (
    "javascript", "JavaScript", "data", "vbscript", "file", "ftp", "blob", "about", "view-source",
    "ssh", "chrome", "jar", "intent", "ws",
)  # fmt: skip
AFTER = ("alert(1)", "//host/%0aalert(1)", "//host", "/", "//user@host/path?a=1#b", "text/html,<b>")
TAKERS = {
    "notes": is_link,
    "the page": lambda url: bool(safe_url(url)),
    "tags": lambda url: bool(web_address(url)),
}


@pytest.mark.parametrize("place", TAKERS)
@given(st.sampled_from(SCHEMES), st.sampled_from(AFTER))
def test_no_other_scheme_is_linked_with_a_host_or_without(place, scheme, after):
    assert not TAKERS[place](f"{scheme}:{after}")


@pytest.mark.parametrize("place", TAKERS)
@pytest.mark.parametrize("url", ["https:", "http://", "https:///path", "http://[", ""])
def test_an_address_without_a_host_is_no_link(place, url):
    assert not TAKERS[place](url)


@pytest.mark.parametrize("place", TAKERS)
@pytest.mark.parametrize("url", ["https://example.org", "HTTP://example.org/a?b=c#d"])
def test_addresses_of_the_web_are_links(place, url):
    assert TAKERS[place](url)
