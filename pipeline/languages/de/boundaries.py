"""Sentence boundaries of German: abbreviations and ordinals that end no sentence."""

from __future__ import annotations

import re

from pipeline.languages.boundaries import CAPITAL, ELLIPSIS, Boundaries, after_reference

BOUNDARIES = Boundaries(
    ends=(
        ELLIPSIS,
        after_reference("S|Nr|Abb|Kap|Bd|Art|Abs|Tab|Anm|Fn|Gl"),
        re.compile(
            r"\b[A-ZÄÖÜ][a-zäöüß]{2,20} (?=[IVX])[IVX]{1,5}\.\s+"
            r"(?=(?:Der|Die|Das|Er|Sie|Es|Ein|Eine|Einer|Im|In|Am|An|Auf|Aus|Bei|Nach|Vor|Mit|Von|Zu|Wer|Was"
            r"|Wie|Wo|Dann|Doch|Aber|Und|Als|Wenn|Seine|Ihre|Sein|Ihr|Diese|Dieser|Damals|Danach|Wir|Ich|Man)\b)"
        ),
        re.compile(rf"\b(?:usw|usf|etc)\.[)”“\"]?\s+(?={CAPITAL})"),
    ),
    goes_on=(
        re.compile(
            r"""\b(?:S|Nr|Nrn|Bd|Abb|Kap|Abs|Art|Tab|Anm|Fn|Ziff|Gl|Vgl|vgl|Dr|Prof|Fr|Hr|Hrn|St|Str
                |ca|evtl|ggf|inkl|exkl|zzgl|max|mind|min|sog|bzw|geb|gest|Tel|Mio|Mrd|Hrsg|bes
                |[zduisvnoae]\.\s?[A-Za-zÄäUu]|z\.\s?B|i\.\s?d\.\s?R|[vn]\.\s?Chr)\.\s+
              | \b\d{1,3}\.\s+(?=(?:Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez
                |Jahrhundert|Kapitel|Auflage|Stock|Klasse|Platz|Tag|Mal|Geburtstag|Band|Teil|Akt
                |Reihe|Runde|Woche|Monat|Jahr|Weltkrieg|Versuch|Lebensjahr|bis|und|oder))
              | \b(?:am|im|vom|zum|der|die|das|dem|den|des|ein|eine|bis|beim)\s\d{1,3}\.\s+
              | \b[A-ZÄÖÜ][a-zäöüß]+s?\s(?=[IVX])[IVX]{1,5}\.\s+(?=[a-zäöüß])
            """,
            re.VERBOSE,
        ),
    ),
)
