"""The night over folders and feeds, with Prefect's real engine and a real server of each kind."""

from __future__ import annotations

import threading
import time
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest
from slugify import slugify

from flows.ledger import note_published, open_ledger
from flows.night.night import Outcome
from flows.sources import essays_of
from pipeline.errors import NotAsWrittenError, ScriptError
from pipeline.settings.show import Running, Schedule, Show
from pipeline.tools.locks import held

pytestmark = pytest.mark.prefect

ITEM = """<item><title>{title}</title><link>http://essays.example/{slug}</link>
<guid>http://essays.example/{slug}</guid><pubDate>{date}</pubDate>
<content:encoded><![CDATA[<p>{text} It goes on for a second sentence, and then it ends.</p>
<p>There is a second paragraph too, since an essay has more than one.</p>]]></content:encoded>
</item>"""
FEED = """<?xml version="1.0"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Letters</title>
<link>http://essays.example/</link><description>Letters</description>{items}</channel></rss>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;">]>
<rss version="2.0"><channel><title>&e;</title></channel></rss>"""


UNFORESEEN = (MemoryError, RecursionError, AssertionError)


def feed(**essays: str) -> str:
    """A feed of essays, title → first sentence."""
    import datetime as dt

    date = format_datetime(dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    items = "".join(
        ITEM.format(title=title, slug=slugify(title), date=date, text=text)
        for title, text in essays.items()
    )
    return FEED.format(items=items)


class Web:
    """A web server on the loopback address whose pages a test writes."""

    def __init__(self) -> None:
        self.pages: dict[str, object] = {}
        self.asked: list[tuple[str, int]] = []
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                web.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        page = self.pages.get(request.path)
        try:
            if callable(page):
                page(request)
                return
            etag = f'"{hash(page)}"'
            status = 404 if page is None else 200
            if page is not None and request.headers.get("If-None-Match") == etag:
                status = 304
            self.asked.append((request.path, status))
            body = str(page).encode() if status == 200 else b""
            request.send_response(status)
            request.send_header("Content-Type", "application/rss+xml")
            request.send_header("ETag", etag)
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)
        except OSError:
            pass  # the reader has gone away, as it should


@pytest.fixture
def web():
    web = Web()
    thread = threading.Thread(target=web.server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield web
    web.server.shutdown()
    web.server.server_close()
    thread.join()


@pytest.fixture
def nights(served, monkeypatch, tmp_path):
    """Passes over a show whose episodes are made of text alone, which takes no time."""
    from prefect import flow
    from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

    from flows.night import batch, nightly
    from flows.produced import Produced
    from flows.sources import essay_of
    from pipeline.tools.fetching import fetch

    made: list[str] = []

    @flow(name="made of text")
    def produce(source: str, essay: str, show_file: str, output: str, *, online: bool) -> Produced:
        del show_file, online
        read = essay_of(source, essay, nights.show.for_reading)
        text = " ".join(block.text for block in read.blocks)
        if "BAD" in text:
            raise ScriptError("nothing can be said", where=read.title, mend="Write more")
        if "WRONG" in text:
            raise NotAsWrittenError("not all of it is as written", set_aside="ASIDE" in text)
        for unforeseen in UNFORESEEN:
            if unforeseen.__name__ in text:
                raise unforeseen("of all things")
        slug = slugify(read.title)
        folder = nights.show.root / output / slug
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "episode.json").write_text("{}")
        made.append(read.title)
        return Produced(
            slug, read.title, source, "x.mp3", 44_100, 44_100, -16, -1, (), 1, 0, 0.1, (), ()
        )

    def again(**more: object):
        from flows.sources import _last

        _last.clear()
        made.clear()
        return nightly.nightly(show_file="", **more)

    monkeypatch.setattr(batch, "produce_episode", produce)
    monkeypatch.setattr(
        nightly, "look", nightly.look.with_options(retries=1, retry_delay_seconds=0)
    )
    monkeypatch.setattr(nightly, "show_of", lambda *_: nights.show)
    monkeypatch.setattr(fetch, "READ_S", 1.0)
    show = Show(
        root=tmp_path,
        title="Letters",
        schedule=Schedule(set_aside_after=3),
        run=Running(private_addresses=True),
    )
    nights = SimpleNamespace(show=show, made=made, again=again)
    (tmp_path / "essays").mkdir()
    with temporary_settings({PREFECT_API_URL: served.api_url, PREFECT_HOME: served.home}):
        yield nights


def _essay(nights, name: str, text: str) -> None:
    title = name.capitalize()
    (nights.show.root / "essays" / f"{name}.md").write_text(f"# {title}\n\n{text}\n")


def _titles(rows) -> list[str]:
    return sorted(row.title for row in rows)


def test_one_bad_essay_stops_no_other_is_tried_three_nights_and_then_set_aside(nights) -> None:
    _essay(nights, "tides", "The sea comes up.")
    _essay(nights, "hills", "Hills go up.")
    _essay(nights, "worse", "BAD.")
    first = nights.again()
    assert _titles(first.of(Outcome.PRODUCED)) == ["Hills", "Tides"]
    (failed,) = first.of(Outcome.FAILED)
    assert failed.error == "Worse: nothing can be said. Write more."
    from flows.night.nightly import OrchestrationError

    for _ in range(2):
        with pytest.raises(OrchestrationError, match="nothing was produced"):
            nights.again()
    fourth = nights.again()
    assert fourth.headline == "0 produced, 2 unchanged, 0 failed, 1 set aside"
    assert fourth.of(Outcome.SET_ASIDE)[0].error == failed.error
    _essay(nights, "worse", "Better.")
    _essay(nights, "aside", "WRONG, ASIDE.")
    _essay(nights, "failing", "WRONG.")
    fifth = nights.again()
    assert _titles(fifth.of(Outcome.SET_ASIDE)) == ["Aside"]
    assert _titles(fifth.of(Outcome.FAILED)) == ["Failing"]
    assert _titles(fifth.of(Outcome.PRODUCED)) == ["Worse"]
    latest = (nights.show.state / "nights" / "latest.md").read_text()
    assert "1 produced, 2 unchanged, 1 failed, 1 set aside" in latest


def test_what_nobody_foresaw_of_one_essay_or_source_stops_no_other(nights, monkeypatch) -> None:
    from flows.night import due

    for kind in UNFORESEEN:
        _essay(nights, f"raises-{kind.__name__}", f"It raises a {kind.__name__}.")
        _essay(nights, f"unreadable-{kind.__name__}", "It is never read.")
    _essay(nights, "tides", "The sea comes up.")
    read = due.essays_of

    def essays_of(source, show):
        for kind in UNFORESEEN:
            if f"unreadable-{kind.__name__}" in source:
                raise kind("of all things")
        return read(source, show)

    monkeypatch.setattr(due, "essays_of", essays_of)
    night = nights.again()
    assert _titles(night.of(Outcome.PRODUCED)) == ["Tides"]
    failed = night.of(Outcome.FAILED)
    assert len(failed) == 2 * len(UNFORESEEN)
    for kind in UNFORESEEN:
        assert sum(f"({kind.__name__}: of all things)" in row.error for row in failed) == 2


def test_only_what_is_new_or_changed_in_a_feed_is_produced(nights, web) -> None:
    nights.show = nights.show.model_copy(update={"sources": (f"{web.url}/feed.xml",)})
    web.pages["/feed.xml"] = feed(One="The first begins.", Two="The second begins.")
    assert _titles(nights.again().of(Outcome.PRODUCED)) == ["One", "Two"]
    assert _titles(nights.again().of(Outcome.UNCHANGED)) == ["One", "Two"]
    assert web.asked[-1] == ("/feed.xml", 304)
    web.pages["/feed.xml"] = feed(
        Three="The third begins.", One="The first begins.", Two="The second was changed."
    )
    night = nights.again()
    assert _titles(night.of(Outcome.PRODUCED)) == ["Three", "Two"]
    assert _titles(night.of(Outcome.UNCHANGED)) == ["One"]
    web.pages["/feed.xml"] = feed(Three="The third begins.")
    assert nights.again().headline == "0 produced, 1 unchanged, 0 failed, 0 set aside"
    assert (nights.show.output_folder / "one" / "episode.json").exists()


def _status(code: int):
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        request.end_headers()

    return answer


def _loop(request: BaseHTTPRequestHandler) -> None:
    request.send_response(302)
    request.send_header("Location", request.path)
    request.end_headers()


def _slow(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    time.sleep(3)


def _big(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "application/rss+xml")
    request.end_headers()
    for _ in range(50):
        request.wfile.write(b" " * 1_000_000)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        pytest.param(_status(500), "500", id="a server's error"),
        pytest.param(_slow, "", id="a time-out"),
        pytest.param(_loop, "redirect", id="a redirect loop"),
        pytest.param(_big, "20,000,000", id="50 MB"),
        pytest.param("<rss><channel><item><title>Half", "", id="malformed XML"),
        pytest.param(BOMB, "", id="an XML bomb"),
    ],
)
def test_a_source_that_cannot_be_read_is_reported_and_stops_no_other(
    nights, web, page, said
) -> None:
    web.pages["/feed.xml"] = page
    nights.show = nights.show.model_copy(update={"sources": (f"{web.url}/feed.xml", "essays")})
    _essay(nights, "tides", "The sea comes up.")
    night = nights.again()
    assert _titles(night.of(Outcome.PRODUCED)) == ["Tides"]
    (failed,) = night.of(Outcome.FAILED)
    assert failed.source == f"{web.url}/feed.xml"
    assert said in failed.error


def test_a_second_pass_stands_back_and_says_why(nights) -> None:
    _essay(nights, "tides", "The sea comes up.")
    with held(nights.show.state / "night.lock") as mine:
        assert mine
        night = nights.again()
    assert night.stood_back == "another pass over this show is running"
    assert nights.made == []


def test_what_was_begun_when_the_power_went_is_completed_by_the_next_pass(nights) -> None:
    _essay(nights, "tides", "The sea comes up.")
    _essay(nights, "hills", "Hills go up.")
    nights.again()
    path = nights.show.state / "ledger.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[:-1]) + lines[-1][:20])
    night = nights.again()
    assert len(night.of(Outcome.PRODUCED)) == 1
    assert len(night.of(Outcome.UNCHANGED)) == 1
    assert len(open_ledger(path).entries) == 4


def test_an_episode_that_is_gone_from_the_publication_is_made_again(nights) -> None:
    _essay(nights, "tides", "The sea comes up.")
    nights.again()
    (nights.show.output_folder / "tides" / "episode.json").unlink()
    assert _titles(nights.again().of(Outcome.PRODUCED)) == ["Tides"]


def test_what_was_withdrawn_stays_withdrawn_even_when_it_is_edited(nights) -> None:
    import shutil

    from pipeline.publication.withdrawn import note_withdrawn

    _essay(nights, "tides", "The sea comes up.")
    nights.again()
    shutil.rmtree(nights.show.output_folder / "tides")
    note_withdrawn("tides", nights.show.places)
    assert nights.again().of(Outcome.PRODUCED) == ()
    _essay(nights, "tides", "The sea goes down.")
    assert nights.again().of(Outcome.PRODUCED) == ()


def test_a_word_of_the_lexicon_makes_the_essays_that_hold_it_again_and_no_other(nights) -> None:
    _essay(nights, "tides", "The sea at Blyth comes up.")
    _essay(nights, "hills", "They are high.")
    nights.again()
    lexicon = nights.show.root / "voices" / "lexicon" / "names.toml"
    lexicon.parent.mkdir(parents=True)
    lexicon.write_text('language = "en"\n[aliases]\n"blyth" = "blithe"\n')
    night = nights.again()
    assert _titles(night.of(Outcome.PRODUCED)) == ["Tides"]
    assert _titles(night.of(Outcome.UNCHANGED)) == ["Hills"]


def test_what_was_produced_on_demand_no_night_makes_again(nights) -> None:
    _essay(nights, "tides", "The sea comes up.")
    (essay,) = essays_of("essays/tides.md", nights.show.for_reading)
    folder = nights.show.output_folder / "tides"
    folder.mkdir(parents=True)
    (folder / "episode.json").write_text("{}")
    note_published(nights.show, essay, "essays/tides.md", "tides")
    assert _titles(nights.again().of(Outcome.UNCHANGED)) == ["Tides"]
    _essay(nights, "tides", "The sea goes down.")
    assert _titles(nights.again().of(Outcome.PRODUCED)) == ["Tides"]


def test_everything_is_made_again_when_it_is_asked_for(nights) -> None:
    _essay(nights, "tides", "The sea comes up.")
    nights.again()
    assert _titles(nights.again(again="everything").of(Outcome.PRODUCED)) == ["Tides"]


def test_several_missed_nights_are_made_up_by_one_pass(nights, monkeypatch) -> None:
    import datetime as dt

    from flows.night import nightly

    _essay(nights, "tides", "The sea comes up.")
    assert nights.again().of(Outcome.PRODUCED)
    meant = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    monkeypatch.setattr(nightly.flow_run, "get_scheduled_start_time", lambda: meant)
    assert "has made up what was due" in nights.again().stood_back
