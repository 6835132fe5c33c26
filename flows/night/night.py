"""A night's value: what became of each essay, and how a person reads it in the morning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, TypeAlias

_Shown: TypeAlias = Callable[[str], str]
_MOST_DOUBTS = 10


class Outcome(StrEnum):
    """What became of an essay in one pass."""

    PRODUCED = "produced"
    WAITING = "waiting for approval"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    SET_ASIDE = "set aside"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One sentence that was not simply heard."""

    verdict: str
    text: str
    """As written."""
    reason: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class EssayOutcome:
    """One essay of the pass; or a whole source, when it could not be read."""

    outcome: Outcome
    title: str
    source: str
    slug: str = ""
    error: str = ""
    failures: int = 0
    duration_s: float = 0.0
    loudness_lufs: float | None = None
    true_peak_dbtp: float | None = None
    chunks: int = 0
    chunks_cached: int = 0
    elapsed_s: float = 0.0
    heard: str = ""
    """How many of its utterances were heard, and how many not, in a clause."""
    doubts: tuple[Doubt, ...] = ()
    """The worst first."""


@dataclass(frozen=True, slots=True)
class Night:
    """One pass over the show's sources."""

    show: str
    began: str
    """ISO 8601, with the zone."""
    elapsed_s: float = 0.0
    rows: tuple[EssayOutcome, ...] = ()
    stood_back: str = ""
    """Why the pass did nothing, empty when it did something."""
    online: str = ""
    """Where listeners find the show, when all that is published is there; else empty."""
    listeners: int = 0
    """Who have private feeds of it there."""
    bookshelf: str = ""
    """Where Audiobookshelf has it, if ``[audiobookshelf] place`` asks for it."""
    hub: str = ""
    """Why the hub was not told of it, though it is online."""
    not_online: str = ""
    """Why it is not, though ``[publish] url`` or ``[audiobookshelf] place`` asks for it."""

    def of(self, outcome: Outcome) -> tuple[EssayOutcome, ...]:
        """Return the rows of that outcome, in their order."""
        return tuple(row for row in self.rows if row.outcome is outcome)

    @property
    def headline(self) -> str:
        """One line: how many of what."""
        if self.stood_back:
            return f"Stood back: {self.stood_back}"
        counts = Counter(row.outcome for row in self.rows)
        counted = [
            f"{counts[outcome]} {outcome.value}"
            for outcome in Outcome
            if counts[outcome] or outcome is not Outcome.WAITING
        ]
        return ", ".join(counted)

    def as_json(self) -> dict[str, Any]:
        """Return the document that ``nightly --json`` prints."""
        essays = [
            {name: value for name, value in asdict(row).items() if value not in ("", None, ())}
            for row in self.rows
        ]
        counts = {one.value.replace(" ", "_"): len(self.of(one)) for one in Outcome}
        return {
            "show": self.show,
            "began": self.began,
            "elapsed_s": round(self.elapsed_s, 3),
            "stood_back": self.stood_back,
            "online": self.online,
            "bookshelf": self.bookshelf,
            "hub": self.hub,
            "not_online": self.not_online,
            "listeners": self.listeners,
            **counts,
            "essays": essays,
        }


def night_markdown(night: Night, links: str = "", *, escaped: bool = True) -> str:
    """Return the morning's page.

    Args:
        night: The pass.
        links: Address under which ``output/`` is reachable while it is not online; empty for no
            links.
        escaped: Whether it is read as Markdown, and not as it is on a terminal.
    """
    plain = markdown_text if escaped else str
    lines = [
        f"# {plain(night.show)}: the night of {night.began[:10]}",
        "",
        f"**{night.headline}**",
    ]
    if night.stood_back:
        return "\n".join([*lines, ""])
    produced = night.of(Outcome.PRODUCED)
    minutes = sum(row.duration_s for row in produced) / 60
    made = f"{minutes:.1f} minutes of audio in " if produced else "It took "
    lines += [
        "",
        f"{made}{clock(night.elapsed_s)}, begun {night.began[11:16]}.",
    ]
    if night.online:
        lines += ["", f"Online: {night.online}/feed.xml"]
    if night.listeners:
        lines += ["", f"Online: private feeds of {night.listeners}"]
    if night.bookshelf:
        lines += ["", f"On Audiobookshelf: {plain(night.bookshelf)}"]
    lines += _section("To look at", _to_look_at(night, plain))
    if produced:
        lines += ["", "## Produced", "", *_table(produced, plain)]
        if place := night.online or links:
            lines += ["", *(_links(row, place, plain) for row in produced)]
        lines += _heard(produced, night.online or links, plain)
    if waiting := night.of(Outcome.WAITING):
        lines += ["", "## Waiting for approval in the studio", "", *_table(waiting, plain)]
        lines += _heard(waiting, "", plain)
    unchanged = night.of(Outcome.UNCHANGED)
    lines += _section("Unchanged", _several(len(unchanged)))
    return "\n".join([*lines, ""])


def _to_look_at(night: Night, plain: _Shown) -> list[str]:
    failed = [
        f"**{plain(row.title)}** failed ({_times(row.failures)}): {plain(row.error)}"
        for row in night.of(Outcome.FAILED)
    ]
    aside = [
        f"**{plain(row.title)}** is set aside until it changes: {plain(row.error)}"
        for row in night.of(Outcome.SET_ASIDE)
    ]
    offline = [f"Not put online: {plain(night.not_online)}"] if night.not_online else []
    untold = [f"Online, but {plain(night.hub)}"] if night.hub else []
    return failed + aside + offline + untold


def _table(rows: Sequence[EssayOutcome], plain: _Shown) -> list[str]:
    head = [
        "| Episode | Length | Loudness | Highest level | Spoken in | Made in |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    body = [
        f"| {plain(row.title)} | {clock(row.duration_s)} "
        f"| {_level(row.loudness_lufs, 'LUFS')} | {_level(row.true_peak_dbtp, 'dBTP')} "
        f"| {pieces(row.chunks)}, {row.chunks_cached} kept | {row.elapsed_s:.1f} s |"
        for row in rows
    ]
    return [*head, *body]


def _links(row: EssayOutcome, links: str, plain: _Shown) -> str:
    """Links stand below the table: the UI makes none inside its cells."""
    place = f"{links.rstrip('/')}/{row.slug}"
    return f"- {plain(row.title)}: [page]({place}/), [MP3]({place}/{row.slug}.mp3)"


def _heard(rows: Sequence[EssayOutcome], links: str, plain: _Shown) -> list[str]:
    """Say how much of each episode was heard, with each sentence that was not."""
    lines = []
    for row in rows:
        if row.heard:
            lines.append(f"- {plain(row.title)}: {row.heard}")
        lines += [f"  - {_doubt(row, doubt, links, plain)}" for doubt in row.doubts[:_MOST_DOUBTS]]
        if (more := len(row.doubts) - _MOST_DOUBTS) > 0:
            lines.append(f"  - and {more} more")
    return ["", "What was heard:", "", *lines] if lines else []


def _doubt(row: EssayOutcome, doubt: Doubt, links: str, plain: _Shown) -> str:
    at = clock(doubt.start_s)
    if links:  # a media fragment: the browser plays from the one second to the other
        audio = f"{links.rstrip('/')}/{row.slug}/{row.slug}.mp3"
        at = f"[{at}]({audio}#t={doubt.start_s:.2f},{doubt.end_s:.2f})"
    return f"{at} {doubt.verdict}: \u201c{plain(doubt.text)}\u201d ({plain(doubt.reason)})"


def _section(title: str, items: Sequence[str]) -> list[str]:
    return ["", f"## {title}", "", *(f"- {item}" for item in items)] if items else []


def _several(n: int) -> list[str]:
    return [f"{n} essay{'s' if n > 1 else ''}"] if n else []


def _level(value: float | None, unit: str) -> str:
    return f"{value:.1f} {unit}" if value is not None else "–"


def _times(n: int) -> str:
    return "first time" if n <= 1 else f"night {n}"


def pieces(n: int) -> str:
    """Return in how many pieces an episode was spoken, in words."""
    return f"{n} piece{'s' if n != 1 else ''}"


def clock(seconds: float) -> str:
    """Return *seconds* as minutes and seconds."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


_MARKUP = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>|"} | {"\n": " ", "\r": " "})


def markdown_text(text: str) -> str:
    """Return *text* so that Markdown shows it as it is, links of the UI's own making included."""
    return re.sub(r"(?<!\S)#", r"\\#", text.translate(_MARKUP))
