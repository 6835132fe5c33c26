r"""Mathematics in Markdown: ``$…$``, ``$$…$$``, ``\(…\)``, ``\[…\]`` and AMS environments.

Dollars are money more often than mathematics, and escaped parentheses are parentheses more often
than delimiters; what stands between them decides.
"""

from __future__ import annotations

import re
from string import ascii_letters

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

_DOLLARS = re.compile(
    r"\$\$(?P<display>(?:\\.|[^\\$])+)\$\$"
    r"|(?<![$\\])\$(?P<unit>\\[A-Za-z]{2,20})\$(?!\d)"
    r"|(?<![\d$\\])\$(?P<command>\\[A-Za-z]+[^$\n]{0,200}?)[ \t]+\$(?!\d)"
    r"|(?<![\d$\\])\$(?P<glued>(?!\s)[^$\n]{0,200}?\\[A-Za-z][^$\n]{0,200}?)(?<!\s)\$(?=[A-Za-z]|\$[^$\s])"
    r"|(?<![\d$\\])\$(?!\s)(?P<inline>(?:\\.|[^\\$]){1,2000}?)(?<![\s\\])\$(?![\d$]|(?!s\b)[A-Za-z])",
    re.DOTALL,
)
_NEXT = re.compile(r"\$(?P<inline>(?!\s)[^$\n]{1,400}?)(?<!\s)\$(?!\d)")
"""A formula right after another: ``$A$$\\in B$``."""
_BRACKETS = {"\\\\(": "\\\\)", "\\\\[": "\\\\]", "\\(": "\\)", "\\[": "\\]"}
"""Opening → closing; kramdown writes the backslash twice, since Markdown takes one away."""
_LONGEST = 2_000
"""Characters of mathematics within a line; bounds what a lone delimiter costs."""
_OPERATORS = re.compile(r"[\\^_={}<>+*/|±×·≤≥≈∈→-]")
_SYMBOL = re.compile(r"[^\W\d](?:['′\d]|\([\w, ]+\))*|\d+(?:[.,]\d+)?%?|[^\W\d](?:, ?[^\W\d])+")
_WORD = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{3,}")
_PROSE_WORD = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{4,}(?=[\s,.;])")
_TEXT = re.compile(
    r"\\(?:text\w*|math\w+|operatorname|boldsymbol|mbox|label|tag|begin|end)\*?\{[^}]*\}"
)
_BARE = re.compile(
    r"\\(?:math(?:bb|cal|bf|rm|frak)|[dt]?frac|sqrt|boldsymbol|operatorname|overline|hat|vec)"
    r"(?:\{[^{}\n]{1,80}\}){1,2}(?:[_^](?:\{[^{}\n]{1,40}\}|\w))*"
    r"|\\(?:alpha|beta|gamma|delta|epsilon|varepsilon|theta|lambda|sigma|omega|phi|varphi|subset"
    r"|subseteq|infty|approx|leq|geq|neq|times|cdot|rightarrow|Rightarrow)(?![A-Za-z])"
)
"""Mathematics that nobody put between delimiters, and that is nothing else."""

_FENCES = (
    (re.compile(r"\$\$"), re.compile(r"\$\$\s*$")),
    (re.compile(r"\\\["), re.compile(r"\\\]\s*$")),
)
_ENVIRONMENT = re.compile(
    r"\\begin\{(equation|align|gather|multline|eqnarray|alignat|math"
    r"|aligned|gathered|cases|split|dcases|[pbvBV]?matrix)(\*?)\}"
)
_LONGEST_LINES = 200
_LONGEST_PARTED = 60
"""Lines of mathematics with empty lines in it."""


def is_maths(tex: str) -> bool:
    """Return whether *tex*, found between delimiters, is mathematics and not prose or money."""
    if _SYMBOL.fullmatch(tex.strip()):
        return True
    if not _OPERATORS.search(tex):
        return False
    words = _WORD.findall(_TEXT.sub("", tex))
    if "\\" in tex or "^" in tex or "_" in tex:
        return len(words) < 6
    return len(words) < 2 and not (words and tex.lstrip()[:1].isdigit())


def is_delimited_maths(tex: str) -> bool:
    """Return whether *tex* is mathematics, where its delimiters are no other sign in a text."""
    return len(_PROSE_WORD.findall(_TEXT.sub("", tex))) < 5


def maths_plugin(parser: MarkdownIt) -> None:
    """Teach *parser* mathematics; it renders as ``<math>`` elements that hold TeX."""
    parser.inline.ruler.before("escape", "maths", _inline)
    parser.block.ruler.before(
        "fence", "maths", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    parser.add_render_rule("maths_inline", _render)
    parser.add_render_rule("maths_display", _render)


def _inline(state: StateInline, silent: bool) -> bool:
    first = state.src[state.pos]
    if first not in "$\\":
        return False
    tex, end, display = _dollars(state) if first == "$" else _bracketed(state)
    bare = _BARE.match(state.src, state.pos, state.posMax) if first == "\\" else None
    if bare and not (state.pos and state.src[state.pos - 1] in "\\:/" + ascii_letters):
        tex, end, display = bare.group(), bare.end(), False
    doubled = state.src.startswith("\\\\", state.pos)
    sure = is_delimited_maths(tex) if doubled else (display and first == "$") or bool(bare)
    if not tex or not (sure or is_maths(tex)):
        return False
    if not silent:
        token = state.push("maths_display" if display else "maths_inline", "math", 0)
        token.content = tex.strip()
        if state.src[end : min(end + 2, state.posMax)].isalpha() and end + 2 <= state.posMax:
            state.push("text", "", 0).content = " "
    state.pos = end
    return True


def _dollars(state: StateInline) -> tuple[str, int, bool]:
    found = _DOLLARS.match(state.src, state.pos, state.posMax)
    if not found and not state.pending and state.tokens and state.tokens[-1].tag == "math":
        found = _NEXT.match(state.src, state.pos, state.posMax)
    if not found:
        return "", state.pos, False
    tex = found[found.lastgroup or 0]
    return tex, found.end(), found.lastgroup == "display"


def _bracketed(state: StateInline) -> tuple[str, int, bool]:
    opening = next((o for o in _BRACKETS if state.src.startswith(o, state.pos)), "")
    start = state.pos + len(opening)
    closing = _BRACKETS.get(opening)
    end = state.src.find(closing, start, min(state.posMax, start + _LONGEST)) if closing else -1
    if end < 0:
        return "", state.pos, False
    return state.src[start:end], end + len(opening), opening.endswith("[")


def _block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803 - markdown-it names them
    if state.is_code_block(startLine):
        return False
    first = _line(state, startLine)
    tex = ""
    end = startLine
    for opening, closing in _FENCES:
        opened = opening.match(first)
        if opened:
            tex, end = _until(state, startLine, endLine, opened.end(), closing)
    environment = _ENVIRONMENT.match(first)
    if environment:
        closing = re.compile(rf"\\end\{{{environment[1]}{re.escape(environment[2])}\}}\s*$")
        tex, end = _until(state, startLine, endLine, 0, closing, keep=True)
    if not tex.strip():
        return False
    if not silent:
        token = state.push("maths_display", "math", 0)
        token.content = tex.strip()
        token.map = [startLine, end]
        state.line = end
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _until(
    state: StateBlock,
    first: int,
    last: int,
    skip: int,
    closing: re.Pattern[str],
    *,
    keep: bool = False,
) -> tuple[str, int]:
    """Return the TeX from *first* to the line that closes it, and the line after; else nothing.

    Empty lines may stand in it, where it is surely no prose.
    """
    lines: list[str] = []
    parted = False
    for number in range(first, min(last, first + _LONGEST_LINES)):
        line = _line(state, number)
        start = skip if number == first else 0
        closed = closing.search(line, start)
        if closed:
            lines.append(line[start : closed.end() if keep else closed.start()])
            tex = "\n".join(lines)
            sure = not parted or ("\\" in tex and is_delimited_maths(tex))
            return (tex, number + 1) if sure else ("", first)
        if number > first and not line.strip():
            parted = True
            continue
        if parted and number > first + _LONGEST_PARTED:
            break
        lines.append(line[start:])
    return "", first


def _render(
    _: RendererProtocol, tokens: list[Token], index: int, __: OptionsDict, ___: EnvType
) -> str:
    token = tokens[index]
    display = ' display="block"' if token.type == "maths_display" else ""
    return f"<math{display}>{escapeHtml(token.content)}</math>"
