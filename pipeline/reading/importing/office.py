"""Office documents: .docx by mammoth, .odt by odfdo; both are ZIP archives of XML.

Everything in them is decoded within limits first, and XML that declares entities is refused, so
that the libraries are given nothing that can blow up.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from lxml import etree

from pipeline.errors import SourceError
from pipeline.reading.detected_language import language_tag
from pipeline.reading.documents import Document
from pipeline.reading.facts import Facts, people
from pipeline.reading.importing.essay_list import LeftOut, Post
from pipeline.reading.invisible import one_line
from pipeline.reading.written_dates import parsed_date
from pipeline.settings.reading_settings import Taking
from pipeline.tools.bounded import Archive

_ZIP = b"PK\x03\x04"
_ODT = b"application/vnd.oasis.opendocument.text"
_LARGEST_PART = 32_000_000
_LARGEST_WHOLE = 128_000_000
_NO_PERSON = re.compile(
    r"(?:python-docx|microsoft.*|user|admin.*|unknown|windows.*)", re.IGNORECASE
)


def is_docx(document: Document) -> bool:
    """Return whether *document* is a Word document."""
    return document.content.startswith(_ZIP) and b"word/document.xml" in document.content


def is_odt(document: Document) -> bool:
    """Return whether *document* is an OpenDocument text."""
    return document.content.startswith(_ZIP) and _ODT in document.content[:200]


def docx(document: Document, _: Taking) -> Iterator[Post | LeftOut]:
    """Yield the essay that the Word document *document* is.

    Raises:
        SourceError: It is damaged, or would unpack to too much.
    """
    import mammoth  # noqa: PLC0415 - only for Word

    parts = _checked(document, "the Word document")
    styles = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
    found = mammoth.convert_to_html(
        io.BytesIO(document.content),
        style_map=styles,
        convert_image=mammoth.images.img_element(lambda _: {"src": ""}),
        external_file_access=False,
    )
    facts = _core_facts(parts.get("docProps/core.xml", b""))
    yield Post("", str(found.value), facts, form="html")


def odt(document: Document, _: Taking) -> Iterator[Post | LeftOut]:
    """Yield the essay that the OpenDocument text *document* is.

    Raises:
        SourceError: It is damaged, or would unpack to too much.
    """
    from odfdo import Document as Text  # noqa: PLC0415 - only for OpenDocument

    parts = _checked(document, "the OpenDocument text")
    text = Text(io.BytesIO(document.content)).to_markdown()
    facts = _core_facts(parts.get("meta.xml", b""))
    yield Post("", str(text), facts, form="markdown")


def _checked(document: Document, form: str) -> dict[str, bytes]:
    """Return the XML parts of *document*, all of it having been decoded within limits."""
    archive = Archive(
        document.content,
        document.source,
        form=form,
        largest_entry=_LARGEST_PART,
        largest_whole=_LARGEST_WHOLE,
    )
    parts = {}
    for name in archive.names:
        content = archive.read(name)
        if name.endswith((".xml", ".rels")):
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                raise SourceError(f"'{name}' declares entities", where=document.source)
            parts[name] = content
    return parts


def _core_facts(content: bytes) -> Facts:
    """Return what the properties of a document say of it (Dublin Core in both forms)."""
    if not content:
        return Facts()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return Facts()

    def value_of(name: str) -> str:
        found = next(root.iter(f"{{*}}{name}"), None)
        return "" if found is None else one_line(found.text or "")

    creator = value_of("creator") or value_of("initial-creator")
    return Facts(
        title=value_of("title"),
        author="" if _NO_PERSON.fullmatch(creator) else people([creator]),
        date=parsed_date(value_of("created") or value_of("creation-date")),
        language=language_tag(value_of("language")),
        summary=value_of("description"),
    )
