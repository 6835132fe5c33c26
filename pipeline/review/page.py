"""The review page: as written and as spoken, side by side, in one self-contained file."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

import jinja2

from pipeline.show import Show
from pipeline.values.essay import Essay
from pipeline.values.script import Script


def review_page(pairs: Sequence[tuple[Essay, Script]], show: Show) -> str:
    """Return the page, one self-contained HTML file.

    Args:
        pairs: Each essay with the script written of it.
        show: The show.
    """
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    template = files(__package__).joinpath("review.html.jinja").read_text(encoding="utf-8")
    scripts = [script for _, script in pairs]
    return environment.from_string(template).render(scripts=scripts, show=show)
