import pytest

from pipeline.errors import VoiceError
from pipeline.speech.engines import engine_names, find_engine, load_engine


def test_every_engine_of_the_table_keeps_the_protocol():
    for name in engine_names():
        cls = load_engine(find_engine(name))
        assert cls.summary
        assert all(callable(getattr(cls, method)) for method in ("speak", "identity", "voices"))


def test_an_engine_is_imported_only_when_it_is_wanted(run_python):
    code = "import sys, pipeline.speech.engines as e; e.find_engine('piper'); print(*sys.modules)"
    modules = run_python(code).split()
    assert {"numpy", "pyttsx3", "piper", "pydantic", "pipeline.speech.engines.piper"}.isdisjoint(
        modules
    )


def test_workers_import_nothing_heavy(run_python):
    code = (
        "import sys, pipeline.speech.engines.worker, pipeline.speech.engines.pyttsx3;"
        " print(*sys.modules)"
    )
    heavy = {"numpy", "pydantic", "prefect", "asyncio", "fsspec", "lxml"}
    assert heavy.isdisjoint(run_python(code).split())


def test_a_near_name_is_suggested():
    with pytest.raises(VoiceError, match=r"Did you mean 'pyttsx3'\?"):
        find_engine("pytsx3", where="voices/narrator.toml")


def test_a_strange_name_gets_the_whole_list():
    with pytest.raises(
        VoiceError, match="There are: command, http, kokoro, neural, piper, pyttsx3, recording"
    ):
        find_engine("zzz")


@pytest.fixture
def run_python():
    import subprocess
    import sys

    def run(code):
        argv = [sys.executable, "-c", code]
        return subprocess.run(argv, capture_output=True, text=True, check=True, timeout=30).stdout

    return run
