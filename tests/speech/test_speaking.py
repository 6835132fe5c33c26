"""Laws of speaking: the same samples always, nothing spoken twice, damage mended."""

import logging
import random
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from pipeline.errors import StorageError
from pipeline.speech.casting import taken
from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import speak, spoken_before
from pipeline.tools.clips import load_clip
from pipeline.tools.store import open_store
from pipeline.values.sound import VoiceProfile

TEXTS = (
    "The river keeps its own time.",
    "It costs $5.25, as of 1997.",
    "What else is there, after all, to say?",
    "Sixth of the church's judges: thick and thin!",
)
VOICES = ("en-us", "en-gb-scotland", "en-us+f3", "de", "en-gb+klatt2")


def keys_and_sounds(results, store):
    return {
        clip.key: load_clip(store, clip).tobytes() for result in results for clip in result.clips
    }


def test_the_same_text_gives_the_same_samples_in_whatever_order_and_process(chunk, show, store):
    chunks = [
        chunk(*TEXTS, profile=VoiceProfile("it", voice=voice, rate_wpm=rate, pitch=pitch))
        for voice, rate, pitch in zip(
            VOICES, (170, 150, 200, 170, 160), (50, 40, 60, 50, 50), strict=True
        )
    ]
    with SpeechPool(show.root, show.machine) as pool:
        first = keys_and_sounds([speak(it, store, pool) for it in chunks], store)
    store.prune(0)
    with SpeechPool(show.root, show.machine) as pool, ThreadPoolExecutor(4) as threads:
        singles = [
            chunk(utterance.spoken, profile=it.profile)
            for it in chunks
            for utterance in it.utterances
        ]
        random.Random(4).shuffle(singles)
        again = keys_and_sounds(threads.map(lambda it: speak(it, store, pool), singles), store)
    assert again == first


def test_speech_is_audible_and_as_long_as_its_clip_says(chunk, pool, store):
    for clip, text in zip(speak(chunk(*TEXTS), store, pool).clips, TEXTS, strict=True):
        pcm = load_clip(store, clip)
        assert pcm.dtype == np.float32
        assert pcm.shape == (clip.n_samples,)
        assert clip.rate_hz == 22_050
        assert 0.05 < np.abs(pcm).max() <= 1.0
        assert 6 < len(text) / (clip.n_samples / clip.rate_hz) < 22


def test_word_times_are_in_order_and_name_whole_written_words(chunk, pool, store):
    for clip, text in zip(speak(chunk(*TEXTS), store, pool).clips, TEXTS, strict=True):
        heard = [text[word.start : word.end] for word in clip.words]
        assert heard == text.split()
        times = [word.at for word in clip.words]
        assert times == sorted(times)
        assert times[-1] < clip.n_samples


def test_each_take_is_another_clip_and_whole(chunk, pool, store):
    text = "Sixth of the church's judges: thick, and thin!"
    profiles = [taken(VoiceProfile("it"), take) for take in range(4)]
    clips = [speak(chunk(text, profile=one), store, pool).clips[0] for one in profiles]
    assert len({load_clip(store, clip).tobytes() for clip in clips}) == 4
    whole = clips[0].n_samples
    assert all(0.8 * whole < clip.n_samples < 1.5 * whole for clip in clips)
    assert all({text[word.start : word.end] for word in clip.words} >= {"and"} for clip in clips)


def test_nothing_is_spoken_twice(chunk, pool, store):
    assert spoken_before(chunk(*TEXTS), store, pool) is None
    first = speak(chunk(*TEXTS), store, pool)
    second = speak(chunk(*TEXTS), store, pool)
    assert (first.cached, second.cached) == (False, True)
    assert first.clips == second.clips
    assert spoken_before(chunk(*TEXTS), store, pool) == second
    assert spoken_before(chunk(*TEXTS, "Something new."), store, pool) is None


def test_only_the_utterance_that_changed_is_spoken(chunk, pool, store):
    first = speak(chunk(*TEXTS), store, pool)
    second = speak(chunk(*TEXTS[:2], "Something new.", TEXTS[3]), store, pool)
    same = [a == b for a, b in zip(first.clips, second.clips, strict=True)]
    assert same == [True, True, False, True]


@pytest.mark.parametrize(
    "other",
    [
        VoiceProfile("it", voice="en-gb"),
        VoiceProfile("it", voice="en-us", rate_wpm=171),
        VoiceProfile("it", voice="en-us", pitch=51),
    ],
    ids=["voice", "rate", "pitch"],
)
def test_another_manner_is_another_clip(other, chunk, pool, store):
    plain = VoiceProfile("it", voice="en-us")
    (one,) = speak(chunk("Hello there.", profile=plain), store, pool).clips
    (two,) = speak(chunk("Hello there.", profile=other), store, pool).clips
    assert one.key != two.key
    assert load_clip(store, one).tobytes() != load_clip(store, two).tobytes()


def test_a_flipped_bit_in_the_store_means_it_is_spoken_again_and_said_so(
    chunk, pool, store, show, caplog
):
    first = speak(chunk(*TEXTS), store, pool)
    sound = load_clip(store, first.clips[1]).tobytes()
    digest = first.clips[1].key.rpartition("/")[2]
    (path,) = (show.state / "store").rglob(digest)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        second = speak(chunk(*TEXTS), store, pool)
    assert "damaged" in caplog.text
    assert not second.cached
    assert second.clips == first.clips
    assert load_clip(store, second.clips[1]).tobytes() == sound


def test_a_clip_that_is_gone_says_what_to_do(chunk, pool, store):
    (clip,) = speak(chunk("Hello."), store, pool).clips
    store.prune(0)
    with pytest.raises(StorageError, match="again"):
        load_clip(store, clip)


@pytest.mark.parametrize("dirt", ["\x00", "\x01", "\ud800", "\n", "\x9b"])
def test_characters_no_engine_may_see_do_not_reach_it(dirt, chunk, pool, store):
    (dirty,) = speak(chunk(f"One{dirt}two."), store, pool).clips
    (clean,) = speak(chunk("One two."), store, pool).clips
    assert dirty == clean


def test_two_stores_in_one_folder_do_not_disturb_each_other(chunk, pool, show):
    stores = [open_store(show.store), open_store(show.store)]
    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(lambda i: speak(chunk(*TEXTS), stores[i % 2], pool), range(8)))
    assert len({result.clips for result in results}) == 1
