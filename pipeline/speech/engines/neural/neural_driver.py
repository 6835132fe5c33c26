"""A driver for pyttsx3 that speaks naturally, into memory: ``pyttsx3.init("neural_in_memory")``.

Like ours of espeak-ng (:mod:`pipeline.speech.engines.espeak.driver`) it hands each text's samples
and word times to whoever connected to the topic ``speech``, before ``runAndWait`` returns.
"""

from __future__ import annotations

import sys
from typing import Any

from pipeline.speech.engines.neural.derived import find_voice, listed
from pipeline.speech.engines.neural.neural_speech import model, pronouncer, speak

NAME = "neural_in_memory"
OWN_PITCH = 50
_OCTAVE = 100
"""Steps of pyttsx3's pitch in an octave: 0 is half of one below the voice's own."""


def register() -> str:
    """Make ``pyttsx3.init`` of the returned name find this driver."""
    sys.modules[f"pyttsx3.drivers.{NAME}"] = sys.modules[__name__]
    return NAME


def buildDriver(proxy: Any) -> Driver:  # noqa: N802, ANN401 - pyttsx3 calls it so, and is untyped
    """Return the driver; pyttsx3 calls this."""
    return Driver(proxy)


class Driver:
    """What pyttsx3 asks of a driver; its queue and callbacks stay pyttsx3's."""

    def __init__(self, proxy: Any) -> None:  # noqa: ANN401 - pyttsx3 is untyped
        self._proxy = proxy
        model()
        pronouncer()
        self._properties: dict[str, Any] = {
            "voice": "",
            "rate": 165,
            "pitch": OWN_PITCH,
            "volume": 1.0,
            "phonemes": (),
            "place": "",
        }

    def say(self, text: str) -> None:
        """Speak *text* and notify: started-utterance, started-word…, speech, finished-utterance."""
        self._proxy.notify("started-utterance")
        speech = speak(
            text,
            self._properties["phonemes"],
            place=self._properties["place"],
            derivation=find_voice(str(self._properties["voice"])),
            rate_wpm=int(self._properties["rate"]),
            pitch=2 ** ((int(self._properties["pitch"]) - OWN_PITCH) / _OCTAVE),
            volume=float(self._properties["volume"]),
        )
        self._properties |= {"phonemes": (), "place": ""}
        for start, end, _ in speech.words:
            self._proxy.notify("started-word", location=start, length=end - start)
        self._proxy.notify("speech", speech=speech)
        self._proxy.notify("finished-utterance", completed=True)

    def getProperty(self, name: str) -> Any:  # noqa: N802, ANN401 - pyttsx3's interface
        """Return ``voice``, ``voices``, ``rate``, ``pitch``, ``volume`` or ``phonemes``."""
        return listed() if name == "voices" else self._properties[name]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802, ANN401 - pyttsx3's interface
        """Set ``voice``, ``rate`` (words a minute), ``pitch`` (0 to 100), ``volume`` (0 to 1).

        ``phonemes`` and ``place`` (:class:`pipeline.speech.engines.protocol.Place`) are those of
        the next text alone.

        Raises:
            VoiceError: There is no such voice.
        """
        if name == "voice":
            find_voice(str(value))
        self._properties[name] = value

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's interface
        """Do all that is queued; it is done when this returns."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802 - pyttsx3's interface
        """Nothing goes on in the background."""

    def stop(self) -> None:
        """Nothing goes on in the background."""

    def destroy(self) -> None:
        """The model stays for the life of the process: opening it again costs 0.2 s."""
