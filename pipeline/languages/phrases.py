"""The words of the announcements: what the show says of its own accord about an essay."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is said of the show's own accord in one language; what is empty is not said."""

    opening: str = "{title}. {author}."
    """The usual first line: {title}, {author}, {date}, {show}; without words where there are
    none of the language."""
    code: str = ""
    """A block of code: {lines}, {in_language}."""
    code_line: str = ""
    """A block of one line: {in_language}."""
    in_language: str = ""
    """{language} of the code, where it is known."""
    table: str = ""
    """{columns}, {rows}: filled from the two below."""
    n_columns: tuple[str, str] = ("", "")
    """One, and {n} of them."""
    n_rows: tuple[str, str] = ("", "")
    maths: str = ""
    """A formula on a line of its own."""
    formula: str = ""
    """A formula within a sentence."""
    figure: str = ""
    """Before a caption or an alternative text."""
    table_caption: str = ""
    columns: str = ""
    """Before the header cells of a table that is read."""
    footnote: str = ""
    embed: str = ""
    """Before what is visible of it: {kind}."""
    embed_alone: str = ""
    """In place of it: {kind}."""
    quote: str = ""
    end_quote: str = ""
    link: str = ""
    """After a link's text."""
    done: str = ""
    to_do: str = ""


def counted(forms: tuple[str, str], n: int) -> str:
    """Return the one of *forms*, for one and for several, that goes with *n*, filled."""
    return forms[n != 1].format(n=n)
