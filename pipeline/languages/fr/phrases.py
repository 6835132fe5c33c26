"""The announcements in French."""

from __future__ import annotations

from pipeline.languages.phrases import Phrases

PHRASES = Phrases(
    opening="{title}, par {author}, publié le {date}.",
    code="Un bloc de code de {lines} lignes{in_language}, non lu.",
    code_line="Une ligne de code{in_language}, non lue.",
    in_language=" en {language}",
    table="Un tableau de {columns} et {rows}, non lu.",
    n_columns=("1 colonne", "{n} colonnes"),
    n_rows=("1 ligne", "{n} lignes"),
    maths="Une formule, non lue.",
    formula="une formule",
    figure="Figure : ",
    table_caption="Tableau : ",
    columns="Colonnes : ",
    footnote="Note : ",
    embed="Un contenu intégré : ",
    embed_alone="Un contenu intégré, dans les notes de l'épisode.",
    quote="Citation.",
    end_quote="Fin de citation.",
    link=" (lien)",
    done="Fait : ",
    to_do="À faire : ",
)

STAGE_DIRECTIONS = frozenset(
    """
    rire rires rit riant applaudissements soupir soupire tousse inaudible incompréhensible
    pause silence musique murmure chuchote pleure chante brouhaha
    """.split()  # noqa: SIM905 - reads best
)
"""Words by which a bracket in a transcript tells of the scene."""
