"""What an episode's page says of the show around it: it changes though the episode does not."""

from __future__ import annotations

from pipeline.publication.catalogue import Neighbour, Record
from pipeline.publication.page.template import fragment
from pipeline.settings.publication_settings import Channel

_ADDRESSES = '<link rel="canonical"', '<link rel="alternate"'
_FEED = 'spellcheck="false" value="', '" data-feed="'
_LINKS = '<nav class="neighbours"', "</div>\n</div>\n</main>"
"""Where each part begins, and what stands behind it; text of an essay is escaped and cannot look
like either."""


def with_surroundings(
    page: str,
    channel: Channel,
    *,
    slug: str,
    title: str,
    summary: str,
    audio_name: str,
    artwork: str,
    previous: Neighbour | None,
    following: Neighbour | None,
    feed: str = "../feed.xml",
    index: str = "../index.html",
) -> str:
    """Return an episode's *page* saying anew where it stands and what stands beside it.

    Nothing else of it changes, and the same surroundings change nothing.

    Args:
        page: As :func:`pipeline.publication.page.episode_page` made it.
        channel: Its ``base_url`` is what addresses begin with.
        slug: The episode's.
        title: Likewise.
        summary: Likewise.
        audio_name: Address of the audio as seen from the page.
        artwork: Address of the square picture as seen from the page.
        previous: The episode before it, if any.
        following: The episode after it, if any.
        feed: Address of the feed as seen from the page.
        index: Address of the index as seen from the page.
    """
    addresses = fragment(
        "addresses.html.jinja",
        channel,
        slug=slug,
        title=title,
        summary=summary,
        audio_name=audio_name,
        artwork=artwork,
    )
    links = fragment(
        "neighbours.html.jinja", channel, previous=previous, following=following, index=index
    )
    page = _put(page, _ADDRESSES, addresses)
    page = _put(page, _FEED, _FEED[0] + fragment("feed.html.jinja", channel, feed=feed))
    return _put(page, _LINKS, links)


def renewed(page: str, record: Record, channel: Channel) -> str:
    """Return the published *page* of *record* as the record's surroundings and *show* have it."""
    pictures = record.files_of("artwork")
    return with_surroundings(
        page,
        channel,
        slug=record.slug,
        title=record.title,
        summary=record.summary,
        audio_name=record.audio.name,
        artwork=pictures[0].name if pictures else "../artwork.png",
        previous=record.previous,
        following=record.following,
    )


def _put(page: str, part: tuple[str, str], content: str) -> str:
    """Return *page* with *content* in place of its *part*, if it has any."""
    head, behind, tail = page.partition(part[1])
    return f"{head.partition(part[0])[0]}{content}{behind}{tail}"
