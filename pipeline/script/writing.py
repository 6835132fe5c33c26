"""An essay becomes a script: policies, then speech, then footnotes, chapters and pauses."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.errors import ScriptError
from pipeline.languages.lexicon_files import load_lexicon
from pipeline.script.chapter_starts import Section, as_title, sections
from pipeline.script.containers import introduced, pause_between
from pipeline.script.desk import Desk, captioned
from pipeline.script.directing import found_sentences, in_words, said_after_all, with_words
from pipeline.script.footnote_policy import after_all, after_paragraphs, apart, never_spoken
from pipeline.script.frame import closing_line, opening_line, spoken_by_opening
from pipeline.script.note_links import note_links
from pipeline.script.pace import estimated_length
from pipeline.script.passages import Passage, Plan, SpokenPassage, left_out
from pipeline.script.policies import plan
from pipeline.script.utterances import utter
from pipeline.settings.script_settings import ScriptSettings
from pipeline.values.essay import Essay
from pipeline.values.script import Omission, Pause, Role, Script, ScriptChapter, Utterance


def write_script(essay: Essay, settings: ScriptSettings) -> Script:
    """Return what will be said of *essay*, in order, and what will not, with the reason.

    Every character of every block that is not white space lies in the span of an utterance or of
    an omission; the essay's order is kept, but for footnotes that the show wants said later.

    Args:
        essay: The essay.
        settings: Policies, chapters, and what tells how long speech takes.

    Raises:
        ScriptError: Nothing in the essay can be said.
        VoiceError: The narrator's voice profile is not there.
    """
    desk = Desk(
        policies=settings.policies,
        language=essay.language,
        lexicon=with_words(
            load_lexicon(settings.voice_folders, essay.language), essay.directions.words
        ),
        captioned=captioned(essay),
        voiced=frozenset(settings.languages),
    )
    first, last = opening_line(essay, settings), closing_line(essay, settings)
    uttered = _uttered(essay, settings, desk)
    desk, unmet = _directed(
        [_own_line(first, desk), uttered.spoken_passages, _own_line(last, desk)], essay, desk
    )
    if desk.directed:
        uttered = _uttered(essay, settings, desk)
    omitted, unsaid = uttered.omitted, uttered.unsaid
    parts, silent = _arranged(uttered.spoken_passages, essay, settings, desk)
    del uttered  # its passages end with the chapters that are made of them
    omitted += [o for part in parts for one in part.spoken_passages for o in one.omitted]
    omitted += [o for one in silent for o in one.omitted]
    if all(one.passage.block is None for part in parts for one in part.spoken_passages):
        raise _nothing_spoken(essay, omitted)
    return Script(
        title=essay.title,
        author=essay.author,
        date=essay.date.isoformat() if essay.date else "",
        url=essay.url,
        language=essay.language,
        chapters=_chapters(
            [*parts], essay, settings, _own_line(first, desk), _own_line(last, desk)
        ),
        omitted=tuple(sorted(omitted, key=lambda o: (o.span.block or 0, o.span.start))),
        links=note_links(essay),
        unmet=(*unsaid, *unmet),
    )


@dataclass(frozen=True, slots=True)
class _Uttered:
    """What is said of an essay block by block, and what its policies leave out."""

    spoken_passages: list[SpokenPassage]
    omitted: list[Omission]
    unsaid: tuple[str, ...]
    """Directions to say what nothing leaves out."""


def _uttered(essay: Essay, settings: ScriptSettings, desk: Desk) -> _Uttered:
    """Plan and say one block after the other, so that no plan outlives its block."""
    omitted: list[Omission] = []
    wanted = {one.text: one for one in essay.directions.sentences if one.say}
    met: set[str] = set()

    def passages() -> Iterator[Passage]:
        masthead = spoken_by_opening(essay, settings)
        for index, block in enumerate(essay.blocks):
            if index in masthead:
                each = Plan(omitted=(left_out(index, block, masthead[index]),))
            else:
                each = plan(index, block, desk)
            if wanted:
                each = said_after_all(index, each, block.text, wanted, met)
            omitted.extend(each.omitted)
            yield from each.passages

    spoken_passages = [
        utter(passage, _text_of(passage, essay), desk) for passage in introduced(passages(), desk)
    ]
    unsaid = [one for text, one in wanted.items() if text not in met]
    why = "nothing that is left out is this"
    return _Uttered(spoken_passages, omitted, tuple(in_words(one, why) for one in unsaid))


def _directed(
    flows: Sequence[Sequence[SpokenPassage]], essay: Essay, desk: Desk
) -> tuple[Desk, tuple[str, ...]]:
    """Return the desk that knows what the author wants of each sentence, and what fits none."""
    if not essay.directions.sentences:
        return desk, ()
    utterances = [u for flow in flows for one in flow for u in one.utterances]
    found, unmet = found_sentences(utterances, essay.directions)
    return replace(desk, directed=found), unmet


def _text_of(passage: Passage, essay: Essay) -> str:
    if passage.block is None:
        return passage.prefix + passage.words
    return essay.blocks[passage.block].text


def _arranged(
    spoken_passages: Iterable[SpokenPassage], essay: Essay, settings: ScriptSettings, desk: Desk
) -> tuple[tuple[Section, ...], list[SpokenPassage]]:
    """Return chapters of what has words, footnotes in their places, and what has none."""
    spoken, silent = _with_dividers(spoken_passages)
    body, notes = apart(spoken, essay)
    if settings.policies.footnotes == "paragraph":
        body = list(after_paragraphs(body, notes))
    length, common = estimated_length(settings), desk.row.common_words
    parts = sections(body, essay.title, settings.chapters, length, common) if body else ()
    if settings.policies.footnotes == "chapter":
        parts = tuple(
            replace(part, spoken_passages=tuple(after_all(part.spoken_passages, notes)))
            for part in parts
        )
    uncalled, unread = never_spoken(notes, essay)
    if parts:
        parts = (
            *parts[:-1],
            replace(parts[-1], spoken_passages=(*parts[-1].spoken_passages, *uncalled)),
        )
    elif uncalled:
        parts = (Section(essay.title, tuple(uncalled)),)
    return parts, silent + unread


def _with_dividers(
    spoken_passages: Iterable[SpokenPassage],
) -> tuple[list[SpokenPassage], list[SpokenPassage]]:
    """Part what has words from what has none; a divider becomes the pause before it."""
    spoken: list[SpokenPassage] = []
    silent: list[SpokenPassage] = []
    for one in spoken_passages:
        if one.utterances:
            spoken.append(one)
            continue
        silent.append(one)
        if one.passage.pause is Pause.DIVIDER and spoken:
            spoken[-1] = replace(
                spoken[-1], passage=replace(spoken[-1].passage, pause=Pause.DIVIDER)
            )
    return spoken, silent


def _chapters(
    parts: list[Section],
    essay: Essay,
    settings: ScriptSettings,
    first: Sequence[SpokenPassage],
    last: Sequence[SpokenPassage],
) -> tuple[ScriptChapter, ...]:
    """Return the chapters with every pause decided, between the show's own lines.

    Args:
        parts: Emptied meanwhile: what is said is held once.
        essay: The essay.
        settings: The show's.
        first: What the show says before it.
        last: What it says after it.
    """
    chapters: list[ScriptChapter] = []
    while parts:
        part = parts.pop(0)
        within = deque(part.spoken_passages)
        within.extendleft(reversed([] if chapters else first))
        within.extend([] if parts else last)
        title = part.title
        del part
        utterances = tuple(_paced(within, Pause.CHAPTER if parts else Pause.END))
        titles = (title, essay.title, settings.show_title, utterances[0].spoken)
        title = next(filter(_has_words, map(as_title, titles)))
        chapters.append(ScriptChapter(title, utterances))
    return tuple(chapters)


def _has_words(title: str) -> bool:
    return any(character.isalnum() for character in title)


def _own_line(words: str, desk: Desk) -> list[SpokenPassage]:
    one = utter(Passage(Role.NARRATOR, words=words, pause=Pause.PARAGRAPH), words, desk)
    return [one] if one.utterances else []


def _paced(spoken_passages: deque[SpokenPassage], ending: Pause) -> Iterator[Utterance]:
    """Yield the utterances of a chapter, the last of each passage with its pause.

    Args:
        spoken_passages: Emptied meanwhile.
        ending: After the last.
    """
    while spoken_passages:
        one = spoken_passages.popleft()
        yield from one.utterances[:-1]
        pause = pause_between(one, spoken_passages[0]) if spoken_passages else ending
        yield replace(one.utterances[-1], pause=pause)


def _nothing_spoken(essay: Essay, omitted: Sequence[Omission]) -> ScriptError:
    reasons = Counter(omission.reason for omission in omitted)
    listed = "; ".join(f"{reason} ({n})" for reason, n in reasons.most_common(3))
    why = f": all it holds is left out ({listed})" if listed else ": it holds no words"
    return ScriptError(
        f"nothing in this essay can be said{why}",
        where=essay.source,
        mend="Give it a paragraph of text, or have more read with the [script] table of show.toml",
    )
