"""Office documents: .docx by mammoth, .odt by odfdo; both are ZIP archives of XML and pictures.

Everything in them is decoded within limits first, and XML that declares entities is refused, so
that the libraries are given nothing that can blow up. A picture's address is its path in the
archive.
"""

from __future__ import annotations

import hashlib
import io
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree
from lxml.html import HtmlElement

from pipeline.errors import SourceError
from pipeline.reading.detected_language import language_tag
from pipeline.reading.documents import Document
from pipeline.reading.facts import Facts, people
from pipeline.reading.html_tree import parsed
from pipeline.reading.importing.essay_list import LeftOut, Post
from pipeline.reading.invisible import one_line
from pipeline.reading.written_dates import parsed_date
from pipeline.settings.reading_settings import Taking
from pipeline.tools.bounded import Archive

if TYPE_CHECKING:
    from mammoth.documents import Image

_ZIP = b"PK\x03\x04"
_ODT = b"application/vnd.oasis.opendocument.text"
_LARGEST_PART = 32_000_000
_LARGEST_WHOLE = 128_000_000
_STYLES = "\n".join(
    f"p[style-name='{name}'] => {tag}:fresh"
    for name, tag in (
        ("Title", "h1"), ("Subtitle", "p.subtitle"), ("caption", "figcaption"),
        ("Illustration", "figcaption"), ("Figure", "figcaption"), ("Image Caption", "figcaption"),
    )
)  # fmt: skip
"""What Word's styles are on a page; ``caption`` is that of its own captions in every language."""
_SAID_BY_WORD = re.compile(r"\s*Description automatically generated.*\Z", re.DOTALL)
_NO_TITLE = re.compile(r"microsoft word - .*|document ?\d*|untitled.*|.*\.docx?", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"(?:python-docx|microsoft.*|user|admin.*|unknown|windows.*)", re.IGNORECASE
)


def is_docx(document: Document) -> bool:
    """Return whether *document* is a Word document."""
    return document.content.startswith(_ZIP) and b"word/document.xml" in document.content


def is_odt(document: Document) -> bool:
    """Return whether *document* is an OpenDocument text."""
    if not document.content.startswith(_ZIP) or b"content.xml" not in document.content:
        return False
    return _ODT in document.content[:200] or document.suffix == ".odt"


def docx(document: Document, _: Taking) -> Iterator[Post | LeftOut]:
    """Yield the essay that the Word document *document* is.

    Raises:
        SourceError: It is damaged, or would unpack to too much.
    """
    import mammoth  # noqa: PLC0415 - only for Word

    parts = _checked(document, "the Word document")
    names = {_digest(content): name for name, content in parts.items() if "/media/" in name}
    found = mammoth.convert_to_html(
        io.BytesIO(document.content),
        style_map=_STYLES,
        convert_image=mammoth.images.img_element(lambda image: _source(image, names)),
        external_file_access=False,
    )
    yield _post(str(found.value), _core_facts(parts.get("docProps/core.xml", b"")))


def odt(document: Document, _: Taking) -> Iterator[Post | LeftOut]:
    """Yield the essay that the OpenDocument text *document* is.

    Raises:
        SourceError: It is damaged, or would unpack to too much.
    """
    from odfdo import Document as Text  # noqa: PLC0415 - only for OpenDocument

    from pipeline.reading.importing.opendocument import OpenDocumentHtml  # noqa: PLC0415 - likewise

    parts = _checked(document, "the OpenDocument text")
    text = Text(io.BytesIO(document.content))
    html = OpenDocumentHtml(text, lambda place: _mathml(parts, place)).html()
    yield _post(html, _core_facts(parts.get("meta.xml", b"")))


def _post(markup: str, facts: Facts) -> Post:
    """Return the essay; the title it shows goes before that of its properties, often an old one."""
    if markup.lstrip().startswith("<h1") or _NO_TITLE.fullmatch(facts.title):
        facts = replace(facts, title="")
    return Post("", _with_captions(markup), facts, form="html")


def _source(image: Image, names: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes of a picture in a Word document: its place in it, and what it shows.

    A picture that lies outside is no part of the document, and is never opened.
    """
    try:
        with image.open() as file:
            place = names.get(_digest(file.read()), "")
    except Exception:  # noqa: BLE001 - whatever mammoth raises for what it cannot open
        place = ""
    alt = _SAID_BY_WORD.sub("", str(image.alt_text or "")).strip()
    return {"src": place, "alt": alt}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _with_captions(markup: str) -> str:
    """Return *markup* with each caption in one figure with the picture that it stands at."""
    root = parsed(f"<div>{markup}</div>") if "<figcaption" in markup else None
    if root is None:
        return markup
    for caption in [one for one in root.iter("figcaption") if isinstance(one, HtmlElement)]:
        around = caption.getparent()
        if around is None or around.tag == "figure":
            continue
        own = list(caption.iter("img"))
        beside = (caption.getprevious(), caption.getnext())
        other = next((one for one in beside if one is not None and _is_picture(one)), None)
        if not own and other is None:
            caption.tag = "p"
            continue
        figure = HtmlElement()
        figure.tag = "figure"
        caption.addprevious(figure)
        figure.tail, caption.tail = caption.tail, None
        for picture in own or list(other.iter("img") if other is not None else ()):
            picture.drop_tree() if own else None
            picture.tail = None
            figure.append(picture)
        if other is not None and not own:
            other.drop_tree()
        figure.append(caption)
    return etree.tostring(root, encoding="unicode", method="html")


def _is_picture(element: etree._Element) -> bool:
    """Return whether *element* is nothing but one picture, without a caption yet."""
    words = "".join(str(text) for text in element.itertext()).strip()
    return element.tag in {"p", "figure"} and not words and len(list(element.iter("img"))) == 1


def _mathml(parts: Mapping[str, bytes], place: str) -> str:
    """Return the formula at *place* of an OpenDocument text as MathML; empty if it is none."""
    content = parts.get(posixpath.normpath(f"{place}/content.xml"), b"")
    root = _root(content) if content else None
    if root is None or etree.QName(root).localname != "math":
        return ""
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    etree.strip_elements(root, "annotation", with_tail=False)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


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
        if not name.endswith((".xml", ".rels")):
            parts[name] = content if "/media/" in name else b""
            continue
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise SourceError(f"'{name}' declares entities", where=document.source)
        parts[name] = content
    return parts


def _core_facts(content: bytes) -> Facts:
    """Return what the properties of a document say of it (Dublin Core in both forms)."""
    root = _root(content) if content else None
    if root is None:
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


def _root(content: bytes) -> etree._Element | None:
    """Return the tree of the XML *content*; None if it is broken."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
