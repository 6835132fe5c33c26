"""An episode around a figure, published, kept, and published again with its film."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from flows.episode_films import with_films
from flows.kept_episodes import keep_episode, published_episode
from pipeline.publication import publish
from pipeline.publication.card import card_of
from pipeline.publication.identity import identify
from pipeline.sound.encoding import encode
from pipeline.sound.master import master
from pipeline.values.episode import Episode
from pipeline.values.essay import Block, BlockKind, Essay
from pipeline.values.script import Span

FIGURE = 2
"""Block of the figure; the sentences before it are blocks 0 and 1, those after it 3 and 4."""


def picture(colour: str, size=(640, 400)) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, "PNG")
    return written.getvalue()


def told(script) -> tuple[Essay, object]:
    """Return an essay of the script's sentences around a figure, and the script with its spans."""
    places = [n if n < FIGURE else n + 1 for n in range(len(script.utterances))]
    utterances = [
        replace(one, span=Span(place, 0, len(one.text)))
        for one, place in zip(script.utterances, places, strict=True)
    ]
    blocks = [Block(BlockKind.PARAGRAPH, one.text) for one in utterances]
    blocks.insert(FIGURE, Block(BlockKind.FIGURE, "A tide table", url="tide.png"))
    essay = Essay(
        title="Harbour <Hours>", blocks=tuple(blocks), source="h.md", key="h.md",
        author="Ada Quill", date=date(2026, 10, 5),
    )  # fmt: skip
    cut = len(script.chapters[0].utterances)
    chapters = (
        replace(script.chapters[0], utterances=tuple(utterances[:cut])),
        replace(script.chapters[1], utterances=tuple(utterances[cut:])),
    )
    return essay, replace(script, title=essay.title, chapters=chapters)


@pytest.fixture(scope="session")
def heard(tmp_path_factory, make_material):
    """A show and an episode with sound and artwork, not published yet."""
    root = tmp_path_factory.mktemp("filmed")
    (root / "tide.png").write_bytes(picture("#20a020"))
    material = make_material(root, 5, title="Tides", base_url="https://example.org/t")
    show, timeline = material.show, material.timeline
    essay, script = told(material.script)
    identity = identify(essay, show.for_publication)
    mastered = master(timeline, material.store, show.audio, show.machine)
    sound = root / f"{identity.slug}.mp3"
    artwork = root / f"{identity.slug}.jpg"
    Image.new("RGB", (1400, 1400), "#345").save(artwork)
    named = Episode(identity, essay, script, timeline, (), artwork)
    card = card_of(named, show.channel.imprint)
    media = encode(timeline, mastered, sound, material.store, show.audio, show.machine, card)
    return show, replace(named, media=(media,))


@pytest.fixture(scope="session")
def filmed(heard, tmp_path_factory):
    """The episode published, kept, and published again with its film."""
    show, episode = heard
    publish(episode, show.for_publication)
    keep_episode(show.state, episode)
    again, _ = published_episode(show.places, episode.identity.slug)
    work = tmp_path_factory.mktemp("work")
    return show, publish(
        with_films(again, show.for_film, show.resources, work), show.for_publication
    )
