"""The show: what ``show.toml`` may say, with a sensible default for all of it."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from pipeline.errors import ShowError
from pipeline.values.script import Role

SHOW_FILE = "show.toml"
STATE_FOLDER = ".essaycast"

Milliseconds: TypeAlias = Annotated[int, Field(ge=0, le=20_000)]


class Settings(BaseModel):
    """A table of ``show.toml``: frozen, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Voices(Settings):
    """Which voice profile (a file of ``voices/``) speaks each role."""

    narrator: str = "narrator"
    heading: str = "heading"
    quote: str = "quote"
    aside: str = "narrator"
    speakers: tuple[str, ...] = ("narrator", "quote", "guest", "heading")
    """Given to an interview's speakers in order of appearance, round and round."""
    named: dict[str, str] = Field(default_factory=dict)
    """A speaker's name → profile; goes before :attr:`speakers`."""

    def for_role(self, role: Role, speaker: str = "", speakers: tuple[str, ...] = ()) -> str:
        """Return the name of the profile for *role*.

        Args:
            role: The role.
            speaker: The speaker's name, for :attr:`Role.SPEAKER`.
            speakers: All speakers of the essay in order of appearance.
        """
        if role is not Role.SPEAKER:
            return str(getattr(self, role.value))
        if speaker in self.named:
            return self.named[speaker]
        place = speakers.index(speaker) if speaker in speakers else 0
        return self.speakers[place % len(self.speakers)] if self.speakers else self.narrator


class Audio(Settings):
    """The finished file."""

    preset: Literal["apple", "spotify", "ebu-r128", "acx", "custom"] = "apple"
    """Loudness target; the two figures below go before it."""
    loudness_lufs: Annotated[float | None, Field(ge=-40, le=-5)] = None
    true_peak_dbtp: Annotated[float | None, Field(ge=-12, le=0)] = None
    format: Literal["mp3", "m4b", "m4a", "opus"] = "mp3"
    bitrate_kbps: Literal[32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 256, 320] = 96
    rate_hz: Literal[22_050, 24_000, 32_000, 44_100, 48_000] = 44_100
    room_tone_dbfs: Annotated[float | None, Field(ge=-90, le=-40)] = None
    """Level of the noise under pauses; None for digital silence."""


class Pauses(Settings):
    """Silence in milliseconds, by reason (:class:`pipeline.values.script.Pause`)."""

    clause: Milliseconds = 120
    sentence: Milliseconds = 320
    item: Milliseconds = 380
    paragraph: Milliseconds = 650
    heading: Milliseconds = 800
    quote: Milliseconds = 600
    turn: Milliseconds = 500
    divider: Milliseconds = 1_200
    chapter: Milliseconds = 1_400
    end: Milliseconds = 1_000


class ScriptPolicies(Settings):
    """What is said of each kind of thing, and how."""

    opening: str = "{title}, by {author}, published {date}."
    """Template of the first line: {title} {author} {date} {show}; clauses that would have an
    empty field are dropped. Empty for none."""
    closing: str = ""
    """Template of the last line, said in place of the essay's own calls to subscribe."""
    links: Literal["text", "announce"] = "text"
    bare_urls: Literal["site", "full", "omit"] = "site"
    """``site`` says "link to example dot org"."""
    figures: Literal["announce", "omit"] = "announce"
    code: Literal["announce", "read", "omit"] = "announce"
    inline_code: Literal["read", "omit"] = "read"
    tables: Literal["auto", "read", "announce", "omit"] = "auto"
    """``auto`` reads tables of at most :attr:`table_cells` cells and announces others."""
    table_cells: Annotated[int, Field(ge=0, le=400)] = 16
    footnotes: Literal["paragraph", "chapter", "omit"] = "paragraph"
    maths: Literal["auto", "read", "announce", "omit"] = "auto"
    """``auto`` reads what is simple and announces the rest."""
    quotes: Literal["voice", "mark", "plain"] = "voice"
    """``voice`` changes the voice; ``mark`` says "quote … end quote"."""
    pull_quotes: Literal["omit", "read"] = "omit"
    dividers: Literal["pause", "omit"] = "pause"
    parentheses: Literal["read", "aside", "omit"] = "read"
    emoji: Literal["omit", "name"] = "omit"
    struck: Literal["omit", "read"] = "omit"
    embeds: Literal["announce", "omit"] = "announce"
    calls: Literal["omit", "read"] = "omit"
    speakers: Literal["voice", "name"] = "voice"
    """``name`` also says the speaker's name at each turn."""


class ChapterRules(Settings):
    """Where chapters begin."""

    level: Literal["auto", 1, 2, 3, 4, 5, 6] = "auto"
    """Deepest heading level that opens a chapter; ``auto`` takes one that gives sensible
    lengths."""
    shortest_s: Annotated[int, Field(ge=0, le=3_600)] = 45
    longest_s: Annotated[int, Field(ge=60, le=36_000)] = 900
    untitled_after_s: Annotated[int, Field(ge=60, le=36_000)] = 600
    """An essay without headings longer than this is given chapters where its subject turns."""


class Music(Settings):
    """Optional music, files in any format ffmpeg reads, relative to the show's folder."""

    intro: str = ""
    outro: str = ""
    section: str = ""
    """Played between chapters."""
    gain_db: Annotated[float, Field(ge=-60, le=12)] = -6.0
    fade_ms: Milliseconds = 1_500
    overlap_ms: Milliseconds = 2_000
    """How long the intro goes on under the first words, and the outro starts under the last."""
    duck_db: Annotated[float, Field(ge=-60, le=0)] = -14.0
    """How far music goes down under speech."""
    longest_s: Annotated[int, Field(ge=1, le=300)] = 20


class Schedule(Settings):
    """When the night's pass runs."""

    cron: str = "30 2 * * *"
    timezone: str = "UTC"
    set_aside_after: Annotated[int, Field(ge=1, le=100)] = 3
    """Nights an essay may fail before it is left alone until it changes."""


class Feed(Settings):
    """What only the feed says."""

    subcategory: str = ""
    owner_name: str = ""
    owner_email: str = ""
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


class Storage(Settings):
    """Where clips, parts and publications are kept; any fsspec URL, so that machines share."""

    url: str = ""
    """Empty for ``.essaycast/store`` beside ``show.toml``."""
    limit_bytes: Annotated[int, Field(ge=10_000_000)] = 4_000_000_000


class Running(Settings):
    """How runs are executed."""

    workers: Annotated[int, Field(ge=0, le=256)] = 0
    """Engine workers and encoders at a time; 0 for one a core."""
    task_runner: Literal["threads", "dask"] = "threads"
    dask_address: str = ""
    """Scheduler of a running Dask cluster; empty starts one on this machine."""
    prefer_system: bool = False
    """Take the system's espeak-ng and ffmpeg before those of the wheels."""
    private_addresses: bool = False
    """Whether sources may be fetched from addresses that are not public."""


class Show(Settings):
    """All of ``show.toml``."""

    title: str = "Essays, read aloud"
    author: str = ""
    description: str = "Essays, read aloud."
    language: str = "en"
    category: str = "Technology"
    explicit: bool = False
    link: str = ""
    """The show's or author's own site."""
    base_url: str = ""
    """Where ``output/`` will be reachable; without it the feed has relative addresses."""
    artwork: str = ""
    """Square picture of 1400 to 3000 px; empty for a generated cover."""
    output: str = "output"
    sources: tuple[str, ...] = ("essays",)
    """Folders, files, feeds, listings and URLs the night goes over."""
    voices: Voices = Voices()
    audio: Audio = Audio()
    pauses: Pauses = Pauses()
    script: ScriptPolicies = ScriptPolicies()
    chapters: ChapterRules = ChapterRules()
    music: Music = Music()
    schedule: Schedule = Schedule()
    feed: Feed = Feed()
    storage: Storage = Storage()
    run: Running = Running()
    root: Path = Field(default_factory=Path.cwd, exclude=True)
    """Folder that relative paths start from: where ``show.toml`` lies."""

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
    def state(self) -> Path:
        """Folder of the working state: store, Prefect's database, logs."""
        return self.root / STATE_FOLDER

    @property
    def output_folder(self) -> Path:
        """Folder of what is published."""
        return self.root / self.output

    @property
    def voice_folders(self) -> tuple[Path, ...]:
        """Where profiles and lexicons are looked for, the show's own first."""
        return tuple(dict.fromkeys((self.root / "voices", bundled_voices())))


def bundled_voices() -> Path:
    """Return the folder of the voices that come with essaycast."""
    package = Path(__file__).parents[1]
    inside_wheel = package / "voices"
    return inside_wheel if inside_wheel.is_dir() else package.parent / "voices"


def load_show(path: Path | None = None) -> Show:
    """Read ``show.toml``.

    Args:
        path: The file; None takes ``show.toml`` of the current folder if there is one, and
            defaults otherwise.

    Raises:
        ShowError: The file is missing though asked for, is not TOML, or says something unknown
            or out of bounds; near keys are suggested.
    """
    asked = path is not None
    path = path or Path(SHOW_FILE)
    if not path.is_file():
        if asked:
            raise ShowError(
                "there is no such show file",
                where=str(path),
                mend="Name a show.toml that exists, or make one with 'essaycast init'",
            )
        return Show(root=Path.cwd())
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ShowError(
            f"this is not valid TOML: {error}", where=str(path), mend="Mend that line"
        ) from error
    except OSError as error:
        raise ShowError(f"cannot be read: {error.strerror}", where=str(path)) from error
    if "root" in said:
        raise ShowError("unknown key 'root'", where=str(path), mend="Take it out")
    try:
        return Show(**said, root=path.resolve().parent)
    except ValidationError as error:
        raise _show_error(error, path) from error


def _show_error(error: ValidationError, path: Path) -> ShowError:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"] if not str(part).startswith("function"))
    if first["type"] == "extra_forbidden":
        *table, last = first["loc"]
        near = difflib.get_close_matches(str(last), _keys_of([str(part) for part in table]), n=1)
        mend = (
            f"Did you mean '{near[0]}'?"
            if near
            else "Take it out; 'essaycast init' in an empty folder writes all there are"
        )
        return ShowError(f"unknown key '{key}'", where=str(path), mend=mend)
    return ShowError(_said_of(first, key), where=str(path), mend="Mend that value")


def _said_of(first: ErrorDetails, key: str) -> str:
    message = first["msg"].removeprefix("Value error, ")
    message = message[:1].lower() + message[1:]
    given: Any = first["input"]
    if isinstance(given, Show | dict):
        return f"{key}: {message}" if key else message
    return f"{key} = {given!r}: {message}"


def _keys_of(table: list[str]) -> list[str]:
    """Return the keys the table at that path knows, plus the tables' names at the top."""
    model: type[BaseModel] = Show
    for name in table:
        field = model.model_fields.get(name)
        kind = field.annotation if field else None
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            model = kind
    return [name for name in model.model_fields if name != "root"]
