"""What moves in a film, as the subtitle script that libass draws from: ASS v4+.

Times are hundredths of a second, the finest ASS has. Every line of a sentence has a place of its
own, so that a word that is marked moves nothing.

Sources:
    Advanced SubStation Alpha specification (Matroska); libass wiki, "ASS file format guide".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from pipeline.values.film import Box, Film, ShownLine, ShownSentence

_HEAD = """[Script Info]
ScriptType: v4.00+
PlayResX: {width}
PlayResY: {height}
WrapStyle: 2
ScaledBorderAndShadow: yes

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, \
Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, \
Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,{family},48,&H00FFFFFF,&H00FFFFFF,&H00000000,&H00000000,\
0,0,0,0,100,100,0,0,1,0,0,7,0,0,0,-1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
_JOINER = "\u2060"
"""After a backslash: libass takes backslash and letter for a command, and shows this nowhere."""


_Shown: TypeAlias = tuple[int, int, str]
"""From when, to when, in hundredths of a second; and what libass is to draw."""


def hundredths(samples: int, rate_hz: int) -> int:
    """Return the time of *samples* in hundredths of a second, rounded."""
    return (200 * samples + rate_hz) // (2 * rate_hz)


def lettered_words(film: Film, frames: Sequence[int], n_samples: int, rate_hz: int) -> str:
    """Return the script of all that moves in a stretch of *film*, which begins at nought there.

    Args:
        film: What is seen.
        frames: Hundredths of a second at which a frame of the stretch begins, the last one's end
            behind them.
        n_samples: Length of the whole sound.
        rate_hz: Rate in which *film* counts its samples.
    """
    head = _HEAD.format(width=film.width, height=film.height, family=_plain(film.family))
    begins, ends = frames[0], frames[-1]
    events = [
        event
        for one in film.sentences
        if hundredths(one.start, rate_hz) < ends and hundredths(one.end, rate_hz) > begins
        for event in _sentence(one, film, rate_hz)
    ]
    events += _progress(film, frames, hundredths(n_samples, rate_hz))
    lines = (
        _event(max(start, begins) - begins, min(end, ends) - begins, text)
        for start, end, text in events
        if start < ends and end > begins
    )
    return head + "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    r"""Return *text* so that libass shows it and obeys none of it.

    >>> escaped("{x}")
    '\\{x\\}'
    """
    one_line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    safe = one_line.replace("\\", "\\" + _JOINER)
    return safe.replace("{", "\\{").replace("}", "\\}")


def _sentence(sentence: ShownSentence, film: Film, rate_hz: int) -> Iterator[_Shown]:
    start, end = (hundredths(at, rate_hz) for at in (sentence.start, sentence.end))
    corner = 9 if film.leftward else 7
    size = sentence.size * (film.ascent + film.descent)  # libass counts the whole height
    for line in sentence.lines:
        top = line.baseline - round(sentence.size * film.ascent)
        place = f"{{\\an{corner}\\pos({sentence.x},{top})\\fs{size:.1f}}}"
        for begin, finish, text in _states(line, film, start, end, rate_hz):
            yield begin, finish, place + text


def _states(line: ShownLine, film: Film, start: int, end: int, rate_hz: int) -> Iterator[_Shown]:
    """Yield from when to when a line looks how: not read yet, word by word, read."""
    unread, read, marked = (
        _colour(ink) for ink in (film.inks.unread, film.inks.read, film.inks.marked)
    )
    words = [_apart(number) + escaped(word.text) for number, word in enumerate(line.words)]
    turns = [min(max(hundredths(word.start, rate_hz), start), end) for word in line.words]
    yield start, turns[0], unread + " ".join(words)
    last = min(max(hundredths(line.end, rate_hz), turns[-1]), end)
    for n, (begin, finish) in enumerate(pairwise([*turns, last])):
        before, after = " ".join(words[:n]), " ".join(words[n + 1 :])
        spoken = f"{read}{before} " if before else ""
        yield begin, finish, f"{spoken}{marked}{words[n]}{unread} {after}".rstrip()
    yield last, end, read + " ".join(words)


def _apart(number: int) -> str:
    """Return what lets libass draw, and keep, a word by itself instead of the words of one colour.

    Neighbours differ in the colour of their outline; there is none.
    """
    return f"{{\\3c&H{number % 2}&}}"


def _progress(film: Film, frames: Sequence[int], whole: int) -> Iterator[_Shown]:
    """Yield a bar a frame for the chapter that is heard, and one for each that was.

    It is cut off where it is to end: libass keeps what it has drawn, and a bar of each length would
    be drawn and kept for each frame.
    """
    if not film.progress:
        return
    first, last = film.progress[0], film.progress[-1]
    length = last.x + last.width - first.x
    ink, done = _colour(film.inks.progress), 0
    for begin, finish in pairwise(frames):
        reached = first.x + length * begin // max(1, whole)
        while done < len(film.progress) - 1 and film.progress[done + 1].x <= reached:
            yield begin, frames[-1], _bar(film.progress[done], ink)
            done += 1
        bar = film.progress[done]
        width = min(reached - bar.x, bar.width)
        if width > 0:
            cut = f"{{\\clip({bar.x},{bar.y},{bar.x + width},{bar.y + bar.height})}}"
            yield begin, finish, cut + _bar(bar, ink)


def _bar(box: Box, ink: str) -> str:
    corners = f"m 0 0 l {box.width} 0 {box.width} {box.height} 0 {box.height}"
    return f"{{\\an7\\pos({box.x},{box.y})\\p1}}{ink}{corners}"


def _event(start: int, end: int, text: str) -> str:
    return f"Dialogue: 0,{_clock(start)},{_clock(end)},Default,,0,0,0,,{text}"


def _clock(hundredths_of_a_second: int) -> str:
    whole, rest = divmod(hundredths_of_a_second, 100)
    minutes, second = divmod(whole, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02d}:{second:02d}.{rest:02d}"


def _colour(ink: str) -> str:
    red, green, blue = ink[1:3], ink[3:5], ink[5:7]
    return f"{{\\c&H{blue}{green}{red}&}}".upper().replace("\\C&", "\\c&")


def _plain(family: str) -> str:
    return "".join(c for c in family if c.isalnum() or c in " -")
