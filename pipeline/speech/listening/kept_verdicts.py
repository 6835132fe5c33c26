"""Verdicts kept beside their clips, so that a clip is listened to once by the same ears."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from pipeline.speech.engines import Speech
from pipeline.speech.listening.heard import Judged, Verdict
from pipeline.speech.listening.verdicts import Judgement, listen
from pipeline.tools.store import Store


def identity(key: str, text: str, rate_wpm: int) -> str:
    """Return what stands for a clip as these ears hear it: it changes when any of them does.

    Args:
        key: The clip's, in the store.
        text: What was to be said.
        rate_wpm: The speed asked for, in words a minute.
    """
    return hashlib.sha256(f"{_ears()} {key} {rate_wpm} {text}".encode()).hexdigest()


def keep_verdict(store: Store, identified: str, judgement: Judgement) -> None:
    """Keep what was heard of the clip that :func:`identity` stands for.

    Raises:
        StorageError: It cannot be written.
    """
    ears = [
        [name, judged.score, judged.reason, judged.unsure, judged.heard]
        for name, judged in judgement.ears
    ]
    content = json.dumps([judgement.verdict, ears], ensure_ascii=False)
    store.put(f"verdicts/{identified}", content.encode())


def kept_verdict(store: Store, identified: str) -> Judgement | None:
    """Return what was heard of that clip; None where these ears have not listened to it.

    Raises:
        StorageError: The store cannot be read.
    """
    content = store.get(f"verdicts/{identified}")
    if content is None:
        return None
    verdict, ears = json.loads(content)
    found = tuple((str(name), Judged(*judged)) for name, *judged in ears)
    return Judgement(Verdict(verdict), found)


def heard_once(
    store: Store, identified: str, text: str, speech: Speech, rate_wpm: int, voice: str = ""
) -> Judgement:
    """Return what is heard of a clip, listening only if nobody has.

    Args:
        store: Where verdicts are kept.
        identified: From :func:`identity`.
        text: What was to be said.
        speech: What came back.
        rate_wpm: The speed asked for, in words a minute.
        voice: Who was to speak (:attr:`pipeline.speech.listening.heard.Take.voice`).

    Raises:
        StorageError: The store cannot be used.
    """
    kept = kept_verdict(store, identified)
    if kept is None:
        kept = listen(text, speech, rate_wpm, voice)
        keep_verdict(store, identified, kept)
    return kept


@cache
def _ears() -> str:
    """Return the digest of this package's modules."""
    digest = hashlib.sha256()
    for module in sorted(Path(__file__).parent.glob("*.[pn][yp]*")):
        digest.update(module.read_bytes())
    return digest.hexdigest()
