"""What a report says of doubtful sentences."""

from dataclasses import replace
from pathlib import Path

import pytest

from flows.episode_clips import in_numbers, with_faults
from flows.heard_as_published import both_ears
from flows.night.doubts import doubts_of
from flows.night.night import EssayOutcome, Night, Outcome, night_markdown
from flows.ui.heard_findings import heard_markdown
from pipeline.errors import NotAsWrittenError
from pipeline.publication.transcribed import Passage, passages
from pipeline.speech.listening import Judged, Judgement, Verdict
from pipeline.speech.listening.checking import Checked, EpisodeClip, Finding, check
from pipeline.speech.listening.refusing import refuse_wrong
from pipeline.tools.store import LocalFolder, Store
from pipeline.values.episode import Media
from pipeline.values.sound import LaidFault, Measured


def finding(key, text, score=0.6):
    clip = EpisodeClip(0, key, 61.5, 64.25, text, text, 165)
    return Finding(clip, Judgement(Verdict.DOUBTFUL, (("onsets", Judged(score, "it is odd")),)))


def test_a_doubtful_sentence_is_told_with_a_link_that_plays_it_and_no_longer():
    checked = Checked(heard=9, doubtful=1, findings=(finding("clips/a", "What a *night*."),))
    told = heard_markdown(checked, "http://host/slug/slug.mp3")
    assert "9 heard, 1 doubtful" in told
    assert "(http://host/slug/slug.mp3#t=61.50,64.25)" in told
    assert "it is odd" in told
    assert "*night*" not in told.replace("\\*", "")


def test_the_night_tells_the_worst_sentence_first_and_where_it_is_heard():
    worse = finding("clips/b", "Two.", score=0.9)
    checked = Checked(heard=8, doubtful=2, findings=(finding("clips/a", "One."), worse))
    made = EssayOutcome(
        Outcome.PRODUCED, "Tides", "t.md", slug="tides", heard=in_numbers(checked),
        doubts=doubts_of(checked),
    )  # fmt: skip
    night = Night("Letters", "2026-11-23T02:30:00+01:00", rows=(made,))
    told = night_markdown(night, "http://host")
    assert "Tides: 8 heard, 2 doubtful, 0 not as written" in told
    assert told.index("“Two.” (it is odd)") < told.index("“One.” (it is odd)")
    assert "[1:02](http://host/tides/tides.mp3#t=61.50,64.25) doubtful" in told
    assert night.as_json()["essays"][0]["doubts"][0]["text"] == "Two."


def test_what_is_not_heard_where_it_was_laid_is_told_by_its_sentence_and_no_approval_mends_it():
    fault = LaidFault(1, 44_100, "its clip is not heard there (-99 dB)")
    media = Media(
        "mp3", Path("a.mp3"), "audio/mpeg", 1, "", Measured(1, 1, -16.0, -1.0), faults=(fault,)
    )
    clips = [
        EpisodeClip(n, f"clips/{n:064x}", n, n + 1.0, text, text, 165)
        for n, text in enumerate(("One.", "Two."))
    ]
    store = Store(LocalFolder(Path("none")))
    checked = check(with_faults(clips, (media,)), store, approved={clips[1].key})
    assert (checked.not_as_written, checked.unchecked) == (1, 1)
    assert "not as written: “Two.” (its clip is not heard there" in heard_markdown(checked, "")
    with pytest.raises(
        NotAsWrittenError, match=r"“Two\.” \(its clip is not heard.*Produce it again"
    ):
        refuse_wrong(checked, "Tides", "fail")


def not_as_written(n):
    wrong = Judgement(Verdict.NOT_AS_WRITTEN, (("durations", Judged(1.0, "it is short")),))
    findings = (replace(finding("clips/a", "Words."), judgement=wrong),) * n
    return Checked(not_as_written=n, findings=findings)


def test_an_episode_that_is_not_as_written_is_published_unless_the_show_says_otherwise():
    refuse_wrong(not_as_written(2), "Tides", "warn")
    refuse_wrong(Checked(doubtful=1, findings=(finding("clips/a", "One."),)), "Tides", "fail")
    for then in ("fail", "set aside"):
        with pytest.raises(
            NotAsWrittenError, match=r"“Words\.” \(it is short\), and 1 more"
        ) as caught:
            refuse_wrong(not_as_written(2), "Tides", then)
        assert caught.value.set_aside is (then == "set aside")


def test_what_both_ears_doubt_of_a_published_sentence_is_not_as_written():
    doubtful = Judgement(Verdict.DOUBTFUL, (("alignment", Judged(0.9, "not found")),))
    doubt, unsure = Judged(0.6, "other words"), Judged(0.9, "it cannot tell", unsure=True)
    assert both_ears(doubtful, doubt).verdict is Verdict.NOT_AS_WRITTEN
    assert [name for name, _ in both_ears(doubtful, doubt).ears] == ["alignment", "words"]
    assert both_ears(doubtful, unsure).verdict is Verdict.DOUBTFUL
    assert both_ears(doubtful, Judged()).verdict is Verdict.DOUBTFUL
    heard = Judgement(Verdict.HEARD)
    assert both_ears(heard, doubt).verdict is Verdict.DOUBTFUL
    assert both_ears(heard, unsure).verdict is Verdict.INCONCLUSIVE


@pytest.mark.parametrize("known", [True, False])
def test_a_transcript_is_parted_into_what_was_said_or_else_at_its_pauses(known):
    times = {"The": 0.0, "moon": 0.2, "pulls.": 0.5, "Nobody": 1.4, "minds.": 1.8}
    words = [Passage(text, at, at + 0.25) for text, at in times.items()]
    texts = ["The  moon pulls.", "Nobody minds."] if known else ["Something else."]
    found = passages(words, texts)
    assert [(it.text, it.start_s, it.end_s) for it in found] == [
        ("The moon pulls.", 0.0, 0.75),
        ("Nobody minds.", 1.4, 2.05),
    ]
