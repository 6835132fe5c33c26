"""Everything the studio does, done by keyboard alone: what is focused is always seen."""

from __future__ import annotations

import sys
import wave

import numpy as np
import pytest
from machines import until

pytestmark = pytest.mark.slow
TITLE = "The Two <b>Clocks</b>"
_FOCUSED = """() => {
  const at = document.activeElement;
  const label = at.labels?.[0]?.textContent ?? at.getAttribute("aria-label") ?? at.textContent;
  const seen = [at, at.closest("label"), at.closest(".row, .finding, .essay")].some(one => one &&
    (getComputedStyle(one).outlineStyle !== "none" || getComputedStyle(one).boxShadow !== "none"));
  return [label.trim().replace(/\\s+/g, " "), seen];
}"""


class Keys:
    """A page, and the keys that are pressed on it."""

    def __init__(self, page):
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def reach(self, name: str, key: str = "Tab") -> None:
        """Press *key* until what is called *name* has the focus."""
        passed = []
        for _ in range(90):
            label, seen = self.page.evaluate(_FOCUSED)
            if label.startswith(name):
                assert seen, f"{label} has the focus and does not show it"
                return
            passed.append(label)
            self.press(key)
        raise AssertionError(f"{name} is not among {passed}")

    def act(self, name: str, *, then: str) -> None:
        """Press the button called *name* and wait for what it tells."""
        self.reach(name)
        self.press("Enter")
        self.page.wait_for_selector(f"#notice:has-text({then!r})")

    def undo(self, what: str) -> None:
        self.press("Escape", "Control+z")
        self.page.wait_for_selector(f"#notice:has-text('Undone: {what}')")


@pytest.fixture
def at_home(visit, studio):
    """The last sentence of an essay, in its panel."""
    page = visit(studio.essay(TITLE))
    page.wait_for_selector(".row.current")
    keys = Keys(page)

    def opened() -> Keys:
        while "They went home" not in page.locator(".row.current").inner_text():
            keys.press("j")
        keys.press("Enter")
        page.wait_for_selector("#inspector [data-play]:focus")
        return keys

    keys.opened = opened
    return keys


def test_a_sentence_gets_other_words_a_pause_a_pace_a_voice_and_another_take(at_home, studio):
    keys = at_home.opened()
    keys.reach("Other words")
    page = keys.page
    page.keyboard.type("All of them went home.")
    with page.expect_response("**/try") as heard:
        keys.reach("Hear")
        keys.press("Enter")
    assert heard.value.headers["content-type"] == "audio/wav"
    assert studio.directions == ""
    keys.act("Keep", then="Other words: ")
    assert 'spoken = "All of them went home."' in studio.directions
    page.wait_for_selector(".row.current:focus")
    keys.undo("Other words")
    at_home.opened().reach("Pause after it")
    page.keyboard.type("1200")
    keys.reach("Pace")
    page.keyboard.type("0.8")
    keys.reach("Voice")
    keys.press("g")
    keys.act("Keep", then="Pause, pace, voice: ")
    page.wait_for_selector(".row .notes:has-text('pause 1.2 s'):has-text('pace 0.8')")
    assert "voice = " in studio.directions
    keys.undo("Pause, pace, voice")
    at_home.opened().act("Say it again", then="Another take: ")
    assert "take = 1" in studio.directions
    keys.undo("Another take")
    assert studio.directions == ""


def test_a_sentence_is_left_out_and_said_after_all(at_home, studio):
    keys = at_home.opened()
    keys.reach("Leave out")
    keys.press("Enter")
    keys.page.wait_for_selector(".row.omitted:has-text('They went home')")
    assert "say = false" in studio.directions
    left_out = keys.page.locator(".row.omitted.current", has_text="They went home")
    while not left_out.count():
        keys.press("c")
    keys.press("Enter")
    keys.reach("Say this")
    keys.press("Enter")
    keys.page.wait_for_selector(".row[data-n]:has-text('They went home')")
    assert studio.directions == ""


def test_a_recording_is_chosen_or_spoken(at_home, studio, tmp_path):
    path = tmp_path / "mine.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes((8_000 * np.sin(np.arange(16_000) * 0.2)).astype("<i2").tobytes())
    keys = at_home.opened()
    page = keys.page
    keys.reach("Choose a file")
    with page.expect_file_chooser() as chooser:
        keys.press("Enter")
    chooser.value.set_files(path)
    page.wait_for_selector(".row .notes:has-text('recording')")
    assert 'recording = "one-recordings/' in studio.directions
    keys.undo("Recording")
    at_home.opened().reach("Record")
    keys.press("Enter")
    page.get_by_role("button", name="Stop recording").wait_for()
    page.wait_for_timeout(1_500)  # the browser's own microphone of tests beeps every second
    keys.press("Enter")
    page.wait_for_selector(".row .notes:has-text('recording')")
    keys.undo("Recording")
    assert studio.directions == ""


def test_words_worth_hearing_and_the_reach_of_a_word_are_chosen(at_home, studio):
    keys = at_home
    keys.reach("Zorblax", "Shift+Tab")
    keys.press("Enter")
    page = keys.page
    page.wait_for_selector("#like:focus")
    keys.reach("IPA")
    keys.press("Enter")
    keys.reach("ə")
    keys.press("Enter")
    assert page.locator("#like").input_value() == "/ə/"
    keys.reach("in this show")
    keys.press("ArrowLeft")
    keys.act("Keep", then="in this essay. Written to one.essaycast.toml")
    assert 'Zorblax = "/ə/"' in studio.directions
    keys.undo("“Zorblax”")
    assert studio.directions == ""


def test_the_desk_makes_withdraws_and_leads_to_every_page(visit, studio, monkeypatch, tmp_path):
    told = tmp_path / "told"
    command = f"import sys, pathlib; pathlib.Path({str(told)!r}).write_text(' '.join(sys.argv[1:]))"
    monkeypatch.setattr(studio.place.jobs, "argv", (sys.executable, "-c", command))
    slug = studio.publish("essays/two.md")
    keys = Keys(visit())
    page = keys.page
    keys.press("/")
    page.keyboard.type("another")
    keys.press("Enter", "m")
    page.wait_for_selector("#notice:has-text('1 on the way')")
    assert until(told.exists, 20)
    page.reload()
    keys.press("b")
    page.wait_for_selector("h1:has-text('Back catalogue')")
    keys.press("d")
    page.wait_for_selector("h1:has-text('Letters')")
    keys.reach("Withdraw: Another")
    keys.press("Enter", "Enter")
    page.wait_for_selector(".essay.withdrawn")
    assert not (studio.root / "output" / slug).exists()
