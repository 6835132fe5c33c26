"""Names in docstrings, comments and docs lead somewhere: no text names what is not there."""

from __future__ import annotations

import ast
import builtins
import importlib
import re
import tokenize
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from flows.command import COMMANDS
from pipeline.settings.show import Show

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path
    for top in ("pipeline", "flows", "tests", "benchmarks")
    for path in ROOT.glob(f"{top}/**/*.py")
)
DOCS = [*sorted(ROOT.glob("docs/*.md")), ROOT / "README.md", ROOT / "CHANGELOG.md"]
ROLE = re.compile(r":(func|class|data|attr|meth|mod|exc|const):`~?([^`]+)`")
QUOTED = re.compile(r"``([^`]+)``|`([^`\n]+)`")
OUR_PATH = re.compile(
    r"(?<![\w/.])(?:pipeline|flows|tests|benchmarks|docs|essays|voices)/[\w./*-]*"
)
FILE_NAME = re.compile(r"[\w-]+\.(?:py|tsv|yml)")
DOTTED = re.compile(r"([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)(?:\(.*\))?")
COMMAND = re.compile(r"(?<![\w/.-])essaycast ([a-z-]+)")
PLACEHOLDER = re.compile(r"(?<![A-Za-z])(?:[A-Z]{2,}|da)(?![A-Za-z])")
"""Part of a path that the reader fills in; Danish is the language docs/contributing.md adds."""
TARGET = re.compile(r"(?<!essaycast )(?<!\w)make ([a-z-]+)")
FILE_KINDS = (
    *("css", "h", "html", "jpg", "js", "json", "jsonl", "log", "md", "mp3", "new", "onnx", "pls"),
    *("png", "py", "srt", "toml", "tsv", "txt", "vtt", "xml", "yaml", "yml"),
)


@cache
def module_of(path: Path) -> Any:
    """Return the module *path* is, imported; None for tests and scripts."""
    relative = path.relative_to(ROOT).with_suffix("")
    if relative.parts[0] not in ("pipeline", "flows"):
        return None
    return importlib.import_module(".".join(relative.parts).removesuffix(".__init__"))


def texts(path: Path) -> Iterator[str]:
    """Yield the docstrings, those of attributes too, and the comments of *path*."""
    content = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(content)):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                yield text
    lines = iter(content.splitlines(keepends=True))
    comments = [
        it.string
        for it in tokenize.generate_tokens(lambda: next(lines, ""))
        if it.type == tokenize.COMMENT
    ]
    yield "\n".join(comments)


def quoted(text: str) -> Iterator[str]:
    """Yield what stands in backticks, roles aside."""
    for double, single in QUOTED.findall(ROLE.sub("", text)):
        yield double or single


def imported(name: str) -> Any:
    """Return the module or attribute *name* leads to.

    Raises:
        LookupError: It leads nowhere.
    """
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:length]))
        except ImportError:
            continue
        return attribute(found, parts[length:])
    raise LookupError(name)


def attribute(found: Any, parts: list[str]) -> Any:
    for part in parts:
        members = {**getattr(found, "__annotations__", {}), **getattr(found, "model_fields", {})}
        if hasattr(found, part):
            found = getattr(found, part)
        elif part in members:
            found = members[part]
        else:
            raise LookupError(part)
    return found


def leads_somewhere(name: str, module: Any) -> bool:
    """Tell whether *name* is found from *module*: there, in one of its classes, or in full."""
    inside = [it for it in vars(module).values() if isinstance(it, type)] if module else []
    first, *rest = parts = name.split(".")
    ways = [(space, parts) for space in (module, *inside, builtins)]
    ways += [(ours, rest) for ours in classes().get(first, [])]
    for space, way in ways:
        with suppress(LookupError):
            attribute(space, way)
            return True
    with suppress(LookupError):
        imported(name)
        return True
    return False


@cache
def classes() -> dict[str, list[type]]:
    """Return all classes of ours by name."""
    found: dict[str, list[type]] = {}
    for path in SOURCES:
        for name, value in vars(module_of(path)).items() if module_of(path) else ():
            if isinstance(value, type):
                found.setdefault(name, []).append(value)
    return found


def written_in(path: Path) -> set[str]:
    """Return every name that the code of *path* mentions: tests and scripts are not imported."""
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {
        getattr(it, field)
        for it in tree
        for field in ("id", "attr", "name")
        if isinstance(getattr(it, field, None), str)
    }


@cache
def stems() -> dict[str, list[str]]:
    """Return the modules of each name that one may be called by for short."""
    found: dict[str, list[str]] = {}
    for path in SOURCES:
        if module_of(path) is not None:
            name = module_of(path).__name__
            found.setdefault(name.rpartition(".")[2], []).append(name)
    return found


@cache
def file_names() -> frozenset[str]:
    return frozenset(
        it.name
        for top in ("pipeline", "flows", "tests", "benchmarks")
        for it in ROOT.glob(f"{top}/**/*")
    )


def dead_paths(text: str) -> Iterator[str]:
    """Yield each path of ours in *text* that is not there, as far as it is not to be filled in."""
    for path in OUR_PATH.findall(text):
        known = PLACEHOLDER.split(path.rstrip("."))[0].rpartition("/")[0]
        if (
            not (ROOT / path).exists()
            and not any(ROOT.glob(path.rstrip("./")))
            and (not PLACEHOLDER.search(path) or not (ROOT / known).is_dir())
        ):
            yield path


def dead_names(text: str) -> Iterator[str]:
    """Yield what looks like a name of ours in a quoted *text*, and is none."""
    yield from dead_paths(text)
    if FILE_NAME.fullmatch(text) and text not in file_names():
        yield text
    if text.startswith("python -m "):
        text = text.split()[2]
    name = DOTTED.fullmatch(text)
    if not name or text.rpartition(".")[2] in FILE_KINDS:
        return
    first, *rest = name[1].split(".")
    if first in Show.model_fields:
        section = Show.model_fields[first].annotation
        if rest[0] in getattr(section, "model_fields", {}):
            return
    if first in ("pipeline", "flows"):
        modules = [name[1]]
    elif first in stems():
        modules = [f"{module}.{'.'.join(rest)}" for module in stems()[first]]
    elif first in Show.model_fields:
        modules = []
    else:
        return
    if not any(leads_somewhere(module, None) for module in [*modules, name[1]]):
        yield text


def dead_references(path: Path) -> list[str]:
    """Return what the docstrings and comments of *path* name and is not there."""
    dead = []
    for text in texts(path):
        names = [name for _, name in ROLE.findall(text)]
        dead += [name for name in names if not leads_somewhere(name, module_of(path))]
        if module_of(path) is None:
            dead = [name for name in dead if name not in written_in(path)]
        dead += [it for name in quoted(text) for it in dead_names(" ".join(name.split()))]
    return dead


def prose(path: Path) -> str:
    """Return a page of the docs without its code blocks."""
    return re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_what_a_docstring_or_a_comment_refers_to_is_there():
    dead = {str(it.relative_to(ROOT)): dead_references(it) for it in SOURCES}
    assert {path: names for path, names in dead.items() if names} == {}


def test_what_the_docs_refer_to_is_there():
    dead = {it.name: [d for name in quoted(prose(it)) for d in dead_names(name)] for it in DOCS}
    assert {page: names for page, names in dead.items() if names} == {}


def test_links_between_the_docs_lead_somewhere():
    dead = [
        (page.name, link)
        for page in DOCS
        for link in re.findall(r"\]\((?!https?:|mailto:)([^)#]+)[^)]*\)", page.read_text("utf-8"))
        if not (page.parent / link).exists()
    ]
    assert dead == []


def test_commands_and_targets_that_are_named_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = [text for page in DOCS for text in quoted(prose(page))]
    named += [quote for path in SOURCES for text in texts(path) for quote in quoted(text)]
    said = "\n".join(named)
    assert set(COMMAND.findall(said)) - set(COMMANDS) == set()
    assert set(TARGET.findall(said)) - targets == set()


def test_only_timecode_turns_samples_into_seconds():
    """A quotient of a rate is a time, unless what is divided is a rate or frequency itself."""
    found = []
    for path in SOURCES:
        if path.name == "timecode.py" or module_of(path) is None:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.BinOp(left=left, op=ast.Div(), right=right):
                    divided = ast.unparse(left)
                    by_rate = re.fullmatch(r"(\w+\.)*\w*rate_hz", ast.unparse(right))
                    if by_rate and divided != "1" and "_hz" not in divided:
                        found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []
