"""``essaycast init``: a show of one's own."""

from __future__ import annotations

import shlex
import shutil
import sys
from importlib.resources import as_file, files
from pathlib import Path

import click

from flows.command.output import say
from pipeline.errors import StorageError
from pipeline.settings.show import bundled_voices
from pipeline.settings.state_folder import SHOW_FILE

DEPLOYMENTS_FILE = "prefect.yaml"
SAMPLE = "hello.md"
"""An essay to try; not among the sources, so that no night makes an episode of it."""


@click.command(epilog="Example:  essaycast init my-show")
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Begin a show in FOLDER: show.toml, essays/ and voices/. Nothing that is there is changed.

    For those who run Prefect already there is prefect.yaml: 'prefect deploy --all'.
    """
    try:
        made = _lay_out(folder)
    except OSError as error:
        raise StorageError(
            f"cannot be written to: {error.strerror}",
            where=str(folder),
            mend="Choose another folder",
        ) from error
    for path in made:
        say(f"made {path}")
    place = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
    essay = SAMPLE if (folder / SAMPLE).is_file() else "essays/*.md"
    say(f"Next:  {place}{_program()} produce {essay}")
    say("Then put your essays into essays/, and your name and title into show.toml.")


def _program() -> str:
    """Return what calls this program in the user's shell."""
    started = Path(sys.argv[0])
    found = shutil.which(started.name)
    if found and Path(found).samefile(started.absolute()):
        return started.name
    return shlex.quote(str(started.absolute())) if started.is_file() else "essaycast"


def _lay_out(folder: Path) -> list[Path]:
    """Copy the starter and the bundled voices into *folder*, leaving what is there alone."""
    made: list[Path] = []
    (folder / "essays").mkdir(parents=True, exist_ok=True)
    with as_file(files("flows") / "starter") as starter:
        _copy(starter / SHOW_FILE, folder / SHOW_FILE, made)
        declared = starter / DEPLOYMENTS_FILE  # beside the packages in a checkout
        declared = declared if declared.is_file() else starter.parents[1] / DEPLOYMENTS_FILE
        _copy(declared, folder / DEPLOYMENTS_FILE, made)
        if not any((folder / "essays").iterdir()):
            _copy(starter / SAMPLE, folder / SAMPLE, made)
    voices = bundled_voices()
    for voice in sorted(voices.rglob("*.toml")):
        _copy(voice, folder / "voices" / voice.relative_to(voices), made)
    return made


def _copy(source: Path, target: Path, made: list[Path]) -> None:
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    made.append(target)
