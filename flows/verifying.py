"""The verify flow: published episodes measured again, and what is not as it should be."""

from __future__ import annotations

from typing import Annotated

from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact

from flows.night.nightly import ShowFile
from flows.produce import show_of
from flows.runs import failing_in_words, introduce, tag_outcome
from flows.ui.forms import asked
from pipeline.errors import PublicationError
from pipeline.publication.verification import verify


@flow(
    name="verify",
    flow_run_name="verify",
    on_completion=[tag_outcome],
    on_failure=[tag_outcome],
    on_crashed=[tag_outcome],
)
@failing_in_words
def verify_show(
    slugs: Annotated[
        list[str],
        asked("Episodes", "Slugs of those to measure; none for all."),
    ] = [],  # noqa: B006 - never changed, and the form shows it as the default
    show_file: ShowFile = "",
) -> int:
    """Measure published episodes again.

    Returns:
        How many findings there are: none.

    Raises:
        PublicationError: Something is not as it should be; the artifact lists all of it.
    """
    show = show_of(show_file, "")
    introduce(f"verify {', '.join(slugs[:3]) or 'all'}", show=show.title)
    findings = verify(show.for_publication, tuple(slugs))
    lines = [f"- {finding}" for finding in findings] or ["All is as it should be."]
    create_markdown_artifact("\n".join(lines), key="verified", description="What was measured")
    for finding in findings:
        get_run_logger().error("%s", finding)
    if findings:
        raise PublicationError(
            f"{len(findings)} findings, the first: {findings[0]}",
            mend="Each finding ends with what mends it",
        )
    return len(findings)
