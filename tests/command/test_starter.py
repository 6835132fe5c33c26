"""The show that ``essaycast init`` begins."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from flows.command import essaycast
from pipeline.settings.show import Show
from pipeline.settings.show_file import load_show
from pipeline.settings.toml_table import Settings

STARTER = Path(__file__).parents[2] / "flows" / "starter" / "show.toml"
SAID_BY_PRESET = {"loudness_lufs", "true_peak_dbtp", "room_tone_dbfs"}


def told() -> dict[str, object]:
    """Return the starter with every commented setting uncommented."""
    lines = STARTER.read_text(encoding="utf-8").splitlines()
    return tomllib.loads("\n".join(re.sub(r"^# (?=\w+ = )", "", line) for line in lines))


def settings(model: type[Settings], prefix: str = "") -> dict[str, object]:
    """Return every setting of *model* by dotted name, with its default."""
    found: dict[str, object] = {}
    for name, field in model.model_fields.items():
        default = field.get_default(call_default_factory=True)
        if name == "root":
            continue
        if isinstance(default, Settings):
            found |= settings(type(default), f"{name}.")
        else:
            found[prefix + name] = default
    return found


@pytest.mark.parametrize("name", settings(Show))
def test_the_starter_tells_every_setting_and_its_default(name):
    *tables, key = name.split(".")
    table = told()
    for part in tables:
        table = table[part]
    assert key in table, f"{name} is not in the starter's show.toml"
    default = settings(Show)[name]
    if key not in SAID_BY_PRESET:
        assert table[key] == (list(default) if isinstance(default, tuple) else default)


def test_a_show_that_init_began_is_valid_and_is_left_alone_the_second_time(tmp_path):
    run = CliRunner()
    folder = tmp_path / "my show"
    assert run.invoke(essaycast, ["init", str(folder)]).exit_code == 0
    assert load_show(folder / "show.toml").root == folder
    assert (folder / "voices" / "narrator.toml").is_file()
    assert (folder / "hello.md").is_file()
    assert not list((folder / "essays").iterdir()), "no night makes the sample unasked"
    assert "deployments" in yaml.safe_load((folder / "prefect.yaml").read_text(encoding="utf-8"))
    (folder / "show.toml").write_text("title = 'Mine'", encoding="utf-8")
    assert run.invoke(essaycast, ["init", str(folder)]).exit_code == 0
    assert load_show(folder / "show.toml").title == "Mine"
