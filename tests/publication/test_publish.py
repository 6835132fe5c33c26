"""An episode appears whole or not at all, and keeps what it is known by."""

from __future__ import annotations

import errno
import hashlib
import json
import multiprocessing
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from made_by_hand import episode_in, essay_of, measured, show_in, tag
from PIL import Image

from pipeline.errors import PublicationError, StorageError, UsageError
from pipeline.publication import disk, exchange, publish, rebuild, withdraw, workshop
from pipeline.publication.catalogue import read_catalogue, read_record
from pipeline.publication.feed import feed_gaps
from pipeline.publication.inspection import hear_anew
from pipeline.publication.verification import verify
from pipeline.tools.locks import held
from pipeline.values.essay import Block, BlockKind
from pipeline.values.script import ScriptChapter
from pipeline.values.sound import Chapter

NOON = datetime(2026, 10, 6, 12, tzinfo=UTC)
FILES = {
    "how-long-is-a-day.mp3",
    "how-long-is-a-day.vtt",
    "how-long-is-a-day.srt",
    "transcript.json",
    "chapters.json",
    "embed.html",
    "oembed.json",
    "page.json",
    "index.html",
    "episode.json",
    "artwork.jpg",
    "artwork-small.jpg",
}


@pytest.fixture
def show(tmp_path):
    return show_in(tmp_path, base_url="https://example.org/hours")


def everything(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_publication_holds_what_it_should_and_nothing_else(tmp_path, show):
    publication = publish(episode_in(tmp_path, show), show.for_publication)
    assert {path.name for path in publication.folder.iterdir()} == FILES
    assert {path.name for path in publication.files} == FILES
    assert {path.name for path in show.output_folder.iterdir()} == {
        "feed.xml", "index.html", "artwork.png", "artwork-small.jpg", "embed.js",
        "how-long-is-a-day",
    }  # fmt: skip
    assert verify(show.for_publication) == ()


def test_publishing_the_same_again_changes_no_byte(tmp_path, show):
    episode = episode_in(tmp_path, show)
    publish(episode, show.for_publication, now=NOON)
    before = everything(show.output_folder)
    publish(episode, show.for_publication, now=NOON + timedelta(days=3))
    rebuild(show.for_publication)
    assert everything(show.output_folder) == before


def test_an_edit_keeps_guid_and_first_date_and_tells_the_new_length(tmp_path, show):
    first = publish(episode_in(tmp_path, show), show.for_publication, now=NOON).record
    longer = episode_in(tmp_path, show, essay_of("Days, Revisited"), n_samples=5 * 44_100)
    again = publish(longer, show.for_publication, now=NOON + timedelta(days=3)).record
    assert (again.slug, again.guid, again.published) == (first.slug, first.guid, first.published)
    assert again.modified > first.modified
    assert again.audio.n_bytes > first.audio.n_bytes
    assert f'length="{again.audio.n_bytes}"' in (show.output_folder / "feed.xml").read_text()
    assert verify(show.for_publication) == ()


def test_the_same_holds_where_two_folders_cannot_be_exchanged(tmp_path, show, monkeypatch):
    monkeypatch.setattr(exchange, "_renameat2", lambda: None)
    publish(episode_in(tmp_path, show), show.for_publication)
    publish(episode_in(tmp_path, show, essay_of("Other")), show.for_publication)
    assert [record.title for record in read_catalogue(show.output_folder)] == ["Other"]
    assert verify(show.for_publication) == ()


def test_an_old_folder_comes_back_when_the_new_one_cannot_move_in(tmp_path, show, monkeypatch):
    publish(episode_in(tmp_path, show), show.for_publication)
    before = everything(show.output_folder)

    def refusing(fresh, place, old):
        place.rename(old)
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("pipeline.publication.publishing.move_in", refusing)
    with pytest.raises(StorageError, match="Input/output error"):
        publish(episode_in(tmp_path, show, essay_of("Other")), show.for_publication)
    rebuild(show.for_publication)
    assert everything(show.output_folder).keys() == before.keys()
    assert verify(show.for_publication) == ()


def test_nobody_waits_while_an_episode_is_listened_to(tmp_path, show, monkeypatch):
    free = []

    def listening(*given):
        with held(workshop._lock(show.places)) as mine:
            free.append(mine)
        return hear_anew(*given)

    monkeypatch.setattr("pipeline.publication.publishing.hear_anew", listening)
    publish(episode_in(tmp_path, show), show.for_publication)
    assert free == [True]


def cut(path):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


@pytest.mark.parametrize(
    ("damage", "told", "what"),
    [
        (cut, False, "has changed since it was measured"),
        (cut, True, "samples are heard, where"),
        (lambda path: path.write_bytes(b"no sound at all" * 99), True, "failed its checks"),
    ],
)
def test_nothing_that_fails_its_checks_is_published(tmp_path, show, damage, told, what):
    episode = episode_in(tmp_path, show)
    damage(episode.audio.path)
    if told:
        digest = hashlib.sha256(episode.audio.path.read_bytes()).hexdigest()
        episode = replace(episode, media=(replace(episode.audio, sha256=digest),))
    with pytest.raises(PublicationError, match=what):
        publish(episode, show.for_publication)
    assert not any(show.output_folder.iterdir())


def test_a_failed_edit_leaves_what_was_published(tmp_path, show):
    publish(episode_in(tmp_path, show), show.for_publication)
    before = everything(show.output_folder)
    episode = episode_in(tmp_path, show, essay_of("Other"))
    cut(episode.audio.path)
    with pytest.raises(PublicationError):
        publish(episode, show.for_publication)
    assert everything(show.output_folder) == before


def test_a_full_disk_is_one_paragraph_and_leaves_nothing(tmp_path, show, monkeypatch):
    publish(episode_in(tmp_path, show), show.for_publication)
    before = everything(show.output_folder)

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk.os, "fsync", full)
    with pytest.raises(StorageError, match=r"No space left on device\. Make room on that disk"):
        publish(episode_in(tmp_path, show, essay_of("Other")), show.for_publication)
    assert everything(show.output_folder) == before


def test_an_output_that_is_a_file_is_one_paragraph(tmp_path, show):
    (tmp_path / "output").write_text("a file")
    with pytest.raises(StorageError, match="is a file, where a folder is needed"):
        publish(episode_in(tmp_path, show), show.for_publication)


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
def test_two_that_publish_at_once_are_both_listed(tmp_path, show):
    rebuild(show.for_publication)
    episodes = [episode_in(tmp_path, show, essay_of(f"Day {n}", key=str(n))) for n in range(4)]
    context = multiprocessing.get_context("fork")
    children = [context.Process(target=publish, args=(episode, show)) for episode in episodes]
    for child in children:
        child.start()
    for child in children:
        child.join(60)
    assert (show.output_folder / "feed.xml").read_text().count("<item>") == 4
    assert verify(show.for_publication) == ()


def test_a_record_that_cannot_be_read_stops_the_feed_and_names_itself(tmp_path, show):
    folder = publish(episode_in(tmp_path, show), show.for_publication).folder
    (folder / "episode.json").write_text("{}")
    with pytest.raises(PublicationError, match=r"episode\.json: this is no record"):
        rebuild(show.for_publication)
    publish(episode_in(tmp_path, show), show.for_publication)  # produced again, it is mended
    assert verify(show.for_publication) == ()


def test_feed_and_index_come_back_from_the_records_alone(tmp_path, show):
    publish(episode_in(tmp_path, show), show.for_publication)
    before = everything(show.output_folder)
    for name in ("feed.xml", "index.html", "artwork.png"):
        (show.output_folder / name).unlink()
    rebuild(show.for_publication)
    assert everything(show.output_folder) == before


def test_a_changed_address_changes_the_feed_and_not_what_the_show_is_known_by(tmp_path, show):
    publish(episode_in(tmp_path, show), show.for_publication)
    feed = show.output_folder / "feed.xml"
    known = [line for line in feed.read_text().splitlines() if "guid" in line]
    moved = show.model_copy(update={"base_url": "https://example.net/elsewhere"})
    rebuild(moved)
    told = feed.read_text()
    assert "https://example.net/elsewhere/how-long-is-a-day/how-long-is-a-day.mp3" in told
    assert "example.org/hours" not in told
    assert [line for line in told.splitlines() if "guid" in line] == known


def test_without_an_address_the_feed_is_relative_and_says_so(tmp_path):
    show = show_in(tmp_path)
    publish(episode_in(tmp_path, show), show.for_publication)
    told = (show.output_folder / "feed.xml").read_text()
    assert 'url="how-long-is-a-day/how-long-is-a-day.mp3"' in told
    assert feed_gaps(show.channel)[0].startswith("base_url is not set")
    assert verify(show.for_publication) == ()


def test_a_withdrawn_episode_is_gone_from_folder_feed_and_index(tmp_path, show):
    publish(episode_in(tmp_path, show), show.for_publication)
    publish(episode_in(tmp_path, show, essay_of("Night", key="night.md")), show.for_publication)
    assert withdraw("how-long-is-a-day", show.for_publication).title == "How Long Is a Day?"
    left = "".join((show.output_folder / name).read_text() for name in ("feed.xml", "index.html"))
    assert "how-long" not in left
    assert "night" in left
    assert verify(show.for_publication) == ()
    with pytest.raises(PublicationError, match=r"no episode 'nosuch'. There are: night\."):
        withdraw("nosuch", show.for_publication)


def test_the_essays_own_pictures_stand_beside_its_page_and_no_other_file_does(tmp_path, show):
    (tmp_path / "essays").mkdir()
    Image.new("RGB", (40, 30), "#fc0").save(tmp_path / "essays" / "sun.png")
    (tmp_path / "secret.txt").write_text("not a picture")
    (tmp_path.parent / "outside.png").write_bytes((tmp_path / "essays" / "sun.png").read_bytes())
    urls = ("sun.png", "../secret.txt", "../../outside.png", "/etc/passwd", "https://x.org/y.png")
    figures = tuple(Block(BlockKind.FIGURE, "The sun", url=url) for url in urls)
    essay = essay_of()
    essay = replace(essay, blocks=(*essay.blocks, *figures))
    record = publish(episode_in(tmp_path, show, essay), show.for_publication).record
    assert [file.name for file in record.files_of("picture")] == ["figure-01.png"]
    assert verify(show.for_publication) == ()


def test_chapters_lead_to_the_page_or_the_essay_and_show_their_first_picture(tmp_path, show):
    (tmp_path / "essays").mkdir()
    for n in (1, 2):
        Image.new("RGB", (40, 30), (n, 0, 0)).save(tmp_path / "essays" / f"{n}.png")
    figures = [Block(BlockKind.FIGURE, "The sun", url=f"{n}.png") for n in (1, 2)]
    heading = Block(BlockKind.HEADING, "Clocks disagree, politely.", info="clocks", level=2)
    essay = essay_of(url="https://example.org/essay")
    essay = replace(essay, blocks=(*essay.blocks[:2], *figures, heading))
    made = episode_in(tmp_path, show, essay)
    spans = [
        replace(u, span=replace(u.span, block=b))
        for u, b in zip(made.script.utterances, (0, 1, 4), strict=True)
    ]
    script = replace(made.script, chapters=(ScriptChapter("All", tuple(spans)),))
    half = made.timeline.cues[2].start
    chapters = (Chapter(0, half, "Sun"), Chapter(half, made.timeline.n_samples, "Clocks"))
    timeline = replace(made.timeline, chapters=chapters)
    tag(made.audio.path, essay.title, timeline, made.artwork.read_bytes())
    audio = measured(made.audio.path, timeline.n_samples)
    episode = replace(made, script=script, timeline=timeline, media=(audio,))
    for base_url in (show.base_url, "", "https://example.net"):
        there = show.model_copy(update={"base_url": base_url}).for_publication
        folder = publish(episode, there).folder
        rebuild(there)
        told = json.loads((folder / "chapters.json").read_bytes())["chapters"]
        at = f"{base_url}/how-long-is-a-day/"
        assert [(one.get("url"), one.get("img")) for one in told] == [
            (f"{at}index.html#t=0.00", f"{at}figure-01.png") if base_url else (None, None),
            ("https://example.org/essay#clocks", None),
        ]
        assert verify(there) == ()


def test_the_record_says_all_and_nothing_of_this_machine(tmp_path, show):
    folder = publish(episode_in(tmp_path, show), show.for_publication).folder
    text = (folder / "episode.json").read_text()
    assert str(tmp_path) not in text
    assert json.loads(text)["version"] == 1
    assert read_record(folder).people[-1].name == "Ada Quill"


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("https://evil.example/essay", "photo.png"),
        ("essays/feed.xml#https://evil.example/1", "photo.png"),
        ("essays/book.epub#chapter.xhtml", "photo.png"),
        ("essays/day.md", "../photo.png"),
        ("essays/day.md", "private/../../photo.png"),
        ("essays/day.md", "linked.png"),
    ],
)
def test_an_essay_from_elsewhere_or_out_of_its_folder_publishes_no_picture(
    tmp_path, show, source, url
):
    (tmp_path / "essays").mkdir()
    for place in (tmp_path, tmp_path / "essays"):
        Image.new("RGB", (40, 30), "#fc0").save(place / "photo.png")
    (tmp_path / "essays" / "linked.png").symlink_to(tmp_path / "photo.png")
    essay = essay_of(key=source)
    essay = replace(essay, blocks=(*essay.blocks, Block(BlockKind.FIGURE, "I", url=url)))
    record = publish(episode_in(tmp_path, show, essay), show.for_publication).record
    assert record.files_of("picture") == ()


@pytest.mark.parametrize("name", ["index.html", "feed.xml", "artwork.png"])
def test_somebody_elses_site_is_never_written_over(tmp_path, show, name):
    show.output_folder.mkdir()
    (show.output_folder / name).write_text("<html>My own site, of many years.</html>")
    with pytest.raises(UsageError, match=f"its {name} is not essaycast's") as refusal:
        publish(episode_in(tmp_path, show), show.for_publication)
    assert refusal.value.exit_status == 2
    assert [path.name for path in show.output_folder.iterdir()] == [name]
    assert "many years" in (show.output_folder / name).read_text()


def test_what_is_ours_is_known_when_all_episodes_are_gone(tmp_path, show):
    episode = episode_in(tmp_path, show)
    record = publish(episode, show.for_publication).record
    withdraw(record.slug, show.for_publication)
    publish(episode, show.for_publication)
    assert verify(show.for_publication) == ()


def test_what_stands_in_the_way_of_the_output_is_told_as_what_it_is(tmp_path, show):
    episode = episode_in(tmp_path, show)
    show.output_folder.symlink_to(tmp_path / "unmounted")
    with pytest.raises(StorageError, match="is a link that leads nowhere") as refusal:
        publish(episode, show.for_publication)
    assert "permission" not in str(refusal.value).lower()
    show.output_folder.unlink()
    show.output_folder.write_text("")
    with pytest.raises(StorageError, match="is a file, where a folder is needed"):
        publish(episode, show.for_publication)
