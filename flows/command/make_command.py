"""``essaycast make``: published episodes made again, those that would change or those named."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.command.essay_runs import EssayAsked, Failure, How, produce_essays
from flows.command.options import json_option, published_slugs, show_option
from flows.command.output import say, say_json
from flows.command.produce_command import told
from flows.command.progress_bar import showing_progress
from flows.going_online import OFFLINE
from flows.progress import Progress, tell
from flows.ui.ui_links import run_url
from pipeline.errors import OrchestrationError, UsageError
from pipeline.settings.show_file import load_show

if TYPE_CHECKING:
    from flows.shelf import Shelved, Unreadable
    from pipeline.settings.show import Show


@click.command(epilog="Example:  essaycast make --affected")
@click.argument("slugs", nargs=-1, metavar="[SLUG]…", shell_complete=published_slugs)
@click.option(
    "--affected",
    "only_affected",
    is_flag=True,
    help="Those that lexicons, voices and directions of now would change.",
)
@click.option(
    "--deployed",
    is_flag=True,
    help="Have 'essaycast serve' make them: a run of the backlog deployment, which goes on alone.",
)
@click.option(
    "--aside", is_flag=True, help="Set them aside for approval in the studio, as the night does."
)
@click.option("--key", "keys", multiple=True, hidden=True, help="Essays by key, made or not.")
@show_option
@json_option
def make(
    slugs: tuple[str, ...],
    keys: tuple[str, ...],
    show_file: Path | None,
    *,
    only_affected: bool,
    deployed: bool,
    aside: bool,
    as_json: bool,
) -> int:
    """Make published episodes of the show's sources again; they keep slug and GUID.

    What was spoken before is not spoken again.
    """
    from flows.affected import affected  # noqa: PLC0415 - after the options are known good
    from flows.shelf import Shelved, Unreadable, shelf  # noqa: PLC0415 - likewise
    from pipeline.reading import moment  # noqa: PLC0415 - likewise

    if not slugs and not keys and not only_affected:
        raise click.UsageError("name episodes, or take --affected")
    if aside and deployed:
        raise click.UsageError("--aside and --deployed cannot be taken together")
    show = load_show(show_file)
    found: list[Shelved | Unreadable]
    if only_affected:
        found = [
            one if isinstance(one, Unreadable) else one.shelved for one in affected(show, slugs)
        ]
    else:
        found = list(shelf(show))
    unread = [] if keys else [one for one in found if isinstance(one, Unreadable)]
    chosen = [one for one in found if isinstance(one, Shelved)]
    if keys:
        chosen = [one for one in chosen if one.essay.key in keys]
    elif not only_affected:
        chosen = _named(chosen, slugs)
    if deployed and chosen:
        return _deployed(chosen, show, unread, as_json=as_json)
    asked = [EssayAsked(one.source, one.essay.key, moment(one.essay.date)) for one in chosen]
    to = show.waiting if aside else show
    outcome = produce_essays(asked, show_file, to, How(quiet=as_json, online=not aside))
    failed = outcome.failed + [Failure(one.source, one.error) for one in unread]
    if not asked and not as_json:
        say("Nothing is affected.")
    return told(outcome.episodes, failed, as_json=as_json)


def _deployed(
    chosen: Sequence[Shelved], show: Show, unread: Sequence[Unreadable], *, as_json: bool
) -> int:
    """Hand essays to the deployment, follow its run, and return the exit status.

    Raises:
        OrchestrationError: No server takes runs of this show.
    """
    from flows.server import ensure_server  # noqa: PLC0415 - as above
    from flows.taking_runs import takes_runs  # noqa: PLC0415 - likewise

    if not takes_runs(show):
        raise OrchestrationError(
            "nothing is up that takes runs of this show",
            mend="Start 'essaycast serve', or leave out --deployed",
        )
    with showing_progress(quiet=as_json) as note:
        note("Starting Prefect")
        server = ensure_server(show)
        from flows import handed_over  # noqa: PLC0415 - brings in Prefect

        asked = [(one.source, one.essay.key) for one in chosen]
        run_id = handed_over.hand_over(asked, show)
        address = run_url(server, str(run_id))
        note(f"{len(asked)} on their way: {address}")
        titles = {one.essay.key: one.essay.title for one in chosen}
        message, reasons = "", dict[str, str]()
        for step in handed_over.followed(run_id, titles):
            if isinstance(step, Progress):
                tell(step)
            else:
                message = (step.state.message if step.state else "") or ""
                reasons = handed_over.failures_of(step, titles)
    made = [one for one in chosen if one.essay.key not in reasons]
    failed = [
        {"source": one.source, "error": reasons[one.essay.key]}
        for one in chosen
        if one.essay.key in reasons
    ]
    failed += [{"source": one.source, "error": one.error} for one in unread]
    if as_json:
        keys = [one.essay.key for one in made]
        say_json({"run": address, "made": keys, "message": message, "failed": failed})
    else:
        say(f"{message}\n  {address}")
    for one in failed:
        say(f"essaycast: {one['error']}", err=True)
    _, offline, reason = message.partition(OFFLINE)
    if offline:
        say(f"essaycast: {OFFLINE}{reason}", err=True)
    return 1 if failed or offline else 0


def _named(shelved: Sequence[Shelved], slugs: Collection[str]) -> list[Shelved]:
    """Return the essays of the episodes *slugs*.

    Raises:
        UsageError: There is no essay of one.
    """
    there = {one.record.slug: one for one in shelved if one.record is not None}
    for slug in slugs:
        if slug not in there:
            raise UsageError(
                "no essay of the show's sources has become this episode",
                where=slug,
                mend=f"There are: {', '.join(sorted(there)) or 'none'}",
            )
    return [there[slug] for slug in dict.fromkeys(slugs)]
