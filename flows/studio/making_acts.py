"""What the studio has made, approved or taken out: each function answers one address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from flows.shelf import Shelved
from flows.studio.jobs import Job
from flows.studio.rooms import essay_id
from flows.studio.waiting_room import clear_away, waiting_episodes
from flows.studio.workplace import Workplace
from flows.taking_runs import takes_runs
from pipeline.errors import UsageError
from pipeline.publication import withdraw
from pipeline.settings.state_folder import SHOW_FILE


def make(request: Request, place: Workplace, given: Mapping[str, Any]) -> Response:
    """Have essays made into episodes."""
    del request
    return _started(place, {str(one) for one in given["ids"]})


def make_aside(request: Request, place: Workplace, given: Mapping[str, Any]) -> Response:
    """Have episodes that wait made as their essays are now; they wait again."""
    del request
    return _started(place, {str(one) for one in given["ids"]}, option="--aside")


def make_again(request: Request, place: Workplace, given: Mapping[str, Any]) -> Response:
    """Have the back catalogue made again: by the ``backlog`` deployment if a server takes runs."""
    del request
    option = "--deployed" if takes_runs(place.rooms.show) else ""
    return _started(place, {str(one) for one in given["ids"]}, option=option)


def approve_episodes(request: Request, place: Workplace, given: Mapping[str, Any]) -> Response:
    """Publish episodes that wait for approval, from the clips that were heard.

    Raises:
        UsageError: One does not wait, or would not be what was heard.
    """
    del request
    show = place.rooms.show
    wanted = {str(one) for one in given["ids"]}
    waiting = {
        essay_id(one.shelved.essay.key): one
        for one in waiting_episodes(show, place.rooms.shelf(show))
        if not one.is_stale
    }
    if missing := wanted - set(waiting):
        raise UsageError(
            f"{len(missing)} of them cannot be approved as they are",
            mend="Load the page again: it says why",
        )

    def clear(job: Job) -> None:
        clear_away(show, waiting[job.id].record.slug)

    return _started(place, wanted, clear)


def _started(
    place: Workplace,
    wanted: set[str],
    after: Callable[[Job], None] = lambda _: None,
    *,
    option: str = "",
) -> Response:
    show = place.rooms.show
    goes_online = show.goes_online and option != "--aside"
    jobs = [
        Job(id_, one.essay.key, one.essay.title, goes_online)
        for one in place.rooms.shelf(show)
        if isinstance(one, Shelved) and (id_ := essay_id(one.essay.key)) in wanted
    ]
    arguments = ["make", *filter(None, [option])]
    file = place.rooms.show_file or show.root / SHOW_FILE
    if file.is_file():
        arguments += ["--show", str(file.resolve())]
    started = place.jobs.start(jobs, arguments, show.root, after)
    told = f"{started} on the way"
    if option == "--aside":
        told += ", to wait for approval again"
    if option == "--deployed":
        told += " as a run of the backlog deployment, which goes on though the studio ends"
    if goes_online:
        told += "; then put online"
    return JSONResponse({"said": f"{told}.", "started": started})


def withdraw_episode(request: Request, place: Workplace, given: Mapping[str, Any]) -> Response:
    """Take an episode out of the publication."""
    del request
    record = withdraw(str(given["slug"]), place.rooms.show.for_publication)
    return JSONResponse({"said": f"“{record.title}” is taken out."})
