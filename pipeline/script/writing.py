"""An essay becomes a script: policies, then speech, then footnotes, chapters and pauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

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
    plans, unsaid = _plans(essay, settings, desk)
    flow = list(introduced((passage for each in plans for passage in each.passages), desk))
    spoken_passages = [utter(passage, _text_of(passage, essay), desk) for passage in flow]
    first, last = opening_line(essay, settings), closing_line(essay, settings)
    desk, unmet = _directed(
        [_own_line(first, desk), spoken_passages, _own_line(last, desk)], essay, desk
    )
    if desk.directed:
        spoken_passages = [utter(passage, _text_of(passage, essay), desk) for passage in flow]
    parts, silent = _arranged(spoken_passages, essay, settings, desk)
    omitted = [omission for each in plans for omission in each.omitted]
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
        chapters=_chapters(parts, essay, settings, _own_line(first, desk), _own_line(last, desk)),
        omitted=tuple(sorted(omitted, key=lambda o: (o.span.block or 0, o.span.start))),
        links=note_links(essay),
        unmet=(*unsaid, *unmet),
    )


def _plans(
    essay: Essay, settings: ScriptSettings, desk: Desk
) -> tuple[list[Plan], tuple[str, ...]]:
    """Return what becomes of each block, and directions to say what nothing leaves out."""
    masthead = spoken_by_opening(essay, settings)
    wanted = {one.text: one for one in essay.directions.sentences if one.say}
    met: set[str] = set()
    plans = [
        Plan(omitted=(left_out(index, block, masthead[index]),))
        if index in masthead
        else plan(index, block, desk)
        for index, block in enumerate(essay.blocks)
    ]
    if wanted:
        plans = [
            said_after_all(index, each, essay.blocks[index].text, wanted, met)
            for index, each in enumerate(plans)
        ]
    unsaid = [one for text, one in wanted.items() if text not in met]
    return plans, tuple(in_words(one, "nothing that is left out is this") for one in unsaid)


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
    parts: Sequence[Section],
    essay: Essay,
    settings: ScriptSettings,
    first: Sequence[SpokenPassage],
    last: Sequence[SpokenPassage],
) -> tuple[ScriptChapter, ...]:
    """Return the chapters with every pause decided, between the show's own lines."""
    spoken_passages = [[*part.spoken_passages] for part in parts]
    spoken_passages[0] = [*first, *spoken_passages[0]]
    spoken_passages[-1] = [*spoken_passages[-1], *last]
    chapters = []
    for part, within in zip(parts, spoken_passages, strict=True):
        ending = Pause.END if part is parts[-1] else Pause.CHAPTER
        utterances = tuple(_paced(within, ending))
        titles = (part.title, essay.title, settings.show_title, utterances[0].spoken)
        title = next(filter(_has_words, map(as_title, titles)))
        chapters.append(ScriptChapter(title, utterances))
    return tuple(chapters)


def _has_words(title: str) -> bool:
    return any(character.isalnum() for character in title)


def _own_line(words: str, desk: Desk) -> list[SpokenPassage]:
    one = utter(Passage(Role.NARRATOR, words=words, pause=Pause.PARAGRAPH), words, desk)
    return [one] if one.utterances else []


def _paced(spoken_passages: Sequence[SpokenPassage], ending: Pause) -> Iterator[Utterance]:
    """Yield the utterances of a chapter, the last of each passage with its pause."""
    for one, following in pairwise([*spoken_passages, None]):
        if one is None:
            continue
        yield from one.utterances[:-1]
        pause = pause_between(one, following) if following else ending
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
