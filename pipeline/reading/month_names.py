"""Names of months in twenty languages, as pages write them in dates (CLDR 48)."""

from __future__ import annotations

_NAMES = """
january jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari stycznia styczeń
sty tammikuuta tammikuu ledna leden января январь янв ocak január ianuarie січня gener ιανουαρίου
february feb februar feber février févr fév febrero febbraio fevereiro fev februari lutego luty
helmikuuta helmikuu února únor февраля февраль февр фев şubat február februarie лютого febrer
φεβρουαρίου
march mar märz mär mrz mars marzo março maart mrt marca marzec marts maaliskuuta maaliskuu března
březen марта март mart március martie березня març μαρτίου maret
april apr avril avr abril abr aprile kwietnia kwiecień huhtikuuta huhtikuu dubna duben апреля
апрель апр nisan április aprilie квітня απριλίου
may mai mayo maggio mag maio mei maja maj toukokuuta toukokuu května květen мая май mayıs május
травня maig μαΐου
june jun juni juin junio giugno giu junho czerwca czerwiec kesäkuuta kesäkuu června červen июня
июнь июн haziran június iunie червня juny ιουνίου
july jul juli juillet juil julio luglio lug julho lipca lipiec heinäkuuta heinäkuu července
červenec июля июль июл temmuz július iulie липня juliol ιουλίου
august aug août agosto ago augustus sierpnia sierpień augusti elokuuta elokuu srpna srpen августа
август авг ağustos augusztus серпня agost αυγούστου agustus
september sep sept septembre septiembre settembre setembro września wrzesień syyskuuta syyskuu
září сентября сентябрь сент сен eylül szeptember septembrie вересня setembre σεπτεμβρίου
october oct oktober okt octobre octubre ottobre ott outubro out października październik lokakuuta
lokakuu října říjen октября октябрь окт ekim október octombrie жовтня οκτωβρίου
november nov novembre noviembre novembro listopada listopad marraskuuta marraskuu listopadu ноября
ноябрь нояб ноя kasım noiembrie листопада νοεμβρίου
december dec dezember dez décembre déc diciembre dic dicembre dezembro grudnia grudzień desember
des joulukuuta joulukuu prosince prosinec декабря декабрь дек aralık decembrie грудня δεκεμβρίου
"""
_FIRSTS = "january february march april may june july august september october november december"


def _numbered() -> dict[str, int]:
    numbers: dict[str, int] = {}
    firsts, month = _FIRSTS.split(), 0
    for name in _NAMES.split():
        month = firsts.index(name) + 1 if name in firsts else month
        numbers.setdefault(name, month)
    return numbers


MONTH_NUMBERS = _numbered()
"""Name or abbreviation, lower case and without a full stop → 1 to 12."""
