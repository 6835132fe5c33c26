"""The show's cover: the author's own picture, checked and converted, or one that is drawn."""

from __future__ import annotations

import io
import warnings
import zlib
from contextlib import suppress
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from pipeline.errors import ShowError
from pipeline.publication.artwork.episode_cover import lettered
from pipeline.publication.artwork.inks import deep
from pipeline.publication.artwork.palette import tint
from pipeline.settings.publication_settings import Channel

SMALLEST, LARGEST = 1400, 3000
"""Pixels a side, as Apple's directory asks for."""
LIMIT_BYTES = 40_000_000
LIMIT_PIXELS = 80_000_000
_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "GIF")
_KNOWN = ", ".join(_FORMATS[:-1]) + " or " + _FORMATS[-1]
_SQUARE = 0.02
"""Sides may differ by this share; the rest is cropped."""
_HANDY_BYTES = 4_000_000
"""Above this a photograph is published smaller."""
_MEND = f"Give a square picture of {SMALLEST} to {LARGEST} px, or take 'artwork' out"


def cover(channel: Channel, root: Path) -> bytes:
    """Return the show's cover: a square PNG, RGB, 1400 to 3000 px; the same bytes each time.

    Args:
        channel: The show; its own picture is taken where it names one.
        root: Folder that the path of its picture starts from.

    Raises:
        ShowError: That picture is missing, too small, not square, too large to open, or none.
    """
    source = root / channel.artwork
    stamp = f"{source} {source.stat().st_mtime_ns}" if channel.artwork and source.is_file() else ""
    key = f"{channel.title}\n{channel.author}\n{channel.colour}\n{channel.artwork}\n{stamp}"
    if key not in _last:
        made = _made(channel, root)
        _last.clear()
        _last[key] = made
    return _last[key]


_last: dict[str, bytes] = {}
"""The last cover only: making one takes a third of a second, and a backlog needs it every time."""


def _made(channel: Channel, root: Path) -> bytes:
    if not channel.artwork:
        inks = deep(tint(channel.title, channel.colour))
        picture = lettered(channel.title, channel.author, "", inks, LARGEST)
        return _png(picture, zlib.Z_RLE)  # as small for flat colours, in half the time
    return _handy(_square(_opened(channel, root), channel))


def _opened(channel: Channel, root: Path) -> Image.Image:
    path = root / channel.artwork
    try:
        n_bytes = path.stat().st_size
        if n_bytes > LIMIT_BYTES:
            raise _error(channel, f"has {n_bytes:,} bytes, the limit is {LIMIT_BYTES:,}")
        return _decoded(path.read_bytes(), channel)
    except OSError as error:
        raise _error(channel, f"cannot be read: {error.strerror or error}") from error


def _decoded(content: bytes, channel: Channel) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=_FORMATS)
            width, height = image.size
            if width * height > LIMIT_PIXELS:
                raise _error(channel, f"is {width} × {height} px, too large to open")
            image.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _error(channel, "has too many pixels to open") from error
    except (UnidentifiedImageError, SyntaxError, ValueError, OSError) as error:
        raise _error(channel, f"is no picture, or a cut one ({_KNOWN})") from error
    return image


def _square(image: Image.Image, channel: Channel) -> Image.Image:
    upright = ImageOps.exif_transpose(image)
    width, height = upright.size
    side = min(width, height)
    if side < SMALLEST:
        raise _error(channel, f"is {width} × {height} px, the least is {SMALLEST} × {SMALLEST}")
    if max(width, height) > side * (1 + _SQUARE):
        raise _error(channel, f"is {width} × {height} px, which is not square")
    return ImageOps.fit(_rgb(upright), (min(side, LARGEST),) * 2, Image.Resampling.LANCZOS)


def _rgb(image: Image.Image) -> Image.Image:
    """Return *image* in sRGB, transparent parts on white, and nothing else that it carried."""
    profile = image.info.get("icc_profile")
    if image.has_transparency_data:
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image.convert("RGBA")).convert("RGB")
    elif image.mode.startswith("I"):  # 16 bits, which a plain conversion would cut at 255
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    elif image.mode == "P":
        image = image.convert("RGB")
    if profile:
        with suppress(ImageCms.PyCMSError, OSError):  # a profile of another kind, or none
            image = _in_srgb(image, profile) or image
    plain = image.convert("RGB")
    plain.info.clear()
    return plain


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image | None:
    """Return *image* with the colours its ICC *profile* means."""
    meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    srgb = ImageCms.createProfile("sRGB")
    return ImageCms.profileToProfile(image, meant, srgb, outputMode="RGB")


def _handy(picture: Image.Image) -> bytes:
    content = _png(picture)
    for side in (2000, SMALLEST):
        if len(content) > _HANDY_BYTES and side < picture.width:
            content = _png(picture.resize((side, side), Image.Resampling.LANCZOS))
    return content


def _png(picture: Image.Image, strategy: int = zlib.Z_DEFAULT_STRATEGY) -> bytes:
    written = io.BytesIO()
    picture.save(written, "PNG", compress_level=6, compress_type=strategy)
    return written.getvalue()


def _error(channel: Channel, what: str) -> ShowError:
    return ShowError(f"the show's artwork {what}", where=channel.artwork, mend=_MEND)
