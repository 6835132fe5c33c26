"""Decoders are bounded by what they give, and what is damaged is refused in one way."""

from __future__ import annotations

import contextlib
import gzip
import io
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pipeline.errors import SourceError
from pipeline.tools.bounded import (
    Archive,
    TooLargeError,
    UndecodableError,
    decoded_content,
    opened_picture,
)

LIMIT = 1_000_000
LAYERS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "identity": lambda content: content,
    "x-gzip": lambda content: gzip.compress(content[:7]) + gzip.compress(content[7:]),
}


def bare_deflate(content: bytes) -> bytes:
    return zlib.compress(content)[2:-4]


@given(
    content=st.binary(max_size=500),
    encodings=st.lists(st.sampled_from(sorted(LAYERS)), max_size=2),
    piece=st.integers(1, 50),
)
def test_what_was_encoded_comes_out_however_it_is_cut(content, encodings, piece):
    body = content
    for name in encodings:
        body = LAYERS[name](body)
    pieces = [body[at : at + piece] for at in range(0, len(body), piece)]
    assert decoded_content(pieces, encodings, largest_bytes=LIMIT) == content


def test_deflate_without_its_head_is_read():
    body = bare_deflate(b"The tide goes out. " * 50)
    assert decoded_content([body], ["deflate"], largest_bytes=LIMIT).startswith(b"The tide")


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_costs_no_more_memory_than_its_limit(layers):
    body = b"0" * 80_000_000
    for _ in range(layers):
        body = gzip.compress(body, 9)
    tracemalloc.start()
    with pytest.raises(TooLargeError):
        decoded_content([body], ["gzip"] * layers, largest_bytes=LIMIT)
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak_bytes < 4 * LIMIT


def test_every_layer_is_bounded_and_not_the_last_alone():
    inner = b"\x1f\x8b\x08\x00" + bytes(80_000_000)  # decodes to nothing, after 80 MB of it
    with pytest.raises(UndecodableError):
        decoded_content([gzip.compress(inner)], ["gzip", "gzip"], largest_bytes=LIMIT)


@pytest.mark.parametrize("encodings", [["gzip"] * 3, ["br"], ["gzip", "compress"]])
def test_codings_that_were_not_asked_for_are_refused(encodings):
    with pytest.raises(UndecodableError):
        decoded_content([b"x"], encodings, largest_bytes=LIMIT)


@given(st.binary(max_size=60), st.sampled_from(["gzip", "deflate"]))
def test_noise_is_refused_in_one_way(noise, encoding):
    with contextlib.suppress(UndecodableError):
        decoded_content([noise], [encoding], largest_bytes=LIMIT)


def test_a_stream_cut_off_is_not_taken_for_whole():
    with pytest.raises(UndecodableError, match="middle"):
        decoded_content([gzip.compress(b"tide" * 900)[:-20]], ["gzip"], largest_bytes=LIMIT)


def archive(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return written.getvalue()


def test_an_archive_gives_back_what_went_in():
    opened = Archive(archive({"a/b.txt": b"ebb", "c": b"flood"}), "x.zip")
    assert list(opened.names) == ["a/b.txt", "c"]
    assert opened.read("a/b.txt") == b"ebb"


@pytest.mark.parametrize(
    "limits", [{"largest_entry": 99}, {"largest_whole": 150}, {"most_entries": 1}]
)
def test_an_archive_is_refused_at_its_limits(limits):
    content = archive({"a": bytes(100), "b": bytes(100)})

    def read_all():
        opened = Archive(content, "x.zip", **limits)
        return opened.read("a"), opened.read("b")

    with pytest.raises(SourceError, match="limit"):
        read_all()


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_whose_output_cannot_be_bounded_are_refused(method):
    with pytest.raises(SourceError, match="is not read"):
        Archive(archive({"a": bytes(10**6)}, method), "x.zip").read("a")


@given(place=st.floats(0, 1), bits=st.integers(1, 255))
def test_a_damaged_archive_is_read_or_refused_and_nothing_else(place, bits):
    content = bytearray(archive({"a": b"The tide goes out, and comes in again. " * 20}))
    content[min(int(place * len(content)), len(content) - 1)] ^= bits
    with contextlib.suppress(SourceError):
        opened = Archive(bytes(content), "x.zip")
        for name in opened.names:
            opened.read(name)


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*one) for one in chunks)


def head(side: int) -> tuple[bytes, bytes]:
    return b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)


BOMB = zlib.compress(bytes(200_000_000), 9)
PICTURES = {
    "of more pixels than fit": png(head(60_000), (b"IDAT", b"")),
    "of a billion pixels": png(head(2**31 - 1), (b"IDAT", b"")),
    "with a text that unpacks to 200 MB": png(head(1), (b"zTXt", b"a\0\0" + BOMB), (b"IDAT", b"")),
    "with a profile that does": png(head(1), (b"iCCP", b"a\0\0" + BOMB), (b"IDAT", b"")),
    "cut off": png(head(1))[:20],
    "that is a text": b"The tide goes out.",
}


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_is_refused(name):
    with pytest.raises(UndecodableError):
        opened_picture(PICTURES[name], ["PNG"], load=True)


def test_a_picture_is_opened():
    written = io.BytesIO()
    Image.new("RGB", (3, 2)).save(written, "PNG")
    assert opened_picture(written.getvalue(), ["PNG"], load=True).size == (3, 2)
