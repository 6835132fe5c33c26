"""Wishes: what an author wants of a word or a sentence, as the edit of the file it belongs in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias, get_args

from flows.studio.edits import Edit, text_of
from pipeline.errors import UsageError
from pipeline.languages.lexicon_editing import lexicon_file, with_word
from pipeline.reading import directions_path
from pipeline.reading.directions_editing import with_essay_word, with_sentence
from pipeline.settings.show import Show
from pipeline.settings.state_folder import users_voices
from pipeline.values.directions import folded, word_sound
from pipeline.values.essay import Essay

LONGEST_LIKE, LONGEST_SPOKEN = 200, 5_000
"""Characters: engines crash on words without an end."""
Scope: TypeAlias = Literal["here", "essay", "show", "everywhere"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
Sentence: TypeAlias = tuple[str, str, str]
"""Text of a sentence, of the one before it, and of the one after it."""
_IN_WORDS: Mapping[Scope, str] = {
    "here": "in this sentence",
    "essay": "in this essay",
    "show": "in this show",
    "everywhere": "in all shows",
}


def word_edit(
    show: Show,
    written: str,
    like: str,
    scope: Scope,
    *,
    essay: Essay | None = None,
    sentence: Sentence | None = None,
    language: str = "",
) -> Edit:
    """Return the edit that has *written* sound like *like*.

    Args:
        show: Whose essay and lexicons these are.
        written: The word.
        like: Plain letters, or IPA between slashes; empty for as it was.
        scope: Where.
        essay: For ``here`` and ``essay``.
        sentence: For ``here``.
        language: Of a lexicon; empty for the essay's, or the show's.

    Raises:
        UsageError: The scope lacks what it is about, or there is no word, or a very long one.
        ShowError: A lexicon cannot be read.
        SourceError: The essay's directions cannot.
    """
    written, like = folded(written), folded(like)
    if not written:
        raise UsageError("there is no word to say", mend="Name it")
    if len(like) > LONGEST_LIKE:
        raise UsageError(f"a word's sound has at most {LONGEST_LIKE} signs, not {len(like):,}")
    what = f"“{written}” {f'like “{like}”' if like else 'as before'} {_IN_WORDS[scope]}"
    if scope in {"show", "everywhere"}:
        tag = (language or (essay.language if essay else show.language)).lower()
        voices = show.root / "voices" if scope == "show" else users_voices()
        path = lexicon_file(voices, tag, written)
        text = text_of(path)
        sound = word_sound(written, like) if like else None
        return Edit(path, text, with_word(text, tag, sound, written, str(path)), what)
    if essay is None or (scope == "here" and sentence is None):
        need = "its essay" if essay is None else "its sentence"
        raise UsageError(f"to say it so {_IN_WORDS[scope]}, {need} must be known")
    path = directions_path(essay, show.for_reading.access)
    text = text_of(path)
    if scope == "essay":
        return Edit(path, text, with_essay_word(text, written, like, path), what)
    assert sentence is not None
    after = with_sentence(text, sentence, {"words": {written: like}}, path)
    return Edit(path, text, after, what)


def sentence_edit(
    show: Show, essay: Essay, sentence: Sentence, changes: Mapping[str, Any], what: str
) -> Edit:
    """Return the edit that makes *changes* to what is wanted of *sentence*.

    Raises:
        SourceError: The essay's directions cannot be read, or a change is none.
        UsageError: Its words are more than a sentence.
    """
    if len(str(changes.get("spoken", ""))) > LONGEST_SPOKEN:
        raise UsageError(f"a sentence's words have at most {LONGEST_SPOKEN:,} signs")
    path = directions_path(essay, show.for_reading.access)
    text = text_of(path)
    return Edit(path, text, with_sentence(text, sentence, changes, path), what)
