"""A folder to work in, gone afterwards; a killed run's is swept by the next."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pipeline.errors import StorageError
from pipeline.tools.locks import held, is_held, only_one
from pipeline.tools.private_folders import private_folder

LOCK = ".lock"


@contextmanager
def work_folder(aside: Path) -> Iterator[Path]:
    """Give a folder in *aside* that is gone afterwards.

    Each is held by the lock of a file beside it, which the kernel lets go of when its run ends.
    """
    with ExitStack() as life:
        try:
            folder = _held_folder(private_folder(aside), life)
        except OSError as error:
            raise StorageError(
                f"cannot be written to: {error.strerror}",
                where=str(aside),
                mend="Make room, or run from a folder you may write in",
            ) from error
        yield folder


def _held_folder(aside: Path, life: ExitStack) -> Path:
    with only_one(aside / "sweep.lock"):
        _sweep(aside)
        folder = Path(tempfile.mkdtemp(dir=aside))
        life.callback(folder.with_suffix(LOCK).unlink, missing_ok=True)
        life.enter_context(held(folder.with_suffix(LOCK)))
    life.callback(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _sweep(aside: Path) -> None:
    for left in aside.iterdir():
        if left.is_dir() and not is_held(left.with_suffix(LOCK)):
            shutil.rmtree(left, ignore_errors=True)
            left.with_suffix(LOCK).unlink(missing_ok=True)
