"""The second ear: a recogniser that understands words, where a show asks for it."""

from pipeline.speech.second_ear.recognising import RATE_HZ, Recogniser, why_not
from pipeline.speech.second_ear.second_ear import NAME, judged, listen_again

__all__ = ["NAME", "RATE_HZ", "Recogniser", "judged", "listen_again", "why_not"]
