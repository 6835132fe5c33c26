"""What the UI's forms say of a flow's parameters, also where Prefect alone makes the form."""

from __future__ import annotations

from typing import Any

from pydantic import Field


def asked(title: str, description: str, **bounds: float) -> Any:  # noqa: ANN401 - as pydantic's Field
    """Return the field of a parameter, for ``Annotated``.

    Prefect puts the parameter's bare name over a field's title, and nothing over its description;
    what stands in ``json_schema_extra`` it leaves alone.

    Args:
        title: Its name in the form.
        description: What it means, in a sentence.
        bounds: ``ge``, ``le``, ``min_length`` and so on; what lies outside is refused before a
            run starts.
    """
    described = {"title": title, "description": description}
    options: dict[str, Any] = {**described, **bounds, "json_schema_extra": described}
    return Field(**options)
