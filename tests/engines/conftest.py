import pytest

from pipeline.speech.engines import Manner, find_engine, load_engine


@pytest.fixture
def manner(tmp_path):
    """Make a manner whose options' paths start from a folder of the test's own."""
    return lambda options=(), **said: Manner(
        folder=str(tmp_path), options=tuple(sorted(dict(options).items())), **said
    )


@pytest.fixture
def engine():
    """Return the class of an engine by its name."""
    return lambda name: load_engine(find_engine(name))
