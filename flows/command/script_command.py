"""``essaycast script``: what will be said, and what will not and why, without saying it."""

from __future__ import annotations

from pathlib import Path

import click

from flows.command.options import json_option, show_option
from flows.command.output import say, say_json
from pipeline.errors import ScriptError, StorageError
from pipeline.settings.show_file import load_show
from pipeline.values.script import Script


@click.command(epilog="Example:  essaycast script essays/a.md --html review.html")
@click.argument("source")
@show_option
@json_option
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write a page to review the script on, side by side with the essay.",
)
def script(source: str, show_file: Path | None, html: Path | None, *, as_json: bool) -> int:
    """Show what will be said of SOURCE, and what will not and why."""
    from pipeline.reading import read_essays  # noqa: PLC0415 - after the options are known good
    from pipeline.script import script_json, write_script  # noqa: PLC0415 - likewise

    show = load_show(show_file)
    essays = read_essays(source, show.for_reading)
    pairs, refused = [], []
    for essay in essays:
        try:
            pairs.append((essay, write_script(essay, show.for_script)))
        except ScriptError as error:
            refused.append(error)
    if as_json:
        document = {"scripts": [script_json(written, show.pauses) for _, written in pairs]}
        say_json(document)
    elif html is None:
        for _, written in pairs:
            say(as_text(written))
    if html is not None:
        from pipeline.script.review import review_page  # noqa: PLC0415 - likewise

        try:
            html.write_text(review_page(pairs, show.for_script), encoding="utf-8")
        except OSError as error:
            raise StorageError(f"cannot be written: {error.strerror}", where=str(html)) from error
        say(f"Written to {html}", err=True)
    for told in (told for _, written in pairs for told in written.unmet):
        say(f"essaycast: {told}", err=True)
    for refusal in refused:
        say(f"essaycast: {refusal}", err=True)
    return 1 if refused else 0


def as_text(written: Script) -> str:
    """Return the script as plain lines: chapters, who says what, and what is left out."""
    lines = [f"# {written.title}"]
    for chapter in written.chapters:
        lines += ["", f"## {chapter.title}", ""]
        lines += [f"{one.speaker or one.role:>10}  {one.spoken}" for one in chapter.utterances]
    if written.omitted:
        lines += ["", "## Not said", ""]
        lines += [f"{one.reason}: {' '.join(one.text.split())[:100]}" for one in written.omitted]
    return "\n".join(lines)
