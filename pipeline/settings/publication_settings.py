"""What the show says of itself, and what a publication is made with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field

from pipeline.settings.checks import mail_address
from pipeline.settings.cover_colour import main_colour
from pipeline.settings.hosting_settings import Hosting, PrivateFeeds
from pipeline.settings.running_settings import Machine, Places, StoreSettings
from pipeline.settings.sound_settings import Audio
from pipeline.settings.toml_table import Settings


def _as_table(value: object) -> object:
    return {"picture": value} if isinstance(value, str) else value


class Artwork(Settings):
    """The show's cover and colour; its path alone will do."""

    picture: str = ""
    """Square picture of 1400 to 3000 px; empty for one that is drawn."""
    colour: Annotated[str, Field(pattern="^(#[0-9a-fA-F]{6})?$")] = ""
    """``#rrggbb``; empty for the picture's own, or one made from the title."""

    def colour_in(self, root: Path) -> str:
        """Return the colour, that of the picture below *root* if none is given; perhaps empty."""
        return self.colour or (main_colour(root / self.picture) if self.picture else "")


ArtworkTable: TypeAlias = Annotated[Artwork, BeforeValidator(_as_table)]


class Feed(Settings):
    """What only the feed says."""

    subcategory: str = ""
    owner_name: str = ""
    owner_email: Annotated[str, AfterValidator(mail_address)] = ""
    copyright: str = ""
    license: str = ""
    """SPDX identifier or name, for podcast:license."""
    locked: bool = True
    ai_content: bool = True
    episode_limit: Annotated[int, Field(ge=0)] = 0
    """Newest episodes in ``feed.xml``; older ones go to pages (RFC 5005). 0 for all in one."""
    page_size: Annotated[int, Field(ge=0)] = 0
    """Episodes a page when the feed is paged; 0 to leave older ones out."""
    kind: Literal["episodic", "serial"] = "episodic"
    guid: str = ""
    """podcast:guid to keep when the show moves here from elsewhere."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What an episode itself carries of its show: in tags, notes, artwork and credits."""

    title: str
    author: str
    """Named where the essay names nobody."""
    ai_content: bool
    """Whether it is said that a machine speaks."""
    colour: str = ""
    """What colours its art, ``#rrggbb``; empty for one made from the title."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What the show says of itself: in pages and feed."""

    title: str
    author: str
    description: str
    language: str
    category: str
    explicit: bool
    link: str
    """The show's or author's own site."""
    base_url: str
    """Where the publication will be reachable; empty while nobody knows, or where it is private."""
    artwork: str
    """Square picture, relative to the show's folder; empty for a generated cover."""
    feed: Feed
    colour: str = ""
    """What colours pages and art, ``#rrggbb``; empty for one made from the title."""
    hosting: Hosting = field(default_factory=Hosting)
    """Where it is put, and what the feed says for that."""

    @property
    def imprint(self) -> Imprint:
        """What episodes carry of it."""
        return Imprint(self.title, self.author, self.feed.ai_content, self.colour)


@dataclass(frozen=True, slots=True)
class PublicationSettings:
    """What an episode is published with."""

    channel: Channel
    audio: Audio
    """What the published file is held to."""
    store: StoreSettings
    machine: Machine
    pictures: Path | None = None
    """Folder of the pictures of other hosts that are kept; None where they stay links."""
    private: PrivateFeeds | None = None
    """How listeners have feeds of their own; None where there is one for all."""

    @property
    def places(self) -> Places:
        """The show's folders."""
        return self.store.places
