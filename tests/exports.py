"""Exports in the real formats of their platforms, made by code: as many posts as are asked for."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping


def zipped_files(files: Mapping[str, str | bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return archive.getvalue()


def with_file(archive: bytes, name: str, changed: Callable[[str], str]) -> bytes:
    """Return *archive* with the text of one of its files changed."""
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        files: dict[str, str | bytes] = {one: file.read(one) for one in file.namelist()}
    return zipped_files(files | {name: changed(bytes(files[name]).decode())})


def with_files(archive: bytes, added: Mapping[str, bytes]) -> bytes:
    """Return *archive* with files *added*."""
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        return zipped_files({one: file.read(one) for one in file.namelist()} | added)


def day(number: int) -> str:
    """A date a day later for each number, over as many months as it takes."""
    return f"{2020 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"


def words(number: int) -> str:
    return f"The well in lane {number} is deep. Its water tastes of iron and of rain."


SUBSTACK = ["post_id", "post_date", "is_published", "email_sent_at", "inbox_sent_at", "type"]
SUBSTACK += ["audience", "title", "subtitle", "podcast_url"]


def substack(count: int) -> bytes:
    """Published posts for everyone, newest first; and a draft, a thread, a paid and a page."""
    rows, files = [], {}
    for number in reversed(range(count)):
        name = f"{140000000 + number}.well-{number}"
        when = f"{day(number)}T08:00:00.000Z"
        rows.append(
            [name, when, "true", when, "", "newsletter", "everyone", f"Well {number}", "A lid", ""]
        )
        files[f"posts/{name}.html"] = f"<p>{words(number)}</p><p>Bring a rope.</p>"
    for name, published, kind, audience in (
        ("150000001.secret", "false", "newsletter", "everyone"),
        ("150000002.talk", "true", "thread", "everyone"),
        ("150000003.gold", "true", "newsletter", "only_paid"),
        ("150000004.about", "true", "page", "everyone"),
    ):
        title = name.partition(".")[2].title()
        rows.append(
            [name, "2021-01-01T08:00:00.000Z", published, "", "", kind, audience, title, "", ""]
        )
        files[f"posts/{name}.html"] = f"<p>{title}: never meant to be here.</p>"
    table = io.StringIO()
    csv.writer(table).writerows([SUBSTACK, *rows])
    lists = {"email_list.x.csv": "email,active_subscription\na@example.org,true\n"}
    return zipped_files({"posts.csv": table.getvalue(), **lists, **files})


def ghost(count: int) -> bytes:
    posts = [
        {
            "id": f"p{number}", "uuid": f"u{number}", "title": f"Well {number}",
            "slug": f"well-{number}", "status": "published", "type": "post",
            "visibility": "public", "published_at": f"{day(number)}T08:00:00.000Z",
            "html": f'<p>{words(number)} <a href="__GHOST_URL__/well-0/">First</a></p>',
            "feature_image": "__GHOST_URL__/content/images/lid.jpg",
        }
        for number in range(count)
    ]  # fmt: skip
    aside = {"type": "post", "visibility": "public", "html": "<p>Never meant to be here.</p>"}
    posts += [
        {**aside, "id": "d", "title": "Draft", "slug": "draft", "status": "draft"},
        {**aside, "id": "s", "title": "Soon", "slug": "soon", "status": "scheduled"},
        {**aside, "id": "m", "title": "Gold", "slug": "gold", "status": "published",
         "visibility": "paid"},
        {**aside, "id": "a", "title": "About", "slug": "about", "status": "published",
         "type": "page"},
    ]  # fmt: skip
    data = {
        "posts": posts,
        "users": [{"id": "1", "name": "Rosa Engel", "slug": "rosa"}],
        "posts_authors": [{"post_id": post["id"], "author_id": "1"} for post in posts],
        "tags": [{"id": "t", "name": "Water"}, {"id": "i", "name": "#internal"}],
        "posts_tags": [{"post_id": "p0", "tag_id": "t"}, {"post_id": "p0", "tag_id": "i"}],
        "settings": [
            {"key": "title", "value": "Lane"},
            {"key": "url", "value": "https://l.example"},
        ],
    }
    return json.dumps({"db": [{"meta": {"version": "5.82.1"}, "data": data}]}).encode()


def wordpress(count: int) -> bytes:
    items = [
        _item(number, f"Well {number}", f"{words(number)}\n\nBring a rope.")
        for number in range(count)
    ]
    for kind, status, password in (
        ("post", "draft", ""), ("post", "private", ""), ("post", "trash", ""),
        ("post", "future", ""), ("post", "publish", "lid"), ("attachment", "inherit", ""),
        ("page", "publish", ""), ("nav_menu_item", "publish", ""),
    ):  # fmt: skip
        items.append(
            _item(900, f"{kind} {status}", "Never meant to be here.", kind, status, password)
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Lane</title>'
        "<link>https://l.example</link><language>en-GB</language>"
        "<wp:wxr_version>1.2</wp:wxr_version><wp:author><wp:author_login>rosa</wp:author_login>"
        "<wp:author_display_name><![CDATA[Rosa Engel]]></wp:author_display_name></wp:author>"
        f"{''.join(items)}</channel></rss>"
    ).encode()


def _item(number, title, body, kind="post", status="publish", password="") -> str:
    return (
        f"<item><title>{title}</title><link>https://l.example/well-{number}/</link>"
        f"<dc:creator><![CDATA[rosa]]></dc:creator>"
        f'<guid isPermaLink="false">https://l.example/?p={number}{status}{kind}</guid>'
        f"<content:encoded><![CDATA[{body}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:post_date_gmt>{day(number)} 08:00:00</wp:post_date_gmt>"
        f"<wp:post_name>well-{number}</wp:post_name><wp:status>{status}</wp:status>"
        f"<wp:post_type>{kind}</wp:post_type><wp:post_password>{password}</wp:post_password>"
        '<category domain="category" nicename="water"><![CDATA[Water]]></category></item>'
    )


def medium(count: int) -> bytes:
    files = {"README.html": "<h1>Your archive</h1>", "profile/profile.html": "<p>Me</p>"}
    for number in range(count):
        name = f"posts/{day(number)}_Well-{number}-{number:012x}.html"
        files[name] = _medium_page(f"Well {number}", f"{words(number)}", day(number))
    files["posts/draft_Secret-0123456789ab.html"] = _medium_page("Secret", "Not yet.", day(1))
    answer = _medium_page("Well said!", "Well said!", day(2)).replace("<h3>Well said!</h3>", "")
    files[f"posts/{day(2)}_Well-said-abcdefabcdef.html"] = answer
    return zipped_files(files)


def _medium_page(title: str, body: str, when: str) -> str:
    return (
        f'<!DOCTYPE html><html><head><title>{title}</title></head><body><article class="h-entry">'
        f'<header><h1 class="p-name">{title}</h1></header>'
        f'<section data-field="subtitle" class="p-summary">On lids.</section>'
        f'<section data-field="body" class="e-content"><h3>{title}</h3>'
        f'<p class="graf graf--p">{body}</p></section><footer><p>By '
        f'<a href="https://medium.com/@r" class="p-author h-card">Rosa Engel</a> on '
        f'<time class="dt-published" datetime="{when}T10:00:00.000Z">x</time>.</p>'
        f'<p><a href="https://medium.com/@r/{title.lower().replace(" ", "-")}" class="p-canonical">'
        "Canonical link</a></p><p>Exported from Medium</p></footer></article></body></html>"
    )


def notion(count: int) -> bytes:
    pages = {}
    for number in range(count):
        identity = f"{number:032x}"
        pages[f"Essays/Well {number} {identity}.md"] = (
            f"# Well {number}\n\nCreated: {spelled(number)} 10:00 AM\nTags: water\n\n"
            f"{words(number)}\n\n"
            f"![Lid](Well%20{number}%20{identity}/lid.png)\n"
        )
        pages[f"Essays/Well {number} {identity}/lid.png"] = PNG
    pages[f"Essays/Secret {'a' * 32}.md"] = "# Secret\n\nStatus: Draft\nTags: x\n\nNot yet.\n"
    pages[f"Essays {'b' * 32}.csv"] = "Name\nWell 0\n"
    return zipped_files({"ExportBlock-1-Part-1.zip": zipped_files(pages)})


def notion_html(count: int) -> bytes:
    """Pages as Notion writes HTML: their files' names are cut short, properties are a table."""
    pages = {"index.html": '<html><body><ul><li><a href="x">Essays</a></li></ul></body></html>'}
    for number in range(count):
        identity = f"{number:032x}"
        pages[f"Essays/Wel {identity}.html"] = _notion_page(
            f"Well {number}",
            {"created_time Created": f"<time>@{spelled(number)} 10:00 AM</time>",
             "person Author": '<span class="user">Rosa Engel</span>',
             "multi_select Tags": '<span class="selected-value">water</span>'},
            f'<p id="p" class="">{words(number)}</p><figure class="image">'
            f'<a href="Wel%20{identity}/lid.png"><img src="Wel%20{identity}/lid.png"/></a>'
            "<figcaption>A lid</figcaption></figure>",
        )  # fmt: skip
        pages[f"Essays/Wel {identity}/lid.png"] = PNG
    status = {"status Status": '<div class="status-value">In progress</div>'}
    pages[f"Secret {'a' * 32}.html"] = _notion_page("Secret", status, "<p>Never meant.</p>")
    hidden = {"checkbox Published": '<div class="checkbox checkbox-off"></div>'}
    pages[f"Hidden {'c' * 32}.html"] = _notion_page("Hidden", hidden, "<p>Never meant.</p>")
    below = f'<figure class="link-to-page"><a href="Wel%20{"0" * 32}.html">Well 0</a></figure>'
    pages[f"Essays {'b' * 32}.html"] = _notion_page("Essays", {}, below)
    return zipped_files(pages)


def _notion_page(title: str, properties: Mapping[str, str], body: str) -> str:
    rows = "".join(
        f'<tr class="property-row property-row-{kind.partition(" ")[0]}"><th><span class="icon '
        f'property-icon"></span>{kind.partition(" ")[2]}</th><td>{value}</td></tr>'
        for kind, value in properties.items()
    )
    return (
        f'<html><head><title>{title}</title></head><body><article class="page sans"><header>'
        f'<h1 class="page-title">{title}</h1><p class="page-description">On lids</p>'
        f'<table class="properties"><tbody>{rows}</tbody></table></header>'
        f'<div class="page-body">{body}</div></article></body></html>'
    )


def spelled(number: int) -> str:
    """The date of :func:`day` as Notion writes it."""
    year, month, date = day(number).split("-")
    names = ["January", "February", "March", "April", "May", "June", "July", "August", "September"]
    names += ["October", "November", "December"]
    return f"{names[int(month) - 1]} {int(date)}, {year}"


def docx() -> bytes:
    """A Word document: a title, text with a note's worth of styles, a picture and its caption."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml"

    def paragraph(style: str, inner: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{inner}</w:r></w:p>'

    picture = (
        f'<w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing"><wp:docPr id="1" '
        f'name="Picture 1" descr="A lid of oak&#10;&#10;Description automatically generated"/>'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData><pic:pic '
        f'xmlns:pic="{drawing}/picture"><pic:blipFill><a:blip r:embed="i"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    body = "".join(
        (
            paragraph("Title", "<w:t>Salt</w:t>"),
            paragraph("Normal", "<w:t>Salt is a rock.</w:t>"),
            paragraph("Normal", picture),
            paragraph("Cap", "<w:t>My lid.</w:t>"),
            paragraph("Normal", "<w:t>We eat it.</w:t>"),
        )
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Title", "Title"), ("Cap", "caption"), ("Normal", "Normal"))
    )
    return zipped_files(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default '
            'Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" '
            f'ContentType="{types}.document.main+xml"/><Override PartName="/word/styles.xml" '
            f'ContentType="{types}.styles+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
            f'Type="{relations}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="s" Type="{relations}/styles" Target="styles.xml"/><Relationship '
            f'Id="i" Type="{relations}/image" Target="media/image1.png"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{word}" xmlns:r="{relations}"><w:body>'
            f"{body}</w:body></w:document>",
            "word/styles.xml": f'<w:styles xmlns:w="{word}">{styles}</w:styles>',
            "word/media/image1.png": PNG,
        }
    )


def odt() -> bytes:
    """An OpenDocument text as LibreOffice writes one: a captioned picture in a frame, a note."""
    names = ("office", "text", "draw", "style", "table", "fo", "svg", "meta", "manifest")
    spaces = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in names}
    spaces["fo"], spaces["svg"] = (
        spaces[n].replace(":1.0", "-compatible:1.0").replace(f":{n}-", f":{long}-")
        for n, long in (("fo", "xsl-fo"), ("svg", "svg"))
    )
    spaces["draw"] = spaces["draw"].replace(":draw:", ":drawing:")
    spaces["xlink"], spaces["dc"] = (
        "http://www.w3.org/1999/xlink",
        "http://purl.org/dc/elements/1.1/",
    )
    declared = " ".join(f'xmlns:{name}="{space}"' for name, space in spaces.items())
    body = (
        "<text:tracked-changes><text:p>Never meant to be here.</text:p></text:tracked-changes>"
        '<text:p text:style-name="Title">Salt</text:p>'
        '<text:p text:style-name="P1">Salt is<text:s/>a rock.<text:note text:id="n" '
        'text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>So they say.</text:p></text:note-body></text:note></text:p>"
        '<text:p text:style-name="P1"><draw:frame><draw:text-box><text:p '
        'text:style-name="Illustration"><draw:frame><draw:image xlink:href="Pictures/lid.png"/>'
        "<svg:desc>A lid of oak</svg:desc></draw:frame>My lid.</text:p></draw:text-box>"
        "</draw:frame></text:p><text:list><text:list-header><text:p>Kinds</text:p>"
        "</text:list-header><text:list-item><text:p>Grey</text:p></text:list-item></text:list>"
        "<text:p>We eat it.</text:p>"
    )
    parts = {
        "content.xml": f"<office:document-content {declared}><office:automatic-styles/>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {declared}><office:styles/>"
        "</office:document-styles>",
        "meta.xml": f"<office:document-meta {declared}><office:meta><dc:creator>Rosa Engel"
        "</dc:creator></office:meta></office:document-meta>",
    }
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in parts
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        f'<manifest:manifest {declared}><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/>{listed}</manifest:manifest>'
    )
    return zipped_files(
        {"mimetype": kind, **parts, "Pictures/lid.png": PNG, "META-INF/manifest.xml": manifest}
    )


def mailbox(count: int) -> bytes:
    letters = [
        f"From rosa@x Sun Mar  3 07:00:00 2024\nFrom: Rosa Engel <rosa@l.example>\n"
        f"To: reader@example.org\nSubject: Well {number}\nMessage-ID: <{number}@l.example>\n"
        f"Date: {number % 28 + 1:02} {MONTHS[number // 28 % 12]} {2020 + number // 336} "
        f"07:00:00 +0000\n"
        f"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
        f"View this post on the web at https://l.example/p/{number}\n\n{words(number)}\n\n"
        f">From here it is a mile.\n\nUnsubscribe https://l.example/u/1\n\n"
        for number in range(count)
    ]
    return "".join(letters).encode()


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def site_files(kind: str, count: int) -> dict[str, str]:
    """The source of a site of that kind, with a draft in it."""
    settings, place, draft = SITES[kind]
    files = dict(settings)
    for number in range(count):
        front = f"title: Well {number}\ndate: {day(number)}"
        files[place.format(number=number, day=day(number))] = (
            f"---\n{front}\n---\n\n{words(number)}\n"
        )
    files[draft] = "---\ntitle: Secret\ndate: 2020-01-01\ndraft: true\n---\n\nNot yet.\n"
    return files


SITES: dict[str, tuple[dict[str, str], str, str]] = {
    "Jekyll": (
        {"_config.yml": "url: https://l.example\nbaseurl: /b\npermalink: /:year/:title/\n"},
        "_posts/{day}-well-{number}.md",
        "_drafts/secret.md",
    ),
    "Hugo": (
        {"hugo.toml": 'baseURL = "https://l.example/b/"\n[permalinks]\nposts = "/:year/:slug/"\n',
         "content/posts/_index.md": "---\ntitle: All\n---\n"},
        "content/posts/well-{number}.md",
        "content/posts/secret.md",
    ),
    "Zola": (
        {"config.toml": 'base_url = "https://l.example/b"\n',
         "content/_index.md": "+++\ntitle = 'All'\n+++\n"},
        "content/{day}-well-{number}.md",
        "content/secret.md",
    ),
    "Eleventy": (
        {".eleventy.js": "module.exports = () => ({ dir: { input: 'src' } });",
         "src/_data/site.json": '{"url": "https://l.example/b"}',
         "src/posts/posts.json": '{"permalink": "/w/{{ page.fileSlug }}/"}', "README.md": "# Hm\n"},
        "src/posts/{day}-well-{number}.md",
        "src/posts/secret.md",
    ),
    "Astro": (
        {"astro.config.mjs": "export default { site: 'https://l.example', base: '/b' };",
         "src/pages/blog/[...slug].astro": "---\n---\n"},
        "src/content/blog/well-{number}.md",
        "src/content/blog/secret.md",
    ),
    "Quarto": (
        {"_quarto.yml": "project:\n  type: website\nwebsite:\n  site-url: https://l.example/b\n",
         "index.md": "---\ntitle: All\nlisting: default\n---\n"},
        "posts/well-{number}/index.md",
        "posts/secret/index.md",
    ),
}  # fmt: skip
ADDRESSES = {
    "Jekyll": "https://l.example/b/2020/well-1/",
    "Hugo": "https://l.example/b/2020/well-1/",
    "Zola": "https://l.example/b/well-1/",
    "Eleventy": "https://l.example/b/w/well-1/",
    "Astro": "https://l.example/b/blog/well-1/",
    "Quarto": "https://l.example/b/posts/well-1/",
}
"""Where each site has its second post."""

EXPORTS = {
    "Substack export": ("substack.zip", substack),
    "Ghost export": ("ghost.json", ghost),
    "WordPress export": ("wordpress.xml", wordpress),
    "Medium export": ("medium.zip", medium),
    "Notion export": ("notion.zip", notion),
    "Notion export in HTML": ("notion-html.zip", notion_html),
    "mailbox": ("letters.mbox", mailbox),
    **{
        f"{kind} site": (
            f"{kind.lower()}.zip",
            lambda count, kind=kind: zipped_files(site_files(kind, count)),
        )
        for kind in SITES
    },
}
"""Kind → a file's name, and how one is made of so many posts."""
