"""Decoders whose limit is what comes out, for everything that comes from outside.

A few kilobytes of deflate unpack to gigabytes, stacked ones to petabytes; what arrives says
nothing. Every layer is taken in pieces and counted as it is decoded, so that the memory used is
that of the limit, however the input was made. Whatever else a decoder raises on damaged input
(``zlib.error``, ``struct.error``, ``RuntimeError`` …) becomes the one error of its form.
"""

from __future__ import annotations

import io
import stat
import warnings
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.errors import SourceError

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_LAYERS = 2
"""Encodings of one body. Servers apply one; a proxy may add another."""
MOST_PIXELS = 40_000_000
"""Of one picture: 160 MB once decoded."""
_PIECE_BYTES = 1 << 16
_GZIP, _EITHER = 16 + zlib.MAX_WBITS, 32 + zlib.MAX_WBITS
_INFLATED = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": _EITHER}
"""Content coding (RFC 9110, 8.4.1) → window bits of zlib; ``deflate`` is zlib's own format."""
ENCODINGS = "gzip, deflate"
"""What a request may accept."""
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError,
    RuntimeError, IndexError, OverflowError,
)  # fmt: skip
"""What zipfile raises on archives that are damaged; a password is a RuntimeError."""


class UndecodableError(ValueError):
    """What came cannot be decoded: damaged, of an unknown coding, or in too many layers."""


class TooLargeError(UndecodableError):
    """More would come out than is allowed."""


def decoded_content(
    pieces: Iterable[bytes], encodings: Sequence[str], *, largest_bytes: int
) -> bytes:
    """Return the body of an HTTP answer without its content codings.

    Args:
        pieces: The body as it came.
        encodings: The codings in the order they were applied, as ``Content-Encoding`` lists them.
        largest_bytes: Bytes that any layer may have, the arriving one included.

    Raises:
        TooLargeError: A layer has more.
        UndecodableError: A coding is not known or its stream is damaged; or there are too many.
    """
    codings = [name for name in (one.strip().lower() for one in encodings) if name]
    codings = [name for name in codings if name != "identity"]
    if len(codings) > MOST_LAYERS:
        raise UndecodableError(f"it is encoded {len(codings)} times; the limit is {MOST_LAYERS}")
    layers = _counted(pieces, largest_bytes)
    for name in reversed(codings):
        if name not in _INFLATED:
            raise UndecodableError(f"its encoding {name[:40]!r} was not asked for")
        layers = _counted(_inflated(layers, _INFLATED[name]), largest_bytes)
    return b"".join(layers)


def _counted(pieces: Iterable[bytes], largest_bytes: int) -> Iterator[bytes]:
    n_bytes = 0
    for piece in pieces:
        n_bytes += len(piece)
        if n_bytes > largest_bytes:
            raise TooLargeError(f"it has {n_bytes:,} bytes or more; the limit is {largest_bytes:,}")
        yield piece


def _inflated(pieces: Iterable[bytes], window_bits: int) -> Iterator[bytes]:
    """Yield what *pieces* inflate to, one member after another, little at a time."""
    decoder = zlib.decompressobj(window_bits)
    begun = False
    for piece in pieces:
        left = piece
        while left:
            if decoder.eof:  # a further member of the same stream, RFC 1952, 2.2
                decoder = zlib.decompressobj(window_bits)
            try:
                inflated = decoder.decompress(left, _PIECE_BYTES)
            except zlib.error as error:
                if begun or window_bits != _EITHER:
                    raise UndecodableError(f"its compression is damaged: {error}") from error
                window_bits = -zlib.MAX_WBITS  # some servers send deflate bare
                decoder = zlib.decompressobj(window_bits)
                continue
            begun = True
            left = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
            if inflated:
                yield inflated
    while begun and not decoder.eof and (inflated := decoder.decompress(b"", _PIECE_BYTES)):
        yield inflated
    if begun and not decoder.eof:
        raise UndecodableError("its compression ends in the middle")


class Archive:
    """A ZIP archive from outside, read within limits: EPUB, docx, the export of a platform.

    Args:
        content: The archive.
        source: What messages call it.
        form: What it is, with its article: "the EPUB".
        most_entries: Files it may list.
        largest_entry: Bytes one file may have, unpacked.
        largest_whole: Bytes all files that are read may have, unpacked; one read twice counts
            twice.

    Raises:
        SourceError: It is no archive, damaged, or lists too many files.
    """

    def __init__(
        self,
        content: bytes,
        source: str,
        *,
        form: str = "the archive",
        most_entries: int = 5_000,
        largest_entry: int = 8_000_000,
        largest_whole: int = 64_000_000,
    ) -> None:
        self._source = source
        self._form = form
        self._largest_entry = largest_entry
        self._left = largest_whole
        listed = content.count(b"PK\x01\x02")  # before zipfile makes an object of each
        if listed > most_entries:
            raise self._too_large(f"{listed:,} entries", f"{most_entries:,}")
        with self._explained():
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            self._names = {info.filename: info for info in self._archive.infolist()}

    @property
    def names(self) -> Collection[str]:
        """The paths of all files, in the archive's order; of two of one name the last counts."""
        return self._names.keys()

    def is_link(self, path: str) -> bool:
        """Return whether the entry *path* is a symbolic link made on Unix."""
        return stat.S_ISLNK(self._names[path].external_attr >> 16)

    def read(self, path: str) -> bytes:
        """Return the content of the file at *path*.

        Raises:
            SourceError: There is none, it is damaged or encrypted, or it is too large.
        """
        info = self._names.get(path)
        if info is None:
            raise SourceError(
                f"{self._form} names '{path}' and does not hold it",
                where=self._source,
                mend="Export it again",
            )
        if info.flag_bits & 1:
            raise SourceError(
                f"{self._form} is encrypted", where=self._source, mend="Export it unprotected"
            )
        limit = min(self._largest_entry, self._left)
        with self._explained(path):
            if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                # zipfile bounds what these two give at a time, and of no others.
                raise UndecodableError(f"compression method {info.compress_type} is not read")
            with self._archive.open(info) as file:
                content = file.read(limit + 1)
        if len(content) > limit:
            raise self._too_large(f"'{path}' with more than {limit:,} bytes", f"{limit:,}")
        self._left -= len(content)
        return content

    @contextmanager
    def _explained(self, path: str = "") -> Iterator[None]:
        try:
            yield
        except _DAMAGED as error:
            at = f" at '{path}'" if path else ""
            raise SourceError(
                f"{self._form} is damaged{at}: {error}", where=self._source, mend="Export it again"
            ) from error

    def _too_large(self, what: str, limit: str) -> SourceError:
        return SourceError(
            f"{self._form} holds {what}; the limit is {limit}", where=self._source, mend="Split it"
        )


def opened_picture(content: bytes, formats: Collection[str], *, load: bool = False) -> Image:
    """Return the picture of one of Pillow's *formats* that *content* is, its size bearable.

    Pillow bounds what the text and profile chunks of a PNG unpack to; the pixels are bounded here.

    Args:
        content: The file.
        formats: Pillow's names of formats.
        load: Decode it; else only its head has been read.

    Raises:
        UndecodableError: It is none of them, damaged, or of too many pixels.
    """
    from PIL import Image  # noqa: PLC0415 - only where there are pictures

    try:
        with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
            picture = Image.open(io.BytesIO(content), formats=tuple(formats))
            n_pixels = picture.width * picture.height
            if load and n_pixels <= MOST_PIXELS:
                picture.load()
    except Exception as error:  # a dozen kinds, format by format; each means the same
        raise UndecodableError(f"it is no picture that can be read: {error}") from error
    if n_pixels > MOST_PIXELS:
        raise TooLargeError(f"it has {n_pixels:,} pixels; the limit is {MOST_PIXELS:,}")
    return picture
