"""Homographs: words whose sound depends on their sense, told apart by the words around them.

``readings("I read it last year.")`` gives "read" its past tense, /ˈɹɛd/. A tagger guesses the
parts of speech of the sentence; a linear model weighs them and the words around each homograph.
Both are tables of small integers that ``benchmarks/homograph_training/train.py`` makes.
"""

from pipeline.languages.en.homographs.choice import readings

__all__ = ["readings"]
