"""Further voices, from servers that break off, lie and lead elsewhere."""

import datetime as dt
import hashlib
import ipaddress
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipeline.errors import FetchError, VoiceError
from pipeline.speech import voice_sources
from pipeline.speech.engines import Manner
from pipeline.speech.engines.neural import model_table
from pipeline.speech.engines.neural.neural_engine import Neural
from pipeline.speech.engines.neural.wheel import model_path
from pipeline.speech.getting_voices import get_voice, take_voice
from pipeline.speech.voice_sources import find_source
from pipeline.tools.fetching.download import download

NAME = "en_GB-nobody-low"
MODEL = bytes(range(256)) * 2_000
POINTER = (
    "version https://git-lfs.github.com/spec/v1\n"
    f"oid sha256:{hashlib.sha256(MODEL).hexdigest()}\nsize {len(MODEL)}\n"
).encode()


class Hub(BaseHTTPRequestHandler):
    """Serves files with ranges; the server's ``breaks`` says after how many bytes it hangs up."""

    def do_GET(self):
        self.server.asked.append((self.path, self.headers.get("Range", "")))
        if self.path.startswith("/elsewhere"):
            self.answer(302, b"", Location="http://127.0.0.1:9/model.onnx")
            return
        content = self.server.files.get(self.path)
        if content is None:
            self.answer(404, b"")
            return
        begin = 0
        if self.headers.get("Range") and not self.server.rangeless:
            begin = int(self.headers["Range"].removeprefix("bytes=").rstrip("-"))
        extra = {"Content-Range": f"bytes {begin}-{len(content) - 1}/{len(content)}"}
        self.answer(206 if begin else 200, content[begin:], **(extra if begin else {}))

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.server.breaks:
            body, self.server.breaks = body[: self.server.breaks], 0
            self.close_connection = True
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def certificate(folder: Path) -> tuple[Path, Path]:
    """Write a certificate for 127.0.0.1 that is its own authority, and its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "hub")])
    now = dt.datetime.now(dt.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "hub.pem", folder / "hub.key"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files


@pytest.fixture(scope="module")
def https(tmp_path_factory):
    pem, key = certificate(tmp_path_factory.mktemp("hub"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    server.pem = pem
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def hub(https, monkeypatch, tmp_path):
    """A hub with one voice of Piper's catalogue, trusted, and a user who has none."""
    monkeypatch.setenv("SSL_CERT_FILE", str(https.pem))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    https.url = f"https://127.0.0.1:{https.server_port}"
    monkeypatch.setattr(voice_sources, "PIPER", f"{https.url}/piper")
    monkeypatch.setattr(voice_sources, "HIBARI", f"{https.url}/hibari")
    https.asked, https.breaks, https.rangeless = [], 0, False
    folder = "v1.0.0/en/en_GB/nobody/low"
    https.files = {
        f"/piper/resolve/{folder}/{NAME}.onnx": MODEL,
        f"/piper/raw/{folder}/{NAME}.onnx": POINTER,
        f"/piper/raw/{folder}/{NAME}.onnx.json": b"{}",
        f"/piper/raw/{folder}/MODEL_CARD": b"Licence: the tide's own",
    }
    return https


def test_a_voice_comes_with_its_licence_and_a_profile(hub, tmp_path):
    heard = []
    got = get_voice(NAME, tmp_path / "voices", private=True, told=lambda *it: heard.append(it))
    assert (got.folder / f"{NAME}.onnx").read_bytes() == MODEL
    assert got.sha256 == hashlib.sha256(MODEL).hexdigest()
    kept = (got.folder / "LICENCE.txt").read_text()
    assert "the tide's own" in got.licence
    assert got.licence in kept
    assert got.sha256 in kept
    assert f'model = "{NAME}"' in got.profile.read_text()
    assert heard[-1] == (f"{NAME}.onnx", len(MODEL), len(MODEL))


def test_a_profile_of_that_name_stays_as_it_is(hub, tmp_path):
    mine = tmp_path / f"{NAME}.toml"
    mine.write_text("rate_wpm = 150\n")
    get_voice(NAME, tmp_path, private=True)
    assert mine.read_text() == "rate_wpm = 150\n"


@pytest.mark.parametrize("rangeless", [False, True])
def test_what_broke_off_is_gone_on_with(hub, tmp_path, rangeless):
    hub.rangeless = rangeless
    url = f"{hub.url}/piper/resolve/v1.0.0/en/en_GB/nobody/low/{NAME}.onnx"
    digest = hashlib.sha256(MODEL).hexdigest()
    target = tmp_path / "model.onnx"
    hub.breaks = 100_000
    with pytest.raises(FetchError):
        download(url, target, n_bytes=len(MODEL), sha256=digest, private=True)
    assert not target.exists()
    had = (tmp_path / "model.onnx.part").stat().st_size
    download(url, target, n_bytes=len(MODEL), sha256=digest, private=True)
    assert hub.asked[-1][1] == f"bytes={had}-"
    assert target.read_bytes() == MODEL
    asked = len(hub.asked)
    download(url, target, n_bytes=len(MODEL), sha256=digest, private=True)
    assert len(hub.asked) == asked, "what is there and right is not asked for"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(MODEL[::-1], "another file"), (MODEL + b"x", "more comes"), (MODEL[:-1], "ended after")],
)
def test_another_file_is_never_kept(hub, tmp_path, content, complaint):
    hub.files["/model"] = content
    digest = hashlib.sha256(MODEL).hexdigest()
    with pytest.raises(FetchError, match=complaint):
        download(
            f"{hub.url}/model", tmp_path / "m", n_bytes=len(MODEL), sha256=digest, private=True
        )
    assert not (tmp_path / "m").exists()


def test_it_never_leaves_https_nor_goes_to_private_addresses_unasked(hub, tmp_path):
    wanted = {"n_bytes": 3, "sha256": "0" * 64}
    with pytest.raises(FetchError, match="only https addresses"):
        download("http://127.0.0.1/m", tmp_path / "m", **wanted, private=True)
    with pytest.raises(FetchError, match="only https addresses"):
        download(f"{hub.url}/elsewhere", tmp_path / "m", **wanted, private=True)
    with pytest.raises(FetchError, match="not a public address"):
        download(f"{hub.url}/m", tmp_path / "m", **wanted)
    with pytest.raises(FetchError, match="404"):
        get_voice("en_GB-missing-low", tmp_path, private=True)


def test_every_listed_voice_has_its_size_and_digest_in_the_code():
    for name in model_table.FURTHER:
        (file,) = find_source(name).files
        assert file.url.startswith("https://huggingface.co/")
        assert (file.n_bytes > 7_000_000, len(file.sha256)) == (True, 64)
    with pytest.raises(VoiceError, match=r"no voice 'fenris'.*fenrir"):
        find_source("fenris")


def test_a_voice_taken_from_a_file_speaks(hub, tmp_path, monkeypatch):
    """The wheel's own model stands in for one that is got: they have one architecture."""
    own = model_table.MODELS["heart"]
    british = model_table.ModelRow("emma.onnx", own.n_bytes, own.sha256, "en-gb", "stands in")
    for table in (model_table, voice_sources):
        monkeypatch.setattr(table, "FURTHER", {"emma": british})
    monkeypatch.setattr("pipeline.speech.engines.neural.derived.FURTHER", {"emma": british})
    models = {"heart": own, "emma": british}
    for module in ("model_table", "neural_speech", "neural_engine"):
        monkeypatch.setattr(f"pipeline.speech.engines.neural.{module}.MODELS", models)
    with pytest.raises(VoiceError, match="voices get emma"):
        Neural(Manner(voice="emma"))
    wrong = tmp_path / "wrong.onnx"
    wrong.write_bytes(b"not it")
    with pytest.raises(VoiceError, match="not the voice 'emma'"):
        take_voice("emma", wrong, tmp_path)
    got = take_voice("emma", model_path(), tmp_path)
    assert "Apache-2.0" in got.licence
    voice = Neural(Manner(voice="emma"))
    assert voice.sounds("Not a bath.") == "ˌnɒt ɐ ˈbɑːθ."
    assert len(voice.speak("Not a bath.").pcm) > 24_000
    assert "emma" in [it.name for it in Neural.voices(Manner())]
