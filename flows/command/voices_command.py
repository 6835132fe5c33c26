"""``essaycast voices``: what there is to speak with, and how one sounds."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.command.options import json_option, show_option
from flows.command.output import say, say_json
from pipeline.settings.show import Show
from pipeline.settings.show_file import load_show

if TYPE_CHECKING:
    from pipeline.speech.voice_catalogue import VoiceList

VOICES_TOLD = 12
"""Voices of an engine listed without ``--all``."""


@click.command(epilog="Example:  essaycast voices --sample quote")
@show_option
@click.option("--sample", metavar="NAME", help="Speak a profile, or a voice, to NAME.wav.")
@click.option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where the sample goes.",
)
@click.option("--all", "every", is_flag=True, help="List every voice of every engine.")
@json_option
def voices(
    show_file: Path | None, sample: str | None, target: Path | None, *, every: bool, as_json: bool
) -> None:
    """List profiles, engines and voices, or speak one with --sample."""
    from pipeline.speech.pool import SpeechPool  # noqa: PLC0415 - after the options are good
    from pipeline.speech.voice_catalogue import speak_sample, voice_list  # noqa: PLC0415 - after the options are good
    from pipeline.tools.store import open_store  # noqa: PLC0415 - likewise

    show = load_show(show_file)
    with SpeechPool(show.root, show.machine) as pool:
        if sample is not None:
            file = target or Path(f"{Path(sample).name or 'sample'}.wav")
            say(str(speak_sample(sample, file, show.casting, open_store(show.store), pool)))
            return
        found = voice_list(show.casting, pool)
    if as_json:
        say_json(asdict(found))
    else:
        say(_as_text(found, show, every=every))


def _as_text(found: VoiceList, show: Show, *, every: bool) -> str:
    roles = show.voices
    lines = ["Profiles (voices/*.toml), and the roles show.toml gives them:"]
    for profile in found.profiles:
        given = [
            role
            for role in ("narrator", "heading", "quote", "aside")
            if getattr(roles, role) == profile.name
        ]
        voice = f"{profile.engine} {profile.voice or '(by language)'}"
        manner = f"{profile.rate_wpm} wpm, pitch {profile.pitch}"
        lines.append(f"  {profile.name:<12} {voice:<28} {manner:<20} {', '.join(given)}".rstrip())
    for engine in found.engines:
        lines += ["", f"Engine {engine.name}: {engine.lacks or engine.summary}"]
        shown = engine.voices if every else engine.voices[:VOICES_TOLD]
        lines += [
            f"  {voice.name:<24} {voice.language:<12} {voice.description}".rstrip()
            for voice in shown
        ]
        if len(engine.voices) > len(shown):
            lines.append(f"  … and {len(engine.voices) - len(shown)} more (--all)")
    return "\n".join(lines)
