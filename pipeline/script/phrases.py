"""The show's own words about what is not read, by language."""

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


_BY_LANGUAGE = {
    "en": Phrases(
        opening="{title}, by {author}, published {date}.",
        code="A code block of {lines} lines{in_language}, not read.",
        code_line="A line of code{in_language}, not read.",
        in_language=" in {language}",
        table="A table of {columns} and {rows}, not read.",
        n_columns=("1 column", "{n} columns"),
        n_rows=("1 row", "{n} rows"),
        maths="A formula, not read.",
        formula="a formula",
        figure="Figure: ",
        table_caption="Table: ",
        columns="Columns: ",
        footnote="Footnote: ",
        embed="An embedded {kind}: ",
        embed_alone="An embedded {kind}, in the show notes.",
        quote="Quote.",
        end_quote="End quote.",
        link=" (link)",
        done="Done: ",
        to_do="To do: ",
    ),
    "de": Phrases(
        opening="{title}, von {author}, erschienen am {date}.",
        code="Ein Codeblock von {lines} Zeilen{in_language}, nicht vorgelesen.",
        code_line="Eine Zeile Code{in_language}, nicht vorgelesen.",
        in_language=" in {language}",
        table="Eine Tabelle mit {columns} und {rows}, nicht vorgelesen.",
        n_columns=("1 Spalte", "{n} Spalten"),
        n_rows=("1 Zeile", "{n} Zeilen"),
        maths="Eine Formel, nicht vorgelesen.",
        formula="eine Formel",
        figure="Abbildung: ",
        table_caption="Tabelle: ",
        columns="Spalten: ",
        footnote="Fußnote: ",
        embed="Ein eingebetteter Beitrag: ",
        embed_alone="Ein eingebetteter Beitrag, in den Shownotes.",
        quote="Zitat.",
        end_quote="Zitat Ende.",
        link=" (Link)",
        done="Erledigt: ",
        to_do="Offen: ",
    ),
}


def counted(forms: tuple[str, str], n: int) -> str:
    """Return the one of *forms*, for one and for several, that goes with *n*, filled."""
    return forms[n != 1].format(n=n)


CODE_LANGUAGES = {
    "bash": "Shell",
    "c": "C",
    "console": "Shell",
    "cpp": "C plus plus",
    "c++": "C plus plus",
    "cs": "C sharp",
    "csharp": "C sharp",
    "css": "CSS",
    "go": "Go",
    "html": "HTML",
    "java": "Java",
    "javascript": "JavaScript",
    "js": "JavaScript",
    "json": "JSON",
    "jsx": "JavaScript",
    "kotlin": "Kotlin",
    "latex": "LaTeX",
    "lua": "Lua",
    "make": "Make",
    "php": "PHP",
    "py": "Python",
    "python": "Python",
    "r": "R",
    "rb": "Ruby",
    "rs": "Rust",
    "ruby": "Ruby",
    "rust": "Rust",
    "scala": "Scala",
    "sh": "Shell",
    "shell": "Shell",
    "sql": "SQL",
    "swift": "Swift",
    "toml": "TOML",
    "ts": "TypeScript",
    "tsx": "TypeScript",
    "typescript": "TypeScript",
    "xml": "XML",
    "yaml": "YAML",
    "yml": "YAML",
    "zsh": "Shell",
}
"""What stands after a fence → the language's name as people say it."""


def phrases(language: str) -> Phrases:
    """Return the phrases of *language*, a BCP 47 tag; silent ones where there are none."""
    return _BY_LANGUAGE.get(language.split("-", maxsplit=1)[0].lower(), Phrases())
