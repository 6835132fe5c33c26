"""A book of what is published and kept, with sound that was not published in that form."""

from __future__ import annotations

import zipfile

from lxml import etree

from flows.bookmaking import make_epub
from pipeline.sound.decoding import measure_file

SMIL = "{http://www.w3.org/ns/SMIL}"
OPF = "{http://www.idpf.org/2007/opf}"


def seconds_of(clock: str) -> float:
    hours, minutes, rest = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def test_a_book_with_opus_marks_the_same_moments_within_sound_of_the_same_length(filmed, tmp_path):
    show, publication = filmed
    slug = publication.record.slug
    marked = {}
    for form in ("mp3", "opus"):
        path, essays = make_epub(show, (slug,), "word", form)
        assert essays == [slug]
        with zipfile.ZipFile(path) as book:
            book.extractall(tmp_path / form)
        overlay = etree.parse(next((tmp_path / form).rglob("*.smil")))
        marked[form] = [
            (audio.get("clipBegin"), audio.get("clipEnd")) for audio in overlay.iter(f"{SMIL}audio")
        ]
    assert marked["opus"] == marked["mp3"]
    assert marked["opus"]
    package = etree.parse(tmp_path / "opus" / "EPUB" / "package.opf")
    types = {item.get("media-type") for item in package.iter(f"{OPF}item")}
    assert "audio/ogg; codecs=opus" in types
    sound = next((tmp_path / "opus").rglob("*.opus"))
    measured = measure_file(sound, 48_000, show.machine)
    meant_s = publication.record.n_samples / publication.record.rate_hz
    assert abs(measured.n_samples / 48_000 - meant_s) < 0.001
    assert seconds_of(marked["opus"][-1][1]) <= meant_s + 0.001
