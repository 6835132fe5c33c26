"""Copying to a host: what changed, sound first, the feed last, and nothing that is not ours."""

from __future__ import annotations

import errno
import shutil
from datetime import date
from types import SimpleNamespace

import fsspec
import pytest
from made_by_hand import episode_in, essay_of, show_in

from pipeline.errors import PublicationError, UsageError
from pipeline.publication import publish, upload, withdraw
from pipeline.publication.hosting import _refuse_own_places
from pipeline.tools.store import RemoteFolder


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    show = show_in(folder, base_url="https://hours.example")
    publish(episode_in(folder, show), show.for_publication)
    publish(episode_in(folder, show, essay_of("Night", key="night.md")), show.for_publication)
    return folder


@pytest.fixture
def show(made, tmp_path):
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return show_in(tmp_path, base_url="https://hours.example")


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".essaycast.json"
    }


def test_the_host_has_what_output_has(show, tmp_path):
    done = upload(show.for_publication, str(tmp_path / "host"))
    assert files_of(tmp_path / "host") == files_of(show.output_folder)
    assert done.unchanged == 0
    assert done.n_bytes == sum(len(content) for content in files_of(tmp_path / "host").values())


def test_sound_goes_before_what_names_it_and_the_feed_goes_last(show, tmp_path):
    copied = upload(show.for_publication, str(tmp_path / "host")).copied
    assert copied[-1] == "feed.xml"
    for slug in ("night", "how-long-is-a-day"):
        own = [name for name in copied if name.startswith(f"{slug}/")]
        assert own[0] == f"{slug}/{slug}.mp3"
        assert own[-1] == f"{slug}/episode.json"


def test_no_page_goes_before_what_it_leads_to(show, tmp_path):
    upload(show.for_publication, str(tmp_path / "host"))
    (tmp_path / "new").mkdir()
    dawn = essay_of("Dawn", key="dawn.md", date=date(2026, 10, 4))
    publish(episode_in(tmp_path / "new", show, dawn), show.for_publication)
    copied = upload(show.for_publication, str(tmp_path / "host")).copied
    pages = [name for name in copied if name.endswith("/index.html")]
    assert pages == ["dawn/index.html", "how-long-is-a-day/index.html"]  # which leads to it
    assert all(copied.index(name) < copied.index(pages[0]) for name in copied if ".mp3" in name)


def test_a_second_time_copies_nothing(show, tmp_path):
    first = upload(show.for_publication, str(tmp_path / "host"))
    again = upload(show.for_publication, str(tmp_path / "host"))
    assert (again.copied, again.unchanged) == ((), len(first.copied))


def test_an_edit_copies_that_episode_alone(show, tmp_path):
    upload(show.for_publication, str(tmp_path / "host"))
    (tmp_path / "edited").mkdir()
    publish(
        episode_in(tmp_path / "edited", show, essay_of("Nightfall", key="night.md")),
        show.for_publication,
    )
    copied = upload(show.for_publication, str(tmp_path / "host")).copied
    assert {name for name in copied if not name.startswith("night/")} == {
        *("how-long-is-a-day/index.html", "how-long-is-a-day/episode.json"),  # named anew there
        *("index.html", "feed.xml"),
    }
    assert files_of(tmp_path / "host") == files_of(show.output_folder)


def test_broken_off_it_goes_on_where_it_was(show, tmp_path, monkeypatch):
    copy_in, left = RemoteFolder.copy_in, [12]

    def failing(host, name, path, mime_type):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ECONNRESET, "Connection reset by peer")
        return copy_in(host, name, path, mime_type)

    monkeypatch.setattr(RemoteFolder, "copy_in", failing)
    with pytest.raises(PublicationError, match=r"Connection reset by peer.*goes on where it was"):
        upload(show.for_publication, str(tmp_path / "host"))
    assert not (tmp_path / "host" / "feed.xml").exists()
    monkeypatch.undo()
    assert (
        upload(show.for_publication, str(tmp_path / "host")).unchanged == 10
    )  # the first episode but its page
    assert files_of(tmp_path / "host") == files_of(show.output_folder)


def test_only_what_was_withdrawn_is_dropped(show, tmp_path):
    host = tmp_path / "host"
    upload(show.for_publication, str(host))
    (host / "night" / "mine.txt").write_text("not yours")
    (host / "other").mkdir()
    (host / "other" / "mine.txt").write_text("not yours")
    withdraw("night", show.for_publication)
    shutil.rmtree(show.output_folder / "how-long-is-a-day")  # lost, not withdrawn
    done = upload(show.for_publication, str(host))
    assert {name.partition("/")[0] for name in done.dropped} == {"night"}
    assert (host / "how-long-is-a-day" / "how-long-is-a-day.mp3").is_file()
    assert [path.name for path in (host / "night").iterdir()] == ["mine.txt"]
    assert (host / "other" / "mine.txt").is_file()


def test_a_hosts_list_cannot_name_files_outside(show, tmp_path):
    host = tmp_path / "host"
    host.mkdir()
    (tmp_path / "precious.txt").write_text("kept")
    (host / ".essaycast.json").write_text('{"night/../../precious.txt": "0", "/etc/x": "1"}')
    withdraw("night", show.for_publication)
    assert upload(show.for_publication, str(host)).dropped == ()
    assert (tmp_path / "precious.txt").is_file()


def test_a_damaged_file_is_not_copied(show, tmp_path):
    sound = show.output_folder / "night" / "night.mp3"
    sound.write_bytes(sound.read_bytes()[:-9])
    with pytest.raises(PublicationError, match="Run 'essaycast verify'"):
        upload(show.for_publication, str(tmp_path / "host"))


def test_an_object_store_gets_the_same(show):
    upload(show.for_publication, "memory://bucket/hours")
    store = fsspec.filesystem("memory")
    assert (
        store.cat_file("/bucket/hours/feed.xml") == (show.output_folder / "feed.xml").read_bytes()
    )
    assert not [path for path in store.find("/bucket") if path.endswith(".part")]
    store.rm("/bucket", recursive=True)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("nosuch://host/x", "'nosuch' is no storage that is known"),
        ("sftp://ada:secret@127.0.0.1:1/hours", "sftp://127.0.0.1:1/hours: the host refused"),
        ("/dev/null/hours", "the host refused: "),
    ],
)
def test_a_host_that_refuses_is_one_paragraph_without_the_password(show, url, told):
    with pytest.raises(PublicationError) as raised:
        upload(show.for_publication, url)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("place", ["~", "{home}", "{home}/.."])
def test_nothing_is_copied_into_a_home_folder_or_one_around_it(show, tmp_path, monkeypatch, place):
    home = tmp_path / "homes" / "ada"
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    with pytest.raises(UsageError, match="is no place to publish in"):
        upload(show.for_publication, place.format(home=home))
    assert not [*home.iterdir()]
    root = SimpleNamespace(root="", filesystem=fsspec.filesystem("file"))
    with pytest.raises(UsageError, match="is no place to publish in"):  # and nothing is tried there
        _refuse_own_places(root, show.output_folder)


def test_output_is_not_copied_into_itself(show):
    with pytest.raises(PublicationError, match="lies within what is to be copied"):
        upload(show.for_publication, str(show.output_folder / "host"))


def test_somebody_elses_site_is_never_copied_over(show, tmp_path):
    host = tmp_path / "site"
    host.mkdir()
    (host / "index.html").write_text("<html>My own site.</html>")
    publish(episode_in(tmp_path, show), show.for_publication)
    with pytest.raises(UsageError, match=r"its index\.html is not essaycast's"):
        upload(show.for_publication, str(host))
    assert [path.name for path in host.iterdir()] == ["index.html"]
    (host / "index.html").rename(host / "old.html")
    upload(show.for_publication, str(host))
    (host / ".essaycast.json").unlink()  # lost, but feed and index say whose they are
    assert upload(show.for_publication, str(host)).copied


@pytest.mark.parametrize("url", ["", "  "])
def test_no_place_is_no_place_to_copy_to(show, url):
    with pytest.raises(UsageError, match="no place"):
        upload(show.for_publication, url)
