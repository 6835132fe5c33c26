"""Changed texts: what an essay says now is held against what is heard of it, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from made_by_hand import LINES, episode_in, show_in

from flows.changed_texts import changed_texts, differing
from pipeline.publication import publish
from pipeline.settings.script_settings import ScriptPolicies

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=12)


def written(show, *lines):
    folder = show.root / "essays"
    folder.mkdir(exist_ok=True)
    text = "\n\n".join(line.replace("<", "\\<") for line in lines)
    head = "---\ntitle: How Long Is a Day?\ndate: 2026-10-05\nauthor: The Hours\n---\n\n"
    (folder / "day.md").write_text(f"{head}{text}\n", encoding="utf-8")


def test_an_edit_is_told_by_its_words_and_an_essay_without_episode_is_too(tmp_path):
    show = show_in(tmp_path, script=ScriptPolicies(opening=""))
    said = [text for text, _ in LINES]
    written(show, *said)
    (new,) = changed_texts(show)
    assert (new.slug, new.passages) == ("", ())
    publish(episode_in(tmp_path, show), show.for_publication)
    assert list(changed_texts(show)) == []
    written(show, *said[:2], "Clocks agree, politely.")
    (edited,) = changed_texts(show)
    assert edited.slug == "how-long-is-a-day"
    ((passage),) = edited.passages
    assert "disagree, politely." in passage.before
    assert "Clocks agree, politely." in passage.now


@given(WORDS, WORDS)
def test_nothing_differs_where_all_is_alike_and_no_new_word_is_left_out(before, now):
    passages = list(differing(before, now))
    assert bool(passages) == (before != now)
    told = " ".join(passage.now for passage in passages).split()
    assert set(now) - set(before) <= set(told)
