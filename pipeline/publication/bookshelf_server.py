"""Sending the show to an Audiobookshelf server by its interface.

Source:
    Audiobookshelf API: ``GET /api/libraries``, ``POST /api/upload`` (fields title, library, folder,
    files 0, 1, …; a podcast's files land in a folder of its title),
    ``POST /api/libraries/ID/scan``.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pipeline.errors import PublicationError, UsageError, reason_of
from pipeline.publication.bookshelf_folder import ShelfFile, kept_list, list_bytes, size_of
from pipeline.publication.disk import replace_through, writing
from pipeline.publication.host_files import Uploaded
from pipeline.settings.running_settings import Places
from pipeline.tools.private_folders import private_folder

if TYPE_CHECKING:
    import httpx

_CONNECT_S, _ANSWER_S = 10.0, 300.0
"""A slow line needs its time for a file, and the server for writing it."""
_ANSWER_BYTES = 5_000_000


def send_to_server(
    files: Sequence[ShelfFile], title: str, url: str, library: str, key: str, places: Places
) -> tuple[Uploaded, str]:
    """Send those of *files* to the server at *url* that it has not been sent, and let it look.

    What it was sent is remembered here, for it lists files in its own way. It takes nothing away
    by this interface: what was withdrawn is removed in its own pages.

    Args:
        files: What the podcast's folder there is to hold.
        title: The podcast's folder.
        url: The server's address.
        library: Name of the library; empty for the first one of podcasts.
        key: An API key of a user who may upload.
        places: The show's folders.

    Returns:
        What was sent, and what the server would not do, if so.

    Raises:
        UsageError: There is no key, or no such library.
        PublicationError: The server cannot be reached, or refuses.
    """
    import httpx  # noqa: PLC0415 - only who has such a server needs it

    if not key:
        raise UsageError(
            "there is no API key",
            where=url,
            mend="Make one in the server's settings (API Keys), and give it as "
            "ESSAYCAST_AUDIOBOOKSHELF_KEY, in a Prefect Secret block or in the keyring",
        )
    timeout = httpx.Timeout(_ANSWER_S, connect=_CONNECT_S)
    headers = {"Authorization": f"Bearer {key}"}
    with httpx.Client(base_url=url.rstrip("/"), headers=headers, timeout=timeout) as server:
        target = _library(server, library)
        note = _note(places, url, target["id"])
        sent = kept_list(note.read_bytes() if note.is_file() else None)
        changed = [file for file in files if sent.get(file.name) != file.sha256]
        fields = {"title": title, "library": target["id"], "folder": target["folders"][0]["id"]}
        for file in changed:
            _send(server, file, fields)
            sent[file.name] = file.sha256
            private_folder(note.parent)
            with writing(note.parent):
                replace_through(note, list_bytes(sent))
        left = sorted(sent.keys() - {file.name for file in files})
        problem = _look(server, target["id"]) if changed else ""
    if left:
        told = f"{left[0]} is published no more; take it away in the server's own pages"
        problem = f"{problem}; {told}" if problem else told
    n_bytes = sum(size_of(file) for file in changed)
    done = Uploaded(tuple(file.name for file in changed), len(files) - len(changed), (), n_bytes)
    return done, problem


def _library(server: httpx.Client, name: str) -> dict[str, Any]:
    """Return the library of podcasts called *name*, or the first one."""
    answer = _asked(server, "GET", "/api/libraries")
    try:
        known = [one for one in answer.json()["libraries"] if one["mediaType"] == "podcast"]
        found = [one for one in known if name in {"", one["name"]} and one["folders"][0]["id"]]
        names = ", ".join(str(one["name"]) for one in known)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise PublicationError(
            "it does not answer as an Audiobookshelf server does",
            where=str(server.base_url),
            mend="Give the address that its pages are at",
        ) from error
    if not found:
        raise UsageError(
            f"it has no library of podcasts called '{name}'" if name else "it has none of podcasts",
            where=str(server.base_url),
            mend=f"There are: {names}" if names else "Make one in its settings, of kind podcasts",
        )
    return dict(found[0])


def _send(server: httpx.Client, file: ShelfFile, fields: Mapping[str, str]) -> None:
    with ExitStack() as open_files:
        content: IO[bytes] = io.BytesIO(file.content)
        if file.path:
            size_of(file)  # says what is wrong where it is gone
            content = open_files.enter_context(file.path.open("rb"))
        sent = {"0": (file.name, content, file.mime_type)}
        _asked(server, "POST", "/api/upload", data=dict(fields), files=sent)


def _look(server: httpx.Client, library: str) -> str:
    """Let the server look at its library; return what is to be said if it will not."""
    try:
        _asked(server, "POST", f"/api/libraries/{library}/scan")
    except PublicationError as error:
        return f"the server has the files, and finds them at its next scan ({error.what})"
    return ""


def _asked(server: httpx.Client, method: str, path: str, **more: Any) -> httpx.Response:  # noqa: ANN401 - httpx's own
    import httpx  # noqa: PLC0415 - likewise

    where = str(server.base_url)
    try:
        answer = server.request(method, path, **more)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise PublicationError(
            f"the server cannot be reached: {reason_of(error)}",
            where=where,
            mend="See that it runs, then run the same command again: it goes on where it was",
        ) from error
    if len(answer.content) > _ANSWER_BYTES or not answer.is_success:
        mends = {
            401: "See that the API key is right and has not expired",
            403: "Let the key's user upload, and reach that library",
            413: "Let the proxy before the server take larger files",
        }
        raise PublicationError(
            f"the server answered {answer.status_code} to {method} {path}",
            where=where,
            mend=mends.get(answer.status_code, "Look into the server's log"),
        )
    return answer


def _note(places: Places, url: str, library: str) -> Path:
    digest = hashlib.sha256(f"{url} {library}".encode()).hexdigest()[:12]
    return places.state / "audiobookshelf" / f"{digest}.json"
