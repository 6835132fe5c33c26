"""Episodes refused for sentences that are not as written, where the show asks for it."""

from __future__ import annotations

from typing import Literal

from pipeline.errors import NotAsWrittenError
from pipeline.speech.listening.checking import Checked
from pipeline.speech.listening.heard import Verdict

_LENGTH = 120


def refuse_wrong(checked: Checked, title: str, then: Literal["warn", "set aside", "fail"]) -> None:
    """Refuse an episode with a sentence that stays not as written.

    Args:
        checked: What was heard of it; what a person has approved is no finding.
        title: The episode's.
        then: ``[check] then`` of show.toml; ``warn`` refuses nothing.

    Raises:
        NotAsWrittenError: There is such a sentence.
    """
    wrong = [it for it in checked.findings if it.judgement.verdict is Verdict.NOT_AS_WRITTEN]
    if then == "warn" or not wrong:
        return
    text = " ".join(wrong[0].clip.text.split())[:_LENGTH]
    more = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
    mend = (
        "Produce it again: that place is made anew; if it stays so, this is a fault of essaycast"
        if wrong[0].clip.fault
        else "Hear it in 'essaycast studio', and find it right there or change it; or publish all "
        'as it is with then = "warn" under [check] in show.toml'
    )
    raise NotAsWrittenError(
        f"it is not published, since not all of it is heard as written: \u201c{text}\u201d "
        f"({wrong[0].judgement.reason}){more}",
        where=title,
        mend=mend,
        set_aside=then == "set aside",
    )
