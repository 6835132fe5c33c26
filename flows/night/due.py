"""What is due: the essays of the show's sources, and what the ledger says of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flows.digests import essay_digest, source_digest
from flows.ledger import Entry, Ledger, Verdict, failed, verdict
from flows.sources import essays_of
from pipeline.errors import FetchError, error_text
from pipeline.publication import withdrawn_slugs
from pipeline.reading import file_called, is_site, moment, sites_in, source_name, sources_in
from pipeline.settings.show import Show
from pipeline.settings.state_folder import with_home


@dataclass(frozen=True, slots=True)
class Candidate:
    """An essay found tonight, or a source that could not be read."""

    entry: Entry
    verdict: Verdict
    unread: bool = False
    """Whether it is a source that could not be read."""
    moment: str = ""
    """When the essay was written, UTC; empty where it does not say."""


def sources_of(show: Show) -> tuple[str, ...]:
    """Return the names of the show's sources, each folder replaced by the files in it.

    One file of a folder that cannot be read is thereby one source that cannot. An export or a
    site's source is one source as a whole.
    """
    access = show.for_reading.access
    return tuple(dict.fromkeys(source_name(source, access) for source in _files(show)))


def _files(show: Show) -> Iterator[str]:
    for source in show.sources:
        folder = show.root / with_home(source)
        if "://" in source or not folder.is_dir() or is_site(folder):
            yield source
            continue
        sites = sites_in(folder)
        apart = (show.output_folder, show.state, *sites)
        alone = (path for path in sources_in(folder) if not any(map(path.is_relative_to, apart)))
        for path in (*sites, *alone):
            inside = path.is_relative_to(show.root)
            yield (path.relative_to(show.root) if inside else path).as_posix()


def candidates(source: str, show: Show, ledger: Ledger, settings: str) -> tuple[Candidate, ...]:
    """Return the essays of *source* and what is to be done with each.

    A local file that has not been touched since all its essays were published is not read.

    Args:
        source: One of :func:`sources_of`.
        show: The show.
        ledger: Learns which essays the source holds, and whether it could be read.
        settings: :func:`flows.digests.settings_digest` of the show.

    Raises:
        FetchError: The source could not be fetched, which may pass.
    """
    stamp = (
        ""
        if "://" in source
        else source_digest(file_called(show.root / source), settings, show.root)
    )
    about = Entry(key=f"source:{source}", digest=stamp, title=source, source=source)
    before = ledger.entries.get(about.key)
    if stamp and before is not None and before.digest == stamp:
        known = [ledger.entries[key] for key in before.essays if key in ledger.entries]
        if before.failures >= show.schedule.set_aside_after:
            return (Candidate(before, Verdict.SET_ASIDE, unread=True),)
        if known and not before.failures and all(_is_done(entry, show) for entry in known):
            return tuple(Candidate(entry, Verdict.UNCHANGED) for entry in known)
    try:
        essays = essays_of(source, show.for_reading)
    except FetchError as error:
        if error.passing:
            raise
        return _unread(before, about, error, ledger)
    except Exception as error:  # noqa: BLE001 - one source never stops the others
        return _unread(before, about, error, ledger)
    found = tuple(
        Entry(
            key=essay.key,
            digest=essay_digest(essay, settings, show.root),
            title=essay.title,
            source=source,
        )
        for essay in essays
    )
    ledger.note(
        Entry(
            key=about.key,
            digest=stamp,
            title=source,
            source=source,
            essays=tuple(entry.key for entry in found),
        )
    )
    moments = [moment(essay.date).isoformat() if essay.date else "" for essay in essays]
    return tuple(
        replace(_candidate(entry, show, ledger), moment=when)
        for entry, when in zip(found, moments, strict=True)
    )


def _unread(
    before: Entry | None, about: Entry, error: Exception, ledger: Ledger
) -> tuple[Candidate, ...]:
    entry = failed(before, about, error_text(error, about.source))
    ledger.note(entry)
    return (Candidate(entry, Verdict.AGAIN, unread=True),)


def _candidate(entry: Entry, show: Show, ledger: Ledger) -> Candidate:
    known = ledger.entries.get(entry.key)
    if known is not None and known.slug in withdrawn_slugs(show.places):
        return Candidate(known, Verdict.UNCHANGED)  # until somebody produces it on purpose
    decision = verdict(
        known,
        entry.digest,
        set_aside_after=show.schedule.set_aside_after,
        published=known is None or is_published(known.slug, show),
    )
    return Candidate(entry if decision.due or known is None else known, decision)


def _is_done(entry: Entry, show: Show) -> bool:
    settled = is_published(entry.slug, show) or entry.slug in withdrawn_slugs(show.places)
    return settled and not entry.failures


def is_published(slug: str, show: Show) -> bool:
    """Return whether the episode *slug* is in the show's publication, or waits for approval."""
    shows = (show, show.waiting) if show.review.required else (show,)
    return bool(slug) and any(
        (one.output_folder / slug / "episode.json").is_file() for one in shows
    )


def without_repeats(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return each essay once, though several sources may hold it; the first found counts.

    They are in the order they were written, so that new episodes are numbered by it; those without
    a date come first, as they were found.
    """
    seen: dict[str, Candidate] = {}
    for candidate in found:
        seen.setdefault(candidate.entry.key, candidate)
    return tuple(sorted(seen.values(), key=lambda candidate: candidate.moment))
