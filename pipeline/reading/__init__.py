"""Reading: from any form in which essays come to :class:`~pipeline.values.essay.Essay` values.

A source is a file (Markdown, HTML, plain text, EPUB, RSS or Atom, a show's listing), the http
address of one, or what holds many: an export, an archive, a folder, which
:mod:`pipeline.reading.importing` takes apart. Its bytes become a
:class:`~pipeline.reading.documents.Document`, the first row of
:data:`~pipeline.reading.source_forms.FORMATS` that knows it reads it, and every form ends in the
same blocks. All that is visible of an essay is in some block, in its order.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import EssaycastError, SourceError
from pipeline.reading.directions_file import SUFFIX as DIRECTIONS_SUFFIX
from pipeline.reading.directions_file import directed, directions_path, directions_stamp
from pipeline.reading.documents import Document, document_of_file
from pipeline.reading.folder import ESSAY_SUFFIXES, folder_stamp, sources_in
from pipeline.reading.moments import moment
from pipeline.reading.source_names import file_called, source_address, source_name
from pipeline.settings.reading_settings import Access, ReadingSettings
from pipeline.showing import redacted
from pipeline.tools.fetching.urls import url_parts
from pipeline.values.essay import Essay

if TYPE_CHECKING:
    from pipeline.reading.importing.essay_list import Catalogue, Entry

__all__ = [
    "DIRECTIONS_SUFFIX",
    "ESSAY_SUFFIXES",
    "directions_path",
    "directions_stamp",
    "file_called",
    "folder_stamp",
    "is_site",
    "keep_pictures",
    "moment",
    "read_catalogue",
    "read_essays",
    "sites_in",
    "source_name",
    "sources_in",
]

_ALIASES = {"feed://": "https://", "feed:": ""}


def read_essays(source: str, settings: ReadingSettings) -> tuple[Essay, ...]:
    """Return the essays found in *source*, in its order, at least one.

    Args:
        source: A file's path, from the show's folder or the current one, or an http(s) address.
        settings: Where paths start, what fills gaps, whether private addresses may be fetched.

    Raises:
        SourceError: It is not there, not readable, or nothing that holds an essay.
        FetchError: It could not be fetched.
    """
    return read_catalogue(source, settings).essays


def read_catalogue(source: str, settings: ReadingSettings) -> Catalogue:
    """Return what *source* holds: its essays, and what is left out and why.

    Raises:
        SourceError: See :func:`read_essays`; but a catalogue may hold no essay.
        FetchError: It could not be fetched.
    """
    from pipeline.reading.importing import catalogue_in  # noqa: PLC0415 - lxml and parsers
    from pipeline.reading.importing.essay_list import catalogue_of_essays  # noqa: PLC0415 - likewise
    from pipeline.reading.source_forms import read_document  # noqa: PLC0415 - likewise
    from pipeline.reading.teasers import gathered_teasers  # noqa: PLC0415 - likewise

    try:
        document = _document(source, settings.access)
        found = catalogue_in(document, settings)
        if found is None:
            with gathered_teasers() as teasers:
                essays = read_document(document, settings.defaults)
            found = catalogue_of_essays(document, essays, teasers)
        return _directed(found, settings.access)
    except EssaycastError:
        raise
    except Exception as error:  # whatever the parsers of ten formats raise is the source's fault
        raise SourceError(
            f"it cannot be read ({type(error).__name__}: {' '.join(str(error).split())[:200]})",
            where=source,
            mend="Save or export it again; if that does not help, convert it to Markdown",
        ) from error


def _directed(catalogue: Catalogue, access: Access) -> Catalogue:
    """Return *catalogue* with each essay's directions."""
    entries = (replace(entry, essay=directed(entry.essay, access)) for entry in catalogue.entries)
    return replace(catalogue, entries=tuple(entries))


def keep_pictures(entry: Entry, catalogue: Catalogue, access: Access) -> int:
    """Keep the pictures of an essay that lie in its export or on other hosts; return how many.

    One that cannot be had stays a link, with a warning.
    """
    from pipeline.reading import kept_pictures  # noqa: PLC0415 - httpx

    return kept_pictures.keep_pictures(entry.essay, access, catalogue.tree, entry.path)


def sites_in(folder: Path) -> tuple[Path, ...]:
    """Return the folders in *folder* that are exports or sites' sources: one source each."""
    from pipeline.reading.importing import known_folders  # noqa: PLC0415 - a dozen readers

    return known_folders(folder)


def is_site(folder: Path) -> bool:
    """Return whether *folder* is an export or a site's source: one source as a whole."""
    from pipeline.reading.importing import is_known  # noqa: PLC0415 - a dozen readers

    return is_known(folder)


def _document(source: str, access: Access) -> Document:
    for alias, real in _ALIASES.items():
        if source.startswith(alias):
            source = real + source.removeprefix(alias)
            break
    scheme, separator, _ = source.partition("://")
    if not separator or not scheme.isalpha():
        return document_of_file(source, access)
    if scheme.lower() not in {"http", "https"}:
        raise SourceError(
            f"'{scheme}' addresses are not fetched",
            where=source,
            mend="Give an address that begins with https://, or a file's path",
        )
    from pipeline.reading.remembered import fetched  # noqa: PLC0415 - only for addresses

    name = source_name(source, access)
    answer = fetched(source_address(source, access), access)
    url = redacted(answer.url)
    if not answer.content.strip():
        raise SourceError("it answered with nothing", where=name, mend="Check the address")
    key = url_parts(url)._replace(fragment="").geturl()
    return Document(name, key, answer.content, url, answer.mime, answer.charset)
