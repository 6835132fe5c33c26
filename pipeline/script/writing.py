"""An essay becomes a script."""

from __future__ import annotations

from pipeline.errors import ScriptError
from pipeline.lexicon import load_lexicon
from pipeline.script.frame import closing_line, opening_line
from pipeline.script.passages import Passage
from pipeline.script.utterances import Speech, utter
from pipeline.show import Show
from pipeline.values.essay import BlockKind, Essay
from pipeline.values.script import Omission, Pause, Role, Script, ScriptChapter, Span, Utterance


def write_script(essay: Essay, show: Show) -> Script:
    """Return what will be said of *essay*, in order, and what will not, with the reason.

    Raises:
        ScriptError: Nothing in the essay can be said.
    """
    policies = show.script
    speech = Speech(
        essay.language,
        load_lexicon(show.voice_folders, essay.language),
        policies.emoji,
        policies.bare_urls,
    )
    said: list[Utterance] = []
    omitted: list[Omission] = []
    for index, block in enumerate(essay.blocks):
        if block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH}:
            heading = block.kind is BlockKind.HEADING
            passage = Passage(
                Role.HEADING if heading else Role.NARRATOR,
                Pause.HEADING if heading else Pause.PARAGRAPH,
                index,
                0,
                len(block.text),
            )
            utterances, left = utter(passage, block.text, speech)
            said += utterances
            omitted += left
        elif block.text.strip():
            omitted.append(Omission(block.text, block.kind.value, Span(index, 0, len(block.text))))
    if not said:
        raise ScriptError(
            "nothing in this essay can be said", where=essay.source, mend="Give it some text"
        )
    own = (opening_line(essay, show), closing_line(essay, show))
    first, last = (_own_line(words, speech) for words in own)
    return Script(
        title=essay.title,
        author=essay.author,
        date=essay.date.isoformat() if essay.date else "",
        url=essay.url,
        language=essay.language,
        chapters=(ScriptChapter(essay.title, (*first, *said, *last)),),
        omitted=tuple(omitted),
    )


def _own_line(words: str, speech: Speech) -> tuple[Utterance, ...]:
    passage = Passage(Role.NARRATOR, Pause.PARAGRAPH, None, 0, len(words), words=words)
    return utter(passage, words, speech)[0]
