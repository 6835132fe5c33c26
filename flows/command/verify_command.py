"""``essaycast verify``: measure what is published, as a stranger would."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from flows.command.options import count, json_option, published_slugs, show_option
from flows.command.output import say, say_json
from pipeline.errors import UsageError
from pipeline.settings.show_file import load_show
from pipeline.settings.state_folder import SHOW_FILE


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]…", shell_complete=published_slugs)
@show_option
@json_option
def verify(slugs: tuple[str, ...], show_file: Path | None, *, as_json: bool) -> int:
    """Measure published episodes again and say what differs from what was meant.

    Decoded length, loudness, highest level, chapters, tags, sidecars, feed entry and links; all
    episodes, or those named. Status 1 if anything differs.
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
    n_episodes = len(slugs) or len(episode_folders(show.output_folder))
    if as_json:
        document = {"episodes": n_episodes, "findings": [asdict(one) for one in findings]}
        say_json(document)
    else:
        for one in findings:
            say(str(one))
        say(
            f"{count(n_episodes, 'episode')} measured, "
            f"{count(len(findings), 'difference') if findings else 'nothing differs'}"
        )
    return 1 if findings else 0
