"""Every error a user may meet, each one readable paragraph: what, where, how to mend.

::

    EssaycastError                 exit status 1
    ├── UsageError                 exit status 2: a bad option
    │   └── ShowError              a bad show.toml
    ├── SourceError                the source cannot be read as essays
    │   ├── TeaserError            its rest is behind a paywall
    │   └── FetchError             it could not be fetched; may pass if tried again
    ├── ScriptError                nothing in the essay can be said
    ├── VoiceError                 an unknown voice, profile or engine
    ├── SpeechError                the engine failed a chunk for good
    ├── AudioError                 samples that cannot be worked on
    │   └── EmptyAudioError        there are none
    ├── ToolMissingError           ffmpeg or the engine's library is not there
    ├── StorageError               disk full, not writable, damaged store
    ├── PublicationError           an episode failed its checks or cannot be published
    └── OrchestrationError         the Prefect server cannot be had
"""

from __future__ import annotations

import re
from typing import Any

from pipeline.showing import redacted, shown


class EssaycastError(Exception):
    """Root of all errors meant for a reader.

    Args:
        what: What is wrong, a sentence without its full stop, with the measured value and limit.
        where: The file, key, line or chunk it was found at.
        mend: What the reader can do, an imperative sentence without its full stop.
    """

    exit_status = 1
    passing = False
    """Whether the same call may succeed later; only such errors are worth a retry."""

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        """Return the one paragraph a reader sees, without secrets and control characters."""
        place = f"{self.where}: " if self.where else ""
        sentences = [place + self.what, self.mend]
        paragraph = " ".join(s if s.endswith((".", "!", "?")) else f"{s}." for s in sentences if s)
        return shown(redacted(paragraph))

    def __reduce__(self) -> tuple[Any, ...]:
        """Cross process borders whole: exceptions pickle by positional arguments only."""
        return _rebuild, (type(self), self.what, self.where, self.mend, self.__dict__)


def reason_of(error: BaseException) -> str:
    """Return what *error* says, on one line and without the system's number for it.

    >>> reason_of(OSError("[Errno -2] Name or service not known"))
    'Name or service not known'
    """
    text = getattr(error, "strerror", None) or str(error)
    return " ".join(re.sub(r"\[(?:Errno|SSL:?|WinError) ?[^\]]{0,60}\] ?", "", text).split())


def error_text(error: BaseException, where: str = "") -> str:
    """Return the paragraph a reader sees of any *error*, meant for one or not.

    Args:
        error: What was raised.
        where: What it was raised at, for errors that do not say it themselves.
    """
    if isinstance(error, EssaycastError):
        return str(error)
    cause = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}".rstrip(": ")
    return str(
        EssaycastError(
            f"something unforeseen went wrong ({cause})",
            where=where,
            mend="Run it alone with 'essaycast --debug produce' for the details",
        )
    )


def _rebuild(
    cls: type[EssaycastError], what: str, where: str, mend: str, state: dict[str, Any]
) -> EssaycastError:
    error = cls.__new__(cls)
    EssaycastError.__init__(error, what, where=where, mend=mend)
    error.__dict__.update(state)
    return error


class UsageError(EssaycastError):
    """The command was used wrongly."""

    exit_status = 2


class ShowError(UsageError):
    """``show.toml`` or a voice profile says something it cannot say."""


class SourceError(EssaycastError):
    """A source cannot be read as essays."""


class TeaserError(SourceError):
    """Only the free beginning of an essay is there: its rest is behind a paywall.

    Args:
        what: See :class:`EssaycastError`.
        where: See :class:`EssaycastError`.
        mend: See :class:`EssaycastError`.
        title: The essay's, where it is known.
    """

    def __init__(self, what: str, *, where: str = "", mend: str = "", title: str = "") -> None:
        super().__init__(what, where=where, mend=mend)
        self.title = title


class FetchError(SourceError):
    """A source could not be fetched.

    Args:
        what: See :class:`EssaycastError`.
        where: See :class:`EssaycastError`.
        mend: See :class:`EssaycastError`.
        passing: Whether it may pass (time-out, 5xx) or not (404, forbidden address).
    """

    def __init__(self, what: str, *, where: str = "", mend: str = "", passing: bool = True) -> None:
        super().__init__(what, where=where, mend=mend)
        self.passing = passing


class ScriptError(EssaycastError):
    """Nothing in the essay can be said."""


class VoiceError(EssaycastError):
    """A voice, profile or engine that is not there."""


class SpeechError(EssaycastError):
    """The engine failed a chunk after every retry."""


class NotAsWrittenError(SpeechError):
    """Sentences of an episode are not what was written, and the show publishes no such episode.

    Args:
        what: See :class:`EssaycastError`.
        where: See :class:`EssaycastError`.
        mend: See :class:`EssaycastError`.
        set_aside: Whether it is left alone until it changes, and not tried again.
    """

    def __init__(
        self, what: str, *, where: str = "", mend: str = "", set_aside: bool = False
    ) -> None:
        super().__init__(what, where=where, mend=mend)
        self.set_aside = set_aside


class AudioError(EssaycastError):
    """Samples that cannot be worked on."""


class EmptyAudioError(AudioError):
    """There are no samples."""


class ToolMissingError(EssaycastError):
    """A program or library the work needs is not on this machine."""


class StorageError(EssaycastError):
    """Something could not be written to, or read back from, where it is kept."""


class PublicationError(EssaycastError):
    """An episode failed its checks, or the publication cannot be changed."""


class OrchestrationError(EssaycastError):
    """The Prefect server cannot be reached or started."""
