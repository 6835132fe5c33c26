"""Neural voices by piper-tts: a profile's ``[options]`` say ``model``, the path of an ONNX voice.

Or the name of a voice that was got. Its configuration lies beside it (``model.onnx.json``).
``voice`` names the speaker of a model with several. piper adds noise so that no two readings are
alike; here it is off unless the profile asks for it (``noise_scale``, ``noise_w_scale``), since
the same essay must give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, ClassVar

from pipeline.errors import ToolMissingError, VoiceError
from pipeline.speech.engines.protocol import Engine, EngineFailure, Manner, Phonemes, Speech, Voice
from pipeline.tools.model_files import model_folder

_USUAL_WPM = 170
_PACKAGES = ("piper-tts", "onnxruntime")


class Piper(Engine):
    """Speaks with one ONNX voice, on one core: several workers share the machine."""

    summary: ClassVar[str] = "piper: neural voices from model files (essaycast[piper])"

    def __init__(self, manner: Manner) -> None:
        _versions()
        import onnxruntime  # noqa: PLC0415 - an optional extra
        from piper import PiperConfig, PiperVoice, SynthesisConfig  # noqa: PLC0415 - likewise

        model, about = _files(manner)
        threads = onnxruntime.SessionOptions()
        threads.intra_op_num_threads = threads.inter_op_num_threads = 1
        config = PiperConfig.from_dict(_config(about))
        session = onnxruntime.InferenceSession(
            str(model), sess_options=threads, providers=["CPUExecutionProvider"]
        )
        self._voice = PiperVoice(session=session, config=config)
        self._synthesis = SynthesisConfig(
            speaker_id=_speaker(manner, config),
            length_scale=config.length_scale * _USUAL_WPM / manner.rate_wpm,
            noise_scale=_number(manner, "noise_scale"),
            noise_w_scale=_number(manner, "noise_w_scale"),
            normalize_audio=False,  # the timeline matches voices, and not sentence by sentence
        )

    def speak(self, text: str, phonemes: Phonemes = ()) -> Speech:  # noqa: ARG002 - it takes none
        """Speak *text*; see :class:`pipeline.speech.engines.protocol.Engine`."""
        chunks = list(self._voice.synthesize(text, self._synthesis))
        if any(chunk.sample_channels != 1 or chunk.sample_width != 2 for chunk in chunks):
            raise EngineFailure("the model does not give 16-bit mono samples")
        pcm = b"".join(chunk.audio_int16_bytes for chunk in chunks)
        return Speech(pcm, self._voice.config.sample_rate)

    @staticmethod
    def identity(manner: Manner) -> str:
        """Return the packages' versions and the digest of the model with its configuration."""
        digests = (_digest(path, path.stat().st_mtime_ns) for path in _files(manner))
        return " ".join((_versions(), *digests))

    @staticmethod
    def voices(manner: Manner) -> tuple[Voice, ...]:
        """Return the speakers of the manner's model; nothing when it names none."""
        _versions()
        if not manner.option("model"):
            return ()
        config = _config(_files(manner)[1])
        language = str(config.get("espeak", {}).get("voice", ""))
        return tuple(Voice(name, language) for name in config.get("speaker_id_map", {}))


def _versions() -> str:
    try:
        return " ".join(f"{package} {version(package)}" for package in _PACKAGES)
    except PackageNotFoundError as error:
        raise ToolMissingError(
            f"the package {error.name} is not installed",
            where="engine piper",
            mend="Run 'pip install essaycast[piper]'",
        ) from error


def _files(manner: Manner) -> tuple[Path, Path]:
    """Return the model and its configuration."""
    value = manner.option("model")
    if not value:
        raise VoiceError(
            "the engine 'piper' needs a model",
            where="voices/",
            mend="Give the profile [options] with model = 'path/to/voice.onnx'",
        )
    model = Path(manner.folder, os.path.expanduser(value))  # noqa: PTH111 - Path joins it
    if not value.endswith(".onnx"):
        model = model_folder(value) / f"{value}.onnx"
    about = model.with_name(f"{model.name}.json")
    for path in (model, about):
        if not path.is_file():
            raise VoiceError(
                f"there is no file {path}",
                where="engine piper",
                mend="A piper voice is two files, NAME.onnx and NAME.onnx.json, in one folder; "
                "'essaycast voices get NAME' fetches one of Piper's catalogue",
            )
    return model, about


def _config(about: Path) -> dict[str, Any]:
    try:
        config: dict[str, Any] = json.loads(about.read_text(encoding="utf-8"))
    except ValueError as error:
        raise VoiceError(f"this is no piper configuration: {error}", where=str(about)) from error
    return config


def _speaker(manner: Manner, config: Any) -> int | None:  # noqa: ANN401 - piper is optional
    if not manner.voice:
        return None
    speakers = dict(config.speaker_id_map)
    if manner.voice not in speakers:
        listed = f"There are: {', '.join(speakers)}" if speakers else "It has one: leave voice out"
        raise VoiceError(f"the model has no speaker '{manner.voice}'", mend=listed)
    return int(speakers[manner.voice])


def _number(manner: Manner, key: str) -> float:
    value = manner.option(key, "0")
    try:
        return float(value)
    except ValueError as error:
        raise VoiceError(f"{key} = {value!r} is no number", where="engine piper") from error


@lru_cache(maxsize=16)
def _digest(path: Path, changed_ns: int) -> str:  # noqa: ARG001 - read again when it changed
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
