"""The studio's application: which address shows what, and which changes what."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from flows.studio import making_acts as making
from flows.studio import studio_acts as acts
from flows.studio import studio_views as views
from flows.studio.defences import defended
from flows.studio.edits import ChangedMeanwhileError
from flows.studio.studio_pages import render, static
from flows.studio.workplace import Workplace
from pipeline.errors import EssaycastError, UsageError, error_text
from pipeline.publication.artwork.palette import tint
from pipeline.publication.page.theme import theme_css

_TYPES = {".js": "text/javascript", ".css": "text/css"}
_CONFLICT, _REFUSED, _MISSING = 409, 422, 404

View = Callable[[Request, Workplace], Response]
Act = Callable[[Request, Workplace, dict[str, Any]], Response]

VIEWS: dict[str, View] = {
    "/": views.desk,
    "/rows": views.desk_part,
    "/catalogue": views.catalogue,
    "/waiting": views.waiting,
    "/essay/{id}": views.essay,
    "/essay/{id}/ready": views.ready,
    "/essay/{id}/whole": views.whole,
    "/essay/{id}/sentence/{n:int}": views.sentence,
    "/essay/{id}/word/{n:int}": views.word,
    "/essay/{id}/words": views.words_worth_hearing,
    "/essay/{id}/ears": views.ears,
    "/essay/{id}/clip/{clip}.wav": views.clip,
    "/essay/{id}/paused/{clip}/{pause:int}/{following}.wav": views.paused_clip,
    "/clip/{clip}.wav": views.stored_clip,
}
ACTS: dict[str, Act] = {
    "/essay/{id}/try": acts.try_out,
    "/essay/{id}/word": acts.word,
    "/essay/{id}/sentence": acts.sentence,
    "/essay/{id}/again": acts.again,
    "/essay/{id}/approve": acts.approve,
    "/undo": acts.undo,
    "/make": making.make,
    "/make-again": making.make_again,
    "/make-aside": making.make_aside,
    "/publish": making.approve_episodes,
    "/withdraw": making.withdraw_episode,
}


def studio_app(place: Workplace) -> ASGIApp:
    """Return the studio's application behind its defences."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(place.close)

    routes = [Route(path, _view(act, place)) for path, act in VIEWS.items()]
    routes += [Route(path, _act(act, place), methods=["POST"]) for path, act in ACTS.items()]
    routes.append(Route("/essay/{id}/recording/{n:int}", _recording(place), methods=["POST"]))
    routes.append(Route("/static/{name}", _static(place)))
    return defended(Starlette(routes=routes, lifespan=lifespan), place.rooms.token)


def _view(view: View, place: Workplace) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        try:
            return await run_in_threadpool(view, request, place)
        except Exception as error:  # noqa: BLE001 - each is told on the page
            status = _MISSING if isinstance(error, UsageError) else 500
            if "text/html" in request.headers.get("accept", ""):
                page = render("problem", error=error_text(error), token=place.rooms.token)
                return HTMLResponse(page, status)
            return JSONResponse({"error": error_text(error)}, status)

    return answer


def _act(act: Act, place: Workplace) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        try:
            given = _given(await request.body())
            return await run_in_threadpool(act, request, place, given)
        except Exception as error:  # noqa: BLE001 - likewise
            return _told(error)

    return answer


def _given(body: bytes) -> dict[str, Any]:
    """Return what a page has posted.

    Raises:
        UsageError: It is not that, or holds half a character, which no file can.
    """
    try:
        given = dict(json.loads(body))
        json.dumps(given, ensure_ascii=False).encode()
    except (ValueError, TypeError) as error:
        raise UsageError("this cannot be read", mend="Load the page again") from error
    return given


def _recording(place: Workplace) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        try:
            sound = await request.body()
            return await run_in_threadpool(acts.recording, request, place, sound)
        except Exception as error:  # noqa: BLE001 - likewise
            return _told(error)

    return answer


def _told(error: Exception) -> JSONResponse:
    if isinstance(error, ChangedMeanwhileError):
        return JSONResponse({"error": error_text(error), "changed": True}, _CONFLICT)
    known = isinstance(error, EssaycastError | ValueError | KeyError)
    return JSONResponse({"error": error_text(error)}, _REFUSED if known else 500)


def _static(place: Workplace) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        name = request.path_params["name"]
        if name == "theme.css":
            show = place.rooms.show
            return Response(
                theme_css(tint(show.title, show.channel.imprint.colour)), media_type="text/css"
            )
        try:
            suffix = name[name.rfind(".") :]
            return Response(static(name), media_type=_TYPES[suffix])
        except (OSError, KeyError):
            return Response("Not here.", _MISSING)

    return answer
