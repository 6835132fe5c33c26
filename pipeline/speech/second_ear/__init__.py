"""The second ear: a recogniser that understands words, where a show asks for it."""

from pipeline.speech.second_ear.recognising import Recogniser, why_not
from pipeline.speech.second_ear.second_ear import NAME, listen_again

__all__ = ["NAME", "Recogniser", "listen_again", "why_not"]
