"""Dialects in lines of their own: modules and components, comments, raw TeX, line blocks."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

from pipeline.reading.dialects.braces import end_of_braces, end_of_component
from pipeline.reading.dialects.markup_pieces import push_markup

_LONGEST = 4_000
"""Characters of a component or comment; bounds what a lone opening costs."""
_MODULE = re.compile(
    r"import\s+(?:[\w*{}\s,$]{1,300}?\s+from\s+)?['\"][^'\"\n]{1,300}['\"]"
    r"|import\s+\{[^\n]{0,300}$"
    r"|export\s+(?:default|const|let|var|function|async|class|type|interface|\*|\{)[\s{(]"
)
_TEX = re.compile(
    r"\\(?:newpage|pagebreak|clearpage|cleardoublepage|tableofcontents|noindent|bigskip|medskip"
    r"|smallskip|maketitle|appendix|centering|hfill|vfill|(?:[vh]space|setlength|label|pagestyle"
    r"|thispagestyle|bibliography|bibliographystyle|input|include)\*?(?:\{[^{}\n]*\})+"
    r"|title\{[^{}\n]*\}\s*\\author\{[^\n]*\}\s*\\date\{[^\n]*\})\s*$"
)
_TEX_ENVIRONMENT = re.compile(
    r"\\begin\{(?P<name>(?:algorithm|algorithmic|tikzpicture|figure|table|tabular|longtable"
    r"|lstlisting|minted)\*?)\}"
)
_LINE_BLOCK = re.compile(r"\|(?: (?P<words>.*))?$")
_RULED = re.compile(r":?-[-:| ]*")
"""The line below a table's heading, without its first sign."""
_PROPERTY = re.compile(r"[\w][\w -]{0,30}::(?:[ \t].*)?$")


def block_rules(parser: MarkdownIt, *, expressions: bool) -> None:
    """Teach *parser* what dialects write in lines of their own."""
    everywhere: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    ruler = parser.block.ruler
    ruler.before("fence", "module", _module)
    ruler.before("fence", "tex_command", _tex_command, everywhere)
    ruler.before("fence", "note_comment", _comment, everywhere)
    ruler.before("fence", "component", _component)
    ruler.before("table", "line_block", _line_block, everywhere)
    ruler.before("fence", "property", _property)
    if expressions:
        ruler.before("fence", "expression", _expression)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _start(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]


def _left_out(state: StateBlock, start: int, end: int, reason: str) -> None:
    push_markup(state, state.getLines(start, end, 0, keepLastLF=False).strip(), reason)
    state.line = end


def _module(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803 - markdown-it names them
    """Leave out ``import`` and ``export`` at a text's first level, to the next empty line."""
    if state.level or state.is_code_block(startLine) or not _MODULE.match(_line(state, startLine)):
        return False
    if not silent:
        end = next((n for n in range(startLine, endLine) if state.isEmpty(n)), endLine)
        _left_out(state, startLine, end, "program")
    return True


def _tex_command(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803 - likewise
    """Leave out commands, and environments that hold no prose."""
    if state.is_code_block(startLine):
        return False
    end = startLine + 1
    opened = _TEX_ENVIRONMENT.match(_line(state, startLine))
    if opened:
        closing = f"\\end{{{opened['name']}}}"
        lines = range(startLine, endLine)
        end = next((n + 1 for n in lines if closing in _line(state, n)), -1)
    if end < 0 or not (opened or _TEX.match(_line(state, startLine))):
        return False
    if not silent:
        _left_out(state, startLine, end, "TeX" if opened else "")
    return True


def _comment(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803 - likewise
    """Leave out ``%%`` … ``%%`` over several lines."""
    first = _line(state, startLine)
    if not first.startswith("%%") or first.count("%%") > 1:
        return False
    closing = next((n for n in range(startLine + 1, endLine) if "%%" in _line(state, n)), None)
    if closing is None or not _line(state, closing).rstrip().endswith("%%"):
        return False
    if not silent:
        _left_out(state, startLine, closing + 1, "comment")
    return True


def _component(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803 - likewise
    """Leave out a component's tag that fills its lines; what stands between tags is read."""
    if state.is_code_block(startLine):
        return False
    start = _start(state, startLine)
    last = min(state.eMarks[endLine - 1], start + _LONGEST)
    return _whole_lines(
        state, startLine, end_of_component(state.src, start, last), "component", silent=silent
    )


def _expression(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803 - likewise
    start = _start(state, startLine)
    if not state.src.startswith("{", start) or state.is_code_block(startLine):
        return False
    last = min(state.eMarks[endLine - 1], start + _LONGEST)
    return _whole_lines(
        state, startLine, end_of_braces(state.src, start, last), "expression", silent=silent
    )


def _whole_lines(state: StateBlock, first: int, end: int, reason: str, *, silent: bool) -> bool:
    """Leave out the lines from *first* to the one that ends at *end*, if it ends there."""
    if end < 0:
        return False
    line = first
    while state.eMarks[line] < end:
        line += 1
    if state.src[end : state.eMarks[line]].strip():
        return False
    if not silent:
        _left_out(state, first, line + 1, reason)
    return True


def _line_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803 - likewise
    """Read lines that begin with ``| `` as verse: a line each."""
    lines = []
    for number in range(startLine, endLine):
        found = _LINE_BLOCK.match(_line(state, number))
        if not found or (found["words"] or "").rstrip().endswith("|"):
            break
        lines.append((found["words"] or "").strip())
    if len(lines) < 2 or state.is_code_block(startLine) or _RULED.fullmatch(lines[1]):
        return False
    if not silent:
        state.push("paragraph_open", "p", 1).map = [startLine, startLine + len(lines)]
        token = state.push("inline", "", 0)
        token.content = "  \n".join(lines).strip()
        token.children = []
        token.map = [startLine, startLine + len(lines)]
        state.push("paragraph_close", "p", -1)
        state.line = startLine + len(lines)
    return True


def _property(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803 - likewise
    """Leave out lines of Dataview's ``key:: value``."""
    line = startLine
    while line < endLine and _PROPERTY.match(_line(state, line)):
        line += 1
    if line == startLine or state.level or (line < endLine and not state.isEmpty(line)):
        return False
    if not silent:
        _left_out(state, startLine, line, "property")
    return True
