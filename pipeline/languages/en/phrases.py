"""The announcements in English."""

from __future__ import annotations

from pipeline.languages.phrases import Phrases

PHRASES = Phrases(
    opening="{title}, by {author}, published {date}.",
    code="A code block of {lines} lines{in_language}, not read.",
    code_line="A line of code{in_language}, not read.",
    in_language=" in {language}",
    table="A table of {columns} and {rows}, not read.",
    n_columns=("1 column", "{n} columns"),
    n_rows=("1 row", "{n} rows"),
    maths="A formula, not read.",
    formula="a formula",
    figure="Figure: ",
    table_caption="Table: ",
    columns="Columns: ",
    footnote="Footnote: ",
    embed="An embedded {kind}: ",
    embed_alone="An embedded {kind}, in the show notes.",
    quote="Quote.",
    end_quote="End quote.",
    link=" (link)",
    done="Done: ",
    to_do="To do: ",
)

STAGE_DIRECTIONS = frozenset(
    """
    laughs laugh laughter laughing laughingly chuckles chuckle chuckling giggles applause
    applauds cheers cheering claps clapping sighs sigh sighing coughs coughing crosstalk
    overtalk inaudible unintelligible indistinct pause pauses silence gasps snorts sniffs
    whispers whispering crying sobs sings singing music
    """.split()  # noqa: SIM905 - reads best
)
"""Words by which a bracket in a transcript tells of the scene."""
