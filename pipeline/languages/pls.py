"""Lexicons in the format of the W3C: Pronunciation Lexicon Specification 1.0.

Source:
    https://www.w3.org/TR/pronunciation-lexicon/
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from pipeline.errors import ShowError
from pipeline.languages.lexicon import Lexeme, Lexicon

NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
LARGEST_BYTES = 20_000_000

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_pls(path: Path) -> tuple[str, tuple[Lexeme, ...]]:
    """Read a PLS document.

    Returns:
        Its language in lower case, and its lexemes in order. Of several aliases or phonemes of
        a lexeme, the one marked ``prefer``, or else the first, is kept.

    Raises:
        ShowError: It is not a PLS document, or larger than :data:`LARGEST_BYTES`.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise ShowError(f"larger than {LARGEST_BYTES} bytes", where=str(path))
        root = etree.fromstring(path.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        raise ShowError(f"this is not valid XML: {error.msg}", where=str(path)) from error
    except OSError as error:
        raise ShowError(f"cannot be read: {error.strerror}", where=str(path)) from error
    if root.tag != _name("lexicon"):
        raise ShowError("this is not a PLS lexicon", where=str(path), mend=f"See {NAMESPACE}")
    language = root.get(_XML_LANG, "").lower()
    if not language:
        raise ShowError("it does not say its xml:lang", where=str(path))
    lexemes = tuple(_lexeme(element) for element in root.iterfind(_name("lexeme")))
    return language, tuple(lexeme for lexeme in lexemes if lexeme.graphemes)


def write_pls(lexicon: Lexicon, language: str) -> bytes:
    """Return *lexicon* as a PLS document, UTF-8 with an XML declaration.

    Args:
        lexicon: Its lexemes are written in order.
        language: BCP 47 tag of all of them.
    """
    root = etree.Element(_name("lexicon"), nsmap={None: NAMESPACE}, version="1.0", alphabet="ipa")
    root.set(_XML_LANG, language)
    for lexeme in lexicon.lexemes:
        element = etree.SubElement(root, _name("lexeme"))
        for grapheme in lexeme.graphemes:
            etree.SubElement(element, _name("grapheme")).text = grapheme
        for tag, text in (("alias", lexeme.alias), ("phoneme", lexeme.phoneme)):
            if text:
                etree.SubElement(element, _name(tag)).text = text
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _lexeme(element: etree._Element) -> Lexeme:
    graphemes = [_text(one) for one in element.iterfind(_name("grapheme"))]
    return Lexeme(
        graphemes=tuple(grapheme for grapheme in graphemes if grapheme),
        alias=_preferred(element, "alias"),
        phoneme=_preferred(element, "phoneme"),
    )


def _preferred(element: etree._Element, tag: str) -> str:
    found = element.findall(_name(tag))
    best = [one for one in found if one.get("prefer") == "true"] or found
    return _text(best[0]) if best else ""


def _text(element: etree._Element) -> str:
    return "".join(element.itertext()).strip()


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"
