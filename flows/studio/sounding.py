"""How a word sounds now, where that comes from, and what else it could sound like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.languages import readings, spoken
from pipeline.languages.language_table import language_row
from pipeline.languages.lexicon import Lexicon
from pipeline.languages.lexicon_files import lexicons_of, load_lexicon
from pipeline.script.directing import with_words
from pipeline.settings.profiles import load_profile
from pipeline.settings.show import Show
from pipeline.speech.casting import settled
from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import as_line
from pipeline.values.directions import WordSound, word_sound
from pipeline.values.sound import VoiceProfile

_LONGEST_SPELLED = 12


@dataclass(frozen=True, slots=True)
class Sounding:
    """One way a word may sound."""

    like: str
    """As a lexicon says it; empty for as it is written."""
    spoken: str
    phonemes: str
    """IPA, as the engine tells; empty where it tells nothing."""
    why: str
    """Where it comes from, a phrase for people."""


def narrator(show: Show, language: str) -> VoiceProfile:
    """Return the narrator's profile as it speaks here."""
    profile = load_profile(show.voices.narrator, show.voice_folders)
    return settled((profile,), language)[0][0]


def sounding(
    word: str,
    show: Show,
    pool: SpeechPool,
    *,
    language: str = "",
    words: tuple[WordSound, ...] = (),
    why: str = "",
) -> Sounding:
    """Return how *word* sounds by itself.

    Args:
        word: One or more words.
        show: Its lexicons, and its narrator's voice.
        pool: Workers of engines.
        language: BCP 47 tag; empty for the show's.
        words: Sounds that go before the lexicons.
        why: Where it comes from; empty to find out.
    """
    tag = language or show.language
    lexicon = with_words(load_lexicon(show.voice_folders, tag), words) or Lexicon()
    form = spoken(word, language=tag, lexicon=lexicon)
    found = readings(form.text, language=tag, lexicon=lexicon)
    profile = narrator(show, tag)
    line = as_line(form.text, found)
    (phonemes,) = pool.sounds(profile.engine, pool.manner(profile, tag), [line])
    like = next((f"/{it.phonemes}/" for it in found), "") or (
        form.text if form.text != word else ""
    )
    return Sounding(like, form.text, phonemes, why or origin(word, show, tag))


def origin(word: str, show: Show, language: str) -> str:
    """Return where the sound of *word* comes from, a phrase for people."""
    for _, why in _in_lexicons(word, show, language):
        return why
    form = spoken(word, language=language)
    if language_row(language).readings(form.text, language):
        return "one of several readings, chosen by its sentence"
    return "the voice's own" if form.text == word else "a rule of the spoken form"


def _in_lexicons(word: str, show: Show, language: str) -> Iterator[tuple[str, str]]:
    """Yield what each lexicon says of *word*, and a phrase that names it; first what holds."""
    for path, lexicon in lexicons_of(show.voice_folders, language):
        alias, lexeme = lexicon.alias_of(word), lexicon.find(word)
        if alias is not None:
            inside = path.is_relative_to(show.root)
            like = f"/{lexeme.phoneme}/" if lexeme and lexeme.phoneme else alias
            yield like, f"lexicon {path.relative_to(show.root) if inside else path.name}"


def candidates(
    word: str, show: Show, pool: SpeechPool, *, language: str = "", now: str = ""
) -> tuple[Sounding, ...]:
    """Return other ways *word* may sound: as in lexicons, other readings, spelled by letters.

    Args:
        word: One or more words.
        show: Its lexicons, and its narrator's voice.
        pool: Workers of engines.
        language: BCP 47 tag; empty for the show's.
        now: How it sounds already, as a lexicon says it.
    """
    tag = language or show.language
    found: list[Sounding] = []
    for like, why in (*_in_lexicons(word, show, tag), *_alternatives(word, tag)):
        if like == now:
            continue
        sounds = (word_sound(word, like),)
        one = sounding(word, show, pool, language=tag, words=sounds, why=why)
        if one.phonemes not in {other.phonemes for other in found if other.phonemes}:
            found.append(Sounding(like, one.spoken, one.phonemes, why))
    return tuple(found)


def _alternatives(word: str, language: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if language.lower().split("-")[0] == "en":
        from pipeline.languages.en.homographs.known_readings import homographs  # noqa: PLC0415 - for English alone

        found += [
            (f"/{sense.phonemes(language)}/", sense.why)
            for sense in homographs().get(word.lower(), ())
        ]
    if word.isalpha() and len(word) <= _LONGEST_SPELLED:
        found.append(("".join(f"{letter.upper()}." for letter in word), "spelled"))
        if word.isupper():
            found.append((word.capitalize(), "said as a word"))
    return found
