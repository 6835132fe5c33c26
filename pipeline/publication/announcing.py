"""Telling a WebSub hub that the feed has changed."""

from __future__ import annotations

from pipeline.errors import reason_of
from pipeline.publication.feed import FEED_FILE
from pipeline.publication.feed.published_urls import address, ascii_url
from pipeline.settings.publication_settings import Channel

_PATIENCE_S = 10.0


def announce(channel: Channel) -> str:
    """Tell the show's hub, if it has one, that its feed is new.

    Apps that listen to the hub then have it within seconds; the others look by themselves.

    Returns:
        Why the hub could not be told; empty when it was, or there is none.

    Source:
        PubSubHubbub Core 0.4, 7: ``hub.mode=publish``; W3C WebSub leaves it to hubs.
    """
    hub = channel.hosting.hub
    if not hub or not channel.base_url:
        return ""
    import httpx  # noqa: PLC0415 - only a show with a hub needs it

    feed = address(channel.base_url, FEED_FILE)
    told = {"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}
    try:
        answer = httpx.post(ascii_url(hub), data=told, timeout=_PATIENCE_S)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return f"the hub could not be told: {reason_of(error)}"
    return "" if answer.is_success else f"the hub answered {answer.status_code}"
