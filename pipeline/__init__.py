"""The way of an essay: read, script, chunk, speak, stitch, master, encode, tag, publish.

Each stage is one module (or package) with one obvious public function over the frozen values of
:mod:`pipeline.values`. Stages do not import one another and never import Prefect; the composition
lives in :mod:`flows`.
"""
