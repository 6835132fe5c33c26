"""Spoken form: what is written, in the words a careful reader would say.

``spoken("GPT-4o costs $5/month")`` is ``G.P.T. four o costs five dollars per month``. The spoken
form holds words, and of signs only those that shape the voice: ``. , ; : ? !``, and apostrophes
and hyphens inside words. Each language's rules have a home of their own
(:mod:`pipeline.languages.en`); a language without rules gets a safe clean-up and is left to the
engine.
"""

from pipeline.languages.form import spoken, spoken_code, spoken_maths
from pipeline.languages.pieces import Spoken
from pipeline.languages.readings import readings

__all__ = ["Spoken", "readings", "spoken", "spoken_code", "spoken_maths"]
