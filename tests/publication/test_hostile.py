"""Hostile text in every place stays text in everything that is published."""

from __future__ import annotations

import json
from dataclasses import replace

import feedparser
import pytest
from lxml import etree, html
from made_by_hand import (
    LINES,
    RATE_HZ,
    episode_in,
    essay_of,
    measured,
    script_of,
    show_in,
    sound,
    timeline_of,
)

from pipeline.publication import publish, upload
from pipeline.publication.card import card_of
from pipeline.publication.sidecars import read_vtt
from pipeline.publication.verification import verify
from pipeline.tools.characters import folded
from pipeline.tools.formats import FORMATS
from pipeline.values.episode import Episode
from pipeline.values.essay import Block, BlockKind
from pipeline.values.sound import Chapter

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "end of data": "]]>",
    "attribute": '" onload="alert(1)',
    "end of audio": "</audio></script><img src=x onerror=alert(1)>",
    "bidi": "\u202egnp.exe\u2066",
    "NUL and controls": "a\x00b\x07c\x1bd",
    "path": "../../etc/passwd",
    "entity": "&lt;b&gt; &amp; &copy",
    "emoji": "🎉👩‍👩‍👧‍👦",
    "long": "word " * 60,
    "very long": "w" * 1_200,
    "arrow": "00:00:00.000 --> 00:00:01.000",
    "percent": "%s {title} ${HOME} $(id) `id`",
}


def told_of(page):
    """Return the tags and attributes of a page that could run something it was not meant to."""
    tree = html.fromstring(page.read_bytes())
    handlers = [name for element in tree.iter() for name in element.attrib if name[:2] == "on"]
    return handlers, [element.get("src") for element in tree.iter("img")]


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_published_whole_and_says_what_was_written(tmp_path, name):
    text = HOSTILE[name]
    show = show_in(tmp_path, base_url="https://example.org/hours")
    texts = {"title": f"Hours {text}", "author": f"Ada {text}", "description": f"On {text}"}
    show = show.model_copy(update=texts)  # some of them no show.toml would be read with
    essay = essay_of(text, author=text, summary=text)
    made = episode_in(tmp_path, show, essay, n_samples=12 * RATE_HZ)
    lines = [(f"{line} {text}", text if speaker else "") for line, speaker in LINES]
    blocks = tuple(Block(BlockKind.PARAGRAPH, line) for line, _ in lines)
    essay = replace(essay, blocks=blocks)
    timeline = timeline_of(lines, n_samples=made.timeline.n_samples)
    timeline = replace(
        timeline, cues=timeline.cues[:1], chapters=(Chapter(0, timeline.n_samples, text),)
    )
    plain = Episode(
        made.identity, essay, script_of(essay, lines), timeline, (made.audio,), made.artwork
    )
    tags = FORMATS["mp3"].tags_before(card_of(plain, show.channel.imprint))
    path = made.audio.path
    sound(path, timeline.n_samples)
    path.write_bytes(tags + path.read_bytes())
    audio = measured(path, timeline.n_samples)
    publication = publish(replace(plain, media=(audio,)), show.for_publication)
    assert verify(show.for_publication) == ()
    assert {path.name for path in tmp_path.glob("output/*")} == {
        "feed.xml", "index.html", "artwork.png", "artwork-small.jpg", "embed.js",
        made.identity.slug,
    }  # fmt: skip
    item = etree.parse(publication.feed).find("channel/item")
    assert item.findtext("title") == folded(text)
    assert not feedparser.parse(publication.feed.read_bytes()).bozo
    chapters = json.loads((publication.folder / "chapters.json").read_bytes())["chapters"]
    assert chapters[0]["title"] == folded(text)
    captions = read_vtt((publication.folder / f"{made.identity.slug}.vtt").read_text())
    said = "".join("".join(line for caption in captions for line in caption.lines).split())
    assert said == "".join(folded(lines[0][0]).split())
    for page in (publication.folder / "index.html", tmp_path / "output" / "index.html"):
        handlers, pictures = told_of(page)
        assert handlers == []
        assert "x" not in pictures
    assert upload(show.for_publication, str(tmp_path / "host")).copied


def test_nothing_published_tells_a_secret_or_where_on_the_machine_the_essay_lay(tmp_path):
    show = show_in(tmp_path, base_url="https://hours.example")
    for key in ("https://a.example/day?token=s3cret", f"{tmp_path}/elsewhere/s3cret.md"):
        episode = episode_in(tmp_path, show, essay_of(f"On {len(key)}", key=key))
        publish(episode, show.for_publication)
    for path in show.output_folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"s3cret" not in content, path
            assert str(tmp_path).encode() not in content, path
