"""The table of licences is that of the lock file, and no condition is left out."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
LICENCES = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
CONDITIONAL = re.compile(r"GPL|General Public|MPL|Mozilla|Artistic")


def named(section: str) -> set[str]:
    """Return the packages of the rows of a section's table."""
    rows = re.findall(r"^\| (?!licence|-)[^|]+ \| ([^|]+) \|$", section, re.MULTILINE)
    return {name for row in rows for name in row.split(", ")}


_, CONDITIONS, PERMISSIVE = LICENCES.split("\n## ")


def locked() -> set[str]:
    """Return the packages that the lock installs for users: dependencies and extras, not tools."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    packages = {package["name"]: package for package in lock["package"]}
    found: set[str] = set()
    left = [packages["essaycast"]["dependencies"]]
    left += packages["essaycast"].get("optional-dependencies", {}).values()
    while left:
        for dependency in left.pop():
            name = dependency["name"]
            for extra in dependency.get("extra", ()):
                left.append(packages[name].get("optional-dependencies", {}).get(extra, ()))
            if name not in found:
                found.add(name)
                left.append(packages[name].get("dependencies", ()))
    return {"pyobjc*" if name.startswith("pyobjc") else name for name in found}


def test_the_table_names_what_the_lock_installs_and_nothing_else():
    listed = named(CONDITIONS) | named(PERMISSIVE)
    assert locked() - listed == set()
    assert listed - locked() == set()


def test_what_is_listed_as_permissive_says_so_itself():
    installed = {one.name.lower().replace("_", "-") for one in metadata.distributions()}
    for name in sorted(named(PERMISSIVE) & installed):  # not all have a wheel for this machine
        said = metadata.metadata(name)
        licences = [line for line in said.get_all("Classifier", []) if line.startswith("License")]
        licences += [said.get("License-Expression") or "", (said.get("License") or "")[:80]]
        assert not CONDITIONAL.search(" ".join(licences)), name


def test_the_readme_names_every_licence_with_conditions():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## Licence")[2]
    assert {name for name in named(CONDITIONS) if name not in section} == set()
