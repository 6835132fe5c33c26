"""The announcements in German."""

from __future__ import annotations

from pipeline.languages.phrases import Phrases

PHRASES = Phrases(
    opening="{title}, von {author}, erschienen am {date}.",
    code="Ein Codeblock von {lines} Zeilen{in_language}, nicht vorgelesen.",
    code_line="Eine Zeile Code{in_language}, nicht vorgelesen.",
    in_language=" in {language}",
    table="Eine Tabelle mit {columns} und {rows}, nicht vorgelesen.",
    n_columns=("1 Spalte", "{n} Spalten"),
    n_rows=("1 Zeile", "{n} Zeilen"),
    maths="Eine Formel, nicht vorgelesen.",
    formula="eine Formel",
    figure="Abbildung: ",
    table_caption="Tabelle: ",
    columns="Spalten: ",
    footnote="Fußnote: ",
    embed="Ein eingebetteter Beitrag: ",
    embed_alone="Ein eingebetteter Beitrag, in den Shownotes.",
    quote="Zitat.",
    end_quote="Zitat Ende.",
    link=" (Link)",
    done="Erledigt: ",
    to_do="Offen: ",
)

STAGE_DIRECTIONS = frozenset(
    """
    lacht lachen lachend gelächter applaus beifall seufzt seufzen hustet unverständlich
    pause stille musik kichert flüstert weint singt durcheinander
    """.split()  # noqa: SIM905 - reads best
)
"""Words by which a bracket in a transcript tells of the scene."""
