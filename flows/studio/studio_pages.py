"""The studio's pages and parts of pages, rendered from templates that escape whatever they show."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import jinja2

from pipeline.script.review.page import clock

_FOLDER = "templates"


@cache
def environment() -> jinja2.Environment:
    """Return the templates."""
    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(_source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["clock"] = clock
    return made


def render(name: str, **given: Any) -> str:  # noqa: ANN401 - what the template asks for
    """Return the template *name* filled in; characters no page may hold are pictured."""
    page = environment().get_template(f"{name}.html.jinja").render(**given)
    return page.encode("utf-8", "replace").decode().translate(_PICTURES)


def static(name: str) -> bytes:
    """Return a script or style sheet.

    Raises:
        FileNotFoundError: There is none of that name.
    """
    if not name.replace("-", "").replace(".", "").isalnum() or ".." in name:
        raise FileNotFoundError(name)
    return files("flows.studio").joinpath("static", name).read_bytes()


def _source(name: str) -> str:
    return files("flows.studio").joinpath(_FOLDER, name).read_text(encoding="utf-8")


_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {
    0x7F: 0x2421
}
