"""The engine that asks a server, against one that does all that servers do."""

import io
import json
import threading
import wave
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pipeline.errors import VoiceError
from pipeline.speech.engines import EngineFailure, speech_server
from pipeline.tools.fetching import public_addresses

RATE_HZ = 24_000


def spoken(text: str) -> bytes:
    """Return a WAV file of 10 ms a character."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes(b"\x00\x10" * (len(text) * RATE_HZ // 100))
    return out.getvalue()


class Speaker(BaseHTTPRequestHandler):
    """Answers with the next of the server's answers; afterwards it speaks."""

    def do_GET(self):
        self.answer(200, b'{"voices": ["ann", {"id": "bob"}, 7]}')

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, asked, self.headers.get("Authorization", "")))
        if self.server.answers:
            self.answer(*self.server.answers.pop(0))
        else:
            self.answer(200, spoken(asked["input"]))

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def running():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Speaker)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def server(running, monkeypatch):
    running.asked, running.answers = [], []
    running.url = f"http://127.0.0.1:{running.server_port}/v1"
    monkeypatch.setattr(speech_server, "_WAITS_S", (0.0, 0.0))
    return running


@pytest.fixture
def speaker(server, engine, manner):
    return lambda options=(), **said: engine("http")(
        manner({"url": server.url, **dict(options)}, **said)
    )


def test_a_text_is_asked_for_once_and_comes_back_as_samples(server, speaker, monkeypatch):
    monkeypatch.setenv("MY_KEY", "tide")
    voice = speaker({"model": "kokoro", "key_variable": "MY_KEY"}, voice="ann", rate_wpm=330)
    speech = voice.speak("Hello there.")
    assert (speech.rate_hz, len(speech.pcm)) == (RATE_HZ, 2 * 12 * RATE_HZ // 100)
    ((path, asked, key),) = server.asked
    assert path == "/v1/audio/speech"
    assert asked == {
        "model": "kokoro", "voice": "ann", "input": "Hello there.",
        "response_format": "wav", "speed": 2.0,
    }  # fmt: skip
    assert key == "Bearer tide"


def test_a_busy_server_is_asked_again_and_not_for_ever(server, speaker):
    server.answers = [(503, b""), (429, b"")]
    assert speaker().speak("Hello.").pcm
    assert len(server.asked) == 3
    server.answers = [(500, b"")] * 9
    with pytest.raises(EngineFailure, match="answered 500"):
        speaker().speak("Hello.")
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        ((400, b"no such \x1b[31mvoice"), r"answered 400: no such [^\x1b]*voice"),
        ((302, b"" ), "answered 302"),
        ((200, b"not a wave"), "no WAV file"),
        ((200, spoken("Hello there.")[:-40]), "ends after"),
        ((200, b"x" * 3_000), "more than 2,000 bytes"),
    ],
)  # fmt: skip
def test_another_answer_fails_with_what_it_was(server, speaker, monkeypatch, answer, complaint):
    if "2,000" in complaint:
        monkeypatch.setattr(speech_server, "_LARGEST_BYTES", 2_000)
    server.answers = [answer]
    with pytest.raises(EngineFailure, match=complaint):
        speaker().speak("Hello there.")
    assert len(server.asked) == 1


def test_a_text_never_goes_to_a_public_address_unless_that_is_allowed(server, speaker, monkeypatch):
    monkeypatch.setattr(public_addresses, "is_public", lambda _: True)
    with pytest.raises(VoiceError, match="public address"):
        speaker().speak("Hello.")
    assert not server.asked
    assert speaker({"public": "True"}).speak("Hello.").pcm


def test_a_server_that_is_not_there_is_a_failure_and_has_no_voices(engine, manner, monkeypatch):
    monkeypatch.setattr(speech_server, "_WAITS_S", ())
    nowhere = manner({"url": "http://127.0.0.1:9/v1"})
    with pytest.raises(EngineFailure, match="cannot be reached"):
        engine("http")(nowhere).speak("Hello.")
    assert engine("http").voices(nowhere) == engine("http").voices(manner()) == ()


def test_voices_are_those_the_server_lists(server, engine, manner):
    listed = engine("http").voices(manner({"url": server.url}))
    assert [voice.name for voice in listed] == ["ann", "bob"]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({}, "needs the address"),
        ({"url": "file:///etc/hostname"}, "needs the address"),
        ({"url": "http://me:secret@127.0.0.1/v1"}, "name or password"),
        ({"url": "http://127.0.0.1/v1", "key_variable": "NO_SUCH"}, "NO_SUCH is not set"),
    ],
)
def test_a_profile_it_cannot_be_asked_with_says_why(engine, manner, options, complaint):
    with pytest.raises(VoiceError, match=complaint) as caught:
        engine("http")(manner(options))
    assert "secret" not in str(caught.value)
