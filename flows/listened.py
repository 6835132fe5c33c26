"""An episode listened to before it is published: refused where the show says so, learned from."""

from __future__ import annotations

from collections.abc import Sequence

from flows.episode_clips import heard_again, keep_refused_clips
from pipeline.errors import NotAsWrittenError
from pipeline.settings.show import Show
from pipeline.speech.listening.checking import Checked, EpisodeClip
from pipeline.speech.listening.kept_rates import learn_rates
from pipeline.speech.listening.refusing import refuse_wrong
from pipeline.tools.store import open_store
from pipeline.values.essay import Essay


def listened(show: Show, slug: str, essay: Essay, clips: Sequence[EpisodeClip]) -> Checked:
    """Return what is heard of *clips*, unless the show refuses an episode of which that is heard.

    What is refused can be heard in the studio, and found right there.

    Args:
        show: The show.
        slug: The episode's.
        essay: What it is made from.
        clips: Its utterances.

    Raises:
        NotAsWrittenError: It is refused.
        StorageError: The store cannot be used.
    """
    store = open_store(show.store)
    checked = heard_again(show.state, slug, clips, store, again=show.check.listen)
    try:
        refuse_wrong(checked, essay.title, show.check.then)
    except NotAsWrittenError:
        keep_refused_clips(show.state, essay.key, clips)
        raise
    keep_refused_clips(show.state, essay.key, ())
    learn_rates(show.state, clips)
    return checked
