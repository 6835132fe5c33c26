"""``essaycast clip``: a minute of an episode, to share."""

from __future__ import annotations

import re
from pathlib import Path

import click

from flows.command.options import json_option, published_slugs, show_option
from flows.command.output import say, say_json
from pipeline.errors import UsageError
from pipeline.settings.show_file import load_show
from pipeline.settings.video_settings import Video
from pipeline.tools.timecode import clock, seconds

SIZES = ("1920x1080", "1080x1080", "1080x1920")
_CLOCK = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)", re.ASCII)


@click.command()
@click.argument("slug", shell_complete=published_slugs)
@click.option("--from", "start", metavar="TIME", help="Where it begins: 75, 1:15, 1:02:03.")
@click.option("--to", "end", metavar="TIME", help="Where it ends.  [default: a minute later]")
@click.option("--sentence", metavar="WORDS", help="The sentence it begins with, or a part of it.")
@click.option(
    "--size",
    "sizes",
    multiple=True,
    type=click.Choice(SIZES),
    help="Of the film; several make a file each.  [default: 1080x1080]",
)
@click.option("--no-soundbite", is_flag=True, help="Leave the feed as it is.")
@show_option
@json_option
def clip(
    slug: str,
    start: str | None,
    end: str | None,
    sentence: str | None,
    sizes: tuple[str, ...],
    show_file: Path | None,
    *,
    no_soundbite: bool,
    as_json: bool,
) -> None:
    """Make MP3 and film of a stretch of the episode SLUG, in clips/, and commend it in the feed.

    Whole sentences, those whose greater part lies between the times; or a minute from a sentence
    on. The feed names it as podcast:soundbite, which apps play as a taste.
    """
    from flows.clipping import FOLDER, LONGEST_S, shared_clip, stretch_from  # noqa: PLC0415 - after the options are known good
    from flows.kept_episodes import published_episode  # noqa: PLC0415 - likewise
    from flows.work_folder import work_folder  # noqa: PLC0415 - likewise
    from pipeline.publication.catalogue import Soundbite  # noqa: PLC0415 - likewise
    from pipeline.publication.soundbites import MOST_TITLE, add_soundbite  # noqa: PLC0415 - likewise

    if (start is None) == (sentence is None):
        raise UsageError("say where it begins", mend="Give --from TIME or --sentence WORDS")
    show = load_show(show_file)
    chosen = tuple(dict.fromkeys(sizes)) or ("1080x1080",)
    video = Video.model_validate({**show.video.model_dump(), "sizes": chosen})
    show = show.model_copy(update={"video": video})
    episode, record = published_episode(show.places, slug)
    timeline = episode.timeline
    if sentence is not None:
        first, last = stretch_from(timeline, sentence)
        last = _samples(end, timeline.rate_hz) if end else last
    else:
        first = _samples(start or "", timeline.rate_hz)
        last = _samples(end, timeline.rate_hz) if end else first + LONGEST_S * timeline.rate_hz
    with work_folder(show.state / "work") as work:
        made = shared_clip(episode, first, last, show, work, show.root / FOLDER)
    if not no_soundbite:
        bite = Soundbite(made.start, made.n_samples, made.title[:MOST_TITLE])
        add_soundbite(show.for_publication, record.slug, bite)
    length = clock(made.n_samples, timeline.rate_hz)
    if as_json:
        say_json(
            {
                "slug": slug,
                "start_s": round(seconds(made.start, timeline.rate_hz), 3),
                "duration_s": round(seconds(made.n_samples, timeline.rate_hz), 3),
                "files": [str(path) for path in made.files],
                "soundbite": not no_soundbite,
            }
        )
        return
    say(f"{clock(made.start, timeline.rate_hz)}, {length} long: {made.title}")
    for path in made.files:
        say(f"  {path}")


def _samples(text: str, rate_hz: int) -> int:
    """Return the samples of ``75``, ``1:15`` or ``1:02:03.5``.

    Raises:
        UsageError: It is no time.
    """
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"'{text}' is no time", mend="Give seconds, or 1:15, or 1:02:03")
    whole = int(match[1] or 0) * 3600 + int(match[2] or 0) * 60 + float(match[3])
    return round(whole * rate_hz)
