"""The film of an episode: its storyboard, its thumbnail and what is said beside it."""

from pipeline.publication.film.film_key import film_key
from pipeline.publication.film.layouts import LAYOUTS
from pipeline.publication.film.storyboard import storyboard
from pipeline.publication.film.upload import description, thumbnail

__all__ = ["LAYOUTS", "description", "film_key", "storyboard", "thumbnail"]
