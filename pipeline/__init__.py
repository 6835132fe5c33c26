"""The way of an essay: read, script, chunk, speak, stitch, master, encode, tag, publish.

Each stage is one module (or package) with one obvious public function over the frozen values of
:mod:`pipeline.values`. Stages do not import one another and never import Prefect; the composition
lives in :mod:`flows`.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("essaycast")
except PackageNotFoundError:  # read from a source tree that was never installed
    __version__ = "0.0.0"
