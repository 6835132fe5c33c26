"""A driver for pyttsx3 that speaks into memory: ``pyttsx3.init("espeak_in_memory")``.

pyttsx3's own espeak driver prints, sleeps, takes time quadratic in the text, loses files, and
crashes on long texts. This one hands each text's samples and word times to whoever connected to
the topic ``speech``, before ``runAndWait`` returns.
"""

from __future__ import annotations

import sys
from typing import Any

from pipeline.errors import VoiceError
from pipeline.speech.engines.espeak.binding import Binding
from pipeline.speech.engines.espeak.library import Library, find_library
from pipeline.speech.engines.espeak.spellings import given
from pipeline.speech.engines.espeak.synthesis import Synthesis
from pipeline.speech.engines.espeak.voice_files import identifier, voices

NAME = "espeak_in_memory"
_chosen: list[Library] = []


def register(library: Library) -> str:
    """Make ``pyttsx3.init`` of the returned name speak with *library*."""
    _chosen[:] = [library]
    sys.modules[f"pyttsx3.drivers.{NAME}"] = sys.modules[__name__]
    return NAME


def buildDriver(proxy: Any) -> Driver:  # noqa: N802, ANN401 - pyttsx3 calls it so, and is untyped
    """Return the driver; pyttsx3 calls this."""
    return Driver(proxy, _chosen[0] if _chosen else find_library())


class Driver:
    """What pyttsx3 asks of a driver; its queue and callbacks stay pyttsx3's."""

    def __init__(self, proxy: Any, library: Library) -> None:  # noqa: ANN401 - pyttsx3 is untyped
        self._proxy = proxy
        self._library = library
        self._binding = Binding(library)
        self._synthesis = Synthesis(self._binding)
        self._properties: dict[str, Any] = {
            "voice": "en-gb",
            "rate": 170,
            "pitch": 50,
            "volume": 1.0,
            "language": "en",
            "phonemes": (),
        }
        self.setProperty("voice", "en-gb")

    def say(self, text: str) -> None:
        """Speak *text* and notify: started-utterance, started-word…, speech, finished-utterance."""
        self._proxy.notify("started-utterance")
        speech = self._synthesis.speak(
            text,
            given(text, self._properties["phonemes"], self._properties["language"]),
            rate_wpm=int(self._properties["rate"]),
            pitch=int(self._properties["pitch"]),
        )
        self._properties["phonemes"] = ()
        for start, end, _ in speech.words:
            self._proxy.notify("started-word", location=start, length=end - start)
        self._proxy.notify("speech", speech=speech)
        self._proxy.notify("finished-utterance", completed=True)

    def getProperty(self, name: str) -> Any:  # noqa: N802, ANN401 - pyttsx3's interface
        """Return ``voice``, ``voices``, ``rate``, ``pitch`` or ``volume``."""
        return voices(self._library.data) if name == "voices" else self._properties[name]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802, ANN401 - pyttsx3's interface
        """Set ``voice``, ``rate`` (words a minute), ``pitch`` (0 to 100) or ``language``.

        ``phonemes`` are those of the next text alone.

        Raises:
            VoiceError: There is no such voice.
        """
        if name == "voice" and value != self._properties.get("voice"):
            self._choose(str(value))
        self._properties[name] = value

    def _choose(self, voice: str) -> None:
        if not self._binding.set_voice(identifier(voice, self._library.data)):
            raise VoiceError(f"espeak-ng cannot load its voice '{voice}'")

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's interface
        """Do all that is queued; it is done when this returns."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802 - pyttsx3's interface
        """Nothing goes on in the background."""

    def stop(self) -> None:
        """Nothing goes on in the background."""

    def destroy(self) -> None:
        """The library stays for the life of the process: ending it can hang (1.51)."""
