"""A server of one's own as an engine: the OpenAI audio interface, ``POST …/v1/audio/speech``.

A profile's ``[options]`` say ``url`` (up to and with ``/v1``), ``model``, if need be ``version``
(raised when the server's sound changes) and ``key_variable`` (the environment variable that holds
a key). Texts go to private addresses only, unless the options say ``public = true``.

Source:
    https://platform.openai.com/docs/api-reference/audio/createSpeech
"""

from __future__ import annotations

import os
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any, ClassVar

from pipeline.errors import FetchError, VoiceError
from pipeline.showing import redacted, shown
from pipeline.speech.engines.protocol import (
    Engine,
    EngineFailure,
    Limits,
    Manner,
    Phonemes,
    Speech,
    Voice,
)
from pipeline.speech.engines.wav import read_wav
from pipeline.tools.fetching.fetch import check_scheme, explained
from pipeline.tools.fetching.urls import url_parts

if TYPE_CHECKING:
    import httpx

_USUAL_WPM = 165
_SPEEDS = (0.25, 4.0)
"""What the interface takes as ``speed``."""
_LIMIT_S = 120.0
_LISTING_S = 5.0
_LARGEST_BYTES = 100_000_000
_LARGEST_LIST = 1_000_000
_MOST_VOICES = 1_000
_WAITS_S = (0.2, 1.0)
"""Before a text is sent again."""
_LONGEST_WAIT_S = 10.0
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})


class _BusyError(EngineFailure):
    """The server could not now, and may soon."""

    wait_s = 0.0


class SpeechServer(Engine):
    """Speaks by asking a server, which may well be on this machine."""

    summary: ClassVar[str] = "a server of your own with the OpenAI audio interface"
    limits: ClassVar[Limits] = Limits(
        longest_text=1_000, s_per_character=0.5, open_s=60.0, workers=2
    )

    def __init__(self, manner: Manner) -> None:
        self._url = _url(manner)
        self._public = manner.option("public").lower() in {"true", "1"}
        self._headers = _headers(manner)
        speed = min(max(manner.rate_wpm / _USUAL_WPM, _SPEEDS[0]), _SPEEDS[1])
        self._asked: dict[str, object] = {
            "model": manner.option("model", "tts-1"),
            "voice": manner.voice or "alloy",
            "response_format": "wav",
            "speed": round(speed, 3),
        }

    def speak(self, text: str, phonemes: Phonemes = ()) -> Speech:  # noqa: ARG002 - it takes none
        """Speak *text*; see :class:`pipeline.speech.engines.protocol.Engine`."""
        for wait_s in _WAITS_S:
            try:
                return self._once(text)
            except _BusyError as error:
                time.sleep(max(wait_s, error.wait_s))
        return self._once(text)

    def _once(self, text: str) -> Speech:
        try:
            with _client(self._public, _LIMIT_S, self._headers) as client:
                content = _body(
                    client,
                    client.build_request(
                        "POST", f"{self._url}/audio/speech", json={**self._asked, "input": text}
                    ),
                    _LARGEST_BYTES,
                )
        except FetchError as error:
            if error.passing:
                raise _BusyError(str(error)) from error
            raise VoiceError(error.what, where=error.where, mend=error.mend) from error
        return read_wav(content)

    @staticmethod
    def identity(manner: Manner) -> str:
        """Return where it is asked, for which model, and the ``version`` the profile gives it."""
        return f"{_url(manner)} {manner.option('model', 'tts-1')} {manner.option('version')}"

    @staticmethod
    def voices(manner: Manner) -> tuple[Voice, ...]:
        """Return what ``GET …/v1/audio/voices`` lists, which many servers add; else nothing."""
        if not manner.option("url"):
            return ()
        url = _url(manner)
        public = manner.option("public").lower() in {"true", "1"}
        try:
            with _client(public, _LISTING_S, _headers(manner)) as client:
                request = client.build_request("GET", f"{url}/audio/voices")
                listed = _parsed(_body(client, request, _LARGEST_LIST))
        except (FetchError, EngineFailure):
            return ()
        return tuple(Voice(shown(name)) for name in listed[:_MOST_VOICES])


def _url(manner: Manner) -> str:
    url = manner.option("url").rstrip("/")
    try:
        check_scheme(url)
    except FetchError as error:
        raise VoiceError(
            "the engine 'http' needs the address of a server",
            where="voices/",
            mend="Give the profile [options] with url = 'http://127.0.0.1:8880/v1'",
        ) from error
    if url_parts(url).username:
        raise VoiceError(
            "its address holds a name or password",
            where=redacted(url),
            mend="Give key_variable, the name of an environment variable, instead",
        )
    return url


def _headers(manner: Manner) -> dict[str, str]:
    variable = manner.option("key_variable")
    if not variable:
        return {}
    key = os.environ.get(variable, "")
    if not key:
        raise VoiceError(
            f"the environment variable {variable} is not set",
            where="engine http",
            mend="Set it to the server's key, or leave key_variable out",
        )
    return {"Authorization": f"Bearer {key}"}


def _client(public: bool, total_s: float, headers: dict[str, str]) -> closing[httpx.Client]:
    import httpx  # noqa: PLC0415 - workers of other engines need none

    from pipeline.tools.fetching.public_addresses import PublicTransport  # noqa: PLC0415 - likewise

    deadline = time.monotonic() + total_s
    transport = PublicTransport(private=True, deadline=deadline, public=public)
    headers = {"User-Agent": "essaycast", "Accept-Encoding": "identity", **headers}
    return closing(httpx.Client(transport=transport, timeout=total_s, headers=headers))


def _body(client: httpx.Client, request: httpx.Request, largest_bytes: int) -> bytes:
    """Return the body of the answer to *request*.

    Raises:
        EngineFailure: The server answers otherwise, or with more.
        FetchError: It cannot be reached, or may not.
    """
    where = redacted(str(request.url))
    with explained(where, _LIMIT_S), closing(client.send(request, stream=True)) as response:
        pieces, n_bytes = [], 0
        for piece in response.iter_raw():
            n_bytes += len(piece)
            if n_bytes > largest_bytes:
                raise EngineFailure(f"{where} sends more than {largest_bytes:,} bytes")
            pieces.append(piece)
        content = b"".join(pieces)
        status = response.status_code
        if status in _BUSY:
            busy = _BusyError(f"{where} answered {status}")
            wait = response.headers.get("retry-after", "")
            busy.wait_s = min(float(wait), _LONGEST_WAIT_S) if wait.isdecimal() else 0.0
            raise busy
        if status != 200:
            words = shown(" ".join(content[:300].decode(errors="replace").split()))
            raise EngineFailure(f"{where} answered {status}: {words}")
        return content


def _parsed(content: bytes) -> list[str]:
    """Return the voices of an answer: ``{"voices": ["name" or {"id" or "name": …}]}``."""
    import json  # noqa: PLC0415 - for listings alone

    try:
        found: Any = json.loads(content)
    except (ValueError, RecursionError):
        return []
    rows = found.get("voices", []) if isinstance(found, dict) else found
    if not isinstance(rows, list):
        return []
    named = [row.get("id") or row.get("name") if isinstance(row, dict) else row for row in rows]
    return [name for name in named if isinstance(name, str)]
