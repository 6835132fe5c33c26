"""Where further voices come from: a row a family, its files, their digests, its licence."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.errors import VoiceError
from pipeline.speech.engines.kokoro_files import NETWORK, NETWORK_FILE, wheel_parts
from pipeline.speech.engines.neural.model_table import FURTHER

_HUB = "https://huggingface.co"
HIBARI = f"{_HUB}/maureesewilliams/hibari/resolve/main/voices"
PIPER = f"{_HUB}/rhasspy/piper-voices"
_PIPER_NAME = re.compile(
    r"(?P<tag>(?P<language>[a-z]{2,3})_[A-Z]{2})-(?P<set>[a-z0-9_]{1,40})-"
    r"(?P<quality>x_low|low|medium|high)"
)
"""Names of Piper's catalogue, which are paths in it: ``en_US-lessac-medium``."""
_LARGEST_SMALL = 1_000_000
_HIBARI_LICENCE = (
    "Apache-2.0, as the package hibari-tts that names this file. Distilled from Kokoro-82M "
    "(hexgrad/Kokoro-82M, Apache-2.0)."
)
KOKORO = f"{_HUB}/onnx-community/Kokoro-82M-v1.0-ONNX"
_KOKORO_NETWORK = "onnx/model_quantized.onnx"
_KOKORO_LICENCE = "Apache-2.0 (hexgrad/Kokoro-82M; exported by onnx-community)."
_KOKORO_KINDS = {
    "af": "a woman's, American", "am": "a man's, American",
    "bf": "a woman's, British", "bm": "a man's, British",
}  # fmt: skip
_KOKORO_SETS = {
    "af": "alloy aoede bella heart jessica kore nicole nova river sarah sky",
    "am": "adam echo eric fenrir liam michael onyx puck santa",
    "bf": "alice emma isabella lily",
    "bm": "daniel fable george lewis",
}
KOKORO_VOICES = frozenset(
    f"{kind}_{name}" for kind, names in _KOKORO_SETS.items() for name in names.split()
)
"""English voices of Kokoro-82M 1.0."""
_PIPER_LICENCE = (
    "Each voice of Piper's catalogue has the licence of the recordings it was trained on; what its "
    "model card says of them is above. Many were begun from 'lessac', whose recordings (Blizzard "
    "2013, Lessac Technologies) are for research: ask before you publish for money."
)


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of a voice."""

    name: str
    url: str
    n_bytes: int = 0
    """Its size; 0 where the place it comes from is asked."""
    sha256: str = ""
    """Its digest; empty likewise."""
    pointer: str = ""
    """Address that tells size and digest: the Git LFS pointer of the same file."""
    small: bool = False
    """Whether it is text of at most :attr:`n_bytes`, of which no digest is published."""
    shared: str = ""
    """Name of the folder it lies in for all voices that need it; empty for the voice's own."""


@dataclass(frozen=True, slots=True)
class VoiceSource:
    """A voice that can be got."""

    name: str
    engine: str
    files: tuple[ModelFile, ...]
    """The model first."""
    licence: str
    language: str
    description: str
    voice: str = ""
    """What its profile's ``voice`` says."""
    options: tuple[tuple[str, str], ...] = ()
    """What its profile's ``[options]`` say."""
    rate_wpm: int = 165


def find_source(name: str) -> VoiceSource:
    """Return where the voice *name* comes from.

    Raises:
        VoiceError: No family has such a voice; near ones are named.
    """
    for family in _FAMILIES:
        found = family(name)
        if found is not None:
            return found
    near = difflib.get_close_matches(name, (*FURTHER, *KOKORO_VOICES), n=3) or FURTHER
    raise VoiceError(
        f"there is no voice '{name}' to get",
        mend=f"There are: {', '.join(near)}; Kokoro's, such as af_bella; and those of Piper's "
        "catalogue by their names, such as en_GB-alba-medium",
    )


def listed_sources() -> Iterable[VoiceSource]:
    """Return the voices that can be got and are few enough to be listed."""
    return (find_source(name) for name in FURTHER)


def _hibari(name: str) -> VoiceSource | None:
    row = FURTHER.get(name)
    if row is None:
        return None
    file = ModelFile(f"{name}.onnx", f"{HIBARI}/{row.file}", row.n_bytes, row.sha256)
    return VoiceSource(
        name, "neural", (file,), _HIBARI_LICENCE, row.language, row.description, voice=name
    )


def _piper(name: str) -> VoiceSource | None:
    parts = _PIPER_NAME.fullmatch(name)
    if parts is None:
        return None
    folder = "/".join((parts["language"], parts["tag"], parts["set"], parts["quality"]))
    fetched, told = f"{PIPER}/resolve/v1.0.0/{folder}", f"{PIPER}/raw/v1.0.0/{folder}"
    model = f"{name}.onnx"
    return VoiceSource(
        name,
        "piper",
        (
            ModelFile(model, f"{fetched}/{model}", pointer=f"{told}/{model}"),
            ModelFile(f"{model}.json", f"{told}/{model}.json", _LARGEST_SMALL, small=True),
            ModelFile("MODEL_CARD", f"{told}/MODEL_CARD", _LARGEST_SMALL, small=True),
        ),
        _PIPER_LICENCE,
        parts["tag"].replace("_", "-").lower(),
        f"Piper's voice {parts['set']}, quality {parts['quality']}",
        options=(("model", name),),
        rate_wpm=170,
    )


def _kokoro(name: str) -> VoiceSource | None:
    network = ModelFile(
        NETWORK_FILE,
        f"{KOKORO}/resolve/main/{_KOKORO_NETWORK}",
        pointer=f"{KOKORO}/raw/main/{_KOKORO_NETWORK}",
        shared=NETWORK,
    )
    if name == NETWORK:
        about = "Kokoro's network, for its voices"
        return VoiceSource(name, "kokoro", (network,), _KOKORO_LICENCE, "en-us", about)
    if name not in KOKORO_VOICES:
        return None
    path = f"voices/{name}.bin"
    style = ModelFile(
        f"{name}.bin", f"{KOKORO}/resolve/main/{path}", pointer=f"{KOKORO}/raw/main/{path}"
    )
    kind = name.partition("_")[0]
    return VoiceSource(
        name,
        "kokoro",
        (style,) if wheel_parts() else (style, network),
        _KOKORO_LICENCE,
        "en-gb" if kind.startswith("b") else "en-us",
        f"{_KOKORO_KINDS[kind]}, for Kokoro-82M",
        voice=name,
    )


_FAMILIES: tuple[Callable[[str], VoiceSource | None], ...] = (_hibari, _kokoro, _piper)
"""Asked in turn; a further family is a function and a place here."""
