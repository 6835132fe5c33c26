"""The words of stills: title, author and date, the show."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.languages.language_table import language_row
from pipeline.settings.publication_settings import Imprint
from pipeline.values.episode import Episode


@dataclass(frozen=True, slots=True)
class Credits:
    """What a still says of the episode."""

    title: str
    line: str
    """Author and date."""
    show: str


def credits_of(episode: Episode, imprint: Imprint) -> Credits:
    """Return the words for the stills of *episode*, in its language."""
    essay, row = episode.essay, language_row(episode.essay.language)
    day = (row.page_dated or row.dated)(essay.date) if essay.date else ""
    author = essay.author or imprint.author
    return Credits(essay.title, " · ".join(filter(None, (author, day))), imprint.title)
