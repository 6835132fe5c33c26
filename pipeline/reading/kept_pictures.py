"""Pictures on other hosts, fetched within limits and kept, so that an episode's page is whole."""

from __future__ import annotations

import logging
import os
import time
from dataclasses import dataclass

from pipeline.errors import FetchError
from pipeline.reading.importing.fetched_pictures import (
    picture_of_tree,
    pictures_in,
    place_of_pictures,
)
from pipeline.reading.importing.trees import Tree
from pipeline.settings.reading_settings import Access
from pipeline.tools.kept_files import kept_picture, kept_picture_path
from pipeline.tools.picture_files import LARGEST_BYTES, PictureFile, picture_file
from pipeline.values.essay import Essay

LOG = logging.getLogger(__name__)
_EACH_S = 20.0
_ALL_S = 120.0
"""Seconds that one picture and all of an essay's may take."""
_MOST_FAILURES = 5
"""Pictures in a row that cannot be had, after which the rest are not asked for."""


@dataclass(slots=True)
class _Allowance:
    ends: float
    failures: int = 0


def keep_pictures(essay: Essay, access: Access, tree: Tree | None = None, path: str = "") -> int:
    """Keep the pictures of *essay* that lie in its export or on other hosts; return how many.

    One that cannot be had stays a link, with a warning.

    Args:
        essay: The essay.
        access: Where to keep them; nothing is done where pictures stay links.
        tree: The files of the export it came in, if any.
        path: The essay's own file there.
    """
    if access.pictures is None:
        return 0
    kept = 0
    tree, path = place_of_pictures(tree, path)
    allowance = _Allowance(time.monotonic() + _ALL_S)
    for url in dict.fromkeys((*pictures_in(essay), *([essay.image] if essay.image else []))):
        of_tree = picture_of_tree(tree, path, url)
        if of_tree is not None:
            _keep(essay.source, url, of_tree, access)
            kept += 1
        elif url.startswith(("https://", "http://")) and _within(allowance):
            found = fetched_picture(url, access)
            kept += found is not None
            allowance.failures = 0 if found else allowance.failures + 1
    return kept


def _within(allowance: _Allowance) -> bool:
    return time.monotonic() < allowance.ends and allowance.failures < _MOST_FAILURES


def fetched_picture(url: str, access: Access) -> PictureFile | None:
    """Return the picture at *url*, fetched unless it is kept; None where it cannot be had."""
    if access.pictures is None or not url.startswith(("https://", "http://")):
        return None
    content = kept_picture(access.pictures, "", url)
    if content:
        return picture_file(content)
    from pipeline.tools.fetching.fetch import fetch  # noqa: PLC0415 - httpx

    try:
        answer = fetch(
            url, private=access.private_addresses, total_s=_EACH_S, largest_bytes=LARGEST_BYTES
        )
    except FetchError as error:
        LOG.warning("picture left as a link: %s", error)
        return None
    found = picture_file(answer.content)
    if found is None:
        LOG.warning("picture left as a link: %s is no picture that can be shown", url)
        return None
    _keep("", url, found, access)
    return found


def _keep(source: str, url: str, picture: PictureFile, access: Access) -> None:
    if access.pictures is None:
        return
    source = "" if "://" in url else source
    path = kept_picture_path(access.pictures, source, url)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}.new")
    aside.write_bytes(picture.content)
    aside.replace(path)
