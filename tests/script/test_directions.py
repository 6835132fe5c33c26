"""What an author directs for a sentence holds for it, and for no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.digests import essay_digest, source_digest
from pipeline.errors import SourceError
from pipeline.reading import read_essays
from pipeline.reading.directions_file import directions_path, parsed_directions
from pipeline.script import script_json, write_script
from pipeline.settings.show import Show
from pipeline.values.directions import Directions, SentenceDirection, like_of, word_sound

TEXT = """# A test

It was late. They read it. Nobody knew. They read it. Goodfellow slept.

```
x = 1
```

~~Struck.~~ The end came.
"""


@pytest.fixture
def essay_file(tmp_path):
    file = tmp_path / "test.md"
    file.write_text(TEXT, encoding="utf-8")
    return file


def spoken(file, directions=""):
    sidecar = file.with_name("test.essaycast.toml")
    sidecar.write_text(directions, encoding="utf-8")
    show = Show(root=file.parent)
    (essay,) = read_essays(str(file), show.for_reading)
    return write_script(essay, show.for_script)


def by_text(script, text):
    return [one for one in script.utterances if one.text == text]


def test_a_word_of_the_essay_sounds_as_directed(essay_file):
    script = spoken(essay_file, '[words]\nGoodfellow = "good fellow"\nlate = "/leɪt/"\n')
    assert by_text(script, "Goodfellow slept.")[0].spoken == "good fellow slept."
    (reading,) = by_text(script, "It was late.")[0].readings
    assert (reading.phonemes, reading.why) == ("leɪt", "lexicon")


def test_of_two_sentences_alike_the_neighbours_tell_which_is_meant(essay_file):
    script = spoken(
        essay_file,
        '[[sentence]]\ntext = "They read it."\nafter = "Nobody knew."\nwords = { read = "red" }\n'
        'pause_ms = 1234\npace = 0.8\nvoice = "quote"\n',
    )
    first, second = by_text(script, "They read it.")
    assert first.spoken == "They read it."
    assert second.spoken == "They red it."
    assert (second.delivery.pause_ms, second.delivery.pace) == (1234, 0.8)
    pauses = [
        u["pause_after_s"]
        for chapter in script_json(script, Show().pauses)["chapters"]
        for u in chapter["utterances"]
        if u["text"] == "They read it."
    ]
    assert pauses[1] == 1.234
    assert not script.unmet


def test_without_a_neighbour_that_is_there_it_is_told_and_nothing_changed(essay_file):
    sentence = '[[sentence]]\ntext = "They read it."\nafter = "Gone."\nbefore = "Gone too."\n'
    script = spoken(essay_file, f'{sentence}spoken = "No."\n')
    assert {one.spoken for one in by_text(script, "They read it.")} == {"They read it."}
    (told,) = script.unmet
    assert "line 1: fits 2 sentences alike" in told


def test_a_sentence_that_is_gone_is_told_with_its_line(essay_file):
    script = spoken(essay_file, '# mine\n\n[[sentence]]\ntext = "Not there."\nsay = false\n')
    (told,) = script.unmet
    assert "test.essaycast.toml, line 3: its sentence is gone: “Not there.”" in told


def test_what_is_left_out_by_the_author_stands_among_the_omissions(essay_file):
    script = spoken(essay_file, '[[sentence]]\ntext = "Nobody knew."\nsay = false\n')
    assert not by_text(script, "Nobody knew.")
    assert ("Nobody knew.", "left out by its author") in {
        (o.text, o.reason) for o in script.omitted
    }


def test_what_a_policy_leaves_out_is_said_where_the_author_says_so(essay_file):
    plain = spoken(essay_file)
    assert {"x = 1", "Struck."} <= {o.text.strip() for o in plain.omitted}
    said = '[[sentence]]\ntext = "{}"\nsay = true\n'
    script = spoken(essay_file, said.format("x = 1") + said.format("Struck."))
    assert not script.unmet
    assert not {"x = 1", "Struck."} & {o.text.strip() for o in script.omitted}
    assert by_text(script, "x = 1")
    assert not [u for u in script.utterances if "code" in u.spoken.lower()]


def test_other_words_are_said_and_the_page_still_knows_which_were_written(essay_file):
    script = spoken(essay_file, '[[sentence]]\ntext = "Nobody knew."\nspoken = "It cost $5."\n')
    (one,) = by_text(script, "Nobody knew.")
    assert one.spoken == "It cost five dollars."
    assert one.pieces


@pytest.mark.parametrize("like", ["ab cd", "a/b", "/æb/", "/ˈiː/"])
def test_a_word_s_sound_is_read_as_it_is_written(like):
    assert like_of(word_sound("written", like)) == like


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\na = \n", "line 2"),
        ("[word]\n", r"line 1: unknown key 'word'"),
        ('\n[[sentence]]\ntext = "A."\n\npace = 9\n', r"line 5: pace = 9: between 0.5 and 2"),
        ("[[sentence]]\nsay = true\n", "line 1: a sentence has no text"),
        ('[[sentence]]\ntext = "A."\n[[sentence]]\ntext = "B."\npuase_ms = 3\n', "line 5: unknown"),
        ('[[sentence]]\ntext = "A."\nsay = "no"\n', "line 3: .* true or false"),
        ('[[sentence]]\ntext = "A."\npause_ms = true\n', "line 3: .* a whole number"),
        ('[[sentence]]\ntext = "A."\nrecording = "../../x"\n', "line 3: .* outside the folder"),
        ('[[sentence]]\ntext = "A."\nrecording = "none.wav"\n', "line 3: .* cannot be read"),
        ("[words]\na = 1\n", "line 2: 'a' = 1"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, text, told):
    with pytest.raises(SourceError, match=told):
        parsed_directions(text, tmp_path / "x.essaycast.toml")


def test_directions_are_part_of_what_an_episode_is_made_from(essay_file):
    show = Show(root=essay_file.parent)
    (essay,) = read_essays(str(essay_file), show.for_reading)
    stamp = source_digest(essay_file, "", show.root)
    directions_path(essay, show.for_reading.access).write_text('[words]\na = "b"\n')
    (directed,) = read_essays(str(essay_file), show.for_reading)
    assert essay_digest(directed, "", show.root) != essay_digest(essay, "", show.root)
    assert source_digest(essay_file, "", show.root) != stamp
    sentence = SentenceDirection("They read it.", where="a, line 3")
    one, other = (
        replace(essay, directions=Directions(sentences=(replace(sentence, where=where),)))
        for where in ("a, line 3", "a, line 4")
    )
    assert essay_digest(one, "", show.root) == essay_digest(other, "", show.root)


def test_an_essay_without_a_file_of_its_own_has_its_directions_in_the_show_s_folder(tmp_path):
    show = Show(root=tmp_path)
    essay = read_essays_of_listing(tmp_path, show)
    path = directions_path(essay, show.for_reading.access)
    assert path.parent == tmp_path / "directions"
    assert path.name.endswith(".essaycast.toml")


def read_essays_of_listing(folder, show):
    feed = folder / "feed.xml"
    feed.write_text(
        '<rss version="2.0"><channel><title>T</title><item><title>One</title>'
        "<link>https://example.org/one</link><description>Some words that are said here."
        "</description></item></channel></rss>"
    )
    return read_essays(str(feed), show.for_reading)[0]
