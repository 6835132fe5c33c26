"""German words too common to tell what a text is about."""

from __future__ import annotations

COMMON_WORDS = frozenset(
    """
    aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis
    bist da dabei dadurch dafür damit danach dann daran darauf darin darum darüber das dass davon
    dazu dein deine dem den denen denn der deren des dessen deshalb die dies diese diesem diesen
    dieser dieses doch dort du durch ein eine einem einen einer eines einmal er erst es etwa etwas
    euch euer für ganz gar gegen geht gibt habe haben hat hatte hatten hier hin hinter ich ihm ihn
    ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jede jedem jeden jeder jedes jener
    jetzt kam kann kein keine keinen keiner kommen kommt können konnte machen macht man manche mehr
    mein meine mich mir mit muss musste müssen nach nachdem nicht nichts nie noch nun nur ob oder
    ohne schon sehr sei sein seine seinem seinen seiner seit selbst sich sie sind so sogar solche
    soll sollte sondern sonst über um und uns unser unsere unter viel viele vom von vor wann war
    waren warum was weder weil weiter welche welcher wem wen wenig wenn wer werden wie wieder will
    wir wird wo wohl wollen wollte wurde wurden während zu zum zur zwar zwischen
    """.split()  # noqa: SIM905 - a word list reads best as words
)
