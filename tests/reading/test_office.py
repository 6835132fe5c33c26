"""Word and OpenDocument texts: styles, notes, and pictures with what is told of them."""

from __future__ import annotations

import exports
import pytest

from pipeline.reading import keep_pictures, read_catalogue, read_essays
from pipeline.reading.importing.copying import copied
from pipeline.settings.show import Show
from pipeline.tools.kept_files import kept_picture

FILES = {"salt.docx": exports.docx, "salt.odt": exports.odt}
LIST = [("paragraph", "Kinds", ""), ("paragraph", "Grey", "")]


def told(essay) -> list[tuple[str, str, str]]:
    return [(block.kind.value, block.text, block.url) for block in essay.blocks]


@pytest.mark.parametrize("name", FILES)
def test_an_office_text_is_read_by_its_styles_and_its_picture_with_alt_text_and_caption(
    name, tmp_path
):
    (tmp_path / name).write_bytes(FILES[name]())
    essay = read_essays(name, Show(root=tmp_path).for_reading)[0]
    place = {"salt.docx": "word/media/image1.png", "salt.odt": "Pictures/lid.png"}[name]
    assert essay.title == "Salt"
    assert [(kind, text.removesuffix("[1]"), url) for kind, text, url in told(essay)][1:5] == [
        ("paragraph", "Salt is a rock.", ""),
        ("figure", "A lid of oak", place),
        ("caption", "My lid.", ""),
        *(LIST[:1] if name.endswith("odt") else [("paragraph", "We eat it.", "")]),
    ]
    assert not any("Never meant" in text for _, text, _ in told(essay))


def test_notes_and_headed_lists_of_an_opendocument_text_are_such(tmp_path):
    (tmp_path / "salt.odt").write_bytes(exports.odt())
    essay = read_essays("salt.odt", Show(root=tmp_path).for_reading)[0]
    noted = [block.text for block in essay.blocks if "footnote" in {c.kind for c in block.within}]
    assert noted[0] == "So they say."
    assert essay.author == "Rosa Engel"
    assert [one for one in told(essay) if one in LIST] == LIST


@pytest.mark.parametrize("packed", ["alone", "in a folder", "in an archive"])
@pytest.mark.parametrize("name", FILES)
def test_pictures_of_an_office_text_are_kept_and_copied_wherever_it_lies(name, packed, tmp_path):
    show = Show(root=tmp_path)
    places = {"alone": name, "in a folder": "all", "in an archive": "all.zip"}
    if packed == "in an archive":
        (tmp_path / "all.zip").write_bytes(exports.zipped_files({f"x/{name}": FILES[name]()}))
    else:
        path = tmp_path / ("all" if packed == "in a folder" else "") / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(FILES[name]())
    catalogue = read_catalogue(places[packed], show.for_reading)
    (entry,) = catalogue.entries
    url = next(block.url for block in entry.essay.blocks if block.url)
    assert keep_pictures(entry, catalogue, show.for_reading.access) == 1
    assert show.pictures
    assert kept_picture(show.pictures, entry.essay.source, url) == exports.PNG
    (one,) = copied(catalogue, catalogue.entries, tmp_path / "essays", show.for_reading.access)
    assert one.pictures == 1
    again = read_essays(f"essays/{one.path}", show.for_reading)[0]
    figure = next(block for block in again.blocks if block.url)
    assert figure.text == "A lid of oak"
    assert (tmp_path / "essays" / figure.url).read_bytes() == exports.PNG


def test_a_document_s_shown_title_goes_before_that_of_its_properties(tmp_path):
    core = (
        '<x xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>An older name</dc:title>'
        "<dc:creator>Rosa Engel</dc:creator></x>"
    )
    files = {"docProps/core.xml": core.encode()}
    (tmp_path / "salt.docx").write_bytes(exports.with_files(exports.docx(), files))
    essay = read_essays("salt.docx", Show(root=tmp_path).for_reading)[0]
    assert (essay.title, essay.author) == ("Salt", "Rosa Engel")


def test_a_picture_outside_a_word_document_is_never_opened(tmp_path):
    outside = tmp_path / "secret.png"
    outside.write_bytes(exports.PNG)
    content = exports.docx()
    (tmp_path / "salt.docx").write_bytes(
        exports.with_file(
            content,
            "word/_rels/document.xml.rels",
            lambda text: text.replace(
                'Target="media/image1.png"', f'Target="{outside.as_uri()}" TargetMode="External"'
            ),
        )
    )
    essay = read_essays("salt.docx", Show(root=tmp_path).for_reading)[0]
    assert ("figure", "A lid of oak", "") in told(essay)
