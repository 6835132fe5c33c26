"""A key of what is kept forgets nothing: changing any field of what it is made from changes it.

Each row pairs values with the function that makes their key. Fields named beside it have a reason
not to count.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from pydantic import BaseModel

from pipeline.settings.show import Show
from pipeline.sound.encoding.layer3 import _EncodedSpan, _Stream
from pipeline.sound.encoding.trials import EncoderSettings
from pipeline.sound.levels import _key as levels_key
from pipeline.sound.mp3 import FrameFormat
from pipeline.sound.parts import content_digest
from pipeline.speech.clip_keys import clip_keys
from pipeline.speech.engines import Line, Manner, find_engine
from pipeline.speech.pool import as_manner
from pipeline.tools.ffmpeg import ffmpeg_path
from pipeline.values.sound import Clip, MusicPlacement, Placement, Timeline, VoiceProfile

CLIP = "clips/" + "1" * 64
PLACED = Placement(CLIP, 1_000, 9_000, 10, 4_510, 22_050, 1.5)
MUSIC = MusicPlacement("music/" + "2" * 64, 500, 20_000, -6.0, -14.0)
TIMELINE = Timeline(
    44_100, 30_000, (PLACED,), (), (), (MUSIC,), room_tone_dbfs=-60.0, boundaries=(0, 1_000)
)


OTHERS: dict[type, Callable[[Any], Any]] = {
    bool: lambda value: not value,
    int: lambda value: value + 1,
    float: lambda value: value + 0.5,
    str: lambda value: f"{value}x",
    type(None): lambda _: -50.0,
    tuple: lambda value: (*value[:-1], other(value[-1])) if value else ("x",),
}


def other(value: Any, kind: Any = None) -> Any:
    """Return another value of the kind of *value*, one of those that *kind* lists if it does."""
    allowed = [one for one in get_args(kind) if type(one) is type(value) and one != value]
    return allowed[0] if allowed else OTHERS[type(value)](value)


def changed(values: Any) -> Iterator[tuple[str, Any]]:
    """Yield the name of each field, and *values* with another value there."""
    if isinstance(values, BaseModel):
        for name, field in type(values).model_fields.items():
            yield (
                name,
                values.model_copy(update={name: other(getattr(values, name), field.annotation)}),
            )
    elif is_dataclass(values):
        hints = get_type_hints(type(values))
        for field in fields(values):
            value = other(getattr(values, field.name), hints[field.name])
            yield field.name, replace(values, **{field.name: value})
    else:
        for name in values._fields:
            yield name, values._replace(**{name: other(getattr(values, name))})


@dataclass(frozen=True)
class Keyed:
    """Values, and the key that is made of them."""

    values: Any
    key: Callable[[Any], str]
    without: Collection[str] = ()
    """Fields that do not count."""
    unasked: Collection[str] = ()
    """Fields of which it cannot be told here."""


def clip_key(manner: Manner = Manner(), line: Line = Line("Some words.", ((0, 4, "sʌm"),))) -> str:  # noqa: B008
    return clip_keys(find_engine("pyttsx3"), manner, [line])[0]


def profile_key(profile: VoiceProfile) -> str:
    return clip_key(as_manner(profile, "en", Path(), Show().machine))


def part_key(settings: EncoderSettings, form: FrameFormat = FrameFormat(44_100, 96)) -> str:  # noqa: B008
    ffmpeg = ffmpeg_path(Show().machine)
    span = _EncodedSpan(0, 10, 1, content_digest(TIMELINE, 0, 10_000))
    return _Stream(TIMELINE, None, ffmpeg, form, (span,))._key(0, settings)


KEYS = {
    "a clip by its manner": Keyed(
        Manner(voice="en-us", options=(("model", "a"),)),
        clip_key,
        without={"folder"},  # what is found there is in the engine's identity
        unasked={"prefer_system"},  # which library there is depends on the machine
    ),
    "a clip by its line": Keyed(
        Line("Some words.", ((0, 4, "sʌm"),)), lambda line: clip_key(line=line)
    ),
    "a clip by its profile": Keyed(
        VoiceProfile("narrator", voice="en-us", options=(("a", "b"),)),
        profile_key,
        without={"name", "description"},  # two profiles that sound the same share their clips
        unasked={"engine", "otherwise"},  # which other engine there is depends on the machine
    ),
    "levels by clip": Keyed(
        Clip(CLIP, 9_000, 22_050),
        lambda clip: levels_key(clip, 44_100),
        without={"n_samples", "words"},  # of the clip's content, which its key stands for
    ),
    "a part by what is spoken in it": Keyed(
        PLACED, lambda it: content_digest(replace(TIMELINE, placements=(it,)), 0, 20_000)
    ),
    "a part by its music": Keyed(
        MUSIC, lambda it: content_digest(replace(TIMELINE, music=(it,)), 0, 20_000)
    ),
    "a part by its settings": Keyed(EncoderSettings(1.5, (-1.1,)), part_key),
    "a part by its format": Keyed(
        FrameFormat(44_100, 96), lambda form: part_key(EncoderSettings(1.5, (-1.1,)), form)
    ),
}
ROWS = [
    pytest.param(keyed, name, value, id=f"{what}, {name}")
    for what, keyed in KEYS.items()
    for name, value in changed(keyed.values)
    if name not in keyed.unasked
]


@pytest.mark.parametrize(("keyed", "name", "value"), ROWS)
def test_another_value_of_any_field_is_another_key(keyed, name, value):
    same = keyed.key(value) == keyed.key(keyed.values)
    assert same is (name in keyed.without)


@pytest.mark.parametrize(
    "value",
    [
        replace(TIMELINE, room_tone_dbfs=-59.0),
        replace(TIMELINE, room_tone_dbfs=None),
        replace(TIMELINE, rate_hz=48_000),
        replace(TIMELINE, boundaries=(0, 1_001)),
        replace(TIMELINE, n_samples=19_000),
        replace(TIMELINE, placements=()),
        replace(TIMELINE, music=()),
    ],
)
def test_a_part_of_another_timeline_is_another_part(value):
    assert content_digest(value, 0, 20_000) != content_digest(TIMELINE, 0, 20_000)


def test_levels_of_another_rate_are_other_levels():
    clip = Clip(CLIP, 9_000, 22_050)
    assert levels_key(clip, 44_100) != levels_key(clip, 48_000)
