"""Lines that pages put around an article, in six more languages."""

from __future__ import annotations

from pipeline.reading.month_names import MONTH_NUMBERS
from pipeline.tools.patterns import any_of

MONTH = rf"(?:{any_of(MONTH_NUMBERS)})\.?"
WEEKDAY = (
    r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|mo|di|mi|do|fr|sa|so|lundi"
    r"|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado"
    r"|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|maandag|dinsdag|woensdag"
    r"|donderdag|vrijdag|zaterdag|zondag)\.?,?"
)
DONE = (
    r"(?:(?:zuletzt |erst)?(?:veröffentlicht|aktualisiert|erstellt|geändert|publiziert|erschienen"
    r"|verfasst|geschrieben|eingestellt|gepostet)|stand|datum|(?:publié|mis à jour|posté|modifié"
    r"|créé)(?:e|es)?|publicado|actualizado|creado|pubblicato|aggiornato|gepubliceerd|bijgewerkt"
    r"|atualizado)(?: am| vom| le| el| il| op| em)?"
)
LINES = (
    r"(?:(?:written|posted) )?(?:by|von|par|por):? @[\w.-]+",
    r"(?:anzeige|werbung|publicité|pubblicità|publicidade|advertentie)",
    (
        r"(?:foto|bild|titelbild|grafik|symbolbild|symbolfoto|archivbild|archivfoto|quelle"
        r"|bildquelle"
        r"|bildnachweis|fotocredit|illustration|crédits?(?: photo)?|fuente|fonte"
        r"|bron)s?\s*:.{0,140}"
    ),
    (
        r"(?:dpa|afp|apa|reuters|imago|getty images|epa|ap photo|picture alliance|shutterstock"
        r"|pixabay"
        r"|unsplash|istock|adobe ?stock|efe)\s*/.{2,80}"
    ),
    (
        r"(?:schlagw[oö]rte?r?|stichw[oö]rte?r?|tags|kategorien?|themen?|ressort|rubrik"
        r"|mots[- ]clés?"
        r"|étiquettes|etiquetas|categorías?|temas|argomenti|onderwerpen)\s*:.{0,200}"
    ),
    (
        r"(?:der|dieser) (?:beitrag|artikel|text) (?:wurde|ist|erschien)\b.{0,120}"
        r"(?:veröffentlicht|erschienen|publiziert|zuerst)\b.{0,120}"
    ),
    r"der beitrag .{1,200} erschien zuerst (?:auf|bei) .{1,100}",
    r"(?:alle rechte vorbehalten|tous droits réservés|todos los derechos reservados).{0,80}",
    (
        r"(?:aufrufe|zugriffe|leserwertung|bewertung|lesezeit|lesedauer|temps de lecture|tiempo de "
        r"lectura|tempo di lettura|leestijd)\s*:?.{0,30}"
    ),
    (
        r"(?:keine|ein|\d+|aucun|sin|nessun|geen)\s+(?:kommentare?|antworten?|commentaires?"
        r"|comentarios?"
        r"|commento|commenti|reacties?)(?: vorhanden| insgesamt)?"
    ),
    r"kommentare(?: insgesamt)?\s*:?\s*\d*|kommentar (?:schreiben|hinterlassen|verfassen)",
    (
        r"(?:du musst|sie müssen|bitte|um)[^.!?]{0,80}(?:eingeloggt|angemeldet|einloggen|anmelden"
        r"|registrieren)[^.!?]{0,80}kommentar[^.!?]{0,60}[.!]?"
    ),
    (
        r"(?:jetzt |hier |kostenlos |gratis[- ]?)*(?:zum|für den|unseren?)[^.!?]{0,30} newsletter"
        r"[^.!?]{0,80}(?:anmelden|abonnieren|bestellen)[^.!?]{0,40}[.!]?"
    ),
    (
        r"(?:artikel|beitrag|seite)? ?(?:teilen|drucken|merken|versenden|weiterempfehlen"
        r"|kommentieren)"
        r"(?: (?:auf|via|per|mit|bei) .{2,60})?"
    ),
    r"(?:auf|via|bei) (?:facebook|twitter|whatsapp|xing|linkedin|pinterest)(?: teilen)?",
    r"(?:partager|compartir|condividi|delen|compartilhar)(?: (?:sur|en|su|op|no) .{2,40})?",
    (
        r"(?:zum vergrößern|klicken sie|bitte klicken)[^.!?]{0,60}(?:bild|foto"
        r"|grafik)[^.!?]{0,60}[.!]?"
    ),
    (
        r"(?:zurück|weiter|nach oben|zum seitenanfang|startseite|vorlesen|pdf|seite drucken"
        r"|druckversion"
        r"|mehr anzeigen|mehr erfahren|mehr lesen|weiterlesen|schließen|zur startseite|retour"
        r"|suivant"
        r"|précédent|volver|siguiente|anterior|imprimer|imprimir|stampa)"
    ),
    (
        r"(?:wir respektieren|wir verwenden cookies|diese (?:web)?site (?:verwendet|nutzt) cookies)"
        r".{0,300}"
    ),
    r"(?:il vous reste|encore)\b[^.!?]{0,40}articles? gratuits?.{0,120}",
    (
        r"(?:to view|to read|to continue reading) (?:the |this )?(?:full |whole )?(?:story|article)"
        r"[^.!?]{0,40},? (?:please )?(?:subscribe|log in|sign in|register)[^.!?]{0,100}[.!]?"
    ),
    (
        r"if you[’']re seeing this message.{0,200}|if you (?:enjoyed|liked) (?:reading )?this"
        r"[^.!?]{0,40}(?:post|article|piece|story)\b.{0,200}"
    ),
    r"[^.!?]{2,60} is not responsible for the (?:opinions?|content|views).{0,200}",
    r"explore further|release date:?.{0,30}|source:.{0,100}",
)
"""Whole lines, each bounded so that any text takes linear time."""
POINTERS = (
    r"mehr (?:zum thema|dazu|von|aus)|lesen sie (?:auch|mehr|hier|dazu|weiter)|lies (?:auch|mehr)"
    r"|siehe auch|auch interessant|zum thema|weiterlesen|passend dazu|hier geht es|(?:à|a) lire"
    r"|lire (?:aussi|la suite)|voir aussi|sur le même sujet|le[ea] (?:también|además|más)|mira"
    r"|vea (?:también|más)|también (?:le|te) puede|te puede interesar|puede leer|leggi anche"
    r"|lees ook|leia (?:também|mais)|vorschau auf den|nächster (?:artikel|beitrag)"
    r"|vorheriger (?:artikel|beitrag)"
)
"""How lines begin that lead to another page."""
SHELVES = (
    r"mehr (?:zum thema|von|aus|artikel|lesen|news)\b.{0,60}|das könnte (?:sie|dich|ihnen|dir) auch"
    r".{0,40}|(?:auch|weitere) (?:interessant|artikel|beiträge|themen|meldungen|nachrichten"
    r"|informationen|infos|tourentipps|tipps|links)\b.{0,40}|ähnliche (?:artikel|beiträge|themen)"
    r"|verwandte (?:artikel|beiträge|themen)|(?:meist|am häufigsten) (?:gelesene?|gelesen).{0,20}"
    r"|meistgelesen.{0,20}|beliebte (?:artikel|beiträge)|neueste (?:artikel|beiträge|kommentare)"
    r"|über den autor|über die autorin(?:nen)?|zur person|lust auf mehr\??|noch mehr infos.{0,40}"
    r"|schreibe einen kommentar.{0,20}|kommentare(?: \(\d+\))?|diskutieren sie mit|teilen"
    r"|artikel teilen|links zum (?:thema|artikel)|(?:à|a) lire aussi|lire aussi|sur le même sujet"
    r"|(?:les )?plus lus|articles (?:liés|similaires|recommandés)|voir aussi|commentaires?"
    r"|(?:notas|noticias|artículos|temas) relacionad[oa]s|(?:lo )?m[áa]s (?:leíd[oa]s?|visto"
    r"|vist[oa]s)(?: ahora)?|te puede interesar|te recomendamos|comentarios|leggi anche"
    r"|articoli correlati|lees ook|gerelateerde artikelen|explore further"
)
"""Headings of shelves."""
