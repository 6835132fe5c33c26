"""An essay is taken as unchanged only while nothing it is made from, or was made of it, differs."""

from __future__ import annotations

import pytest
from studio_episodes import published

from flows.sources import essays_of
from flows.unchanged import MadeEpisode, asked_for, find_unchanged
from flows.unchanged_notes import inputs_before, note_unchanged
from pipeline.settings.show import Show

ESSAY = "---\ntitle: Noon\nimage: noon.png\n---\n\nNoon is when the sun is highest.\n"
ITEM = {"slug": "noon", "chunks": {"total": 3, "cached": 0}}


@pytest.fixture(scope="module")
def noon(tmp_path_factory):
    """A show's folder with one episode and what is asked of its essay."""
    root = tmp_path_factory.mktemp("noon")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        (root / "voices").mkdir()
        (root / "voices" / "narrator.toml").write_text('engine = "pyttsx3"\nrate_wpm = 170\n')
        (root / "noon.md").write_text(ESSAY)
        show = Show(root=root)
        asked = asked_for("noon.md", None, None)
        essays = essays_of("noon.md", show.for_reading)
        inputs = inputs_before(asked, show, essays)
        published(show, "noon.md")
        note_unchanged(asked, inputs, "noon.md", show, [MadeEpisode("2026-01-01", "0:03", ITEM)])
        yield root, asked


def test_what_stands_is_known_and_told_as_spoken_before(noon):
    [episode] = find_unchanged(noon[1]).episodes
    assert episode.item["slug"] == "noon"
    assert episode.item["chunks"] == {"total": 3, "cached": 3}


@pytest.mark.parametrize(
    "name",
    [
        "noon.md", "show.toml", "noon.essaycast.toml", "directions/noon.toml", "noon.png",
        "voices/narrator.toml", "voices/lexicons/en.pls", "output/feed.xml", "output/index-2.html",
        "output/noon/noon.mp3", "output/noon/index.html", "output/noon/episode.json",
        ".essaycast/episode-clips/noon.json",
    ],
)  # fmt: skip
def test_whatever_differs_is_made_again(noon, name):
    root, asked = noon
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes() if path.exists() else None
    path.write_bytes((before or b"") + b"\n")
    try:
        assert find_unchanged(asked) is None
    finally:
        path.unlink() if before is None else path.write_bytes(before)
    assert find_unchanged(asked) is not None


def test_whatever_is_missing_is_made_again(noon):
    root, asked = noon
    for name in ("output/noon/noon.vtt", "output/feed.xml", "voices/narrator.toml"):
        path = root / name
        aside = path.rename(path.with_name("aside"))
        try:
            assert find_unchanged(asked) is None
        finally:
            aside.rename(path)
    assert find_unchanged(asked) is not None


def test_a_note_that_cannot_be_read_says_nothing(noon):
    _, asked = noon
    before = asked.note.read_bytes()
    for damaged in (b"", b"[]", b"{}", before[:100], b"\xff", before.replace(b"made", b"make")):
        asked.note.write_bytes(damaged)
        assert find_unchanged(asked) is None
    asked.note.write_bytes(before)


def test_only_files_of_essays_can_be_unchanged(noon, monkeypatch):
    monkeypatch.chdir(noon[0])
    for source in ("https://example.org/noon.md", "gone.md", "output", "output/feed.xml", "\0.md"):
        assert asked_for(source, None, None) is None
