"""Spanish words too common to tell what a text is about."""

from __future__ import annotations

COMMON_WORDS = frozenset(
    """
    a al algo algunas algunos ante antes aquel aquella aquello así aún aunque bajo bien cada casi
    como cómo con contra cual cuál cuando cuándo cuanto de del desde después donde dónde dos durante
    e el él ella ellas ellos en entre era eran es esa esas ese eso esos está están estaba estaban
    estas este esto estos fue fueron ha había habían hace hacer hacia han hasta hay incluso la las
    le les lo los luego más me mi mientras mis mismo misma mucho muchos muy nada ni no nos nosotros
    nuestra nuestro nunca o os otra otras otro otros para pero poco por porque pues puede pueden que
    qué quien quién se según ser si sí siempre sin sino sobre solo son su sus también tan tanto te
    tiene tienen toda todas todavía todo todos tras tu tú un una unas uno unos usted va vez y ya yo
    """.split()  # noqa: SIM905 - a word list reads best as words
)
