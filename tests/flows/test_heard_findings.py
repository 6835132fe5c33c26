"""What a report says of doubtful sentences."""

from flows.ui.heard_findings import heard_markdown
from pipeline.speech.listening import Judged, Judgement, Verdict
from pipeline.speech.listening.checking import Checked, EpisodeClip, Finding


def finding(key, text, score=0.6):
    clip = EpisodeClip(0, key, 61.5, 64.25, text, text, 165)
    return Finding(clip, Judgement(Verdict.DOUBTFUL, (("onsets", Judged(score, "it is odd")),)))


def test_a_doubtful_sentence_is_told_with_a_link_that_plays_it_and_no_longer():
    checked = Checked(heard=9, doubtful=1, findings=(finding("clips/a", "What a *night*."),))
    told = heard_markdown(checked, frozenset(), "http://host/slug/slug.mp3")
    assert "9 heard, 1 doubtful" in told
    assert "(http://host/slug/slug.mp3#t=61.50,64.25)" in told
    assert "it is odd" in told
    assert "*night*" not in told.replace("\\*", "")


def test_what_a_person_has_approved_is_counted_and_not_listed():
    checked = Checked(doubtful=2, findings=(finding("clips/a", "One."), finding("clips/b", "Two.")))
    told = heard_markdown(checked, frozenset({"clips/a"}), "")
    assert "1 of them approved" in told
    assert "One." not in told
    assert "Two." in told
