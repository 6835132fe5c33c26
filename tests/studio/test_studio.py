"""The studio in a real browser: by mouse and by keyboard, and what it writes."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
TITLE = "The Two <b>Clocks</b>"


def said(page) -> str:
    """Return what the page told last."""
    page.wait_for_selector("#notice:not(:empty)")
    return page.locator("#notice").inner_text()


def undo_all(page) -> None:
    """Undo all of this sitting."""
    while page.locator("#undo").is_enabled():
        with page.expect_response("**/undo") as undone:
            page.locator("#undo").click()
        undone.value.finished()
        page.wait_for_timeout(50)
        page.wait_for_load_state()


def row(page, text: str):
    return page.locator(".row", has_text=text).first


def spoken(page, text: str) -> str:
    return row(page, text).locator(".spoken").inner_text()


LOOKS = [
    (DESKTOP, "light"),
    *(
        pytest.param(*look, marks=pytest.mark.slow)
        for look in ((DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark"))
    ),
]


@pytest.mark.parametrize(("viewport", "scheme"), LOOKS)
def test_axe_finds_no_violation_on_any_screen(visit, studio, viewport, scheme):
    axe = Axe()
    page = visit(viewport=viewport, color_scheme=scheme)
    found = [axe.run(page).generate_report()] if axe.run(page).violations_count else []
    page.goto(studio.address + studio.essay(TITLE))
    page.wait_for_selector(".row.current")
    reports = [axe.run(page)]
    page.evaluate("document.querySelector('.row.current').focus()")
    page.keyboard.press("Enter")
    page.wait_for_selector("#inspector [data-play]")
    reports.append(axe.run(page))
    page.locator("#inspector .chip").first.click()
    page.wait_for_selector("#like")
    reports.append(axe.run(page))
    for path in ("/catalogue", "/waiting"):
        page.goto(studio.address + path)
        reports.append(axe.run(page))
    found += [one.generate_report() for one in reports if one.violations_count]
    assert not found, found[0]


def test_hostile_text_stays_text(visit, studio):
    page = visit()
    assert page.get_by_role("link", name=TITLE, exact=True).count() == 1
    page.goto(studio.address + studio.essay(TITLE))
    assert "<script>alert(1)</script>" in page.locator("#main").inner_text()
    page.wait_for_selector(".row.current")


@pytest.mark.slow
def test_a_sentence_plays_and_the_next_are_spoken_ahead(visit, studio):
    page = visit(studio.essay(TITLE))
    with page.expect_response("**/clip/*.wav") as first:
        row(page, "tide table").locator(".play").click()
    assert first.value.headers["content-type"] == "audio/wav"
    assert first.value.headers["x-word-times"]
    page.wait_for_selector(".row.sounding")


def test_a_word_is_mended_by_keyboard_alone_heard_kept_and_undone(visit, studio):
    page = visit(studio.essay(TITLE))
    page.wait_for_selector(".row.current")
    while "tide" not in page.locator(".row.current").inner_text():
        page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("#inspector [data-play]:focus")
    while page.evaluate("document.activeElement.dataset.word") != "Zorblax":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#like:focus")
    assert "2 sentences" in page.locator("#uses").inner_text() or "3 sentences" in (
        page.locator("#uses").inner_text()
    )
    page.keyboard.type("zor blacks")
    with page.expect_response("**/try") as tried:
        page.locator("#inspector form [data-try]").press("Enter")
    assert tried.value.headers["content-type"] == "audio/wav"
    assert not (studio.root / "voices" / "lexicon").exists()
    page.locator("#like").press("Enter")
    assert "“Zorblax” like “zor blacks” in this show. Written to en.toml." in said(page)
    assert 'Zorblax = "zor blacks"' in (studio.root / "voices/lexicon/en.toml").read_text()
    assert spoken(page, "tide table").startswith("zor blacks")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    page.wait_for_selector("#notice:has-text('Undone')")
    assert spoken(page, "tide table").startswith("Zorblax")
    assert not (studio.root / "voices" / "lexicon" / "en.toml").exists()


@pytest.mark.slow
def test_a_word_is_mended_by_a_thumb_on_a_phone_heard_kept_and_undone(visit, studio):
    page = visit(studio.essay(TITLE), viewport=PHONE, has_touch=True, is_mobile=True)
    row(page, "tide table").tap()
    row(page, "tide table").get_by_role("button", name="Mend").tap()
    page.locator("#inspector").get_by_role("button", name="tide", exact=True).tap()
    page.wait_for_selector("#like")
    page.locator("#like").fill("tyde")
    with page.expect_response("**/try") as tried:
        page.locator("#inspector form").get_by_role("button", name="Hear").tap()
    assert tried.value.headers["content-type"] == "audio/wav"
    page.get_by_role("radio", name="here only").tap()
    page.get_by_role("button", name="Keep").tap()
    page.wait_for_selector(".row:has-text('tyde table')")
    assert 'tide = "tyde"' in studio.directions
    page.get_by_role("button", name="Close").tap()
    page.locator("#undo").tap()
    page.wait_for_selector("#notice:has-text('Undone')")
    assert studio.directions == ""


@pytest.mark.slow
def test_other_words_pause_and_voice_are_kept_in_the_essay_s_directions(visit, studio):
    page = visit(studio.essay(TITLE))
    row(page, "They went home").click()
    page.keyboard.press("Enter")
    page.locator("#spoken").fill("They all went home.")
    page.locator("form[data-form=spoken] [type=submit]").click()
    page.wait_for_selector(".row:has-text('They all went home.')")
    page.locator("[name=pause_ms]").fill("1500")
    page.locator("[name=voice]").select_option("guest")
    page.locator("form[data-form=delivery] [type=submit]").click()
    page.wait_for_selector(".row .notes:has-text('pause 1.5 s')")
    assert 'spoken = "They all went home."' in studio.directions
    assert "pause_ms = 1500" in studio.directions
    assert 'voice = "guest"' in studio.directions
    undo_all(page)
    assert studio.directions == ""


@pytest.mark.slow
def test_a_sentence_is_left_out_and_said_again_and_code_is_said_after_all(visit, studio):
    page = visit(studio.essay(TITLE))
    row(page, "They went home").click()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Leave out").click()
    left_out = page.locator(".row.omitted", has_text="They went home")
    left_out.get_by_role("button", name="Say this").click()
    page.wait_for_selector(".row[data-n]:has-text('They went home')")
    assert studio.directions == ""
    page.locator(".row.omitted", has_text="alert(1)").get_by_role("button").click()
    page.wait_for_selector(".row[data-n]:has-text('alert(1)')")
    assert "say = true" in studio.directions
    page.locator("#undo").click()
    page.wait_for_selector(".row.omitted:has-text('alert(1)')")


@pytest.mark.slow
def test_a_recording_takes_a_sentence_s_place(visit, studio, tmp_path):
    import wave

    import numpy as np

    path = tmp_path / "mine.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes((8_000 * np.sin(np.arange(16_000) * 0.2)).astype("<i2").tobytes())
    page = visit(studio.essay(TITLE))
    row(page, "They went home").click()
    page.keyboard.press("Enter")
    page.locator("[data-file]").set_input_files(path)
    page.wait_for_selector(".row .notes:has-text('recording')")
    assert 'recording = "one-recordings/' in studio.directions
    undo_all(page)
    assert studio.directions == ""


@pytest.mark.slow
def test_the_microphone_records_into_a_sentence_s_place(visit, studio):
    page = visit(studio.essay(TITLE))
    row(page, "They went home").click()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Record", exact=True).click()
    page.get_by_role("button", name="Stop recording").wait_for()
    page.wait_for_timeout(1_500)  # the browser's own microphone of tests beeps every second
    page.get_by_role("button", name="Stop recording").click()
    page.wait_for_selector(".row .notes:has-text('recording')")
    undo_all(page)
    assert studio.directions == ""


def test_a_file_changed_meanwhile_is_told_and_never_overwritten(visit, studio):
    page = visit(studio.essay(TITLE), refused=True)
    row(page, "They went home").click()
    page.keyboard.press("Enter")
    page.locator("#spoken").fill("Gone.")
    mine = '[words]\ntide = "tyde"  # by hand\n'
    path = studio.root / "essays" / "one.essaycast.toml"
    path.write_text(mine, encoding="utf-8")
    page.locator("form[data-form=spoken] [type=submit]").click()
    page.wait_for_selector(".row:has-text('tyde')")
    assert "changed meanwhile; nothing was written" in said(page)
    assert studio.directions == mine
    path.unlink()


@pytest.mark.slow
def test_two_tabs_do_not_undo_one_another(visit, studio):
    first, second = visit(studio.essay(TITLE)), visit(studio.essay(TITLE), refused=True)
    for page, text, words in ((first, "They went", "One."), (second, "It cost", "Two.")):
        row(page, text).click()
        page.keyboard.press("Enter")
        page.locator("#spoken").fill(words)
        page.locator("form[data-form=spoken] [type=submit]").click()
        page.wait_for_selector("#notice:not(:empty)")
    second.wait_for_selector(".row:has-text('One.')")
    assert 'spoken = "One."' in studio.directions
    assert "Two." not in studio.directions
    first.locator("#undo").click()
    first.wait_for_selector("#notice:has-text('Undone')")


@pytest.mark.slow
def test_the_desk_finds_essays_by_words_and_by_keys(visit):
    page = visit()
    assert page.locator(".essay").count() == 2
    page.keyboard.press("/")
    page.keyboard.type("another")
    assert page.locator(".essay:not([hidden])").count() == 1
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Another')")


def test_only_the_studio_s_own_pages_are_answered(studio):
    def status(path, method="GET", body=None, **headers):
        asked = urllib.request.Request(studio.address + path, body, headers, method=method)
        try:
            return urllib.request.urlopen(asked).status
        except urllib.error.HTTPError as refused:
            return refused.code

    token = studio.place.rooms.token
    undo = {"path": "/undo", "method": "POST", "body": b"{}"}
    assert status("/") == 200
    assert status("/", Host="evil.example") == 400
    assert status("/", Origin="http://evil.example") == 403
    assert status("/", **{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}) == 403
    assert status(**undo) == 403
    assert status(**undo, **{"X-Studio-Token": "guess"}) == 403
    assert status(**undo, **{"X-Studio-Token": token, "Origin": "http://evil.example"}) == 403
    assert status(**undo, **{"X-Studio-Token": token}) == 200
    assert status("/static/..%2fstudio_app.py") == 404
    assert status("/clip/../../etc/passwd.wav") == 404
    answer = urllib.request.urlopen(studio.address + "/")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_word_shows_what_lexicons_say_of_it_and_every_sentence_that_has_it(studio):
    essay = studio.root / "essays" / "many.md"
    essay.write_text("# Many\n\n" + "\n\n".join(f"NASA sent {n} of them." for n in range(70)))
    lexicon = studio.root / "voices" / "lexicon" / "en.toml"
    lexicon.parent.mkdir(exist_ok=True)
    lexicon.write_text('language = "en"\n[aliases]\nNASA = "the agency"\n')
    address = f"{studio.address}{studio.essay('Many')}/word/1?word=NASA"
    some, every = (
        urllib.request.urlopen(address + more).read().decode() for more in ("", "&all=1")
    )
    assert "lexicon voices/lexicon/en.toml" in some
    assert "lexicon technology.toml" in some
    assert "Show all 70" in some
    assert (some.count("data-after"), every.count("data-after")) == (60, 70)
    lexicon.unlink()
    lexicon.parent.rmdir()
    essay.unlink()


def post_to(studio, path, given):
    """Post as a page of the studio does; return status and answer."""
    headers = {"X-Studio-Token": studio.place.rooms.token}
    body = json.dumps(given).encode()
    asked = urllib.request.Request(studio.address + path, body, headers, method="POST")
    try:
        answer = urllib.request.urlopen(asked)
    except urllib.error.HTTPError as refused:
        answer = refused
    return answer.status, json.loads(answer.read())


def test_a_sentence_said_again_is_another_take_heard_at_once_kept_and_undone(studio):
    view = studio.place.rooms.view(studio.essay(TITLE).rpartition("/")[2])
    n = next(n for n, it in enumerate(view.lines) if "tide" in it.utterance.text)
    given = {"n": n, "version": view.version}
    status, first = post_to(studio, f"/essay/{view.id}/again", given)
    assert (status, first["take"], "take = 1" in studio.directions) == (200, 1, True)
    assert first["clip"] != view.lines[n].clip
    assert first["heard"]
    clip = urllib.request.urlopen(f"{studio.address}/clip/{first['clip']}.wav").read()
    assert clip[:4] == b"RIFF"
    given["version"] = first["version"]
    _, second = post_to(studio, f"/essay/{view.id}/again", given)
    assert (second["take"], len({view.lines[n].clip, first["clip"], second["clip"]})) == (2, 3)
    for _ in range(2):
        post_to(studio, "/undo", {"id": view.id})
    assert studio.directions == ""


def test_what_cannot_be_written_is_told_and_nothing_is_lost(studio):
    def post(path, given):
        return post_to(studio, path, given)

    view = studio.place.rooms.view(studio.essay(TITLE).rpartition("/")[2])
    path = f"/essay/{view.id}/sentence"
    status, answer = post(path, {"n": 1, "version": view.version, "wishes": {"pace": 9}})
    assert (status, "between 0.5 and 2" in answer["error"]) == (422, True)
    status, answer = post(path, {"n": 1, "version": view.version, "wishes": {"file": "x"}})
    assert (status, "nothing is known of file" in answer["error"]) == (422, True)
    status, answer = post(path, {"n": 999, "version": view.version, "wishes": {"pace": 1.1}})
    assert (status, "no such sentence" in answer["error"]) == (422, True)
    for n, like, told in ((1, "/" + "ə" * 300 + "/", "200 signs"), (99, "x", "no such sentence")):
        given = {"n": n, "version": view.version, "word": "tide", "like": like, "scope": "essay"}
        status, answer = post(f"/essay/{view.id}/word", given)
        assert (status, told in answer["error"]) == (422, True)
    status, answer = post(path, {"n": 1, "version": view.version, "wishes": {"spoken": "\ud800"}})
    assert (status, "cannot be read" in answer["error"]) == (422, True)
    obstacle = studio.root / "voices" / "lexicon" / "en.toml"
    obstacle.mkdir(parents=True)
    given = {"n": 1, "version": view.version, "word": "tide", "like": "tyde", "scope": "show"}
    status, answer = post(f"/essay/{view.id}/word", given)
    obstacle.rmdir()
    assert status == 422
    assert str(obstacle) in answer["error"]
    assert studio.directions == ""


@pytest.mark.slow
def test_a_changed_word_shows_in_the_back_catalogue_and_the_ears_are_answered(visit, studio):
    slug = studio.publish("essays/two.md")
    page = visit("/catalogue")
    assert "All 1 published episodes" in page.locator("#main").inner_text()
    lexicon = studio.root / "voices" / "lexicon"
    lexicon.mkdir(exist_ok=True)
    (lexicon / "en.toml").write_text('language = "en"\n[aliases]\nZorblax = "zed"\n')
    page.reload()
    assert "1 sentence" in page.locator(".affected").inner_text()
    for way in ("Play as it was", "Play as it would be"):
        with page.expect_response("**/*.wav") as sound:
            page.get_by_role("button", name=way).click()
        assert sound.value.ok
    page.goto(studio.address)
    assert page.locator(".essay.changed .name").inner_text() == "Another"
    page.goto(studio.address + studio.essay("Another") + "/ears")
    assert "What the ears found" in page.locator("#main").inner_text()
    assert Axe().run(page).violations_count == 0
    page.goto(studio.address)
    page.get_by_role("button", name="Withdraw: Another").click()
    page.locator("[data-withdraw]").click()
    page.wait_for_selector(".essay.withdrawn")
    assert not (studio.root / "output" / slug).exists()
