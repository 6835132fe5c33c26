"""The announcements in Spanish."""

from __future__ import annotations

from pipeline.languages.phrases import Phrases

PHRASES = Phrases(
    opening="{title}, de {author}, publicado el {date}.",
    code="Un bloque de código de {lines} líneas{in_language}, no leído.",
    code_line="Una línea de código{in_language}, no leída.",
    in_language=" en {language}",
    table="Una tabla de {columns} y {rows}, no leída.",
    n_columns=("1 columna", "{n} columnas"),
    n_rows=("1 fila", "{n} filas"),
    maths="Una fórmula, no leída.",
    formula="una fórmula",
    figure="Figura: ",
    table_caption="Tabla: ",
    columns="Columnas: ",
    footnote="Nota: ",
    embed="Un contenido insertado: ",
    embed_alone="Un contenido insertado, en las notas del episodio.",
    quote="Cita.",
    end_quote="Fin de la cita.",
    link=" (enlace)",
    done="Hecho: ",
    to_do="Pendiente: ",
)

STAGE_DIRECTIONS = frozenset(
    """
    risa risas ríe riendo aplausos suspira suspiro tose inaudible ininteligible pausa
    silencio música susurra llora canta
    """.split()  # noqa: SIM905 - reads best
)
"""Words by which a bracket in a transcript tells of the scene."""
