"""Author and date are found wherever a page states or shows them."""

import pytest

from pipeline.reading.html_tree import parsed
from pipeline.reading.page_facts import facts_of_page

PAGE = (
    "<html lang='{lang}'><head>{head}</head><body><article><h1>On Lids</h1>{body}"
    "<p>It was heavy.</p></article></body></html>"
)
LABELLED = (
    "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Ann Lee'>"
)
GRAPH = (
    """<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": "Article","""
    """ "author": {"@id": "#a"}}, {"@id": "#a", "@type": "Person", "name": "Ann Lee"}]}</script>"""
)
SITE = "<meta name='author' content='The Well'><meta property='og:site_name' content='The Well'>"
CARD = "<p>By <a class='p-author h-card'>Ann Lee</a> on <time>May 6, 2021</time>.</p>"


def facts(head="", body="", lang="en", url=""):
    return facts_of_page(parsed(PAGE.format(head=head, body=body, lang=lang)), url)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<meta name='author' content='Ann Lee'>", ""),
        ("<meta property='article:author' content='Ann Lee'>", ""),
        ("<meta name='dc.creator' content='Lee, Ann'><meta name='byl' content='By Ann Lee'>", ""),
        (LABELLED, ""),
        (GRAPH, ""),
        ("", "<span itemprop='author' itemscope><b itemprop='name'>Ann Lee</b></span>"),
        ("", "<a rel='author' href='/ann'>Ann Lee</a>"),
        ("", CARD),
        ("", "<p class='meta'>Von Ann Lee | 27.01.2022 - 12:45</p>"),
        ("", "<p class='date'>11.12.2019 - Ann Lee</p>"),
        ("", "<p>Par Ann Lee, le 3 mai 2020</p>"),
        (SITE, "<p class='byline'>Posted by Ann Lee, 3 comments</p>"),
        ("", "<p>By Ann Lee Thursday, November 3, 2022</p>"),
        ("", "<p>Autorin Ann Lee</p>"),
        ("", "<article><h1>T</h1><aside><b class='article-author'>Ann Lee</b></aside></article>"),
        ("", "<a href='/autoren/6'>Kontakt</a><a href='/autoren/7'>Ann Lee</a>"),
        ("", "<p>Text von Ann Lee Illustration von Bo Rye</p>"),
        ("<meta name='author' content='Ann Lee @annlee99'>", ""),
        ("<meta name='author' content='AFP'>", "<p>By Ann Lee</p>"),
        (
            "<meta property='og:site_name' content='Ann Lee&#39;s blog'>",
            "<a rel='author'>Ann Lee</a>",
        ),
        ("<meta name='author' content='me[at]a.example'>", "<a rel='author'>Ann Lee</a>"),
        ("", f"<div class='a-sidebar'>{3 * '<p>x.</p>'}<p>By Ann Lee</p></div>"),
    ],
)
def test_the_author_is_the_person_named(head, body):
    assert facts(head, body).author.replace("Lee, Ann", "Ann Lee") == "Ann Lee"


@pytest.mark.parametrize(
    ("head", "body", "lang", "url"),
    [
        ("<meta property='article:published_time' content='2021-05-06T10:00:00Z'>", "", "en", ""),
        ("<meta name='citation_publication_date' content='2021/05/06'>", "", "en", ""),
        (
            "",
            "<time class='entry-date' datetime='2021-05-06T07:00:00Z'>now</time>",
            "en",
            "",
        ),
        ("", "<span property='schema:datePublished' content='2021-05-06'></span>", "de", ""),
        ("", "<p class='datum'>Donnerstag, 6. Mai 2021</p>", "de", ""),
        ("", "<p>Publié le 6 mai 2021 à 10 h</p>", "fr", ""),
        ("", "<p>6 de mayo de 2021</p>", "es", ""),
        ("", "<p>06/05/2021</p>", "es", ""),
        ("", "<p>05/06/2021</p>", "en-US", ""),
        ("", "<p>06.05.2021 - Es war kalt.</p>", "de", ""),
        ("", "<p>2021年5月6日</p>", "zh", ""),
        ("", "", "en", "https://a.example/2021/05/06/lids"),
        ("", "", "de", "https://a.example/news/06-05-2021"),
        ("", "", "ja", "https://a.example/20210506/k1.html"),
        ("", "<p>06-05-2021</p>", "de", ""),
        (
            "",
            "<article><h1>T</h1><footer><time datetime='2021-05-06'></time></footer></article>",
            "en",
            "",
        ),
        (
            "<meta property='article:published_time' content='2021-05-05T22:04:00Z'>",
            "<p>6. Mai 2021, 00:04 Uhr</p>",
            "de",
            "",
        ),
    ],
)
def test_the_date_is_the_day_of_publication(head, body, lang, url):
    assert facts(head, body, lang, url).date.isoformat()[:10] == "2021-05-06"


@pytest.mark.parametrize(
    "body",
    [
        "<p>More by this author</p>",
        "<div class='comments'><span class='author'>Bo Rye</span> 3 May 2020</div>",
        "<p>The lid was made by hand.</p>",
        "<aside><p>By Bo Rye</p><time datetime='2020-05-03'></time></aside>",
    ],
)
def test_what_stands_apart_names_neither_author_nor_date(body):
    assert (facts(body=body).author, facts(body=body).date) == ("", None)
