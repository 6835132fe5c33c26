"""Addresses: web, mail, handles, hashtags, files, paths, telephone numbers."""

from __future__ import annotations

import re

from pipeline.languages.en.letters import spell
from pipeline.languages.en.names import identifier
from pipeline.languages.en.numbers import digits
from pipeline.languages.lexicon import Lexicon
from pipeline.languages.scanner import Kind, Place
from pipeline.languages.without_rules import URL

_PLAIN_DOMAINS = frozenset(
    """
    app art be blog chat cloud co com design dev edu fm google gov info it life link md me money net
    news online org page pub sh shop site so store studio tech to us wiki world xyz
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_DOMAINS = (
    "com|org|net|gov|edu|mil|int|dev|app|info|blog|news|cloud|page|art|online|shop|store|tech|site|"
    "xyz|google|wiki|ai|io|co|uk|de|fr|eu|ch|jp|cn|in|ca|au|us|fm|sh|ly|gg|tv|me|so|pub|studio|"
    "chat|design|link|tools|systems|run|build|im|to|is|it"
)
_EXTENSIONS = {
    "py": "P.Y.", "md": "M.D.", "json": "Json", "jsonl": "Json L", "txt": "T.X.T.", "csv": "C.S.V.",
    "tsv": "T.S.V.", "toml": "tommel", "yaml": "yamel", "yml": "Y.M.L.", "ipynb": "I.P.Y.N.B.",
    "pdf": "P.D.F.", "html": "H.T.M.L.", "htm": "H.T.M.", "css": "C.S.S.", "js": "J.S.",
    "ts": "T.S.", "tsx": "T.S.X.", "jsx": "J.S.X.", "sh": "S.H.", "c": "C", "h": "H",
    "cpp": "C.P.P.",
    "rs": "R.S.", "go": "go", "rb": "R.B.", "java": "java", "kt": "K.T.", "swift": "swift",
    "xml": "X.M.L.", "zip": "zip", "tar": "tar", "gz": "G.Z.", "png": "P.N.G.", "jpg": "J.P.G.",
    "jpeg": "jay peg", "gif": "gif", "svg": "S.V.G.", "mp3": "M.P. three", "mp4": "M.P. four",
    "wav": "wave", "exe": "E.X.E.", "dll": "D.L.L.", "env": "env", "cfg": "C.F.G.", "ini": "I.N.I.",
    "lock": "lock", "log": "log", "sql": "S.Q.L.", "tex": "tech", "bib": "bib", "gguf": "Gguf",
    "safetensors": "safe tensors", "pt": "P.T.", "pth": "P.T.H.", "bin": "bin", "docx": "doc X",
    "xlsx": "X.L.S.X.", "pptx": "P.P.T.X.", "parquet": "parquet", "epub": "E-pub",
    "gitignore": "git ignore", "dockerfile": "Docker file", "xlarge": "X large",
}  # fmt: skip
"""File name extension → how it is said after "dot"."""
_SIGNS = {".": "dot", "_": "underscore", "-": "dash", "+": "plus", "/": "slash", "~": "tilde",
          "&": "ampersand"}  # fmt: skip


def _label(label: str, lexicon: Lexicon) -> str:
    """Return one part of a host name in words."""
    parts = [part for part in re.split(r"[^A-Za-z0-9]+", label) if part]
    return " ".join(lexicon.alias_of(p) or identifier(p, lexicon) for p in parts)


def host(name: str, lexicon: Lexicon) -> str:
    """Return a host name in words: "claude dot A.I."."""
    labels = [label for label in name.split(".") if label]
    if labels and labels[0].lower() == "www" and len(labels) > 2:
        labels = labels[1:]
    *front, last = labels or [""]
    spoken = [_label(label, lexicon) for label in front[:8]]
    if len(last) <= 3 and last.lower() not in _PLAIN_DOMAINS:
        spoken.append(spell(last) if last.isalpha() else _label(last, lexicon))
    else:
        spoken.append(_label(last.lower(), lexicon))
    return " dot ".join(word for word in spoken if word)


def _url(match: re.Match[str], place: Place) -> str:
    choice, lexicon = place.choices.bare_urls, place.choices.lexicon
    if choice == "omit":
        return ""
    name = match["host"].rpartition("@")[2].partition(":")[0]
    site = host(name[:253], lexicon)
    if choice == "full":
        return f"{site}{_path(match['path'] or '', lexicon)}" if site else ""
    return f"link to {site}" if site else ""


def _path(path: str, lexicon: Lexicon) -> str:
    parts = [p for p in re.split("/", re.split(r"[?#]", path)[0]) if p][:8]
    return "".join(f" slash {spoken}" for p in parts if (spoken := _label(p[:80], lexicon)))


def _domain(match: re.Match[str], place: Place) -> str | None:
    lexicon = place.choices.lexicon
    site = host(match["host"], lexicon)
    path = match["path"] or ""
    if not path.strip("/"):
        return site
    if place.choices.bare_urls == "omit":
        return ""
    simple = re.fullmatch(r"(?:/[A-Za-z0-9_.@-]{1,24}){1,3}/?", path)
    return site + (_path(path, lexicon) if simple or place.choices.bare_urls == "full" else "")


def _mail(match: re.Match[str], place: Place) -> str:
    lexicon = place.choices.lexicon
    site = " dash ".join(host(part, lexicon) for part in match["host"].split("-"))
    spoken = f"{_exact(match['user'], lexicon)} at {site}"
    path = [f" slash {_exact(part, lexicon)}" for part in (match["path"] or "").split("/") if part]
    return spoken + "".join(path)


def _exact(text: str, lexicon: Lexicon) -> str:
    """Return a part of an address with every sign and figure, as it is to be written down."""
    spoken = [
        _SIGNS.get(part) or (digits(part) if part.isdecimal() else _label(part, lexicon))
        for part in re.findall(r"[._+&-]|\d+|[^\W\d_]+", text)
    ]
    return " ".join(word for word in spoken if word)


_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ACRONYMS = {"API", "GPU", "CPU", "TPU", "URL", "URI", "UUID", "AI", "UI", "SQL", "LLM", "OPENAI"}


def words_of(name: str, lexicon: Lexicon) -> str:
    """Return a name that joins words by case or underscore: ``snake_case``, ``camelCase``."""
    known = lexicon.alias_of(name)
    if known is not None:
        return known
    parts = [part for part in name.split("_") if part]
    if name[:1].islower():
        parts = [hump for part in parts for hump in _HUMP.sub(" ", part).split()]
        parts = [p.lower() if p[1:].islower() else p for p in parts]
    elif "_" in name and name.isupper():
        parts = [p if p in _ACRONYMS or not re.search("[AEIOU]", p) else p.lower() for p in parts]
    return " ".join(identifier(part, lexicon) for part in parts)


def _handle(match: re.Match[str], place: Place) -> str:
    return f"at {words_of(match['name'], place.choices.lexicon)}"


def _hashtag(match: re.Match[str], place: Place) -> str:
    lexicon = place.choices.lexicon
    name = match["name"]
    if lexicon.alias_of(name) is None and not name.isupper():
        name = "_".join(_HUMP.sub(" ", name).split())
    return f"hashtag {words_of(name, lexicon)}"


def _file(match: re.Match[str], place: Place) -> str | None:
    lexicon = place.choices.lexicon
    stem = " ".join(
        _SIGNS[p] if p in "./" else words_of(p, lexicon)
        for p in re.split(r"([./])|-", match["stem"])
        if p
    )
    extension = match["extension"]
    ending = _EXTENSIONS.get(extension.lower()) or identifier(extension, lexicon)
    return f"{stem} dot {ending}" if stem else f"dot {ending}"


def _unix_path(match: re.Match[str], place: Place) -> str:
    lexicon = place.choices.lexicon
    home = "tilde " if match.group().startswith("~") else ""
    parts = [part for part in match.group().lstrip("~").split("/") if part]
    spoken = []
    for part in parts:
        if part == "etc":
            spoken.append("et cetera")
            continue
        stem, point, extension = part.rpartition(".")
        known = _EXTENSIONS.get(extension.lower()) if point else None
        plain = " dot ".join(words_of(p, lexicon) for p in re.split(r"\.|-", part) if p)
        plain = f"dot {plain}" if part.startswith(".") and plain else plain
        spoken.append(f"{words_of(stem, lexicon)} dot {known}".lstrip() if known else plain)
    return home + " ".join(f"slash {part}" for part in spoken if part)


def _community(match: re.Match[str], place: Place) -> str:
    """Read ``r/programming`` and ``u/name``."""
    name = place.choices.lexicon.alias_of(match["name"])
    parts = [p for part in match["name"].split("_") for p in _HUMP.sub(" ", part).split()]
    words = name or " ".join(identifier(part, place.choices.lexicon) for part in parts)
    return f"{match['letter']} slash {words}"


_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,8}"
_PATH = r"(?P<path>/[^\s<>()\[\]{}\"“”,;]{0,2000}(?<![.,;:!?'’]))?"
_EXTENSION = "|".join(sorted(_EXTENSIONS, key=len, reverse=True))


def _own_file(match: re.Match[str], place: Place) -> str:
    """Read ``file:///home/notes.html``."""
    slashes = " slash" * len(match["slashes"])
    rest = match["path"].strip("/").split("/")
    *folders, last = rest
    stem, point, extension = last.rpartition(".")
    lexicon = place.choices.lexicon
    ending = _EXTENSIONS.get(extension.lower()) or identifier(extension, lexicon)
    spoken = [_exact(part, lexicon) for part in (*folders, stem if point else last)]
    return f"file colon{slashes} {' slash '.join(spoken)}{f' dot {ending}' if point else ''}"


KINDS = (
    Kind(
        "file's address",
        "A",
        re.compile(
            r"file:(?P<slashes>/{2,3})(?P<path>[\w.~-]{1,64}(?:/[\w.~-]{1,64}){0,12}(?<![.-]))"
        ),
        _own_file,
    ),
    Kind("URL", "A", re.compile(URL, re.IGNORECASE), _url, "address: left out"),
    Kind(
        "mail",
        "A9",
        re.compile(
            rf"(?P<user>[A-Za-z0-9][\w.+&-]{{0,63}})@(?P<host>{_HOST}[A-Za-z]{{2,24}})(?![\w])"
            r"(?P<path>(?:/[\w-]{1,40}){1,4})?"
        ),
        _mail,
    ),
    Kind(
        "file",
        "A9._",
        re.compile(
            rf"(?P<stem>[A-Za-z0-9_]{{0,64}}(?:[-./][A-Za-z0-9_]{{1,64}}){{0,6}})\."
            rf"(?P<extension>{_EXTENSION})(?![\w]|\.\w)"
        ),
        _file,
    ),
    Kind(
        "file",
        "A9._",
        re.compile(
            r"(?<![\w/])(?=[._]|[A-Za-z0-9-]{1,40}_|[A-Za-z0-9-]{1,40}/[A-Za-z0-9-]{0,40}[/_])"
            r"(?P<stem>[._]?[A-Za-z0-9_-]{1,64}(?:/[A-Za-z0-9_-]{1,64}){1,8})"
            r"\.(?P<extension>[a-z]{1,5})(?![\w/])"
        ),
        _file,
    ),
    Kind(
        "domain",
        "A9",
        re.compile(rf"(?P<host>{_HOST}(?:{_DOMAINS}))(?![\w@-]|\.\w){_PATH}"),
        _domain,
        "address: left out",
    ),
    Kind("handle", "@", re.compile(r"(?<![\w])@(?P<name>[A-Za-z_]\w{0,39})"), _handle),
    Kind(
        "hashtag",
        "#",
        re.compile(r"(?<![\w&])#(?P<name>[A-Za-z]\w{0,63}|\d{1,4}[A-Za-z]\w{1,40})"),
        _hashtag,
    ),
    Kind(
        "community",
        "A",
        re.compile(r"(?<![\w/.])(?P<letter>[ru])/(?P<name>[A-Za-z]\w{2,30})(?![\w/])"),
        _community,
    ),
    Kind(
        "path",
        "/~",
        re.compile(r"(?<![\w/.])(?:~(?:/[\w.-]{0,63}\w){1,12}|(?:/[\w.-]{0,63}\w){2,12})/?"),
        _unix_path,
    ),
)
