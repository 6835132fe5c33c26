"""Publication: an episode appears in ``output/`` whole or not at all, and the feed with it."""

from pipeline.publication.feed import feed_gaps
from pipeline.publication.host_files import Uploaded
from pipeline.publication.hosting import upload
from pipeline.publication.lists import rebuild
from pipeline.publication.publishing import Publication, publish
from pipeline.publication.withdrawal import withdraw
from pipeline.publication.withdrawn import withdrawn_slugs

__all__ = [
    "Publication",
    "Uploaded",
    "feed_gaps",
    "publish",
    "rebuild",
    "upload",
    "withdraw",
    "withdrawn_slugs",
]
