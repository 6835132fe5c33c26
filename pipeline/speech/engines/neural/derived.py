"""Further voices, made from the model's by moving pitch and resonances."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.errors import VoiceError
from pipeline.speech.engines.neural.model_table import FURTHER, OWN, model_file
from pipeline.speech.engines.protocol import Voice


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a voice is made from the model's own."""

    description: str
    pitch: float = 1.0
    """The mean pitch is multiplied by it."""
    span: float = 1.0
    """How far melody goes from the mean, in octaves; below 1 is calmer."""
    resonance: float = 1.0
    """Resonances lie that much higher: a smaller head above 1, a larger one below."""
    model: str = OWN
    """The model it is made from."""


VOICES: Mapping[str, Derivation] = MappingProxyType(
    {
        "heart": Derivation("a woman's, American; as the model has it"),
        "bright": Derivation("a younger woman's, higher", pitch=1.13, span=1.1, resonance=1.07),
        "alto": Derivation("a woman's, lower and livelier", pitch=0.82, span=1.15, resonance=0.93),
        "tenor": Derivation("a man's", pitch=0.64, resonance=0.88),
        "baritone": Derivation("a man's, low", pitch=0.52, resonance=0.84),
    }
)
"""Voice → how it is made."""


def listed() -> tuple[Voice, ...]:
    """Return the voices there are, the wheel's own first, those that were got last."""
    own = (Voice(name, "en-us", made.description) for name, made in VOICES.items())
    got = (
        Voice(name, row.language, row.description)
        for name, row in FURTHER.items()
        if model_file(name).is_file()
    )
    return (*own, *got)


def find_voice(name: str) -> Derivation:
    """Return how the voice *name* is made; the first for an empty name.

    Raises:
        VoiceError: There is no such voice; near ones are named. Or it has not been got yet.
    """
    further = FURTHER.get(name.lower())
    if further is not None:
        if not model_file(name.lower()).is_file():
            raise VoiceError(
                f"the voice '{name}' is not on this machine",
                mend=f"Run 'essaycast voices get {name.lower()}'",
            )
        return Derivation(further.description, model=name.lower())
    found = VOICES.get(name.lower() or next(iter(VOICES)))
    if found is None:
        near = difflib.get_close_matches(name.lower(), VOICES, n=3) or VOICES
        raise VoiceError(
            f"the neural engine has no voice '{name}'",
            mend=f"There are: {', '.join(near)}; see 'essaycast voices'",
        )
    return found
