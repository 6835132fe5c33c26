"""The words of pages and notes in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageWords:
    """What pages and show notes say of their own accord; every language says all of it."""

    tag: str
    """The language these words are in."""
    hours: str
    """Template of a length: {h}."""
    minutes: str
    """Likewise: {m}."""
    # The episode's page.
    skip: str
    subscribe: str
    listen: str
    resume: str
    """The listening button's label within an episode."""
    download: str
    continues_at: tuple[str, str]
    """Before and after the time."""
    start_over: str
    chapters: str
    links: str
    about: str
    synthetic: str
    """That a machine speaks; a sentence."""
    first_published: tuple[str, str]
    """Before and after the host's name."""
    long: str
    """A sentence: {length}."""
    audio: str
    transcript: str
    other_episodes: str
    earlier: str
    later: str
    all_episodes: str
    # The player.
    player: str
    position: str
    playback: str
    play: str
    pause: str
    play_or_pause: str
    previous_chapter: str
    next_chapter: str
    back_15: str
    forward_15: str
    settings: str
    speed: str
    mute: str
    volume: str
    more: str
    copy_link: str
    share: str
    open_in: str
    """Before names of apps."""
    sleep: str
    sleep_off: str
    sleep_chapter: str
    sleep_end: str
    keys: str
    back_to_voice: str
    click_plays: str
    close: str
    step_5: str
    step_15: str
    step_sentence: str
    step_chapter: str
    step_speed: str
    step_tenth: str
    these_keys: str
    space: str
    """The name of that key."""
    # What the player announces.
    time_of: str
    """{time} and {total}."""
    cannot_play: str
    cannot_load: str
    link_copied: str
    """{time}."""
    # The feed's box.
    subscribe_how: str
    feed_address: str
    copy: str
    copy_this: str
    address_copied: str
    embed: str
    """Heading of the code that puts the player into another page."""
    code_copied: str
    read_along: str
    """A link to the page."""
    open_feed: str
    # The index.
    episodes: str
    n_episodes: tuple[str, str]
    """One, and {n} of them."""
    number: str
    """{n}: of an episode."""
    website: str
    search: str
    search_episodes: str
    found: str
    """{n} episodes."""
    none_found: str
    nothing_yet: str
    # The essay.
    footnotes: str
    figures: str
    table: str
    at_host: str
    """{kind} and {host}."""
    back_to_note: str
    """{n}."""
    kinds: Mapping[str, str]
    """What an embed is called (:func:`pipeline.tools.embeds.embed_kind`), and a picture."""
    # The notes.
    read_essay: str
    read_essay_by: str
    """{author}."""
    essay_by: str
    """{author}; a sentence."""

    def rough_length(self, seconds: float) -> str:
        """Return a length as ``1 h 5 min``, or ``18 min``; never less than one minute."""
        h, m = divmod(max(round(seconds / 60), 1), 60)
        parts = (self.hours.format(h=h) if h else "", self.minutes.format(m=m) if m else "")
        return " ".join(part for part in parts if part)
