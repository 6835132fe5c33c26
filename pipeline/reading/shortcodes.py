"""What site generators put into Markdown: shortcodes, liquid tags, attribute lists, containers."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.helpers import parseLinkLabel
from markdown_it.renderer import RendererProtocol
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

_TAGS = {"{%": "%}", "{{": "}}"}
"""Opening → closing of Liquid's and Hugo's tags."""
_LONGEST = 2_000
"""Characters of a tag; bounds what a lone opening costs."""
_SMALL = re.compile(
    r"\{:[^}\n]{1,500}\}"  # kramdown's attribute lists
    r"|\{[#.][\w-][^}\n]{0,200}\}"  # Pandoc's attributes
    r"|\[\[?(?:toc|TOC|_TOC_)\]\]?"
    r"|(?<![^\n])\[!\w[\w-]{0,30}(?:\|[^\]\n]{0,60})?\][+-]?"
)
_DESTINATION = re.compile(r"\(\s*(?:\{\{[^}\n]{1,500}\}\}|\{%[^}\n]{1,500}%\})[^\s()]*\s*\)")
_LIQUID = r"\{\{[^{}\n]{0,300}\}\}|\{%[^%\n]{0,300}%\}"
_ELEMENT = re.compile(
    rf"""<[A-Za-z][\w-]{{0,30}}(?:\s{{1,9}}[\w:@-]{{1,40}}(?:="(?:{_LIQUID}|[^"{{<>]){{0,500}}"|='(?:{_LIQUID}|[^'{{<>]){{0,500}}')?){{1,30}}\s{{0,9}}/?>"""
)
"""An element with tags within its attributes, which may hold quotation marks of their own."""
_IN_ATTRIBUTE = re.compile(_LIQUID)
_PAIR = re.compile(
    r"\{%-?\s*(?P<liquid>highlight|comment|capture|set(?=\s+\w+\s*-?%))\b[ \t]*"
    r"(?P<info>[\w+#.-]*)[^%]*%\}\s*$"
    r"|\{\{[<%]\s*(?P<hugo>highlight|comment)\b[ \t]*(?P<hugo_info>[\w+#.-]*)[^>%]*[>%]\}\}\s*$"
)
_CONTAINER = re.compile(r":{3,}[ \t]*\{?[ \t]*\.?([\w-]+)[^\n]*$")
_CONTAINER_END = re.compile(r":{3,}\s*$")


def shortcodes_plugin(parser: MarkdownIt) -> None:
    """Teach *parser* to keep shortcodes apart from prose; they render as ``<essay-markup>``."""
    parser.inline.ruler.before("escape", "shortcode", _inline)
    parser.inline.ruler.before("link", "shortcode_link", _link)
    parser.inline.ruler.before("autolink", "shortcode_element", _element)
    everywhere: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", "shortcode_pair", _pair, everywhere)
    parser.block.ruler.before("fence", "container_fence", _fence, everywhere)
    parser.add_render_rule("shortcode", _render)


def _inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "{[":
        return False
    end = _end_of_tag(state.src, state.pos, state.posMax)
    if end < 0:
        return False
    if not silent:
        state.push("shortcode", "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def _element(state: StateInline, silent: bool) -> bool:
    """Read ``<img src="{{ "/a.png" | url }}" alt="…">`` as the element it becomes."""
    if state.src[state.pos] != "<":
        return False
    found = _ELEMENT.match(state.src, state.pos, min(state.posMax, state.pos + _LONGEST))
    if not found or not _IN_ATTRIBUTE.search(found[0]):
        return False
    if not silent:
        state.push("html_inline", "", 0).content = _IN_ATTRIBUTE.sub("", found[0])
    state.pos = found.end()
    return True


def _end_of_tag(text: str, start: int, last: int) -> int:
    """Return where the tag that begins at *start* ends; -1 when there is none."""
    closing = _TAGS.get(text[start : start + 2])
    if closing:
        end = text.find(closing, start + 2, min(last, start + _LONGEST))
        return end + 2 if end > start + 2 else -1
    found = _SMALL.match(text, start, last)
    return found.end() if found else -1


def _link(state: StateInline, silent: bool) -> bool:
    """Read ``[text]({{< ref "page" >}})`` as its text: where it leads only the site knows."""
    if state.src[state.pos] != "[":
        return False
    if state.src.find("]({", state.pos, min(state.posMax, state.pos + _LONGEST)) < 0:
        return False
    start = state.pos + 1
    end = parseLinkLabel(state, state.pos, True)
    found = _DESTINATION.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if not found:
        return False
    if not silent:
        last = state.posMax
        state.pos, state.posMax = start, end
        state.level += 1
        state.md.inline.tokenize(state)
        state.level -= 1
        state.posMax = last
    state.pos = found.end()
    return True


def _pair(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803 - markdown-it names them
    """Read ``{% highlight %}`` as a fence; drop ``{% comment %}`` with what stands in it."""
    found = _PAIR.match(_line(state, startLine))
    if not found:
        return False
    name = found["liquid"] or found["hugo"]
    closing = re.compile(rf"\{{[%{{][<%-]?\s*/?\s*(?:end)?{name}\b[^}}]*\}}\}}?\s*$")
    lines = range(startLine + 1, endLine)
    end = next((n for n in lines if closing.match(_line(state, n))), None)
    if end is None:
        return False
    if silent:
        return True
    if name == "highlight":
        token = state.push("fence", "code", 0)
        token.info = found["info"] or found["hugo_info"] or ""
        token.content = state.getLines(startLine + 1, end, 0, keepLastLF=True)
        token.map = [startLine, end + 1]
    elif name != "comment":  # text that a template's tag takes and shows elsewhere, mostly code
        token = state.push("shortcode", "", 0)
        token.content = state.getLines(startLine, end + 1, 0, keepLastLF=False)
    state.line = end + 1
    return True


def _fence(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803 - markdown-it names them
    """Read the fences of ``::: note`` … ``:::``; what stands between is read as it is."""
    line = _line(state, startLine)
    opened = _CONTAINER.match(line)
    if not opened and not _CONTAINER_END.match(line):
        return False
    if startLine >= endLine:
        return False
    if not silent:
        state.push("shortcode", "", 0).content = line
        state.line = startLine + 1
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _render(
    _: RendererProtocol, tokens: list[Token], index: int, __: OptionsDict, ___: EnvType
) -> str:
    token = tokens[index]
    reason = escapeHtml(str(token.meta.get("reason", "")))
    title = f' title="{reason}"' if reason else ""
    markup = f"<essay-markup{title}>{escapeHtml(token.content)}</essay-markup>"
    picture = _picture(token.content)
    return f"<p>{markup}</p>{picture}\n" if token.block else f"{markup}{picture}"


def _picture(shortcode: str) -> str:
    """Return the figure that ``{{< figure src="a.png" caption="By the sea" >}}`` shows."""
    if not _PICTURE.match(shortcode):
        return ""
    named = {name: quoted[1:-1] for name, quoted in _ATTRIBUTE.findall(shortcode)}
    caption = named.get("caption") or named.get("title") or ""
    source, alt = (str(escapeHtml(named.get(name, ""))) for name in ("src", "alt"))
    words = f"<figcaption>{escapeHtml(caption)}</figcaption>" if caption else ""
    return f'<figure><img src="{source}" alt="{alt}">{words}</figure>' if caption or alt else ""


_PICTURE = re.compile(r"\{[{%][<%-]?\s*(?:figure|fig|image|img|picture|pic)\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(src|alt|caption|title)\s*[=:]\s*(\"[^\"]*\"|'[^']*'|`[^`]*`)")
