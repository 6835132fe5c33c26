"""French words too common to tell what a text is about."""

from __future__ import annotations

COMMON_WORDS = frozenset(
    """
    à a ai ainsi alors après as au aucun aujourd'hui aussi autre autres aux avaient avait avant avec
    avoir ayant beaucoup bien c'est ce cela celle celles celui cependant ces cet cette ceux chaque
    chez comme comment d'un d'une dans de déjà depuis des deux devant doit donc dont du elle elles
    en encore entre est et étaient était été être eu eux faire fait faut fois font furent fut il ils
    jamais je jusqu'à l'on la le les leur leurs lors lui là ma mais me même mêmes mes moi moins mon
    n'est ne ni nos notre nous on ont or ou où par parce pas pendant peu peut peuvent plus plusieurs
    pour pourquoi pouvait presque puis qu'elle qu'il qu'ils qu'on qu'un qu'une quand que quel quelle
    quelque quelques qui quoi rien s'est sa sans se sera ses seulement si soit son sont sous souvent
    sur ta te tel telle tous tout toute toutes très trop tu un une va vers voici voilà
    vos votre vous
    """.split()  # noqa: SIM905 - a word list reads best as words
)
