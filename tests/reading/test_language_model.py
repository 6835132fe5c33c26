"""The model of languages, opened in a way of ours: it says what py3langid says."""

import py3langid
import pytest

from pipeline.reading.language_model import most_likely_language

SENTENCES = {
    "nl": "De kinderen liepen langs het water en zochten naar stenen die zij konden gooien.",
    "it": "La mattina dopo il vento era calato e le barche tornarono piano verso il porto.",
    "pl": "Stary zegar na wieży zatrzymał się w nocy, a nikt tego nie zauważył do rana.",
    "ja": "朝になると、町の人々は橋の上に集まり、静かに川を見ていました。",
    "fi": "Lapset juoksivat pihalla ja nauroivat, kun lumi alkoi sataa hiljaa.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_language_is_told_as_py3langid_tells_it(language):
    text = f"{SENTENCES[language]} " * 8
    assert most_likely_language(text) == py3langid.classify(text)[0] == language
