"""The wheel: what somebody has who installs essaycast without a checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[2]


def test_a_show_begins_with_its_voices_where_only_the_wheel_is(tmp_path):
    built = next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    with zipfile.ZipFile(built) as wheel:
        wheel.extractall(tmp_path / "installed")
    code = (
        "import pipeline.settings.show as s; print(s.__file__);"
        "from flows.command import main; main()"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, "init", "show"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert run.stdout.startswith(str(tmp_path / "installed")), "the wheel's own modules run"
    made = {path.name for path in (tmp_path / "show").rglob("*") if path.is_file()}
    checkout = {path.name for path in (ROOT / "voices").rglob("*.toml")}
    assert made == checkout | {"show.toml", "prefect.yaml", "hello.md"}
