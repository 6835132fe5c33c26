"""``essaycast video``: a film of what is published."""

from __future__ import annotations

from pathlib import Path

import click

from flows.command.options import json_option, published_slugs, show_option
from flows.command.output import say, say_json
from pipeline.settings.show_file import load_show
from pipeline.settings.video_settings import Video

SIZES = ("1920x1080", "1080x1080", "1080x1920")


@click.command()
@click.argument("slugs", nargs=-1, required=True, metavar="SLUG…", shell_complete=published_slugs)
@click.option(
    "--size",
    "sizes",
    multiple=True,
    type=click.Choice(SIZES),
    help="Instead of the show's video.sizes; several make a file each.",
)
@show_option
@json_option
def video(
    slugs: tuple[str, ...], sizes: tuple[str, ...], show_file: Path | None, *, as_json: bool
) -> None:
    """Make a film of each episode SLUG and publish it beside its sound.

    Cover and title, the chapter's name, the essay's figures, the sentence being read with its word
    marked; captions, chapters, a thumbnail and a description for where films are uploaded. With
    video.enabled in show.toml every episode gets one when it is produced.
    """
    from flows.episode_films import with_films  # noqa: PLC0415 - after the options are known good
    from flows.kept_episodes import published_episode  # noqa: PLC0415 - likewise
    from flows.work_folder import work_folder  # noqa: PLC0415 - likewise
    from pipeline.publication import publish  # noqa: PLC0415 - likewise

    show = load_show(show_file)
    if sizes:
        chosen = Video.model_validate(
            {**show.video.model_dump(), "sizes": tuple(dict.fromkeys(sizes))}
        )
        show = show.model_copy(update={"video": chosen})
    films = []
    for slug in slugs:
        episode, _ = published_episode(show.places, slug)
        with work_folder(show.state / "work") as work:
            filmed = with_films(episode, show.for_film, show.resources, work)
            publication = publish(filmed, show.for_publication)
        for media in filmed.media[len(episode.media) :]:
            path = publication.folder / media.path.name
            films.append({"slug": slug, "path": str(path), "bytes": media.n_bytes})
            if not as_json:
                say(f"{path}: {media.n_bytes / 1e6:.1f} MB")
    if as_json:
        say_json({"films": films})
