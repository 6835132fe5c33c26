"""Promises: slugs and numbers that machines which share a storage give to no two essays.

Each promise is a file that is created once and never changed, so that whoever comes second reads
what the first was given. Nothing is locked, and a machine that dies leaves nothing held.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import count

from pipeline.errors import PublicationError, StorageError
from pipeline.settings.publication_settings import PublicationSettings
from pipeline.tools.store import StoragePlace, open_place
from pipeline.values.episode import Identity

_KEYS, _SLUGS, _NUMBERS = "keys", "slugs", "numbers"


@dataclass(frozen=True, slots=True)
class Promises:
    """What has been promised to the essays of one publication, in *place*."""

    place: StoragePlace

    def find(self, key: str) -> Identity | None:
        """Return what was promised to the essay *key*, None if nothing was.

        Raises:
            StorageError: It cannot be read.
        """
        content = self.place.read(_file_of(key))
        if content is None:
            return None
        try:
            return Identity(**json.loads(content))
        except (ValueError, TypeError) as error:
            raise StorageError(
                "the name promised to an essay cannot be read",
                where=f"{self.place}/{_file_of(key)}",
                mend="Take that file away; what is published keeps its name",
            ) from error

    def make(
        self, key: str, slugs: Iterable[str], guid: str, above: int, wanted: int | None = None
    ) -> Identity:
        """Promise the first of *slugs* and the first number that nobody else has.

        Args:
            key: The essay's.
            slugs: Those it might have, the best first, without end.
            guid: Its GUID.
            above: Highest number that is known to be taken.
            wanted: The number it should have, if nobody else has it.
        """
        slug = next(slug for slug in slugs if self._is_mine(f"{_SLUGS}/{slug}", guid))
        if wanted and self._is_mine(f"{_NUMBERS}/{wanted}", guid):
            return self._agree(key, Identity(slug, guid, wanted))
        given = [int(file.name.rpartition("/")[2]) for file in self.place.files(_NUMBERS)]
        first = max([above + 1, *given])  # the last may be this essay's, from a run that was killed
        number = next(n for n in count(first) if self._is_mine(f"{_NUMBERS}/{n}", guid))
        return self._agree(key, Identity(slug, guid, number))

    def keep(self, key: str, identity: Identity) -> None:
        """Promise *key* what its published episode has already.

        Raises:
            PublicationError: Its slug is another essay's.
        """
        self.refuse_another(identity.guid, identity.slug)
        if identity.number is not None:
            self._is_mine(f"{_NUMBERS}/{identity.number}", identity.guid)
        self._agree(key, identity)

    def refuse_another(self, guid: str, slug: str) -> None:
        """Promise *slug* to the episode *guid*, which outlives its essay's key, unless it is taken.

        Raises:
            PublicationError: It is.
        """
        if not self._is_mine(f"{_SLUGS}/{slug}", guid):
            raise PublicationError(
                f"'{slug}' is another essay's episode on a machine that shares the storage",
                where=str(self.place),
                mend=f"Take {slug}/ out of output/ here, then produce that essay again",
            )

    def _agree(self, key: str, identity: Identity) -> Identity:
        content = json.dumps(asdict(identity)).encode()
        self.place.create(_file_of(key), content)
        return self.find(key) or identity

    def _is_mine(self, name: str, guid: str) -> bool:
        return self.place.create(name, guid.encode()) or self.place.read(name) == guid.encode()


def shared_promises(settings: PublicationSettings) -> Promises | None:
    """Return the promises of the show's publication, None where no machines share it."""
    place = open_place(settings.store, *publication_folders(settings), "promises")
    return Promises(place) if place is not None else None


def publication_folders(settings: PublicationSettings) -> tuple[str, ...]:
    """Return where in the storage the show's publication is: one of its own for each output."""
    digest = hashlib.sha256(
        f"{settings.channel.title}\n{settings.places.output_name}".encode()
    ).hexdigest()
    return "publications", digest[:16]


def _file_of(key: str) -> str:
    return f"{_KEYS}/{hashlib.sha256(key.encode()).hexdigest()}.json"
