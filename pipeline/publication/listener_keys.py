"""The keys of private feeds: who has which, and which open nothing any more.

A key is a folder's name that nobody can guess. Keys are kept in the working state, in a file that
only its owner reads, and go nowhere else but into the addresses that listeners are given.
"""

from __future__ import annotations

import json
import re
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import ShowError, StorageError, UsageError, reason_of
from pipeline.publication.disk import replace_through, writing
from pipeline.settings.running_settings import Places
from pipeline.tools.characters import folded
from pipeline.tools.locks import only_one
from pipeline.tools.private_folders import private_folder

KEY_BYTES = 16
"""128 bits: as many as a random UUID has, and no more to type."""
_KEY = re.compile(rf"[0-9a-f]{{{2 * KEY_BYTES}}}")
_MOST_LISTENERS = 10_000


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody who has a feed of their own."""

    name: str
    key: str


def current_listeners(places: Places, names: Path) -> tuple[Listener, ...]:
    """Return who is named in the file *names*, each with their key, in its order.

    A name that is new gets a key; the key of one that is gone is withdrawn, and never given again.

    Raises:
        ShowError: The file cannot be read.
        StorageError: The keys cannot be read or written.
    """
    wanted = _names(names)
    with only_one(places.state / "locks" / "listeners.lock"):
        keys, withdrawn = _read(places)
        fresh = {name: keys.get(name) or secrets.token_hex(KEY_BYTES) for name in wanted}
        gone = [*withdrawn, *(key for name, key in keys.items() if name not in fresh)]
        if fresh != keys:
            _write(places, fresh, gone)
    return tuple(Listener(name, key) for name, key in fresh.items())


def renew_key(places: Places, names: Path, name: str) -> Listener:
    """Give the listener *name* another key; the old one is withdrawn.

    Raises:
        UsageError: No such listener is named in the file *names*.
        ShowError: See :func:`current_listeners`.
        StorageError: Likewise.
    """
    known = {listener.name: listener.key for listener in current_listeners(places, names)}
    name = _name(name)
    if name not in known:
        raise UsageError(
            f"there is no listener '{name}'",
            where=str(names),
            mend="Give a name as it stands there",
        )
    with only_one(places.state / "locks" / "listeners.lock"):
        keys, withdrawn = _read(places)
        old, keys[name] = keys[name], secrets.token_hex(KEY_BYTES)
        _write(places, keys, [*withdrawn, old])
    return Listener(name, keys[name])


def withdrawn_keys(places: Places) -> tuple[str, ...]:
    """Return all keys that were withdrawn.

    Raises:
        StorageError: The keys cannot be read.
    """
    return tuple(_read(places)[1])


def keys_file(places: Places) -> Path:
    """Return the file that holds the keys; perhaps not there."""
    return places.state / "listeners.json"


def _names(path: Path) -> tuple[str, ...]:
    """Return the names in *path*, each once; lines that begin with # are none."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ShowError(
            f"the list of listeners cannot be read: {reason_of(error)}",
            where=str(path),
            mend="Write one name a line there, in UTF-8, or name another file as publish.listeners",
        ) from error
    names = dict.fromkeys(_name(line) for line in lines if not line.lstrip().startswith("#"))
    names.pop("", None)
    if len(names) > _MOST_LISTENERS:
        raise ShowError(
            f"it names {len(names)} listeners, the most are {_MOST_LISTENERS}",
            where=str(path),
            mend="Each has a copy of all episodes on the host: a service for members is better",
        )
    return tuple(names)


def _name(text: str) -> str:
    return unicodedata.normalize("NFC", folded(text))


def _read(places: Places) -> tuple[dict[str, str], list[str]]:
    path = keys_file(places)
    try:
        kept: Any = json.loads(path.read_bytes())
        keys = {str(name): _checked(key) for name, key in kept["keys"].items()}
        return keys, [_checked(key) for key in kept["withdrawn"]]
    except FileNotFoundError:
        return {}, []
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StorageError(
            f"the listeners' keys cannot be read: {reason_of(error)}",
            where=str(path),
            mend="Put a copy of it back; without it, take it away, and all listeners get new feeds",
        ) from error


def _checked(key: str) -> str:
    """Return *key*, which becomes a path: what is not as we make keys leads nowhere good."""
    if not _KEY.fullmatch(key):
        raise ValueError("a key is not as keys are made")
    return key


def _write(places: Places, keys: Mapping[str, str], withdrawn: list[str]) -> None:
    path = keys_file(places)
    private_folder(path.parent)
    content = json.dumps({"keys": keys, "withdrawn": withdrawn}, ensure_ascii=False, indent=1)
    with writing(path.parent):
        replace_through(path, f"{content}\n".encode(), mode=0o600)
