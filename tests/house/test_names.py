"""One name for one module, so that a name alone tells which is meant."""

from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
LANGUAGES = ROOT / "pipeline" / "languages"


def test_no_two_modules_have_one_name():
    """The folders of languages are alike on purpose."""
    modules = [path for name in ("pipeline", "flows") for path in (ROOT / name).rglob("*.py")]
    counts = Counter(
        path.stem
        for path in modules
        if not path.stem.startswith("__") and path.parents[1] != LANGUAGES
    )
    assert {stem: n for stem, n in counts.items() if n > 1} == {}
