"""French nouns: their gender, as far as endings and a list of common ones tell it."""

from __future__ import annotations

import re

_FEMININE = frozenset(
    """
    année chèvre chaise chambre chemise chose classe clé cour course dame dent dépêche date école
    église époque étape étoile face façon famille femme fenêtre ferme feuille fille fin fleur foi
    fois force forêt forme foule goutte graine guerre herbe heure histoire île image jambe journée
    langue larme lettre ligne loi maison main marche mer mère messe minute mode montagne mort
    nuit ombre orange page paire part partie pensée personne photo phrase pièce pierre place plage
    plante pluie poire pomme porte poule pratique preuve question robe rose roue route rue salle
    seconde semaine série table tasse terre tête tonne vache vague vie ville vitre voix
    voiture tante vente virgule lampe carte cause charge chute
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_FEMININE_ENDING = re.compile(
    r"(?:tion|sion|xion|té|ette|esse|ure|ance|ence|ade|ée|ie|ille|elle|enne|ière|euse|trice|ine"
    r"|ise|ose|ude|ule|erie)$"
)
_MASCULINE = frozenset(
    """
    côté été comité traité génie musée lycée silence foie incendie parapluie magazine domaine
    principe murmure mercure
    """.split()  # noqa: SIM905 - likewise
)
_NO_NOUNS = frozenset(
    """
    et ou à de des du en par pour sur dans que qui ont sont est a fut furent était étaient plus
    moins mais puis au aux le la les un une il elle on ne se avec sans sous jusqu contre entre fois
    """.split()  # noqa: SIM905 - likewise
) - {"fois"}


def gender(noun: str) -> str:
    """Return ``m`` or ``f`` for a noun, empty for a word that is none."""
    lower = noun.lower()
    if lower in _NO_NOUNS:
        return ""
    one = lower if lower in _FEMININE else lower.removesuffix("s")
    if one in _MASCULINE:
        return "m"
    return "f" if one in _FEMININE or _FEMININE_ENDING.search(one) else "m"
