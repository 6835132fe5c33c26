"""Every card of Ghost's editors is read as what its page shows, from Lexical and from Mobiledoc."""

import json

import pytest

from pipeline.values.essay import BlockKind, ContainerKind

PARAGRAPH = {"type": "paragraph", "children": [{"type": "extended-text", "text": "The well."}]}
CARDS = {
    "callout": ({"calloutText": "Mind the <b>lid</b>.", "calloutEmoji": "!"}, "Mind the lid."),
    "toggle": ({"heading": "How deep?", "content": "<p>Nine ropes.</p>"}, "Nine ropes."),
    "header": ({"header": "Lids", "subheader": "A short history"}, "A short history"),
    "product": ({"productTitle": "Lid", "productDescription": "<p>Of oak.</p>"}, "Of oak."),
    "html": ({"html": "<p>By hand.</p>"}, "By hand."),
    "markdown": ({"markdown": "By *hand*."}, "By hand."),
    "gallery": ({"images": [{"src": "a.png", "alt": "A rope"}], "caption": "Ropes"}, "Ropes"),
    "image": ({"src": "a.png", "alt": "A lid", "caption": "Oak"}, "Oak"),
}
UNSAID = {
    "button": {"buttonText": "Buy a lid", "buttonUrl": "https://l.example"},
    "signup": {"header": "Get letters", "buttonText": "Sign up"},
    "call-to-action": {"textValue": "<p>Support us</p>", "buttonText": "Give"},
    "bookmark": {"url": "https://l.example", "metadata": {"title": "Elsewhere"}},
    "embed": {"html": "<iframe src='https://v.example'></iframe>", "caption": ""},
    "file": {"src": "plan.pdf", "fileTitle": "The plan"},
    "audio": {"src": "a.mp3", "title": "Drops"},
    "paywall": {},
    "email": {"html": "<p>Only by mail</p>"},
}


def _post(**body):
    post = {"id": "1", "title": "Wells", "slug": "wells", "status": "published", "type": "post"}
    post |= {"visibility": "public", "published_at": "2024-01-01T08:00:00.000Z", **body}
    data = {"posts": [post], "users": [], "posts_authors": [], "settings": []}
    return json.dumps({"db": [{"meta": {"version": "5.8"}, "data": data}]})


def _lexical(*nodes):
    return _post(lexical=json.dumps({"root": {"children": [PARAGRAPH, *nodes]}}))


def _mobiledoc(*cards):
    sections = [[1, "p", [[0, [], 0, "The well."]]], *([10, n] for n in range(len(cards)))]
    doc = {"version": "0.3.1", "cards": [list(c) for c in cards], "markups": [], "atoms": []}
    return _post(mobiledoc=json.dumps({**doc, "sections": sections}))


def _said(essay):
    unsaid = {BlockKind.CALL, BlockKind.EMBED, BlockKind.CHROME}
    return [block.text for block in essay.blocks if block.kind not in unsaid]


@pytest.mark.parametrize("name", CARDS)
def test_a_card_with_text_is_read_whichever_editor_wrote_it(name, read):
    card, text = CARDS[name]
    for export in (_lexical({"type": name, **card}), _mobiledoc((name, card))):
        assert text in _said(read("ghost.json", export)[0])


@pytest.mark.parametrize("name", UNSAID)
def test_a_card_that_calls_or_leads_elsewhere_is_not_said(name, read):
    card = UNSAID[name]
    for export in (_lexical({"type": name, **card}), _mobiledoc((name, card))):
        assert _said(read("ghost.json", export)[0]) == ["The well."]


def test_lexical_keeps_lists_links_tabs_and_every_format(read):
    words = [
        {"type": "text", "text": text, "format": bit}
        for text, bit in (("a", 1), ("b", 2), ("c", 4), ("d", 8), ("e", 128))
    ]
    link = {"type": "autolink", "url": "https://l.example", "children": [words[0]]}
    item = {"type": "listitem", "children": [*words, {"type": "tab"}, link]}
    essay = read("ghost.json", _lexical({"type": "list", "tag": "ol", "children": [item]}))[0]
    block = essay.blocks[1]
    assert block.text == "abcde a"
    assert block.within[0].kind is ContainerKind.LIST_ITEM
    assert any(mark.target == "https://l.example" for mark in block.marks)
