"""A page as one document: template, styles and script put together under a strict policy."""

from __future__ import annotations

from importlib.resources import files

import jinja2

from pipeline.show import Show


def document(template: str, show: Show, **values: object) -> str:
    """Return the page of *template* with everything it needs inside it.

    Args:
        template: Name of a template of this package.
        show: The show.
        values: What else the template may say.
    """
    return _environment().get_template(template).render(show=show, **values)


def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(
            lambda name: files(__package__).joinpath(name).read_text(encoding="utf-8")
        ),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
