"""Fields of exports and sites: what each platform calls them, and what becomes of them here."""

from __future__ import annotations

import json

import exports
import pytest

from pipeline.reading import read_catalogue
from pipeline.settings.show import Show


@pytest.fixture
def essays_in(tmp_path):
    """Return the essays of files that make up one source, and why others are left out."""

    def essays_of(files, name="it.zip"):
        content = exports.zipped_files(files) if isinstance(files, dict) else files
        (tmp_path / name).write_bytes(content)
        found = read_catalogue(name, Show(root=tmp_path).for_reading)
        return found.essays, {one.title: one.reason for one in found.left_out}

    return essays_of


def test_substack_s_table_may_hold_entities_and_numbers_without_slugs(essays_in):
    table = (
        "post_id,post_date,is_published,type,audience,title,subtitle\n"
        "140000001,2024-03-01T08:00:00.000Z,TRUE,newsletter,everyone,Salt &amp; lime,"
        "&#x201C;White&#x201D;\n"
    )
    files = {"posts.csv": table, "posts/140000001.salt.html": "<p>Salt is a rock.</p>"}
    (essay,), _ = essays_in(files)
    assert (essay.title, essay.summary, essay.slug) == ("Salt & lime", "“White”", "salt")


def test_medium_s_drafts_have_neither_date_nor_address_and_its_tags_are_kept(essays_in):
    page = exports._medium_page("Salt", "Salt is a rock.", "2024-03-01")
    tagged = page.replace("<footer>", '<footer><p><a class="p-tag" href="x">Kitchen</a></p>')
    undated = page.replace("dt-published", "x").replace("p-canonical", "y")
    files = {"posts/2024-03-01_Salt-0123456789ab.html": tagged, "posts/lime.html": undated}
    (essay,), left_out = essays_in(files)
    assert essay.tags == ("Kitchen",)
    assert "a draft" in left_out.values()


def test_wordpress_s_pictures_excerpts_and_several_authors_are_found(essays_in):
    fields = (
        '<category domain="author" nicename="cap-rosa"><![CDATA[rosa]]></category>'
        '<category domain="author" nicename="cap-lou"><![CDATA[Lou Roe]]></category>'
        "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>77</wp:meta_value>"
        "</wp:postmeta><wp:postmeta><wp:meta_key>_yoast_wpseo_canonical</wp:meta_key>"
        "<wp:meta_value>https://first.example/salt</wp:meta_value></wp:postmeta></item><item>"
        "<wp:post_type>attachment</wp:post_type><wp:post_id>77</wp:post_id>"
        "<wp:attachment_url>https://l.example/lid.jpg</wp:attachment_url></item>"
    )
    content = exports.wordpress(1).replace(b"</item>", fields.encode(), 1)
    excerpt = b"<excerpt:encoded><![CDATA["
    content = content.replace(excerpt, excerpt + b"<p>On <em>lids</em></p>", 1)
    (essay,), _ = essays_in(content, "w.xml")
    assert essay.author == "Rosa Engel and Lou Roe"
    assert essay.image == "https://l.example/lid.jpg"
    assert essay.summary == "On lids"
    assert essay.url == "https://first.example/salt"


def test_what_ghost_sent_by_mail_alone_has_no_page(essays_in):
    document = json.loads(exports.ghost(2))
    data = document["db"][0]["data"]
    data["posts"][0]["status"] = "sent"
    data["posts_meta"] = [{"post_id": "p1", "meta_description": "On lids"}]
    data["users"][0]["name"] = "@rosa"
    essays, _ = essays_in(json.dumps(document).encode(), "g.json")
    assert [essay.url for essay in essays] == ["", "https://l.example/well-1/"]
    assert essays[1].summary == "On lids"
    assert {essay.author for essay in essays} == {""}


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("X-Gmail-Labels: Inbox,Trash", "in the trash"),
        ("X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe?=", "a draft"),
        ("X-Gmail-Labels: Spam", "spam"),
        ("X-Mozilla-Status: 0009", "in the trash"),
        ("X-Unsent: 1", "a draft"),
    ],
)
def test_letters_that_were_never_sent_or_thrown_away_are_left_out(header, reason, essays_in):
    content = exports.mailbox(2).replace(b"Subject: Well 1", f"{header}\nSubject: Well 1".encode())
    (essay,), left_out = essays_in(content, "l.mbox")
    assert essay.title == "Well 0"
    assert left_out == {"Well 1": reason}


def test_notion_s_properties_are_facts_whether_lines_or_a_table(essays_in):
    (lines,), _ = essays_in(exports.notion(1))
    (table,), left_out = essays_in(exports.notion_html(1))
    assert (lines.title, lines.tags) == (table.title, table.tags) == ("Well 0", ("water",))
    assert (table.author, table.summary) == ("Rosa Engel", "On lids")
    assert not any("Created" in block.text for block in (*lines.blocks, *table.blocks))
    assert left_out == {
        "Secret": "a draft (Status: In progress)",
        "Hidden": "a draft (not published)",
        "Essays": "only links to other pages",
    }


FRONT = {
    "JSON, as Hugo takes it": (
        '{\n "title": "Salt",\n "date": "2024-03-01",\n "params": {"author": "Kim Doe"}\n}\n\n',
        ("Salt", "2024-03-01", "Kim Doe"),
    ),
    "TOML with a table of the author’s own": (
        '+++\ntitle = "Salt"\npublishDate = 2024-03-01\n[extra]\nauthor = "Kim Doe"\n+++\n\n',
        ("Salt", "2024-03-01", "Kim Doe"),
    ),
    "a change where no other date is told": (
        "---\ntitle: Salt\npublished: true\nlastmod: 2024-03-01\nauthor: '@kim'\n---\n\n",
        ("Salt", "2024-03-01", ""),
    ),
}


@pytest.mark.parametrize("kind", FRONT)
def test_front_matter_of_every_kind_says_title_date_and_author(kind, read):
    front, told = FRONT[kind]
    essay = read("salt.md", f"{front}Salt is a rock.\n")[0]
    assert (essay.title, str(essay.date), essay.author) == told
    assert [block.text for block in essay.blocks] == ["Salt is a rock."]


BROKEN = {
    "TOML": '+++\ntitle = "Salt"\ndate = 2024-13-01\ndraft = {}\n+++\n',
    "JSON": '{{\n "title": "Salt",\n "date": ,\n "draft": {}\n}}\n',
    "YAML": "---\ntitle: Salt: a rock\ntags: [a\ndraft: {}\n---\n",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_line_of_front_matter_that_cannot_be_read_costs_that_field_alone(kind, essays_in):
    """A draft stays one, whatever else is wrong with its front matter."""
    files = {"hugo.toml": "", "content/p/a.md": BROKEN[kind].format("false") + "\nIt is a rock.\n"}
    files["content/p/b.md"] = BROKEN[kind].format("true") + "\nNever meant to be here.\n"
    (essay,), left_out = essays_in(files)
    assert essay.title.startswith("Salt")
    assert [block.text for block in essay.blocks] == ["It is a rock."]
    assert list(left_out.values()) == ["a draft"]


PLACES = {
    "an address that Zola’s page is given": (
        {"config.toml": 'base_url = "https://l.example"\n', "content/_index.md": "",
         "content/salt.md": '+++\npath = "2024/03/01/salt"\ntitle = "Salt"\n+++\n\nSalt.\n'},
        "https://l.example/2024/03/01/salt/",
    ),
    "the name of Astro’s file": (
        {"astro.config.mjs": "", "src/content/posts/2024-03-01-salt.md": "# Salt\n\nIt is.\n",
         "src/content/pages/about.md": "# About\n\nMe.\n"},
        "",
    ),
    "the name of a file in Eleventy’s _posts, whose address a program gives": (
        {"eleventy.config.js": "", "_posts/2024-03-01-salt.md": "# Salt\n\nIt is.\n",
         "_data/site.json": '{"url": "https://l.example"}', "_includes/x.md": "# X\n\nX.\n",
         "_posts/_posts.11tydata.js": "module.exports = { permalink: (data) => data.slug }"},
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("where", PLACES)
def test_a_page_s_date_may_stand_in(where, essays_in):
    files, address = PLACES[where]
    (essay,), _ = essays_in(files)
    assert (str(essay.date), essay.url) == ("2024-03-01", address)


def test_an_author_named_by_a_key_has_the_name_that_the_site_s_data_give(essays_in):
    files = {
        "_config.yml": "title: Lane\n",
        "_data/authors.yml": "kim:\n  name: Kim Doe\n",
        "_posts/2024-03-01-salt.md": "---\nauthors: [kim, Lou Roe]\n---\n\nSalt is a rock.\n",
    }
    (essay,), _ = essays_in(files)
    assert essay.author == "Kim Doe and Lou Roe"
