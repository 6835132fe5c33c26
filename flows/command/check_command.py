"""``essaycast check``: listen to what published episodes say, clip by clip."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.command.options import count, json_option, published_slugs, show_option
from flows.command.output import say, say_json
from flows.episode_clips import heard_now, in_numbers, read_episode_clips
from pipeline.errors import PublicationError, UsageError
from pipeline.settings.show_file import load_show

if TYPE_CHECKING:
    from pipeline.speech.listening.checking import Checked, Finding


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]…", shell_complete=published_slugs)
@show_option
@click.option(
    "--listen", is_flag=True, help="By a recogniser too (the extra listen), as [check] listen says."
)
@json_option
def check(slugs: tuple[str, ...], show_file: Path | None, *, listen: bool, as_json: bool) -> int:
    """Listen to published episodes and say what may not be what was written.

    Each utterance's clip in the store, by the ears of docs/listening.md; all episodes, or
    those named. Status 1 if anything is not as written.
    """
    from pipeline.publication.catalogue import episode_folders  # noqa: PLC0415 - after the options are known good
    from pipeline.tools.store import open_store  # noqa: PLC0415 - likewise

    show = load_show(show_file)
    published = [folder.name for folder in episode_folders(show.output_folder)]
    for slug in slugs:
        if slug not in published:
            raise UsageError(
                "there is no such episode",
                where=slug,
                mend=f"Published are: {', '.join(published) or 'none'}",
            )
    store = open_store(show.store)
    documents, wrong = [], 0
    for slug in slugs or published:
        clips = read_episode_clips(show.state, slug)
        if clips is None:
            say(f"{slug}: not known from which clips it was made; produce it again", err=True)
        checked = heard_now(show.state, clips or (), store, again=listen or show.check.listen)
        if clips is None:
            checked = replace(checked, unchecked=_n_sentences(show.output_folder / slug))
        wrong += checked.not_as_written
        documents.append(as_json_item(slug, checked))
        if not as_json:
            for line in as_text(slug, checked):
                say(line)
    if as_json:
        say_json({"episodes": documents})
    return 1 if wrong else 0


def _n_sentences(folder: Path) -> int:
    """Return how many sentences the page of an episode marks; 1 where that is not to be known."""
    from pipeline.publication.page import CONTENT_FILE, read_content  # noqa: PLC0415 - rarely needed

    try:
        content = read_content((folder / CONTENT_FILE).read_bytes(), folder.name)
    except (OSError, PublicationError):
        return 1
    return len(content.times["s"]) // 2


def as_text(slug: str, checked: Checked) -> list[str]:
    """Return one line for the episode, and one for each finding."""
    findings = [
        f"  {one.clip.start_s:.2f} s, {one.judgement.verdict}: {one.judgement.reason}: "
        f"{' '.join(one.clip.text.split())[:100]}"
        for one in checked.findings
    ]
    told = checked.heard + checked.inconclusive + checked.doubtful + checked.not_as_written
    total = told + checked.unchecked
    return [f"{slug}: {count(total, 'utterance')}, {in_numbers(checked)}", *findings]


def as_json_item(slug: str, checked: Checked) -> dict[str, Any]:
    """Return the item of ``episodes`` that ``check --json`` prints."""
    return {
        "slug": slug,
        "heard": checked.heard,
        "approved": checked.approved,
        "inconclusive": checked.inconclusive,
        "doubtful": checked.doubtful,
        "not_as_written": checked.not_as_written,
        "unchecked": checked.unchecked,
        "second_ear": checked.second_ear,
        "names_otherwise": checked.names,
        "findings": [_finding(one) for one in checked.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    clip, judgement = finding.clip, finding.judgement
    return {
        "utterance": clip.utterance,
        "start_s": clip.start_s,
        "end_s": clip.end_s,
        "verdict": str(judgement.verdict),
        "text": clip.text,
        "spoken": clip.spoken,
        "heard": next((it.heard for _, it in judgement.ears if it.heard), None),
        "ears": [
            {"name": name, "score": judged.score, "reason": judged.reason}
            for name, judged in judgement.ears
        ],
    }
