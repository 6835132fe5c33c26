"""An episode page's links to other episodes, the one part of it that others change."""

from __future__ import annotations

from pipeline.catalogue import Neighbour
from pipeline.page.document import fragment

_BEGIN = '<nav class="neighbours"'
_AFTER = "</div>\n</div>\n</main>"
"""What stands behind the links; text of an essay is escaped and cannot look like it."""


def with_neighbours(
    page: str,
    previous: Neighbour | None,
    following: Neighbour | None,
    *,
    index: str = "../index.html",
) -> str:
    """Return an episode's *page* with its links to other episodes put anew.

    Nothing else of it changes, and the same neighbours change nothing.

    Args:
        page: As :func:`pipeline.page.episode_page` made it.
        previous: The episode before it, if any.
        following: The episode after it, if any.
        index: Address of the index page.
    """
    head, _, tail = page.partition(_AFTER)
    links = fragment("neighbours.html.jinja", previous=previous, following=following, index=index)
    return f"{head.partition(_BEGIN)[0]}{links}\n{_AFTER}{tail}"
