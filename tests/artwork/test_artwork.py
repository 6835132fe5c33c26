"""Covers and episode art: square, the same each time, the author's picture where it will do."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageChops, ImageCms, ImageStat

from pipeline.errors import ShowError
from pipeline.publication.artwork import cover, drawn, episode_art
from pipeline.publication.artwork.drawing import COMPOSITIONS
from pipeline.publication.artwork.essay_shape import EssayShape
from pipeline.publication.artwork.inks import SCHEMES, deep
from pipeline.publication.artwork.lettering import DISPLAY, ITALIC, fitted, legible
from pipeline.publication.artwork.palette import COMPANIONS, colour, hue, tint
from pipeline.settings.show import Show
from pipeline.tools.store import open_store

DAY = date(2026, 10, 5)


def cover_of(show):
    return cover(show.channel, show.root)


def _picture(path, size, mode="RGB", form="PNG", **more):
    Image.new(mode, size, **more).save(path, form)
    return path.name


def test_a_drawn_cover_is_a_square_rgb_png_of_3000_px():
    content = cover_of(Show(title="Slow Questions"))
    image = Image.open(io.BytesIO(content))
    assert (image.format, image.mode, image.size) == ("PNG", "RGB", (3000, 3000))
    assert content == cover_of(Show(title="Slow Questions"))


def test_episode_art_is_a_square_rgb_jpeg_under_300_kb():
    show = Show(title="Slow Questions")
    title = "The unreasonable effectiveness of long titles " * 8
    content = episode_art(show.channel.imprint, title, DAY, 7)
    image = Image.open(io.BytesIO(content))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1400, 1400))
    assert len(content) < 300_000
    assert content == episode_art(show.channel.imprint, title, DAY, 7)
    assert content != episode_art(show.channel.imprint, "Another", DAY, 7)


@pytest.mark.parametrize(
    "title",
    [
        "",
        " ",
        "你好，世界",
        "🎉",
        "<b>&",
        "W" * 300,
        "Ünïcôdé żółw",
        "שלום",
        "\x00\u202e",
    ],
)
def test_any_title_has_its_art(title):
    show = Show().model_copy(update={"title": title, "author": title})  # more than is read
    assert episode_art(show.channel.imprint, title, None)


@pytest.mark.parametrize(
    ("mode", "form"), [("RGBA", "PNG"), ("P", "GIF"), ("L", "PNG"), ("CMYK", "JPEG"), ("LA", "PNG")]
)
def test_the_author_s_picture_becomes_rgb_whatever_it_was(tmp_path, mode, form):
    name = _picture(tmp_path / "art", (1400, 1404), mode, form)
    image = Image.open(io.BytesIO(cover_of(Show(artwork=name, root=tmp_path))))
    assert (image.format, image.mode, image.size) == ("PNG", "RGB", (1400, 1400))


def _thumbnail(content, side=100):
    return Image.open(io.BytesIO(content)).resize((side, side), Image.Resampling.BOX)


def _difference(one, other):
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


def test_ten_episodes_are_told_apart_at_100_px_and_leave_the_rim_alone():
    imprint = Show(title="Slow Questions").channel.imprint
    shape = EssayShape(tuple(range(20, 90, 3)), (300, 120, 520, 240))
    arts = [episode_art(imprint, "The Same Title", DAY, n, shape=shape) for n in range(1, 11)]
    small = [_thumbnail(art) for art in arts]
    assert min(_difference(a, b) for a, b in combinations(small, 2)) > 4
    for art in map(Image.open, map(io.BytesIO, arts)):
        ground = art.getpixel((3, 3))
        rim = art.copy()
        rim.paste(ground, (100, 100, 1300, 1330))
        extremes = ImageChops.difference(rim, Image.new("RGB", rim.size, ground)).getextrema()
        assert max(high for _, high in extremes) < 24  # what JPEG leaves


@pytest.mark.parametrize(
    "shape", [EssayShape((), ()), EssayShape((5,), (5,)), EssayShape((1,) * 900, (3,) * 300)]
)
def test_any_essay_has_its_art(shape):
    for number in range(len(COMPOSITIONS)):
        canvas = Image.new("RGB", (140, 140))
        COMPOSITIONS[number](canvas, (12, 12, 128, 80), shape, deep(tint("A")))
        assert canvas.getcolors(140 * 140) is None or len(canvas.getcolors(140 * 140)) > 1


def test_the_essay_s_own_picture_stands_in_its_art_where_it_will_do(tmp_path):
    imprint = Show(title="Slow Questions").channel.imprint
    pictures = {}
    for side in (1000, 200):
        path = tmp_path / f"{side}.png"
        Image.new("RGB", (side, side), "#d01010").save(path)
        pictures[side] = path.read_bytes()
    with_own = episode_art(imprint, "Red", DAY, 2, picture=pictures[1000])
    red, green, _ = Image.open(io.BytesIO(with_own)).getpixel((700, 300))
    assert red > 180
    assert green < 60
    drawn = episode_art(imprint, "Red", DAY, 2)
    assert episode_art(imprint, "Red", DAY, 2, picture=pictures[200]) == drawn  # too coarse
    assert episode_art(imprint, "Red", DAY, 2, picture=b"none") == drawn


@pytest.mark.parametrize(("red", "blue", "hues"), [(1200, 200, (10, 40)), (100, 1300, (240, 290))])
def test_a_show_is_coloured_as_its_own_cover_is(tmp_path, red, blue, hues):
    picture = Image.new("RGB", (1400, 1400), "white")
    picture.paste("#c02020", (0, 0, red, 1400))
    picture.paste("#2030c0", (1400 - blue, 0, 1400, 1400))
    picture.save(tmp_path / "cover.png")
    channel = Show(artwork="cover.png", root=tmp_path).channel
    assert hues[0] < tint(channel.title, channel.colour).hue_deg < hues[1]
    given = Show(artwork={"picture": "cover.png", "colour": "#108040"}, root=tmp_path).channel
    assert given.colour == given.imprint.colour == "#108040"


def test_a_grey_cover_makes_a_grey_show():
    assert tint("A", "#808080").strength < 0.01
    assert deep(tint("A", "#000000")).ground[1:3] == deep(tint("A", "#000000")).ground[3:5]


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_leaves_the_words_readable(number):
    for scheme in SCHEMES:
        inks = scheme(tint("A", f"#{number:06x}"))
        assert _contrast(inks.text, inks.ground) > 5.5
        assert _contrast(inks.quiet, inks.ground) > 4.5


def _contrast(one, other):
    def luminance(rgb):
        channels = (int(rgb[i : i + 2], 16) / 255 for i in (1, 3, 5))
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_transparent_picture_stands_on_white(tmp_path):
    name = _picture(tmp_path / "art.png", (1400, 1400), "RGBA", color=(0, 0, 0, 0))
    assert Image.open(io.BytesIO(cover_of(Show(artwork=name, root=tmp_path)))).getpixel((5, 5)) == (
        255, 255, 255,
    )  # fmt: skip


def test_a_large_picture_is_made_smaller(tmp_path):
    name = _picture(tmp_path / "art.png", (3600, 3600))
    assert Image.open(io.BytesIO(cover_of(Show(artwork=name, root=tmp_path)))).size == (3000, 3000)


@pytest.mark.parametrize(
    ("size", "said"), [((900, 900), "the least is 1400"), ((2000, 1400), "not square")]
)
def test_a_picture_of_the_wrong_shape_is_refused_with_its_size(tmp_path, size, said):
    name = _picture(tmp_path / "art.png", size)
    with pytest.raises(ShowError, match=f"{size[0]} × {size[1]} px.*{said}"):
        cover_of(Show(artwork=name, root=tmp_path))


def test_a_picture_of_16_bits_keeps_its_greys(tmp_path):
    Image.new("I;16", (1400, 1400), 0x8000).save(tmp_path / "art.png")
    image = Image.open(io.BytesIO(cover_of(Show(artwork="art.png", root=tmp_path))))
    assert image.getpixel((5, 5)) == (127, 127, 127)


def test_colours_are_those_the_picture_s_profile_means_and_no_profile_is_left(tmp_path):
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"....").replace(b"bXYZ", b"rXYZ").replace(b"....", b"bXYZ")
    seen = {}
    for mode, profile in (("RGB", srgb), ("RGB", swapped), ("CMYK", srgb), ("L", b"none")):
        Image.new("RGB", (1400, 1400), "red").convert(mode).save(
            tmp_path / "art.jpg", icc_profile=profile
        )
        image = Image.open(io.BytesIO(cover_of(Show(artwork="art.jpg", root=tmp_path))))
        assert (image.mode, image.info) == ("RGB", {})
        seen[mode, profile] = image.getpixel((5, 5))
    assert seen["RGB", srgb][0] > seen["RGB", srgb][2] + 200
    assert seen["RGB", swapped][2] > seen["RGB", swapped][0] + 200
    assert seen["CMYK", srgb][0] > 200  # a profile of another kind of picture is none


def test_a_picture_taken_sideways_stands_upright_and_tells_nothing_of_its_camera(tmp_path):
    picture = Image.new("RGB", (1400, 1400), "black")
    picture.paste("white", (0, 0, 700, 1400))
    about = Image.Exif()
    about[ExifTags.Base.Orientation] = 6  # to be turned by a quarter
    about[ExifTags.Base.Artist] = "Nobody's business"
    picture.save(tmp_path / "art.jpg", exif=about)
    content = cover_of(Show(artwork="art.jpg", root=tmp_path))
    image = Image.open(io.BytesIO(content))
    assert (image.getpixel((700, 5)), image.getpixel((700, 1395))) == ((255,) * 3, (0,) * 3)
    assert b"business" not in content


def test_of_a_picture_that_moves_the_first_one_is_taken(tmp_path):
    first, second = (Image.new("RGB", (1400, 1400), colour) for colour in ("white", "black"))
    first.save(tmp_path / "art.gif", save_all=True, append_images=[second])
    image = Image.open(io.BytesIO(cover_of(Show(artwork="art.gif", root=tmp_path))))
    assert (getattr(image, "n_frames", 1), image.getpixel((5, 5))) == (1, (255, 255, 255))


def test_what_is_no_picture_is_refused(tmp_path):
    (tmp_path / "art.png").write_text("no picture")
    (tmp_path / "art.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "cut.png").write_bytes(_png_header(1400, 1400))
    for name, said in [
        ("art.png", "no picture"),
        ("art.svg", "no picture.*PNG, JPEG, WEBP, TIFF or GIF"),
        ("cut.png", "no picture"),
        ("none.png", "read"),
        (".", "read"),
    ]:
        with pytest.raises(ShowError, match=said):
            cover_of(Show(artwork=name, root=tmp_path))


@pytest.mark.parametrize("side", [9_100, 12_000, 60_000])
def test_a_decompression_bomb_is_refused_unopened(tmp_path, side):
    (tmp_path / "bomb.png").write_bytes(_png_header(side, side))
    with pytest.raises(ShowError, match="to open"):
        cover_of(Show(artwork="bomb.png", root=tmp_path))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.integers(40, 400), st.integers(20, 200))
def test_lettering_stays_within_its_box(text, width, height):
    """A single ellipsis may stand where not even one letter has room."""
    set_ = fitted(legible(text), DISPLAY, width=width, height=height, sizes=range(40, 12, -4))
    if set_ is not None and set_.lines != ("…",):
        assert max(set_.font.getlength(line) for line in set_.lines) <= width
        assert set_.height <= max(height, 0.68 * 16 + 1)


@pytest.mark.parametrize("name", [DISPLAY, ITALIC])
def test_the_typeface_has_latin_greek_and_cyrillic(name):
    letters = (
        "Zażółć gęślą jaźń Příliš žluťoučký kůň ñøåßæðþ çğış Ελληνικά Русский “quoted” – — … €"
    )
    assert legible(letters, name) == letters


def test_what_cannot_be_shown_is_dropped_and_what_would_be_left_of_nothing_too():
    assert legible("GPT‑5 won 🎉") == "GPT-5 won"
    assert legible("你好 AI") == ""


def test_shows_differ_in_hue_and_keep_theirs():
    hues = {hue(f"Show {n}") for n in range(200)}
    assert hues == set(COMPANIONS)
    assert hue("My Show") == hue("my show")


@settings(max_examples=50, deadline=None)
@given(st.floats(0, 1), st.floats(0, 0.4), st.floats(0, 360))
def test_every_colour_is_one_a_screen_has(lightness, chroma, degrees):
    written = colour(lightness, chroma, degrees)
    assert len(written) == 7
    assert 0 <= int(written[1:], 16) < 2**24


def _png_header(width: int, height: int) -> bytes:
    """Return a PNG that says it is so large, and has next to nothing in it."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b""))


def test_a_picture_is_drawn_once_for_what_it_shows(tmp_path):
    store = open_store(Show(root=tmp_path).store)
    drawings = []

    def draw():
        drawings.append(len(drawings))
        return b"picture %d" % len(drawings)

    assert [drawn(store, shown, draw) for shown in ("a", "a", "b")] == [
        b"picture 1",
        b"picture 1",
        b"picture 2",
    ]
