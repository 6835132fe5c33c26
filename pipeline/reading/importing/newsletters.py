"""Newsletters as e-mail: an ``.eml`` file is a letter, an mbox holds many (RFC 5322, RFC 4155)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from pipeline.reading.documents import Document
from pipeline.reading.facts import Facts, people
from pipeline.reading.html import blocks_of
from pipeline.reading.html_tree import parsed
from pipeline.reading.importing.essay_list import LeftOut, Post
from pipeline.reading.importing.mail_furniture import without_furniture
from pipeline.reading.invisible import cleaned, one_line
from pipeline.reading.plain_text import blocks_of_plain
from pipeline.settings.reading_settings import Taking
from pipeline.values.essay import Block, BlockKind

_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}):[ \t]*\S")
_KNOWN = re.compile(
    rb"^(?:From|Subject|Date|Message-ID|MIME-Version):", re.MULTILINE | re.IGNORECASE
)
_FROM_LINE = re.compile(rb"(?:\A|\n\r?\n)From [^\n]{1,200}\d{4}[^\n]{0,20}\r?\n(?=[A-Za-z][\w-]*:)")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_PREFIX = re.compile(r"^(?:\s*(?:fwd?|wg|tr|rv)\s*:|\s*\[[^\]]{1,40}\])\s*", re.IGNORECASE)
_REPLY = re.compile(r"\s*(?:re|aw|sv|antw)\s*:", re.IGNORECASE)
_LABELS = "X-Gmail-Labels"
_LABELLED = {
    "in the trash": {"trash", "papierkorb", "corbeille", "papelera"},
    "spam": {"spam"},
    "a draft": {"draft", "drafts", "entw\u00fcrfe", "entwurf", "brouillons", "borradores"},
}
_UNSENT = ("X-Unsent", "X-Mozilla-Draft-Info")
_EXPUNGED = 8
MOST_LETTERS = 20_000
_LARGEST_PART = 8_000_000
_MOST_PARTS = 100


def is_letter(document: Document) -> bool:
    """Return whether *document* is one e-mail."""
    if document.suffix == ".eml" or document.mime == "message/rfc822":
        return True
    head = document.content[:4_000].partition(b"\n\n")[0]
    return (
        document.suffix not in {".md", ".markdown", ".html"}
        and bool(_HEADER.match(head))
        and len(_KNOWN.findall(head)) >= 4
    )


def is_mailbox(document: Document) -> bool:
    """Return whether *document* is an mbox."""
    told = document.suffix in {".mbox", ".mbx"} or document.mime == "application/mbox"
    return (told or document.content[:5] == b"From ") and bool(
        _FROM_LINE.match(document.content[:4_000])
    )


def letter(document: Document, _: Taking) -> Iterator[Post | LeftOut]:
    """Yield the letter that *document* is."""
    yield _post(document.content, "")


def letters(document: Document, _: Taking) -> Iterator[Post | LeftOut]:
    """Yield the letters of the mailbox *document*, in its order."""
    starts = [found.end() for found in _FROM_LINE.finditer(document.content)]
    ends = [found.start() for found in _FROM_LINE.finditer(document.content)][1:]
    for number, (start, end) in enumerate(
        zip(starts, [*ends, len(document.content)], strict=True), start=1
    ):
        if number > MOST_LETTERS:
            yield LeftOut(f"letter {number} and later", f"beyond the limit of {MOST_LETTERS:,}")
            return
        content = _QUOTED_FROM.sub(rb"\1", document.content[start:end])
        try:
            yield _post(content, str(number))
        except RecursionError:
            yield LeftOut(f"letter {number}", "its parts are nested deeper than can be read")


def _post(content: bytes, number: str) -> Post | LeftOut:
    message = BytesParser(policy=policy.default).parsebytes(content)
    subject = one_line(_header(message, "Subject"))
    title = _PREFIX.sub("", subject)
    reason = "a reply" if _REPLY.match(title) else _reason(message)
    if reason:
        return LeftOut(title, reason, _date(message))
    name, address = parseaddr(_header(message, "From"))
    return Post(
        number and f"letter-{number}",
        b"",
        Facts(
            title=title,
            author=people([name]),
            date=_date(message),
            url=_address(message),
            entry_id=one_line(_header(message, "Message-ID")),
            show_title="" if name == "" or not address else _list_name(message),
        ),
        blocks=_without_title(_blocks(message), title),
    )


def _reason(message: EmailMessage) -> str:
    """Return why a letter was never sent or is no longer kept; empty if neither.

    Source: Gmail's X-Gmail-Labels in exports of Takeout; Thunderbird's X-Mozilla-Status, whose
    bit 3 is a deleted letter; Outlook's X-Unsent.
    """
    labels = {part.strip(" \"'").casefold() for part in _header(message, _LABELS).split(",")}
    for reason, names in _LABELLED.items():
        if not labels.isdisjoint(names):
            return reason
    if any(_header(message, name).strip() for name in _UNSENT):
        return "a draft"
    status = re.fullmatch(r"[0-9a-fA-F]{1,4}", _header(message, "X-Mozilla-Status").strip())
    return "in the trash" if status and int(status[0], 16) & _EXPUNGED else ""


def _without_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Return *blocks* with a first heading that is the end of the subject *title* set apart."""
    first = next((i for i, block in enumerate(blocks) if block.kind is BlockKind.HEADING), None)
    if first is None:
        return blocks
    value = one_line(blocks[first].text).casefold()
    if title.casefold() == value or not re.search(
        rf"[:–—|.-]\s*{re.escape(value)}$", title.casefold()
    ):
        return blocks  # a heading that is the title is known as such later
    apart = replace(blocks[first], kind=BlockKind.CHROME, level=0)
    return (*blocks[:first], apart, *blocks[first + 1 :])


def _blocks(message: EmailMessage) -> tuple[Block, ...]:
    """Return the letter's text: its HTML where it has some, else its plain text."""
    for kind in ("text/html", "text/plain"):
        for index, part in enumerate(message.walk()):
            if index >= _MOST_PARTS:
                break
            if part.get_content_type() != kind or part.get_content_disposition() == "attachment":
                continue
            text = _text(part)
            if not text.strip():
                continue
            if kind == "text/plain":
                return without_furniture(blocks_of_plain(text))
            root = parsed(text)
            if root is not None:
                return without_furniture(blocks_of(root))
    return ()


def _text(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    content = content[:_LARGEST_PART]
    for charset in (part.get_content_charset() or "utf-8", "utf-8", "cp1252"):
        try:
            return cleaned(content.decode(charset))
        except (UnicodeDecodeError, LookupError):
            continue
    return cleaned(content.decode("utf-8", "replace"))


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except (ValueError, IndexError, AttributeError, TypeError):  # headers that break the parser
        return ""


def _date(message: EmailMessage) -> dt.datetime | None:
    try:
        return parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError):
        return None


def _address(message: EmailMessage) -> str:
    """Return where the letter stands on the web, where a header says it."""
    value = _header(message, "Archived-At") or _header(message, "X-Archive-URL")
    if not value:
        post = re.search(r"https?://[^>\s]+", _header(message, "List-Post"))
        value = post[0] if post else ""
    value = value.strip(" <>")
    return value if value.startswith(("https://", "http://")) else ""


def _list_name(message: EmailMessage) -> str:
    """Return the list's name: the phrase before its id."""
    return one_line(_header(message, "List-ID").partition("<")[0].strip(' "'))
