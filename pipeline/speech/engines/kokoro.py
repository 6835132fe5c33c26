"""Kokoro-82M: the larger model the natural voice was distilled from, with its many voices.

It takes the same sounds, so it is given what the natural voice is given: the readings of lexicon
and homographs, the wheel's lexicons, terms by their parts. A profile's ``voice`` is one that was
got, or one in the file that ``[options] voices`` names; ``[options] model`` names another network.
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from pipeline.errors import EssaycastError, VoiceError
from pipeline.speech.engines import kokoro_files
from pipeline.speech.engines.inner_tensor import exposing
from pipeline.speech.engines.neural import wheel
from pipeline.speech.engines.neural.alphabet import as_ipa, is_sound
from pipeline.speech.engines.protocol import (
    Engine,
    EngineFailure,
    EngineStatus,
    Limits,
    Manner,
    Phonemes,
    Speech,
    Voice,
)

RATE_HZ = 24_000
_USUAL_WPM = 165
_DURATIONS = "/encoder/Clip_output_0"
"""The network's tensor of durations, where it tells none: a whole number for each symbol."""
_DURATION_SAMPLES = 600
_OFFSET_SAMPLES = 1_920
"""By how much a sound is heard before its duration begins: 80 ms, as with its pupil."""
_LONGEST_SYMBOLS = 500
_LOUDEST = 32_767
_DRIVER_VERSION = 1


class Kokoro(Engine):
    """Speaks with Kokoro's network, on one core: several workers share the machine."""

    summary: ClassVar[str] = "Kokoro-82M: many English voices, slower (essaycast[kokoro])"
    languages: ClassVar[tuple[str, ...]] = ("en",)
    limits: ClassVar[Limits] = Limits(
        longest_text=350, s_per_character=0.5, open_s=60.0, memory_bytes=700_000_000
    )

    def __init__(self, manner: Manner) -> None:
        wheel.identity()
        import onnxruntime  # noqa: PLC0415 - for those who speak

        from pipeline.speech.engines.neural.neural_speech import pronouncer  # noqa: PLC0415 - likewise

        file = kokoro_files.voice_file(manner)
        self._styles = kokoro_files.styles(file, manner.voice)
        self._pronouncer = pronouncer(british=_british(manner.voice or file.stem))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4  # a network that tells no durations is none of its errors
        self._network = _Network(kokoro_files.network(kokoro_files.network_files(manner)), options)
        self._speed = manner.rate_wpm / _USUAL_WPM

    def speak(self, text: str, phonemes: Phonemes = ()) -> Speech:
        """Speak *text*; see :class:`pipeline.speech.engines.protocol.Engine`."""
        from pipeline.speech.engines.neural.sound_times import phoneme_times, word_times  # noqa: PLC0415 - likewise

        sounds = self._pronouncer.sounds(text, phonemes)
        if not any(map(is_sound, sounds.symbols)):
            return Speech(bytes(2 * RATE_HZ // 10), RATE_HZ)
        known, ids = self._network.ids(sounds.symbols)
        if len(known) > _LONGEST_SYMBOLS:
            raise EngineFailure(f"its {len(known)} sounds are more than the model can hold")
        style = self._styles[min(len(known), len(self._styles)) - 1]
        wave, durations = self._network.run(ids, style, self._speed)
        samples = np.rint(np.clip(wave, -1, 1) * _LOUDEST).astype("<i2").tobytes()
        if not durations.size:
            return Speech(samples, RATE_HZ)
        onsets = (np.cumsum(durations) * _DURATION_SAMPLES).tolist()  # the first is of a pause
        last = len(wave)
        heard = [
            (index, min(max(0, int(at) - _OFFSET_SAMPLES), last))
            for index, at in zip(known, onsets, strict=False)
        ]
        words = word_times(text, sounds, heard, last)
        return Speech(
            samples, RATE_HZ, words, phoneme_times(sounds, heard, min(int(onsets[-2]), last))
        )

    def given(self, text: str, phonemes: Phonemes = ()) -> str:
        """Return the phonemes the network is given."""
        return self.sounds(text, phonemes)

    def sounds(self, text: str, phonemes: Phonemes = ()) -> str:
        """Return *text* as it will sound, in IPA."""
        return as_ipa(self._pronouncer.sounds(text, phonemes).symbols)

    @staticmethod
    def identity(manner: Manner) -> str:
        """Return the packages' versions and the digests of network and voice."""
        network = kokoro_files.network_files(manner)
        voice = (kokoro_files.voice_file(manner),)
        digests = (
            kokoro_files.digest(files, tuple(file.stat().st_mtime_ns for file in files))
            for files in (network, voice)
        )
        return " ".join((wheel.identity(), *digests, f"driver {_DRIVER_VERSION}"))

    @staticmethod
    def voices(manner: Manner) -> tuple[Voice, ...]:
        """Return the voices that are on this machine, or in the file the manner names."""
        kokoro_files.network_files(manner)
        if manner.option("voices"):
            names = kokoro_files.named_voices(kokoro_files.voice_file(manner))
        else:
            names = tuple(kokoro_files.got_voices())
        return tuple(Voice(name, "en-gb" if _british(name) else "en-us") for name in names)

    @staticmethod
    def licence(manner: Manner) -> str:  # noqa: ARG004 - all have one
        """Return the licence of Kokoro's network and voices."""
        return "Apache-2.0 (Kokoro-82M)"

    @staticmethod
    def lacks() -> str:
        """Return what it lacks on this machine."""
        return wheel.missing()

    @staticmethod
    def status(manner: Manner) -> tuple[EngineStatus, ...]:
        """Return a row for the network where it, or a voice, is on this machine."""
        got = tuple(kokoro_files.got_voices())
        try:
            (*_, last) = kokoro_files.network_files(manner)
        except EssaycastError as error:
            why, mend = error.what, error.mend
            return (EngineStatus("Kokoro", found=False, why=why, mend=mend),) if got else ()
        told = ", ".join(got) or "no voice of its own yet: 'essaycast voices get af_heart'"
        return (EngineStatus("Kokoro", found=True, where=str(last), why=told),)


class _Network:
    """Kokoro's network, as any of its exports has it: ``tokens`` or ``input_ids``, style, speed."""

    def __init__(self, content: bytes, options: Any) -> None:  # noqa: ANN401 - for those who speak
        import onnxruntime  # noqa: PLC0415 - likewise

        from pipeline.speech.engines.neural.spectra import vocabulary  # noqa: PLC0415 - likewise

        providers = ["CPUExecutionProvider"]

        def opened(model: bytes) -> Any:  # noqa: ANN401 - likewise
            return onnxruntime.InferenceSession(model, options, providers=providers)

        try:
            try:
                session = opened(exposing(content, _DURATIONS))
            except Exception:  # noqa: BLE001 - onnxruntime's own, for one without that tensor
                session = opened(content)
        except Exception as error:
            raise VoiceError(
                f"this is no network of Kokoro's: {error!s:.200}",
                where="engine kokoro",
                mend="Give [options] model the path of kokoro-v1.0.onnx, or leave it out",
            ) from error
        kinds = {it.name: it.type for it in session.get_inputs()}
        tokens = [name for name in kinds if name not in ("style", "speed")]
        if len(tokens) != 1 or not {"style", "speed"} <= set(kinds):
            raise VoiceError(
                f"this is no network of Kokoro's: it asks for {', '.join(kinds)}",
                where="engine kokoro",
            )
        self._session = session
        self._tokens = tokens[0]
        self._whole_speed = "int" in kinds["speed"]
        self._vocabulary = vocabulary()

    def ids(self, symbols: str) -> tuple[tuple[int, ...], list[int]]:
        """Return which of *symbols* it knows, and what it is given for them."""
        known = tuple(at for at, symbol in enumerate(symbols) if symbol in self._vocabulary)
        return known, [0, *(self._vocabulary[symbols[at]] for at in known), 0]

    def run(
        self, ids: list[int], style: kokoro_files.Styles, speed: float
    ) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """Return the samples, and how long each symbol lasts; nothing where that is not told.

        Raises:
            EngineFailure: What it gives is no sound.
        """
        given = {
            self._tokens: np.array([ids], np.int64),
            "style": style[None].astype(np.float32),
            "speed": np.array([round(speed)], np.int32)
            if self._whole_speed
            else np.array([speed], np.float32),
        }
        try:
            wave, *told = (np.asarray(part).ravel() for part in self._session.run(None, given))
        except Exception as error:
            raise EngineFailure(f"onnxruntime failed: {error!s:.200}") from error
        if not np.isfinite(wave).all():
            raise EngineFailure("the model gave what is no number")
        durations = next((part for part in told if len(part) == len(ids)), np.empty(0))
        return wave, durations


def _british(name: str) -> bool:
    return name.startswith(("bf_", "bm_"))
