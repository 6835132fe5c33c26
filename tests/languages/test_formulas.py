"""Simple TeX is said in the essay's language; what the ear cannot follow is announced."""

import pytest

from pipeline.languages import spoken_maths

SAID = [
    ("en", r"x_{t+1} = x_t - \eta g", "X sub T plus one equals X sub T minus eta G"),
    ("en", r"\frac{1}{2} v^\top w", "one half V transpose W"),
    ("de", r"x^2 + \alpha = 3", "X Quadrat plus alpha gleich drei"),
    ("de", r"\frac{a}{b} \leq \sqrt{2}", "A durch B ist kleiner oder gleich Wurzel aus zwei"),
    ("fr", r"x^2 - 1 = 0", "X au carré moins un égale zéro"),
    ("fr", r"a_2 \times b^n", "A indice deux fois B puissance N"),
    ("es", r"x^2 + y^3 = 5", "X al cuadrado más Y al cubo igual a cinco"),
    ("es", r"\hat{p} > \frac{a}{2}", "P gorro es mayor que A sobre dos"),
]


@pytest.mark.parametrize(("language", "tex", "words"), SAID)
def test_simple_mathematics_is_said_in_the_language(language, tex, words):
    form = spoken_maths(tex, language=language)
    assert form is not None
    assert form.text == words


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_what_is_not_simple_is_not_said(language):
    assert spoken_maths(r"\begin{pmatrix} a & b \end{pmatrix}", language=language) is None
    assert spoken_maths(r"\oint f \wedge g", language=language) is None
