"""What the ears found of a published episode, the worst first, without what was found right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.episode_clips import heard_again, heard_now, read_episode_clips
from flows.studio.rooms import EssayView
from pipeline.settings.show import Show
from pipeline.speech.listening.checking import Checked, EpisodeClip, Finding
from pipeline.tools.store import open_store


@dataclass(frozen=True, slots=True)
class DoubtfulSentence:
    """One finding, and where it is in the essay as it is now."""

    finding: Finding
    n: int | None
    """Its utterance in the essay as it would be said now; None where it is not any more."""
    otherwise: bool = False
    """Whether it would sound otherwise now: it was said again, or mended, since."""

    @property
    def clip(self) -> str:
        """The clip's key as it stands in addresses."""
        return self.finding.clip.key.removeprefix("clips/")


def doubtful_sentences(
    slug: str, show: Show, view: EssayView
) -> tuple[tuple[DoubtfulSentence, ...], Checked]:
    """Return the findings of the episode *slug* that nobody has found right, and all that was."""
    clips = read_episode_clips(show.state, slug) or ()
    checked = heard_again(show.state, slug, clips, open_store(show.store))
    return _in_essay(checked, view), checked


def refused_sentences(
    clips: Sequence[EpisodeClip], show: Show, view: EssayView
) -> tuple[tuple[DoubtfulSentence, ...], Checked]:
    """Return the same of *clips*, of which the essay's episode was refused."""
    checked = heard_now(show.state, clips, open_store(show.store), again=False)
    return _in_essay(checked, view), checked


def _in_essay(checked: Checked, view: EssayView) -> tuple[DoubtfulSentence, ...]:
    places = {line.key: n for n, line in enumerate(view.lines)}
    by_text = {line.utterance.text: n for n, line in enumerate(view.lines)}
    found = [
        DoubtfulSentence(
            one,
            places.get(one.clip.key, by_text.get(one.clip.text)),
            one.clip.key not in places,
        )
        for one in checked.findings
    ]
    return tuple(sorted(found, key=lambda it: -it.finding.judgement.score))
