"""``essaycast voices``: what there is to speak with, and how one sounds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.command.options import json_option, show_option
from flows.command.output import say, say_json
from pipeline.settings.show import Show
from pipeline.settings.show_file import load_show

if TYPE_CHECKING:
    from pipeline.speech.pool import SpeechPool
    from pipeline.speech.voice_catalogue import VoiceList

VOICES_TOLD = 12
"""Voices of an engine listed without ``--all``."""


@click.group(
    invoke_without_command=True,
    epilog="Example:  essaycast voices --sample quote",
    subcommand_metavar="[get NAME …]",
)
@show_option
@click.option("--sample", metavar="NAME", help="Speak a profile, or a voice, to NAME.wav.")
@click.option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where the sample, or the page, goes.",
)
@click.option("--compare", is_flag=True, help="Let every voice read a paragraph, on one page.")
@click.option(
    "--text", metavar="TEXT", help="What --compare reads.  [default: a paragraph made for it]"
)
@click.option("--all", "every", is_flag=True, help="List every voice of every engine.")
@json_option
@click.pass_context
def voices(
    ctx: click.Context,
    show_file: Path | None,
    sample: str | None,
    target: Path | None,
    text: str | None,
    *,
    compare: bool,
    every: bool,
    as_json: bool,
) -> None:
    """List profiles, engines and voices, speak one with --sample, or get a further one."""
    if ctx.invoked_subcommand is not None:
        return
    from pipeline.speech.pool import SpeechPool  # noqa: PLC0415 - after the options are good
    from pipeline.speech.voice_catalogue import speak_sample, voice_list  # noqa: PLC0415 - after the options are good
    from pipeline.tools.store import open_store  # noqa: PLC0415 - likewise

    show = load_show(show_file)
    with SpeechPool(show.root, show.machine) as pool:
        if sample is not None:
            file = target or Path(f"{Path(sample).name or 'sample'}.wav")
            say(str(speak_sample(sample, file, show.casting, open_store(show.store), pool)))
            return
        if compare:
            say(str(_comparison(show, pool, text, target or Path("voices.html"))))
            return
        found = voice_list(show.casting, pool)
    if as_json:
        say_json(asdict(found))
    else:
        say(_as_text(found, show, every=every))


def _comparison(show: Show, pool: SpeechPool, text: str | None, target: Path) -> Path:
    """Write the page of all voices to *target*, telling on a terminal who reads."""
    from flows.voice_comparison import write_comparison  # noqa: PLC0415 - after the options are good
    from pipeline.speech.comparison import PARAGRAPH, VoiceReading, compared  # noqa: PLC0415 - likewise

    sentences = (text,) if text else PARAGRAPH

    def told(reading: VoiceReading) -> VoiceReading:
        if sys.stderr.isatty():
            say(f"{reading.name} ({reading.engine}) has read", err=True)
        return reading

    readings = map(told, compared(show.casting, pool, sentences))
    return write_comparison(readings, sentences, target, show.language)


@voices.command(epilog="Example:  essaycast voices get fenrir")
@click.argument("name")
@show_option
@click.option(
    "--from",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Take it from FILE, its model, instead of fetching it.",
)
@json_option
def get(name: str, show_file: Path | None, file: Path | None, *, as_json: bool) -> None:
    """Get the voice NAME from its official place, with its licence, for all shows of yours.

    Over HTTPS; size and SHA-256 are checked; what breaks off is gone on with by the same command.
    """
    from pipeline.settings.state_folder import users_voices  # noqa: PLC0415 - after the options are good
    from pipeline.speech.getting_voices import LICENCE_FILE, get_voice, take_voice  # noqa: PLC0415 - likewise

    private = load_show(show_file).run.private_addresses
    if file is None:
        got = get_voice(name, users_voices(), private=private, told=_counted())
    else:
        got = take_voice(name, file, users_voices())
    if as_json:
        say_json({key: str(value) for key, value in asdict(got).items()})
        return
    say(f"{got.licence}\n\nThis is kept in {got.folder / LICENCE_FILE}. SHA-256 {got.sha256}.")
    say(f"It has a profile: {got.profile}. Hear it:  essaycast voices --sample {got.name}")


def _counted() -> Callable[[str, int, int], None]:
    """Return what tells of bytes that come, each tenth once, on a terminal alone."""
    told = {""}

    def tell(name: str, n_bytes: int, whole: int) -> None:
        line = f"{name}: {10 * n_bytes // whole * 10} % of {whole / 1e6:.1f} MB"
        if line not in told and sys.stderr.isatty():
            told.add(line)
            say(line, err=True)

    return tell


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
    lines += ["", "To be got (essaycast voices get NAME):"]
    lines += [
        f"  {voice.name:<24} {voice.language:<12} {voice.description}" for voice in found.to_be_got
    ]
    lines.append("  … and Piper's catalogue by its names, such as en_GB-alba-medium")
    return "\n".join(lines)
