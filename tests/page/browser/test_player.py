"""The player in a real browser: it plays, seeks, remembers, and its marks follow the sound."""

from __future__ import annotations

from playwright.sync_api import expect

TIME = "document.getElementById('audio').currentTime"
MARKED = "[...(CSS.highlights.get('word') ?? [])].map(String).join('')"
AUDIO = "document.getElementById('audio')"


def _word_at(episode, number):
    """Return the text and start, in seconds, of a word of the episode counted from its start."""
    words = [(cue, word) for cue in episode.timeline.cues for word in cue.words]
    cue, word = words[number]
    return cue.text[word.text_start : word.text_end], word.start / episode.timeline.rate_hz


def _place_of(page, words):
    """Return the middle of the first place on the page where *words* stand."""
    return page.evaluate(
        """(words) => {
            const essay = document.getElementById('essay');
            const walker = document.createTreeWalker(essay, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + words.length);
                const box = range.getBoundingClientRect();
                return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
            }
        }""",
        words,
    )


def test_the_marks_follow_the_sound_within_100_ms(visit, clocks):
    page = visit("clocks/index.html#t=2.6")
    page.click("#play")
    seen = page.evaluate(
        f"""() => new Promise((done) => {{
            const seen = [];
            // As it is painted: a machine that paints late is no page that marks late.
            const look = () => {{
                const heard = {TIME};
                setTimeout(() => {{
                    seen.push([heard, {MARKED}]);
                    if (heard < 4.6) requestAnimationFrame(look); else done(seen);
                }});
            }};
            requestAnimationFrame(look);
        }})"""
    )
    rate = clocks.timeline.rate_hz
    heard = [
        (word.start / rate - 0.1, word.end / rate + 0.1, cue.text[word.text_start : word.text_end])
        for cue in clocks.timeline.cues
        for word in cue.words
    ]
    wrong = [
        (t, marked)
        for t, marked in seen[5:]
        if marked and not any(a <= t < b and text == marked for a, b, text in heard)
    ]
    missed = [
        t
        for t, marked in seen[5:]
        if not marked and any(a + 0.2 <= t < b - 0.2 and cue_text for a, b, cue_text in heard)
    ]
    assert (wrong, missed) == ([], [])
    assert len({marked for _, marked in seen if marked}) >= 5


def test_the_sentence_heard_is_marked_and_no_other(visit, clocks):
    page = visit()
    rate = clocks.timeline.rate_hz
    for cue in clocks.timeline.cues[1:-1:3]:
        middle = (cue.start + cue.end) / 2 / rate
        page.evaluate(f"document.getElementById('audio').currentTime = {middle}")
        expect(page.locator(".saying")).to_have_text([cue.text])


def test_the_show_s_own_words_are_marked_where_they_belong(visit, clocks):
    page = visit("clocks/index.html#t=0.5")
    expect(page.locator(".saying")).to_have_class("masthead saying")
    page.goto(page.url.partition("#")[0] + f"#t={clocks.timeline.cues[-1].start / 44_100 + 0.1}")
    expect(page.locator(".saying")).to_have_text("That was all.")


def test_a_click_on_a_word_plays_from_there(visit, until, clocks):
    page = visit()
    page.evaluate(f"{AUDIO}.playbackRate = 0.1")  # a word lasts, however busy the machine is
    spoken = [
        cue.text[w.text_start : w.text_end] for cue in clocks.timeline.cues for w in cue.words
    ]
    for word in ("promise.", "tomorrow’s", "will", "full."):
        page.get_by_text(word).last.scroll_into_view_if_needed()
        place = _place_of(page, word)
        page.mouse.click(place["x"], place["y"])
        until(page, f"!{AUDIO}.paused && {MARKED} === {word!r}")
        _, start_s = _word_at(clocks, spoken.index(word))
        assert start_s - 0.02 <= page.evaluate(TIME) < start_s + 1


def test_selecting_text_and_following_links_do_not_seek(visit):
    page = visit()
    first, last = _place_of(page, "promise"), _place_of(page, "tomorrow")
    page.mouse.move(first["x"], first["y"])
    page.mouse.down()
    page.mouse.move(last["x"], last["y"], steps=4)
    page.mouse.up()
    assert page.evaluate("getSelection().toString().length") > 5
    assert page.evaluate(f"{TIME} === 0 && {AUDIO}.paused")


def test_a_chapter_s_line_plays_that_chapter(visit, until, clocks):
    page = visit()
    page.get_by_role("link", name="Water").click()
    start_s = clocks.timeline.chapters[2].start / 44_100
    until(page, f"{TIME} >= {start_s} - 0.02 && {TIME} < {start_s} + 2")
    expect(page.locator("#chapter")).to_have_text("Water")
    expect(page.locator("#chapters [aria-current]")).to_contain_text("Water")


def test_a_link_to_a_time_goes_there(visit, until):
    page = visit("clocks/index.html#t=7")
    until(page, f"{TIME} === 7")
    links = {"t=7.5": 7.5, "t=0:09": 9, "t=0:00:11": 11, "t=8s": 8, "t=0m6s": 6, "a=b&t=5": 5}
    for link, seconds in links.items():
        page.evaluate("(link) => { location.hash = link; }", link)
        until(page, f"{TIME} === {seconds}")


def test_a_link_to_no_time_stays_where_it_is(visit, until):
    page = visit("clocks/index.html#t=7")
    for link in ("t=", "t=x", "t=-4", "note-1", "t=1:2:3:4:5"):
        page.evaluate("(link) => { location.hash = link; }", link)
    page.wait_for_timeout(50)
    assert page.evaluate(TIME) == 7


def test_keys_move_about(visit, until, clocks):
    page = visit("clocks/index.html#t=10")
    starts = [cue.start / 44_100 for cue in clocks.timeline.cues]
    chapters = [chapter.start / 44_100 for chapter in clocks.timeline.chapters]
    sentence = max(i for i, start in enumerate(starts) if start <= 10.05)
    wanted = {
        "l": 25, "j": 0, "ArrowRight": 15, "ArrowLeft": 5, "0": 0,
        "5": clocks.timeline.n_samples / 88_200,
        "n": min(c for c in chapters if c > 10),
        ".": starts[sentence + 1], ",": starts[sentence - 1],
    }  # fmt: skip
    for key, seconds in wanted.items():
        page.evaluate(f"{AUDIO}.currentTime = 10")
        page.keyboard.press(key)
        until(page, f"Math.abs({TIME} - {seconds}) < 0.08")


def test_the_chapter_before_is_this_one_s_start_once_it_is_under_way(visit, until, clocks):
    page = visit()
    _, second, third = (chapter.start / 44_100 for chapter in clocks.timeline.chapters)
    page.evaluate(f"{AUDIO}.currentTime = {third + 4}")
    for start_s in (third, second, 0):
        page.keyboard.press("p")
        until(page, f"Math.abs({TIME} - {start_s}) < 0.02")


def test_keys_play_pause_mute_and_change_the_rate(visit, until):
    page = visit()
    page.keyboard.press("Space")
    until(page, f"!{AUDIO}.paused")
    page.keyboard.press("k")
    until(page, f"{AUDIO}.paused")
    page.keyboard.press("m")
    expect(page.locator("#mute")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("]")
    page.keyboard.press(">")
    assert page.evaluate(f"[{AUDIO}.playbackRate, {AUDIO}.preservesPitch]") == [1.25, True]
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def test_keys_are_left_to_whoever_types_or_holds_a_control(visit):
    page = visit()
    page.focus("#feed-address")
    page.keyboard.press("l")
    page.keyboard.press("Space")
    page.focus("#rate")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    page.focus("#contents summary")
    page.keyboard.press("Control+l")
    assert page.evaluate(f"{TIME} === 0 && {AUDIO}.paused")


def test_listening_goes_on_where_it_stopped_at_the_same_speed(visit, until):
    page = visit()
    page.select_option("#rate", "1.5")
    page.evaluate("document.getElementById('audio').currentTime = 12")
    page.click("#play")
    until(page, f"{TIME} > 12.1")
    page.click("#play")
    until(page, f"{AUDIO}.paused")
    stopped = round(page.evaluate(TIME), 1)
    page, url = page.context.new_page(), page.url
    page.goto(url)
    until(page, f"Math.abs({TIME} - {stopped}) < 0.06")
    expect(page.locator("#resume")).to_contain_text(f"Continues at 0:{int(stopped)}")
    expect(page.locator("#listen")).to_have_text("Continue")
    expect(page.locator(".saying")).to_have_count(1)
    assert page.evaluate("scrollY") == 0
    assert page.evaluate("document.getElementById('audio').playbackRate") == 1.5


def test_space_plays_after_a_click_on_another_control(visit, until):
    page = visit("clocks/index.html#t=20")
    page.click("#rewind")
    page.keyboard.press("Space")
    until(page, f"!{AUDIO}.paused && {TIME} < 10")


def test_the_link_copied_leads_to_this_time(visit, until, browser, site):
    page = visit("clocks/index.html#t=9", permissions=["clipboard-read", "clipboard-write"])
    until(page, f"{TIME} === 9")
    page.click("#copy")
    expect(page.locator("#status")).to_have_text("Link at 0:09 copied")
    assert page.evaluate("navigator.clipboard.readText()") == site.url("clocks/index.html#t=9")


def test_headsets_and_lock_screens_are_told(visit):
    page = visit()
    told = page.evaluate(
        "(({title, artist, album, artwork}) => [title, artist, album, artwork.length])"
        "(navigator.mediaSession.metadata)"
    )
    assert told == ["Of Clocks", "A. Writer", "Slow Questions", 1]


def test_the_sleep_timer_ends_the_listening_with_the_chapter(visit, until, clocks):
    page = visit()
    end_s = clocks.timeline.chapters[1].start / clocks.timeline.rate_hz
    page.select_option("#sleep", "chapter")
    expect(page.locator(".sleep")).to_have_class("sleep set")
    page.evaluate(f"{AUDIO}.currentTime = {end_s - 1}")
    page.click("#play")
    until(page, f"{TIME} > {end_s - 1} && {AUDIO}.paused")
    assert page.evaluate(TIME) < end_s + 0.5
    assert page.input_value("#sleep") == "0"


def test_the_time_gone_and_the_time_left_stand_at_the_ends_of_the_bar(visit, clocks):
    page = visit("clocks/index.html#t=10")
    length_s = clocks.timeline.n_samples / clocks.timeline.rate_hz
    expect(page.locator("#elapsed")).to_have_text("0:10")
    expect(page.locator("#remaining")).to_have_text(f"−0:{int(length_s - 10):02}")
    expect(page.locator(".now .cover")).to_be_visible()
