"""``essaycast verify``: measure what is published, as a stranger would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.command.check_command import as_json_item, as_text
from flows.command.options import count, json_option, published_slugs, show_option
from flows.command.output import say, say_json
from pipeline.errors import UsageError
from pipeline.settings.show_file import load_show
from pipeline.settings.state_folder import SHOW_FILE

if TYPE_CHECKING:
    from pipeline.settings.show import Show
    from pipeline.speech.listening.checking import Checked


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]…", shell_complete=published_slugs)
@show_option
@click.option(
    "--listen",
    is_flag=True,
    help="Listen to every sentence of the published file too, at its transcript's times.",
)
@json_option
def verify(slugs: tuple[str, ...], show_file: Path | None, *, listen: bool, as_json: bool) -> int:
    """Measure published episodes again and say what differs from what was meant.

    Decoded length, loudness, highest level, chapters, tags, sidecars, feed entry and links; all
    episodes, or those named. Status 1 if anything differs, or is heard not to be as written.
    """
    from pipeline.publication.catalogue import episode_folders  # noqa: PLC0415 - after the options are known good
    from pipeline.publication.verification import verify as verify_show  # noqa: PLC0415 - likewise

    show = load_show(show_file)
    if not (show.root / SHOW_FILE).is_file() and not show.output_folder.exists():
        raise UsageError(
            "there is no show here, and nothing published",
            where=str(show.root),
            mend="Run it in a show's folder, or name its file with --show",
        )
    findings = verify_show(show.for_publication, slugs)
    published = [folder.name for folder in episode_folders(show.output_folder)]
    n_episodes = len(slugs) or len(published)
    heard = _heard(slugs or published, show, told=not as_json) if listen else {}
    if as_json:
        document: dict[str, Any] = {
            "episodes": n_episodes,
            "findings": [asdict(one) for one in findings],
        }
        if listen:
            document["heard"] = [as_json_item(slug, one) for slug, one in heard.items()]
        say_json(document)
    else:
        for one in findings:
            say(str(one))
        say(
            f"{count(n_episodes, 'episode')} measured, "
            f"{count(len(findings), 'difference') if findings else 'nothing differs'}"
        )
    return 1 if findings or any(one.not_as_written for one in heard.values()) else 0


def _heard(slugs: Sequence[str], show: Show, *, told: bool) -> dict[str, Checked]:
    """Return what is heard of each episode, telling it as soon as it is known."""
    from flows.heard_as_published import heard_as_published  # noqa: PLC0415 - only where it is asked for

    heard: dict[str, Checked] = {}
    for slug in slugs:
        heard[slug] = heard_as_published(slug, show)
        if told:
            for line in as_text(slug, heard[slug]):
                say(line)
    return heard
