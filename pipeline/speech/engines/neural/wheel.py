"""The wheel the natural voice comes from: its versions, its files, and the digest of its model."""

from __future__ import annotations

import hashlib
import importlib.util
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.errors import ToolMissingError

PACKAGE = "hibari-tts"
_PACKAGES = (PACKAGE, "onnxruntime", "numpy")
"""What the samples depend on, to the last bit."""
_MODULE = "hibari"
MODEL_SHA256 = "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8"
"""Of ``assets/hibari.onnx`` in hibari-tts 0.2.1."""


@cache
def _version(package: str) -> str:
    """Return a package's version: asked once, since every chunk's clips are named by it."""
    return version(package)


def missing() -> str:
    """Return what the voice lacks on this machine, in a clause; empty when it lacks nothing."""
    for package in _PACKAGES:
        try:
            _version(package)
        except PackageNotFoundError:
            return f"the package {package} is not installed"
    return "" if model_path().is_file() else f"there is no file {model_path()}"


def identity(sha256: str = MODEL_SHA256) -> str:
    """Return the versions and the digest the samples depend on.

    Args:
        sha256: Of the model.

    Raises:
        ToolMissingError: Something is missing.
    """
    lack = missing()
    if lack:
        raise ToolMissingError(
            lack, where="engine neural", mend=f"Run 'pip install {PACKAGE} onnxruntime'"
        )
    versions = " ".join(f"{package} {_version(package)}" for package in _PACKAGES)
    return f"{versions} {sha256}"


def checked_model(path: Path, sha256: str = MODEL_SHA256) -> bytes:
    """Return the model's bytes, which are those of the voice we know.

    Args:
        path: The model.
        sha256: Its digest.

    Raises:
        ToolMissingError: It cannot be read, or it is another model.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ToolMissingError(f"cannot be read: {error.strerror}", where=str(path)) from error
    digest = hashlib.sha256(content).hexdigest()
    if digest != sha256:
        raise ToolMissingError(
            f"this is not the voice's model: its SHA-256 is {digest[:16]}…, not {sha256[:16]}…",
            where=str(path),
            mend=_mend_of(sha256)
            or f"Run 'pip install --force-reinstall {PACKAGE}=={_installed()}'",
        )
    return content


def _mend_of(sha256: str) -> str:
    return "" if sha256 == MODEL_SHA256 else "Get it again with 'essaycast voices get'"


def _installed() -> str:
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return ""


@cache
def assets() -> Path:
    """Return the folder of the wheel's files, without importing the wheel."""
    spec = importlib.util.find_spec(_MODULE)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    return Path(folders[0] if folders else _MODULE, "assets")


def model_path() -> Path:
    """Return where the wheel's model lies."""
    return assets() / "hibari.onnx"
