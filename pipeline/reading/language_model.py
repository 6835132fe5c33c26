"""The model that tells languages apart, opened so that what a text does not need stays on disk.

py3langid unpacks its 70 MB into memory. Here they are unpacked into a file without a name, of which
a text touches a part, and gives it back.
"""

from __future__ import annotations

import lzma
import mmap
import shutil
import tempfile
import zipfile
from functools import cache
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray
from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

_HEADER_BYTES = 30
"""Of a file in a ZIP archive, before its name: APPNOTE.TXT, 4.3.7."""


def most_likely_language(text: str) -> str:
    """Return the language *text* is most likely in, an ISO 639-1 code, as py3langid says it."""
    identifier, mapped = _identifier()
    language, _ = identifier.classify(text)
    if hasattr(mmap, "MADV_DONTNEED"):  # not on Windows
        mapped.madvise(mmap.MADV_DONTNEED)
    return str(language)


@cache
def _identifier() -> tuple[LanguageIdentifier, mmap.mmap]:
    with tempfile.TemporaryFile(suffix=".npz") as unpacked:
        with lzma.open(MODEL_DIR / MODEL_FILE) as packed:
            shutil.copyfileobj(packed, unpacked)
        unpacked.flush()
        mapped = mmap.mmap(unpacked.fileno(), 0, access=mmap.ACCESS_READ)
        arrays = _arrays(unpacked, mapped)
    identifier = LanguageIdentifier(
        arrays["ptc"],
        arrays["pc"],
        arrays["classes"].tolist(),
        _numbers(arrays["nextmove"]),
        _numbers(arrays["out_feat"]),
        tk_row=_numbers(arrays["nextmove_row"]),
    )
    return identifier, mapped


def _numbers(array: NDArray[Any]) -> memoryview:
    """Return *array* as plain numbers, which are read one by one ten times faster."""
    plain: Any = array.view(np.uint8).data
    numbers: memoryview = plain.cast("B").cast(array.dtype.char)
    return numbers


def _arrays(archive: IO[bytes], mapped: mmap.mmap) -> dict[str, NDArray[Any]]:
    """Return the arrays of an .npz file that is not compressed, as views of it as it is mapped."""
    arrays = {}
    for member in zipfile.ZipFile(archive).infolist():
        header = mapped[member.header_offset : member.header_offset + _HEADER_BYTES]
        lengths = int.from_bytes(header[26:28], "little"), int.from_bytes(header[28:30], "little")
        archive.seek(member.header_offset + _HEADER_BYTES + sum(lengths))
        np.lib.format.read_magic(archive)
        shape, _, kind = np.lib.format.read_array_header_1_0(archive)
        whole = np.frombuffer(mapped, kind, int(np.prod(shape)), archive.tell())
        arrays[member.filename.removesuffix(".npy")] = whole.reshape(shape)
    return arrays
