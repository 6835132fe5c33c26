"""The shelf: every essay of the show's sources, and the episode it has become."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.night.due import sources_of
from flows.sources import catalogue_of
from pipeline.errors import TeaserError, error_text
from pipeline.publication.catalogue import read_catalogue
from pipeline.publication.published_key import published_key

if TYPE_CHECKING:
    from pipeline.publication.catalogue import Record
    from pipeline.settings.show import Show
    from pipeline.values.essay import Essay


@dataclass(frozen=True, slots=True)
class Shelved:
    """One essay of a source."""

    source: str
    essay: Essay
    record: Record | None = None
    """Its episode, if it is published."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A source that cannot be read."""

    source: str
    error: str


@dataclass(frozen=True, slots=True)
class Teaser:
    """The free beginning of an essay whose rest is behind a paywall."""

    source: str
    title: str
    error: str


def shelf(show: Show) -> Iterator[Shelved | Unreadable]:
    """Yield the essays of the sources of *show* in their order; each key once."""
    return (one for one in whole_shelf(show) if not isinstance(one, Teaser))


def whole_shelf(show: Show) -> Iterator[Shelved | Unreadable | Teaser]:
    """Yield what :func:`shelf` does, and the teasers, of which no episode is made."""
    records = {record.key: record for record in read_catalogue(show.output_folder)}
    seen: set[str] = set()
    for source in sources_of(show):
        for one in shelf_of(source, show):
            if not isinstance(one, Shelved):
                yield one
            elif one.essay.key not in seen:
                seen.add(one.essay.key)
                yield Shelved(source, one.essay, records.get(published_key(one.essay.key)))


def shelf_of(source: str, show: Show) -> Iterator[Shelved | Unreadable | Teaser]:
    """Yield what one source holds, without its episodes."""
    try:
        catalogue = catalogue_of(source, show.for_reading)
        essays = catalogue.essays
    except TeaserError as error:
        yield Teaser(source, error.title or source, str(error))
    except Exception as error:  # noqa: BLE001 - one source never stops the others
        yield Unreadable(source, error_text(error, source))
    else:
        yield from (
            Teaser(source, one.title, one.reason) for one in catalogue.left_out if one.is_teaser
        )
        yield from (Shelved(source, essay) for essay in essays)
