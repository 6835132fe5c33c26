"""Copying a private show to its host: an edition for each listener, and nothing for everybody."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.publication.catalogue import Record
from pipeline.publication.host_files import Uploaded, copy_changed, drop_all, local_files
from pipeline.publication.listener_editions import drop_editions, edition_settings, make_edition
from pipeline.publication.listener_keys import Listener
from pipeline.publication.ownership import INDEX_FILE
from pipeline.settings.publication_settings import PublicationSettings
from pipeline.tools.store import RemoteFolder

EMPTY_PAGE = b"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, noarchive">
<meta name="generator" content="essaycast">
<title>Nothing here</title>
</head>
<body>
<p>There is nothing to see here.</p>
</body>
</html>
"""
"""Stands where the editions lie side by side, so that no server lists their names."""


def upload_privately(
    settings: PublicationSettings,
    records: Sequence[Record],
    host: RemoteFolder,
    listeners: Sequence[Listener],
    withdrawn_keys: Sequence[str],
    withdrawn_slugs: frozenset[str],
) -> Uploaded:
    """Give each listener's edition to *host*, and take away those of withdrawn keys.

    Withdrawn keys go first, whatever may fail later; then what *host* still has of the show from
    when it was public.

    Raises:
        PublicationError: A published episode is damaged.
        StorageError: An edition cannot be written, here or there.
    """
    if host.read(INDEX_FILE) != EMPTY_PAGE:
        host.write(INDEX_FILE, [EMPTY_PAGE], "text/html")
    n_withdrawn = sum(host.remove_tree(key) for key in withdrawn_keys)
    public = drop_all(host, but=frozenset({INDEX_FILE}))
    drop_editions(settings.places, but=[listener.key for listener in listeners])
    done = [
        _upload_edition(settings, records, host, listener, withdrawn_slugs)
        for listener in listeners
    ]
    return Uploaded(
        copied=tuple(name for one in done for name in one.copied),
        unchanged=sum(one.unchanged for one in done),
        dropped=(*public, *(name for one in done for name in one.dropped)),
        n_bytes=sum(one.n_bytes for one in done),
        listeners=len(listeners),
        withdrawn=n_withdrawn,
    )


def _upload_edition(
    settings: PublicationSettings,
    records: Sequence[Record],
    host: RemoteFolder,
    listener: Listener,
    withdrawn_slugs: frozenset[str],
) -> Uploaded:
    own = edition_settings(settings, listener.key)
    made = make_edition(settings, records, listener.key)
    files = list(local_files(made, own.places.output))
    return copy_changed(files, host.inside(listener.key), withdrawn_slugs)
