"""What a film is made from, in one number: a film that is there with the same number is right."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from pipeline.settings.publication_settings import Imprint
from pipeline.settings.sound_settings import Audio
from pipeline.values.episode import Episode

_VERSION = "film-2"
"""Another one makes every film again: change it with what is seen or heard of the same episode."""


def film_key(
    episode: Episode, size: str, imprint: Imprint, figures: Mapping[str, bytes], sound: Audio
) -> str:
    """Return the digest of all that is seen and heard in a film of *episode*, hexadecimal.

    Where its files lie does not count, nor when it was made.

    Args:
        episode: Essay, script, timeline (whose clips are named by their content), artwork.
        size: Of the picture.
        imprint: The show.
        figures: Address → content of each picture.
        sound: What the sound is held to.
    """
    digest = hashlib.sha256(f"{_VERSION} {size} {imprint!r} {sound!r}".encode())
    digest.update(repr(replace(episode, media=(), artwork=None)).encode())
    artwork = episode.artwork.read_bytes() if episode.artwork else b""
    for content in (artwork, *(content for _, content in sorted(figures.items()))):
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()
