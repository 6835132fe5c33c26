"""``make mutants``: small wrong edits, one at a time, and the tests that should notice each.

    python tests/mutants/mutants.py [PATTERN …]

mutmut makes the edits, in the modules that ``[tool.mutmut]`` of pyproject.toml names, and runs the
quick tests of each. What no test noticed is compared with ``survivors.toml``, which says of each
such edit why it may pass. Prints the figures, and each survivor that is not listed there; ends with
status 1 if there is one. A pattern such as ``pipeline.sound.limiter*`` tries only what it matches.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

FOLDER = Path(__file__).parent
MUTMUT = [sys.executable, "-m", "mutmut"]
NOTICED = {"killed", "timeout", "suspicious", "caught by type check"}


@dataclass(frozen=True, slots=True)
class Survivor:
    """Edits that may pass."""

    where: str
    """Function, with its module; ``*`` stands for anything."""
    change: str
    """The changed line, as it became; likewise."""
    reason: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """One edit, and what became of it."""

    name: str
    verdict: str

    @property
    def function(self) -> str:
        """The function it is in, with its module."""
        module, _, last = self.name.rpartition(".")
        last = re.sub(r"__mutmut_\d+$", "", last)
        return f"{module}.{re.sub(r'^x_|^xǁ', '', last).replace('ǁ', '.')}"

    def changed_line(self) -> str:
        """Return the line as it became."""
        shown = subprocess.run(
            [*MUTMUT, "show", self.name], capture_output=True, text=True, check=True, timeout=60
        ).stdout
        added = [line[1:].strip() for line in shown.splitlines() if re.match(r"\+(?!\+\+)", line)]
        return " ".join(added)


def meant() -> tuple[Survivor, ...]:
    """Return the edits that may pass, with their reasons."""
    listed = tomllib.loads((FOLDER / "survivors.toml").read_text(encoding="utf-8"))
    return tuple(Survivor(**row) for row in listed["survivor"])


def mutants() -> list[Mutant]:
    """Return all edits and their verdicts."""
    said = subprocess.run(
        [*MUTMUT, "results", "--all", "true"], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    pairs = re.findall(r"^\s*(\S+__mutmut_\d+): (.+)$", said, re.MULTILINE)
    return [Mutant(name, verdict) for name, verdict in pairs]


def main(patterns: list[str]) -> int:
    """Run mutmut, print what it found, and return the exit status."""
    subprocess.run([*MUTMUT, "run", *patterns], check=False)
    tried = [mutant for mutant in mutants() if mutant.verdict != "not checked"]
    left = [mutant for mutant in tried if mutant.verdict not in NOTICED]
    reasons = meant()
    unmeant = []
    for mutant in left:
        line = mutant.changed_line()
        if not any(
            fnmatchcase(mutant.function, it.where) and fnmatchcase(line, it.change)
            for it in reasons
        ):
            unmeant.append((mutant, line))
    by_module = Counter(mutant.function.rpartition(".")[0] for mutant in tried)
    for module, count in sorted(by_module.items()):
        survived = sum(mutant.function.startswith(f"{module}.") for mutant in left)
        print(f"{module:40} {count:5} tried, {count - survived:5} noticed")
    print(
        f"{len(tried)} edits: {len(tried) - len(left)} noticed, {len(left) - len(unmeant)} meant to "
        f"pass, {len(unmeant)} survived"
    )
    for mutant, line in unmeant:
        print(f"{mutant.name} ({mutant.verdict})\n    {line}")
    return bool(unmeant)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
