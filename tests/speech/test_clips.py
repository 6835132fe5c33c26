"""A clip comes out of the store as it went in."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.tools.clips import packed, phoneme_times, unpacked

places = st.integers(0, 2**32 - 1)


@given(
    st.binary().map(lambda pcm: pcm[: len(pcm) // 2 * 2]),
    st.integers(1, 192_000),
    st.lists(st.tuples(places, places, places)),
    st.lists(st.tuples(st.text("aɪˈtʃ ", min_size=1, max_size=3), places)),
)
def test_samples_words_and_phonemes_come_back_as_they_were(pcm, rate_hz, words, phonemes):
    content = packed(pcm, rate_hz, words, phonemes)
    clip, samples = unpacked("clips/1", content)
    assert (bytes(samples), clip.rate_hz, clip.n_samples) == (pcm, rate_hz, len(pcm) // 2)
    assert [(word.start, word.end, word.at) for word in clip.words] == words
    assert list(phoneme_times("clips/1", content)) == phonemes
