"""The store: bytes kept under keys made from content, so that no work is done twice.

A value is verified whenever it is read; one that is damaged is as good as absent, and whoever
asked makes it again. Two processes may use one store at the same time: a value appears under its
key whole or not at all, and two that put the same key put the same bytes.
"""

from __future__ import annotations

from pipeline.errors import StorageError
from pipeline.settings.running_settings import StoreSettings
from pipeline.tools.store.remote_storage import RemoteFolder
from pipeline.tools.store.storage import LocalFolder, StoragePlace
from pipeline.tools.store.store import Store, StoreReport

__all__ = [
    "LocalFolder",
    "RemoteFolder",
    "StoragePlace",
    "Store",
    "StoreReport",
    "open_place",
    "open_store",
]


def open_store(settings: StoreSettings) -> Store:
    """Open the store.

    Args:
        settings: ``storage.url`` is any fsspec URL; empty for ``.essaycast/store`` beside
            ``show.toml``.

    Raises:
        StorageError: The URL names nothing that can be opened.
    """
    place = open_place(settings) or LocalFolder(settings.places.state / "store")
    return Store(place, limit_bytes=settings.storage.limit_bytes)


def open_place(settings: StoreSettings, *folders: str) -> StoragePlace | None:
    """Open a folder of what machines share, None when everything is kept to oneself.

    Args:
        settings: ``storage.url`` is any fsspec URL, or the path of a folder.
        folders: Names of the folder within.

    Raises:
        StorageError: The URL names nothing that can be opened.
    """
    url = settings.storage.url
    if not url:
        return None
    if "://" in url:
        try:
            return RemoteFolder.at("/".join([url.rstrip("/"), *folders]))
        except StorageError as error:
            where = f"{error.where}, storage.url in show.toml"
            raise StorageError(error.what, where=where, mend=error.mend) from error
    return LocalFolder(settings.places.root.joinpath(url, *folders))
