"""The program of a host: ``python -m flows.warm [SECONDS]``, in the folder of the show.

With SECONDS it goes on when whoever started it has ended, until nobody has asked for so long.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

from flows.warm.agreement import agreement
from flows.warm.host import host, only_host, run
from pipeline.errors import EssaycastError
from pipeline.settings.show_file import load_show
from pipeline.tools.process_tuning import importing

_ESSAY = (
    "# Warm\n\nIn 2026 Dr. Ada Quill counted 21 *clocks*, read all of them, and wrote that down.\n"
)
_IMPORTED_LATE = (
    "anyio._backends._asyncio", "fastapi.encoders", "fastcrc", "flows.command.make_command",
    "flows.command.produce_command", "imageio_ffmpeg", "numpy.fft",
    "pipeline.reading.kept_pictures", "prefect.engine", "prefect.flow_engine",
    "prefect.task_engine", "prefect.utilities.visualization", "soundfile",
)  # fmt: skip
"""Modules that a command, its run and its report import when they get there."""


def main() -> None:
    """Import everything, then host commands until the process that started this one ends."""
    agreed = agreement(os.environ)
    idle_s = float(sys.argv[1]) if len(sys.argv) > 1 else None
    lock = only_host(Path(), waiting=idle_s is None)
    with importing():
        from flows.server import ensure_server  # noqa: PLC0415 - before Prefect is imported

        ensure_server(load_show())
        import flows.command.essay_runs  # noqa: PLC0415 - what most commands need
        import flows.produce  # noqa: PLC0415, F401 - brings in Prefect
        from flows.runs import reap_once  # noqa: PLC0415 - likewise
        from flows.shared_pool import speech_pool  # noqa: PLC0415 - likewise
        from flows.telling_prefect import record  # noqa: PLC0415 - likewise
        from pipeline.publication.artwork import cover  # noqa: PLC0415 - likewise
        from pipeline.publication.page import compile_templates  # noqa: PLC0415 - likewise
        from pipeline.reading.documents import Document  # noqa: PLC0415 - likewise
        from pipeline.reading.source_forms import read_document  # noqa: PLC0415 - likewise
        from pipeline.script import write_script  # noqa: PLC0415 - likewise
        from pipeline.speech.casting import narrator_modules  # noqa: PLC0415 - likewise
        from pipeline.speech.chunks import cut_chunks  # noqa: PLC0415 - likewise

        for name in _IMPORTED_LATE:
            import_module(name)

    def warm_up() -> None:
        try:
            show = load_show()
            speech_pool(show.root, show.machine).warm_up(narrator_modules(show.casting))
        except EssaycastError:  # for the command to say
            return
        record(reap_once)  # before anybody waits

    show = load_show()
    cover(show.channel, show.root)
    compile_templates()
    document = Document("warm.md", "warm.md", _ESSAY.encode())
    [essay] = read_document(document, show.for_reading.defaults)
    cut_chunks(write_script(essay, show.for_script), show.casting)  # reads rules and lexicons
    asked = host(Path(), lock, agreed, warm_up, idle_s=idle_s)
    if asked is not None:
        run(asked)


if __name__ == "__main__":
    try:
        main()
    except EssaycastError as error:
        sys.exit(f"essaycast: {error}")
