"""What the studio changes: each function answers one address that its pages post to."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from flows.studio.edits import ChangedMeanwhileError, Edit
from flows.studio.essay_rows import changed_rows, rendered_chapters
from flows.studio.hearing_room import heard_of, sound_of, tried, tried_word
from flows.studio.rooms import EssayView
from flows.studio.studio_views import sounded
from flows.studio.wishes import SCOPES, Scope, sentence_edit, word_edit
from flows.studio.workplace import Workplace
from pipeline.errors import UsageError
from pipeline.publication.disk import replace_through, writing
from pipeline.reading.directions_file import MOST_TAKES
from pipeline.speech.casting import recorded
from pipeline.speech.engines import EngineFailure
from pipeline.speech.listening.approvals import approve_clip
from pipeline.speech.speaking import as_line
from pipeline.values.directions import Delivery, folded

WISHES = ("spoken", "pause_ms", "pace", "voice", "say", "recording", "take")
_SEE_CATALOGUE = " What it changes in published episodes stands in the back catalogue (key B)."
_SUFFIXES = {
    "audio/webm": ".webm",
    "audio/ogg": ".ogg",
    "audio/mp4": ".m4a",
    "audio/x-m4a": ".m4a",
    "audio/mpeg": ".mp3",
    "audio/wav": ".wav",
    "audio/x-wav": ".wav",
    "audio/flac": ".flac",
}


def try_out(request: Request, place: Workplace, given: Mapping[str, Any]) -> Response:
    """Answer with a sentence as a change would make it sound; nothing is written."""
    view = _viewed(request, place)
    n = _holding(view, str(given["text"])) if "text" in given else int(given["n"])
    if "word" not in given and not given.get("wishes"):
        line = view.line(n)
    elif "word" in given:
        like = folded(str(given.get("like", "")))
        line = tried_word(view, n, place.rooms, str(given["word"]), like)
    else:
        line = tried(view, n, place.rooms, _wishes(given))
    return sounded(sound_of(line, place.rooms))


def _holding(view: EssayView, text: str) -> int:
    """Return the first utterance that is *text*, or a part of it."""
    wanted = folded(text)
    for n, line in enumerate(view.lines):
        if folded(line.utterance.text) in wanted and line.utterance.span.block is not None:
            return n
    raise UsageError("this sentence is not said", where=wanted[:60])


def word(request: Request, place: Workplace, given: Mapping[str, Any]) -> Response:
    """Write what a word sounds like where the author wants it so."""
    view, n = _viewed(request, place), int(given["n"])
    _unchanged(view, given)
    edit = word_edit(
        place.rooms.show,
        str(given["word"]),
        str(given.get("like", "")),
        _scope(given),
        essay=view.essay,
        sentence=view.sentence(n),
        language=view.line(n).language,
    )
    reaches = given.get("scope") in {"show", "everywhere"} and place.rooms.is_published
    return _edited(place, view, edit, hint=_SEE_CATALOGUE if reaches else "")


def sentence(request: Request, place: Workplace, given: Mapping[str, Any]) -> Response:
    """Write what is wanted of a sentence, or of something that is left out."""
    view = _viewed(request, place)
    _unchanged(view, given)
    if "text" in given:
        own = (folded(str(given["text"])), "", "")
    else:
        own = view.sentence(int(given["n"]))
    wishes = _wishes(given)
    what = _in_words(wishes, own[0])
    return _edited(place, view, sentence_edit(place.rooms.show, view.essay, own, wishes, what))


def again(request: Request, place: Workplace, given: Mapping[str, Any]) -> Response:
    """Have a sentence said again: its next take, and how the ears find it."""
    view, n = _viewed(request, place), int(given["n"])
    _unchanged(view, given)
    own = view.sentence(n)
    take = view.line(n).utterance.delivery.take % MOST_TAKES + 1
    wishes = {"take": take}
    line = tried(view, n, place.rooms, wishes)
    sound_of(line, place.rooms)
    what = _in_words(wishes, own[0])
    edit = sentence_edit(place.rooms.show, view.essay, own, wishes, what)
    heard = heard_of(line, place.rooms)
    return _edited(place, view, edit, clip=line.clip, n=n, take=take, heard=heard)


def recording(request: Request, place: Workplace, sound: bytes) -> Response:
    """Keep a recording beside the essay's directions, and have it heard for a sentence."""
    view, n = _viewed(request, place), int(request.path_params["n"])
    _unchanged(view, request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _SUFFIXES or not sound:
        raise UsageError("this is no sound file", mend="Choose WAV, MP3, M4A, FLAC, Ogg or WebM")
    digest = hashlib.sha256(sound).hexdigest()
    stem = view.directions.name.removesuffix(".essaycast.toml")
    path = view.directions.parent / f"{stem}-recordings" / f"{digest[:16]}{_SUFFIXES[kind]}"
    with writing(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            replace_through(path, sound)
    profile = recorded(Delivery(recording=str(path), recording_sha256=digest))
    manner = place.rooms.pool.manner(profile, view.line(n).language)
    (heard,) = place.rooms.pool.speak_all(profile.engine, manner, [as_line("Recording.", ())])
    if isinstance(heard, Exception):
        path.unlink(missing_ok=True)
        reason = str(heard) if isinstance(heard, EngineFailure) else "it cannot be played"
        raise UsageError(f"this recording cannot be used: {reason}", mend="Record it again")
    own = view.sentence(n)
    wishes = {"recording": path.relative_to(view.directions.parent).as_posix()}
    what = _in_words(wishes, own[0])
    return _edited(place, view, sentence_edit(place.rooms.show, view.essay, own, wishes, what))


def approve(request: Request, place: Workplace, given: Mapping[str, Any]) -> Response:
    """Remember that a clip is right."""
    _viewed(request, place)
    clip = str(given["clip"])
    if len(clip) != 64 or not clip.isalnum():
        raise UsageError("there is no such clip")
    approve_clip(place.rooms.show.state, f"clips/{clip}", right=bool(given.get("right", True)))
    return JSONResponse({"said": "Remembered, for as long as it sounds the same."})


def undo(request: Request, place: Workplace, given: Mapping[str, Any]) -> Response:
    """Undo the last edit of this sitting."""
    del request
    view = place.rooms.view(str(given["id"])) if given.get("id") else None
    before = rendered_chapters(view, place.rooms.show) if view else ()
    edit = place.rooms.history.undo()
    if edit is None:
        return JSONResponse({"said": "There is nothing to undo.", "undo": ""})
    last = place.rooms.history.last
    answer: dict[str, Any] = {"said": f"Undone: {edit.what}", "undo": last}
    if view:
        after = place.rooms.view(view.id)
        answer |= {
            "version": after.version,
            "rows": changed_rows(before, rendered_chapters(after, place.rooms.show)),
        }
    return JSONResponse(answer)


def _edited(
    place: Workplace, view: EssayView, edit: Edit, *, hint: str = "", **more: object
) -> Response:
    """Make *edit* and answer with the rows of the page that it changes, and *more*."""
    before = rendered_chapters(view, place.rooms.show)
    place.rooms.history.make(edit)
    after = place.rooms.view(view.id)
    rows = changed_rows(before, rendered_chapters(after, place.rooms.show))
    file = edit.path.name
    said = f"{edit.what}. Written to {file}.{hint}" if edit.before != edit.after else "As it was."
    last = place.rooms.history.last
    told = {"said": said, "version": after.version, "rows": rows, "undo": last}
    return JSONResponse(told | more)


def _unchanged(view: EssayView, given: Mapping[str, Any]) -> None:
    """Refuse an edit of what the page does not show any more.

    Raises:
        ChangedMeanwhileError: The essay is not what the page shows.
    """
    if given.get("version") != view.version:
        raise ChangedMeanwhileError(
            "the essay, its directions or the lexicon were changed meanwhile; nothing was written",
            mend="The page shows them as they are now: do it again",
        )


def _wishes(given: Mapping[str, Any]) -> dict[str, Any]:
    wishes = given.get("wishes", {})
    unknown = set(wishes) - {*WISHES, "words"}
    if unknown or not isinstance(wishes, dict):
        raise UsageError(f"nothing is known of {', '.join(sorted(unknown))}")
    return wishes


def _scope(given: Mapping[str, Any]) -> Scope:
    for scope in SCOPES:
        if scope == given.get("scope"):
            return scope
    raise UsageError("it is not said where", mend="Choose one of the four")


def _in_words(wishes: Mapping[str, Any], text: str) -> str:
    words = {
        "spoken": "other words",
        "pause_ms": "pause",
        "pace": "pace",
        "voice": "voice",
        "recording": "recording",
        "take": "another take",
        "words": "sounds",
    }
    told = [words[key] for key in wishes if key in words]
    if "say" in wishes:
        told.append({True: "said", False: "left out", None: "as before"}[wishes["say"]])
    short = text if len(text) <= 40 else f"{text[:39]}…"
    return f"{', '.join(told).capitalize()}: “{short}”"


def _viewed(request: Request, place: Workplace) -> EssayView:
    return place.rooms.view(request.path_params["id"])
