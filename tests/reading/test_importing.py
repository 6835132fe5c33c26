"""Exports, archives, mailboxes, sites: what is taken of each, and what is left out and why."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import exports
import pytest

from flows.night.due import sources_of
from pipeline.errors import SourceError
from pipeline.reading import keep_pictures as keep_entry_pictures
from pipeline.reading import read_catalogue, read_essays
from pipeline.reading.html import blocks_of_html
from pipeline.reading.kept_pictures import keep_pictures
from pipeline.settings.reading_settings import Reading
from pipeline.settings.running_settings import Running
from pipeline.settings.show import Show
from pipeline.tools.kept_files import kept_picture


@pytest.fixture
def catalogue(tmp_path):
    def catalogue_of(name, content, **reading):
        (tmp_path / name).write_bytes(content)
        show = Show(root=tmp_path, author="Rosa Engel", reading=Reading(**reading))
        return read_catalogue(name, show.for_reading)

    return catalogue_of


def text_of(essay) -> str:
    return " ".join(block.text for block in essay.blocks)


@pytest.mark.parametrize("kind", exports.EXPORTS)
def test_an_export_gives_its_published_posts_by_date_and_says_what_is_left_out(kind, catalogue):
    name, made = exports.EXPORTS[kind]
    found = catalogue(name, made(5))
    assert found.kind == kind.removesuffix(" in HTML")
    titles = [entry.essay.title for entry in found.entries]
    assert sorted(titles) == [f"Well {number}" for number in range(5)]
    for essay in found.essays:
        assert exports.words(int(essay.title.split()[1])) in text_of(essay)
        assert "Never meant" not in text_of(essay)
        assert essay.author == "Rosa Engel"
    assert titles == [f"Well {number}" for number in range(5)]
    assert [essay.place for essay in found.essays] == [1, 2, 3, 4, 5]
    assert [str(essay.date)[:10] for essay in found.essays] == [*map(exports.day, range(5))]
    if kind != "mailbox":
        assert found.left_out
        assert all(one.reason for one in found.left_out)
    assert len({essay.key for essay in found.essays}) == 5


@pytest.mark.parametrize("kind", exports.SITES)
def test_a_site_says_where_its_posts_are_and_keeps_its_drafts(kind, tmp_path):
    for name, content in exports.site_files(kind, 3).items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    found = read_catalogue("site", Show(root=tmp_path).for_reading)
    assert found.kind == f"{kind} site"
    assert found.essays[1].url == exports.ADDRESSES[kind]
    assert "a draft" in {one.reason for one in found.left_out}


def test_what_only_subscribers_or_nobody_may_read_is_left_out_unless_asked_for(catalogue):
    for name, made in (("s.zip", exports.substack), ("g.json", exports.ghost)):
        free, paid = catalogue(name, made(2)), catalogue(name, made(2), paid="take", pages="take")
        assert {essay.title for essay in paid.essays} - {essay.title for essay in free.essays} == {
            "Gold",
            "About",
        }


def test_posts_of_wordpress_that_were_never_public_are_never_essays(catalogue):
    found = catalogue("w.xml", exports.wordpress(1), paid="take", pages="take")
    assert [essay.title for essay in found.essays] == ["Well 0", "page publish"]
    assert {one.reason for one in found.left_out} >= {
        "a draft",
        "private",
        "in the trash",
        "scheduled, not published",
        "protected by a password",
    }


def test_the_classic_editor_s_blank_lines_are_paragraphs_and_its_captions_figures(catalogue):
    body = (
        "Mud comes.\n\nIt <em>takes</em>\nthe boot.\n\n"
        '[caption id="a" width="300"]<img src="b.jpg" alt="A boot"/> My boot.[/caption]\n\nHome.'
    )
    content = exports.wordpress(1).replace(exports.words(0).encode(), body.encode())
    blocks = catalogue("w.xml", content).essays[0].blocks
    assert [(block.kind.value, block.text) for block in blocks][:5] == [
        ("paragraph", "Mud comes."),
        ("paragraph", "It takes\nthe boot."),
        ("figure", "A boot"),
        ("caption", "My boot."),
        ("paragraph", "Home."),
    ]


def test_a_letter_s_headers_and_lines_around_it_are_not_its_text(catalogue):
    essay = catalogue("l.mbox", exports.mailbox(2)).essays[1]
    said = [block.text for block in essay.blocks if block.kind.value != "chrome"]
    assert said == [exports.words(1), "From here it is a mile."]
    assert essay.key == "<1@l.example>"


def test_a_letter_nested_without_end_leaves_the_others(catalogue):
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(2_000)
    )
    content = b"From a@b.example Mon Jan  1 00:00:00 2024\n" + nested + b"\n" + exports.mailbox(2)
    found = catalogue("l.mbox", content)
    assert len(found.essays) == 2
    assert found.left_out[0].reason == "its parts are nested deeper than can be read"


def test_a_vault_s_notes_are_essays_and_its_templates_boards_and_days_are_not(catalogue):
    found = catalogue(
        "vault.zip",
        exports.zipped_files(
            {
                "Vault/.obsidian/app.json": "{}",
                "Vault/Salt.md": "Salt is a rock.\n",
                "Vault/2024-03-01.md": "Rain.\n",
                "Vault/Templates/Essay.md": "{{title}}\n",
                "Vault/Plan.md": "---\nkanban-plugin: basic\n---\n\n- [ ] Salt\n",
                "Vault/.trash/Old.md": "Old.\n",
                "Vault/Soon.md": "---\npublish: false\n---\n\nSoon.\n",
            }
        ),
    )
    assert [essay.title for essay in found.essays] == ["Salt"]
    assert {one.reason for one in found.left_out} == {
        "a daily note",
        "a template",
        "a drawing or board, not a note",
        "a draft",
    }


def test_a_notebook_is_its_markdown_and_its_code(catalogue):
    cells = [
        {"cell_type": "markdown", "source": ["# Salt\n", "\n", "We weigh it."], "metadata": {}},
        {"cell_type": "code", "source": "x = 1", "outputs": [{"text": "secret"}], "metadata": {}},
    ]
    said = {"cells": cells, "metadata": {"language_info": {"name": "r"}}, "nbformat": 4}
    essay = catalogue("salt.ipynb", json.dumps(said).encode()).essays[0]
    assert essay.title == "Salt"
    assert essay.key == "salt.ipynb"
    assert [(b.kind.value, b.text, b.info) for b in essay.blocks[1:]] == [
        ("paragraph", "We weigh it.", ""),
        ("code", "x = 1", "r"),
    ]


def test_an_archive_of_archives_and_loose_essays_gives_all_of_them(catalogue):
    found = catalogue(
        "all.zip",
        exports.zipped_files(
            {
                "a.md": "# A\n\nOne.\n",
                "b/old.xml": exports.wordpress(2),
                "c/letters.mbox": exports.mailbox(2),
                "_drafts/d.md": "# D\n",
                "e.md": "---\ndraft: true\n---\n\nE.\n",
            }
        ),
    )
    assert len(found.entries) == 5
    assert ("e.md", "a draft") in [(one.title, one.reason) for one in found.left_out]


@pytest.mark.parametrize("form", ["archive", "folder"])
def test_exports_side_by_side_keep_back_what_each_alone_keeps_back(form, tmp_path):
    """Every kind of export in one archive, or unpacked in one folder."""
    made = {name: make(2) for name, make in exports.EXPORTS.values()}
    alone = Counter()
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
        found = read_catalogue(name, Show(root=tmp_path).for_reading)
        alone.update(essay.title for essay in found.essays)
        alone.update(f"{one.title}: {one.reason}" for one in found.left_out)
    if form == "archive":
        (tmp_path / "all.zip").write_bytes(exports.zipped_files(made))
    for name, content in made.items() if form == "folder" else ():
        place = tmp_path / "all" / name.partition(".")[0]
        place.mkdir(parents=True)
        if name.endswith(".zip"):
            zipfile.ZipFile(io.BytesIO(content)).extractall(place)
        else:
            (place / name).write_bytes(content)
    if form == "folder":  # archives stay archives there
        inner = tmp_path / "all" / "notion" / "ExportBlock-1-Part-1.zip"
        zipfile.ZipFile(inner).extractall(inner.parent)
        inner.unlink()
    source = "all.zip" if form == "archive" else "all"
    found = read_catalogue(source, Show(root=tmp_path).for_reading)
    together = Counter(essay.title for essay in found.essays)
    together.update(f"{one.title}: {one.reason}" for one in found.left_out)
    assert together == alone
    assert not any("Never meant" in text_of(essay) for essay in found.essays)


def test_an_export_unpacked_among_the_show_s_essays_is_one_source(tmp_path):
    place = tmp_path / "essays" / "old"
    zipfile.ZipFile(io.BytesIO(exports.substack(2))).extractall(place)
    (tmp_path / "essays" / "a.md").write_text("# A\n\nIt is a rock.\n", encoding="utf-8")
    assert sources_of(Show(root=tmp_path)) == ("essays/old", "essays/a.md")


def test_pictures_of_an_export_in_an_archive_in_a_folder_are_found(tmp_path):
    (tmp_path / "all").mkdir()
    (tmp_path / "all" / "n.zip").write_bytes(exports.notion_html(1))
    show = Show(root=tmp_path)
    found = read_catalogue("all", show.for_reading)
    assert keep_entry_pictures(found.entries[0], found, show.for_reading.access) == 1


def test_names_that_lead_out_of_an_archive_and_links_in_it_are_never_read(catalogue):
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w") as file:
        for name in ("../up.md", "/root.md", "C:/disk.md", "a\\b.md", "x/../../up.md"):
            file.writestr(zipfile.ZipInfo(name), "# Out\n\nOut.\n")
        link = zipfile.ZipInfo("link.md")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
        file.writestr("good.md", "# Good\n\nGood.\n")
    assert [essay.title for essay in catalogue("z.zip", room.getvalue()).essays] == ["Good"]


def test_an_archive_is_bounded_by_what_it_would_unpack_to(catalogue):
    bomb = exports.zipped_files({"a.md": b"a" * 40_000_000})
    assert len(bomb) < 100_000
    with pytest.raises(SourceError, match="limit"):
        catalogue("bomb.zip", bomb)


@pytest.mark.slow  # some 400 MB of text are read until the bound is reached
def test_archives_within_an_archive_are_bounded_together(catalogue):
    inner = exports.zipped_files({f"{n}.md": b"a" * 30_000_000 for n in range(20)})
    with pytest.raises(SourceError, match=r"limit|more than"):
        catalogue("deep.zip", exports.zipped_files({"in.zip": inner}))


@pytest.mark.parametrize(
    "content",
    [exports.zipped_files({"a.bin": b"\0"}), exports.zipped_files({}), exports.substack(2)[:900]],
)
def test_an_archive_that_holds_nothing_known_is_refused_in_one_paragraph(content, catalogue):
    with pytest.raises(SourceError) as refused:
        _ = catalogue("odd.zip", content).essays
    assert "\n" not in str(refused.value)
    assert "odd.zip" in str(refused.value)


def test_the_teaser_of_a_paywalled_essay_is_refused_and_made_when_asked_for(tmp_path):
    page = (
        "<article><h1>Salt</h1><p>Salt is a rock we eat, and it was money once.</p>"
        "<h2>Keep reading with a 7-day free trial</h2></article>"
    )
    (tmp_path / "salt.html").write_text(page, encoding="utf-8")
    with pytest.raises(SourceError, match="behind a paywall"):
        read_essays("salt.html", Show(root=tmp_path).for_reading)
    show = Show(root=tmp_path, reading=Reading(teasers="produce"))
    assert read_essays("salt.html", show.for_reading)


@pytest.mark.parametrize(
    "wall",
    [
        "Become a member to read this story, and all of Medium.",
        "Continue reading this post for free, courtesy of Kim Doe.",
        "Claim my free post",
        "Read the rest of this story with a free account",
    ],
)
def test_a_wall_is_known_by_what_platforms_write_on_it(wall, read):
    with pytest.raises(SourceError, match="behind a paywall"):
        read("salt.html", f"<article><h1>Salt</h1><p>Salt is a rock.</p><p>{wall}</p></article>")


def test_a_spreadsheet_is_refused_as_one(catalogue):
    with pytest.raises(SourceError, match="this is a spreadsheet"):
        catalogue("a.xlsx", exports.zipped_files({"xl/workbook.xml": "<a/>"}))


def test_entries_that_cannot_be_told_apart_are_numbered_and_all_made(tmp_path):
    item = "<item><title>Mud</title><guid>g</guid><pubDate>{}</pubDate>"
    item += "<description>Mud is {} and free.</description></item>"
    items = [item.format(f"0{n} Mar 2024 08:00:00 +0000", n) for n in (2, 1)]
    feed = f"<rss version='2.0'><channel><title>N</title>{''.join(items)}</channel></rss>"
    (tmp_path / "feed.xml").write_text(feed, encoding="utf-8")
    essays = read_essays("feed.xml", Show(root=tmp_path).for_reading)
    assert [(essay.key, essay.place) for essay in essays] == [("g#2", 2), ("g", 1)]


class Site(BaseHTTPRequestHandler):
    """A site with robots.txt, a sitemap of sitemaps, an archive page, and pages that can be asked
    for again at no cost."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        known = self.headers.get("If-None-Match", "")
        self.asked.append((self.path, known))
        kind, body = self.found(f"http://{self.headers['Host']}")
        if not body:
            self.send_error(404)
            return
        self.send_response(304 if known == '"1"' else 200)
        self.send_header("ETag", '"1"')
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", "0" if known == '"1"' else str(len(body)))
        self.end_headers()
        if known != '"1"':
            self.wfile.write(body.encode())

    def found(self, here: str) -> tuple[str, str]:
        if self.path == "/robots.txt":
            return "text/plain", "User-agent: *\nDisallow: /*/4$\nCrawl-delay: 0.01\n"
        if self.path == "/sitemap.xml":
            inner = f"<sitemap><loc>{here}/posts.xml</loc></sitemap>"
            return "application/xml", f"<sitemapindex>{inner}</sitemapindex>"
        if self.path == "/posts.xml":
            places = [f"{here}/p/{number}" for number in range(6)]
            places += ["https://other.example/p/1", f"{here}/", f"{here}/tag/water"]
            urls = "".join(f"<url><loc>{place}</loc></url>" for place in places)
            return "application/xml", f"<urlset>{urls}</urlset>"
        if self.path == "/archive":
            links = "".join(f'<li><a href="/p/{n}">The well {n}</a></li>' for n in range(6))
            return "text/html", f"<html><body><h1>All</h1><ul>{links}</ul></body></html>"
        number = self.path.removeprefix("/p/")
        if number in {"0", "1", "2", "4"}:
            head = f'<meta property="article:published_time" content="{exports.day(int(number))}">'
            text = f"<article><h1>Well {number}</h1><p>{exports.words(int(number))}</p></article>"
            return "text/html", f"<html><head>{head}</head><body>{text}</body></html>"
        return "", ""

    def log_message(self, *_) -> None:
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    Site.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("page", ["sitemap.xml", "archive"])
def test_a_site_is_read_by_its_list_politely_and_the_second_time_by_what_changed(
    page, site, tmp_path
):
    show = Show(root=tmp_path, reading=Reading(delay_s=0), run=Running(private_addresses=True))
    for _ in range(2):
        Site.asked.clear()
        found = read_catalogue(f"{site}/{page}", show.for_reading)
        assert [essay.title for essay in found.essays] == ["Well 0", "Well 1", "Well 2"]
        assert [essay.place for essay in found.essays] == [1, 2, 3]
        reasons = {one.reason for one in found.left_out}
        assert "the site's robots.txt forbids it" in reasons
        assert ("/p/4", "") not in Site.asked
        if page == "sitemap.xml":
            assert {"on another host", "a page of the site, not a post"} <= reasons
    assert ("/p/1", '"1"') in Site.asked


def test_a_site_is_read_no_further_than_its_limit(site, tmp_path):
    show = Show(
        root=tmp_path,
        reading=Reading(delay_s=0, most_pages=2),
        run=Running(private_addresses=True),
    )
    found = read_catalogue(f"{site}/sitemap.xml", show.for_reading)
    assert "beyond the limit of 2 pages" in {one.reason for one in found.left_out}
    assert len([path for path, _ in Site.asked if path.startswith("/p/")]) == 2


def test_pictures_of_other_hosts_are_kept_if_they_are_pictures(site, tmp_path, monkeypatch):
    answers = {"/a.png": exports.PNG, "/b.png": b"<script>no</script>"}
    monkeypatch.setattr(
        Site, "do_GET", lambda self: (self.send_response(200), self.end_headers(),
                                      self.wfile.write(answers[self.path]))
    )  # fmt: skip
    text = f"# A\n\nText.\n\n![A]({site}/a.png)\n\n![B]({site}/b.png)\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    show = Show(root=tmp_path, run=Running(private_addresses=True))
    essay = read_essays("a.md", show.for_reading)[0]
    assert keep_pictures(essay, show.for_reading.access) == 1
    assert kept_picture(show.pictures, essay.source, f"{site}/a.png") == exports.PNG
    linked = Show(root=tmp_path, reading=Reading(pictures="link"))
    assert linked.pictures is None
    assert keep_pictures(essay, linked.for_reading.access) == 0


CARD = (
    '<p>A.</p><div class="graf--mixtapeEmbed"><a href="https://m.example/y" title="x">'
    "<strong>The Pan</strong><br><em>On frying</em>medium.com</a></div><p>B.</p>"
)
POEM = (
    '<div class="preformatted-block"><label class="hide-text">Text within</label>'
    "<pre class='text'>White <em>on\nthe</em> pan\nwater</pre></div>"
)
SHORTCODES = (
    '<p>A. [caption id="x"]<img src="b.jpg" alt="A boot"> Mine.[/caption] B.</p>'
    "<p>C [gallery ids='1'] D [1] [sic]</p>"
)
PLATFORMS = {
    "a card’s title is a link, the rest of it apart": (
        CARD,
        [("paragraph", "A."), ("paragraph", "The Pan"), ("chrome", "On frying medium.com")],
    ),
    "a pull quote is known as one": (
        '<p>A b c.</p><blockquote class="graf graf--pullquote">A b c.</blockquote>',
        [("paragraph", "A b c."), ("paragraph", "A b c.")],
    ),
    "a poem keeps its lines and loses its label": (
        POEM,
        [("paragraph", "White on\nthe pan\nwater")],
    ),
    "shortcodes are markup, a caption is kept": (
        SHORTCODES,
        [("paragraph", "A."), ("figure", "A boot"), ("caption", "Mine."), ("paragraph", "B."),
         ("paragraph", "C [gallery ids='1'] D [1] [sic]")],
    ),
    "the line under a feed’s entry is furniture": (
        '<p>A.</p><p>The post <a href="x">A</a> appeared first on <a href="y">B</a>.</p>',
        [("paragraph", "A."), ("chrome", "The post A appeared first on B.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", PLATFORMS)
def test_what_platforms_write_in_ways_of_their_own_is_understood(kind):
    markup, expected = PLATFORMS[kind]
    blocks = [(block.kind.value, block.text) for block in blocks_of_html(markup)]
    assert blocks[: len(expected)] == expected


def test_a_letter_s_heading_that_ends_its_subject_is_not_said_again(catalogue):
    letter = (
        b"From: Rosa Engel <r@l.example>\nSubject: Letter 3: The lid\nDate: Sun, 03 Mar 2024 "
        b"07:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/html\n\n"
        b"<h1>The lid</h1><p>It weighs more than I do.</p>"
    )
    blocks = catalogue("l.eml", letter).essays[0].blocks
    assert [block.kind.value for block in blocks] == ["chrome", "paragraph"]


def test_an_entry_whose_text_is_its_title_is_no_essay(tmp_path):
    item = "<item><title>How to Boil an Egg</title><description>{}</description></item>"
    feed = "<rss version='2.0'><channel><title>N</title>{}</channel></rss>"
    show = Show(root=tmp_path)
    (tmp_path / "f.xml").write_text(feed.format(item.format("How to boil an egg.")), "utf-8")
    with pytest.raises(SourceError, match="beyond its title"):
        read_essays("f.xml", show.for_reading)
    both = item.format("How to boil an egg.") + item.format("Put it in water.")
    (tmp_path / "f.xml").write_text(feed.format(both), encoding="utf-8")
    assert len(read_essays("f.xml", show.for_reading)) == 1
