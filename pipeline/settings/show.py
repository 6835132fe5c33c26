"""The show: what ``show.toml`` may say, with a sensible default for all of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from pipeline.errors import UsageError
from pipeline.settings.checks import (
    apple_category,
    apple_subcategory,
    language_tag,
    output_place,
    web_address,
    web_link,
    words,
)
from pipeline.settings.hosting_settings import Audiobookshelf, Hosting, PrivateFeeds
from pipeline.settings.publication_settings import (
    Artwork,
    ArtworkTable,
    Channel,
    Feed,
    PublicationSettings,
)
from pipeline.settings.reading_settings import (
    Access,
    EssayDefaults,
    Reading,
    ReadingSettings,
    Taking,
)
from pipeline.settings.running_settings import (
    Machine,
    Places,
    Resources,
    Review,
    Running,
    Schedule,
    Storage,
    StoreSettings,
)
from pipeline.settings.script_settings import ChapterRules, ScriptPolicies, ScriptSettings
from pipeline.settings.sound_settings import Audio, Music, Pauses, SoundSettings
from pipeline.settings.speech_settings import Casting, Listening, Voices
from pipeline.settings.state_folder import STATE_FOLDER, users_voices, with_home
from pipeline.settings.toml_table import Settings
from pipeline.settings.video_settings import FilmSettings, Video

WebAddress: TypeAlias = Annotated[str, AfterValidator(web_address)]


WAITING_FOLDER = "waiting"
"""Where episodes lie that wait for approval, in the show's folder."""


class Show(Settings):
    """All of ``show.toml``."""

    title: Annotated[str, AfterValidator(words)] = "Essays, read aloud"
    author: str = ""
    description: str = "Essays, read aloud."
    language: Annotated[str, AfterValidator(language_tag)] = "en"
    category: Annotated[str, AfterValidator(apple_category)] = "Technology"
    explicit: bool = False
    link: Annotated[str, AfterValidator(web_link)] = ""
    """The show's or author's own site."""
    base_url: WebAddress = ""
    """Where ``output/`` will be reachable; without it the feed has relative addresses."""
    artwork: ArtworkTable = Artwork()
    """Path of a square picture, or a table; empty for a cover that is drawn."""
    output: str = "output"
    sources: tuple[str, ...] = ("essays",)
    """Folders, files, feeds, listings and URLs the night goes over."""
    voices: Voices = Voices()
    audio: Audio = Audio()
    pauses: Pauses = Pauses()
    reading: Reading = Reading()
    script: ScriptPolicies = ScriptPolicies()
    chapters: ChapterRules = ChapterRules()
    music: Music = Music()
    schedule: Schedule = Schedule()
    review: Review = Review()
    check: Listening = Listening()
    feed: Feed = Feed()
    publish: Hosting = Hosting()
    audiobookshelf: Audiobookshelf = Audiobookshelf()
    video: Video = Video()
    storage: Storage = Storage()
    run: Running = Running()
    root: Path = Field(default_factory=Path.cwd, exclude=True)
    """Folder that relative paths start from: where ``show.toml`` lies."""

    @model_validator(mode="after")
    def _publishes_in_a_place_of_its_own(self) -> Show:
        try:
            output_place(self.output, self.root, self.sources, self.state)
        except ValueError as error:
            raise ValueError(f"output = {self.output!r}: {error}") from error
        return self

    @model_validator(mode="after")
    def _has_a_subcategory_of_its_category(self) -> Show:
        apple_subcategory(self.feed.subcategory, self.category)
        return self

    @model_validator(mode="after")
    def _knows_its_time_zone(self) -> Show:
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - a few ms that most commands never need

        try:
            ZoneInfo(self.schedule.timezone)
        except (KeyError, ValueError, OSError) as error:
            message = f"schedule.timezone: there is no time zone {self.schedule.timezone!r}"
            raise ValueError(message) from error
        return self

    @property
    def goes_online(self) -> bool:
        """Whether episodes are put anywhere else as they are made."""
        return bool(self.publish.url or self.audiobookshelf.place)

    @property
    def places(self) -> Places:
        """The show's folders."""
        return Places(self.root, self.state, self.output_folder)

    @property
    def machine(self) -> Machine:
        """What this machine is used with."""
        return Machine(self.run.workers, self.run.prefer_system)

    @property
    def store(self) -> StoreSettings:
        """Where clips and parts are kept."""
        return StoreSettings(self.storage, self.places)

    @property
    def resources(self) -> Resources:
        """What stages work with."""
        return Resources(self.store, self.machine)

    @property
    def for_reading(self) -> ReadingSettings:
        """What reading needs."""
        data = self.reading
        access = Access(
            self.root,
            self.state / "fetched",
            self.run.private_addresses,
            self.state / "pictures" if data.pictures == "keep" else None,
            data.delay_s,
            data.most_pages,
        )
        taking = Taking(data.teasers == "produce", data.paid == "take", data.pages == "take")
        return ReadingSettings(EssayDefaults(self.author, self.language, taking), access)

    @property
    def pictures(self) -> Path | None:
        """Folder of the pictures of other hosts that are kept; None where they stay links."""
        return self.for_reading.access.pictures

    @property
    def for_script(self) -> ScriptSettings:
        """What a script is written by."""
        return ScriptSettings(
            policies=self.script,
            chapters=self.chapters,
            pauses=self.pauses,
            narrator=self.voices.narrator,
            show_title=self.title,
            show_author=self.author,
            voice_folders=self.voice_folders,
            languages=tuple(sorted(tag.lower() for tag in self.voices.languages)),
        )

    @property
    def casting(self) -> Casting:
        """Which voices speak."""
        return Casting(self.voices, self.voice_folders, self.language)

    @property
    def for_sound(self) -> SoundSettings:
        """How an episode is laid out."""
        return SoundSettings(self.audio, self.pauses, self.music, self.root)

    @property
    def for_film(self) -> FilmSettings:
        """What a film is made with."""
        return FilmSettings(
            video=self.video,
            audio=self.audio,
            imprint=self.channel.imprint,
            root=self.root,
            output=self.output_folder,
            pictures=self.pictures,
        )

    @property
    def channel(self) -> Channel:
        """What the show says of itself."""
        return Channel(
            title=self.title,
            author=self.author,
            description=self.description,
            language=self.language,
            category=self.category,
            explicit=self.explicit,
            link=self.link,
            base_url=self.public_url,
            artwork=self.artwork.picture,
            feed=self.feed,
            colour=self.artwork.colour_in(self.root),
            hosting=self.publish,
        )

    @property
    def for_publication(self) -> PublicationSettings:
        """What an episode is published with."""
        return PublicationSettings(
            self.channel, self.audio, self.store, self.machine, self.pictures, self.private_feeds
        )

    @property
    def public_url(self) -> str:
        """Where everybody finds the show; empty while nobody knows, or where it is private."""
        return "" if self.publish.private else self.base_url

    @property
    def private_feeds(self) -> PrivateFeeds | None:
        """How listeners have feeds of their own; None where there is one for all."""
        names = self.root / with_home(self.publish.listeners)
        return PrivateFeeds(self.base_url, names) if self.publish.private else None

    @property
    def state(self) -> Path:
        """Folder of the working state: store, Prefect's database, logs."""
        return self.root / STATE_FOLDER

    @property
    def output_folder(self) -> Path:
        """Folder of what is published."""
        return self.root / with_home(self.output)

    @property
    def waiting(self) -> Show:
        """The show as what waits for approval is made for it: beside the publication."""
        return self.model_copy(update={"output": WAITING_FOLDER})

    def published_in(self, output: str) -> Show:
        """Return the show as it is published in the folder *output*.

        Raises:
            UsageError: No publication may stand there.
        """
        try:
            output_place(output, self.root, self.sources, self.state)
        except ValueError as error:
            raise UsageError(str(error), where=output or "''", mend="Name another") from error
        return self.model_copy(update={"output": output})

    @property
    def voice_folders(self) -> tuple[Path, ...]:
        """Where profiles and lexicons are looked for: the show's own, the user's, ours."""
        return tuple(dict.fromkeys((self.root / "voices", users_voices(), bundled_voices())))


def bundled_voices() -> Path:
    """Return the folder of the voices that come with essaycast."""
    package = Path(__file__).parents[1]
    inside_wheel = package / "voices"
    return inside_wheel if inside_wheel.is_dir() else package.parent / "voices"
