"""The colours of one picture: four schemes of a show's tint."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.publication.artwork.palette import Tint


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours as ``#rrggbb``."""

    ground: str
    main: str
    """What is drawn."""
    faint: str
    """What stands behind it, near the ground."""
    accent: str
    """What stands out of it."""
    text: str
    quiet: str


def deep(tint: Tint) -> Inks:
    """Return light on a deep ground: the show's cover, and every fourth episode."""
    return Inks(
        ground=tint.colour(0.27, 0.055),
        main=tint.colour(0.62, 0.085),
        faint=tint.colour(0.35, 0.06),
        accent=tint.beside(0.77, 0.125),
        text=tint.colour(0.965, 0.012),
        quiet=tint.colour(0.8, 0.035),
    )


def _paper(tint: Tint) -> Inks:
    return Inks(
        ground=tint.colour(0.95, 0.02),
        main=tint.colour(0.5, 0.115),
        faint=tint.colour(0.87, 0.035),
        accent=tint.beside(0.72, 0.145),
        text=tint.colour(0.27, 0.05),
        quiet=tint.colour(0.45, 0.045),
    )


def _warm(tint: Tint) -> Inks:
    return Inks(
        ground=tint.beside(0.83, 0.11),
        main=tint.colour(0.34, 0.075),
        faint=tint.beside(0.75, 0.115),
        accent=tint.beside(0.965, 0.025),
        text=tint.colour(0.25, 0.05),
        quiet=tint.colour(0.36, 0.055),
    )


def _vivid(tint: Tint) -> Inks:
    return Inks(
        ground=tint.colour(0.47, 0.115),
        main=tint.colour(0.73, 0.1),
        faint=tint.colour(0.54, 0.115),
        accent=tint.beside(0.87, 0.11),
        text=tint.colour(0.985, 0.008),
        quiet=tint.colour(0.9, 0.035),
    )


SCHEMES = (deep, _paper, _vivid, _warm)
"""Neighbours in this order look least alike."""
