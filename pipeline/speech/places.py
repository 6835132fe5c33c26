"""Where sentences stand in their paragraph or list, told by the pauses after them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.speech.engines.protocol import Place
from pipeline.values.script import Pause

_WITHIN = frozenset({Pause.NONE, Pause.CLAUSE, Pause.SENTENCE})
"""After these the paragraph goes on."""


def places_of(pauses: Sequence[Pause]) -> list[str]:
    """Return the place of each utterance of a chunk, whose pauses these are.

    A chunk begins with a paragraph but where one is very long; clauses of a sentence keep to what
    the sentence is. The last utterance of a chunk that ends within a paragraph closes nothing.

    >>> places_of([Pause.SENTENCE, Pause.SENTENCE, Pause.PARAGRAPH, Pause.PARAGRAPH])
    ['opens', '', 'closes', '']
    """
    places: list[str] = []
    begins = True
    for pause in pauses:
        goes_on = pause in _WITHIN
        if pause is Pause.ITEM:
            places.append(Place.LISTED.value)
        elif begins:
            places.append(Place.OPENS.value if goes_on else "")
        else:
            places.append("" if goes_on else Place.CLOSES.value)
        begins = not goes_on
    return places
