"""Samples as clock times: the one place where samples become seconds or milliseconds."""

from __future__ import annotations


def seconds(samples: int, rate_hz: int) -> float:
    """Return the time of *samples* in seconds."""
    return samples / rate_hz


def milliseconds(samples: int, rate_hz: int) -> int:
    """Return the time of *samples* in whole milliseconds, halves rounded up."""
    return (2000 * samples + rate_hz) // (2 * rate_hz)


def samples_of(milliseconds: int, rate_hz: int) -> int:
    """Return how many samples *milliseconds* last, halves rounded up.

    >>> samples_of(1_500, 44_100)
    66150
    """
    return (2 * milliseconds * rate_hz + 1000) // 2000


def vtt_clock(total_ms: int) -> str:
    """Return ``HH:MM:SS.mmm``.

    Source:
        W3C WebVTT, section 4.1, "WebVTT timestamp".
    """
    return _clock(total_ms, ".")


def srt_clock(total_ms: int) -> str:
    """Return ``HH:MM:SS,mmm``, as SubRip writes it."""
    return _clock(total_ms, ",")


def clock(samples: int, rate_hz: int) -> str:
    """Return ``M:SS`` or ``H:MM:SS`` for people, whole seconds, rounded down.

    >>> clock(44_100 * 3_725, 44_100)
    '1:02:05'
    """
    minutes, second = divmod(samples // rate_hz, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02d}:{second:02d}" if hour else f"{minute}:{second:02d}"


def length(samples: int, rate_hz: int) -> str:
    """Return how long *samples* last, as :func:`clock` writes it, to the nearest second.

    A length told anywhere is this one, as the feed's is.

    >>> length(44_100 * 59 + 30_000, 44_100)
    '1:00'
    """
    return clock((2 * samples + rate_hz) // (2 * rate_hz) * rate_hz, rate_hz)


def _clock(total_ms: int, mark: str) -> str:
    whole_s, ms = divmod(total_ms, 1000)
    minutes, second = divmod(whole_s, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02d}:{minute:02d}:{second:02d}{mark}{ms:03d}"


def clock_ms(clock: str) -> int:
    """Return the milliseconds of ``HH:MM:SS.mmm`` or ``HH:MM:SS,mmm``.

    >>> clock_ms(vtt_clock(3_725_250))
    3725250
    """
    hours, minutes, seconds = clock.replace(",", ".").split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + round(float(seconds) * 1000)
