"""The editor's files: ours, and the library's (YASGUI, MIT) that `make editor` takes from the npm registry.

Nothing of npm is in the repository. Where it wasn't built, the page is the plain form.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Final

import orjson

from hjemmel.errors import NotFoundError
from hjemmel.graph.binding import write_bound
from hjemmel.law.questions import Question, list_questions, parse_values
from hjemmel.rdf.namespaces import BASE, PREFIXES
from hjemmel.web.answers import Answer, Header
from hjemmel.web.negotiate import LANGUAGES

PLACE: Final = "#editor"
"""What a link to the page ends with that opens the editor at once."""

FOLDER: Final = "/assets/editor/"
_OURS: Final = ("open.js", "editor.js", "editor.css")
_ON_DEMAND: Final = ("yasgui.min.css", "editor.css", "yasgui.min.js", "editor.js")
"""What is fetched when someone opens the editor, in this order."""

_BUILT: Final = ("yasgui.min.js", "yasgui.min.css", "licences.txt")
_TYPES: Final = {
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
}
# The library writes one style sheet into the page, with a text that never changes: its handles between columns
# (column-resizer 1.4). Everything else it sets through the object model, which no policy on styles holds.
_STYLE_OF_HANDLES: Final = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
_POLICY: Final = (
    f"default-src 'none'; script-src 'self'; style-src 'self' {_STYLE_OF_HANDLES}; img-src 'self' data:; "
    "font-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
POLICY: Final[Header] = (b"content-security-policy", _POLICY.encode())


@cache
def load_files() -> Mapping[str, bytes]:
    """Read the editor's files by name; none when the library wasn't built."""
    package = files("hjemmel.web.sparql")
    built = {name: package / "assets" / name for name in _BUILT}
    if not all(file.is_file() for file in built.values()):
        return {}
    ours = {name: package / "static" / name for name in _OURS}
    examples = {f"questions-{lang}.json": orjson.dumps(list_examples(lang)) for lang in LANGUAGES}
    return {name: file.read_bytes() for name, file in (built | ours).items()} | examples


@cache
def list_addresses() -> Mapping[str, str]:
    """Give the address of each file; it changes with the content."""
    return {name: f"{FOLDER}{blake2b(body, digest_size=6).hexdigest()}/{name}" for name, body in load_files().items()}


def answer_file(path: str) -> Answer:
    """Answer with one of the files.

    Raises:
        NotFoundError: there is none of that name.
    """
    name = path.rpartition("/")[2]
    body = load_files().get(name)
    if body is None:
        raise NotFoundError(f"The editor has no file {name[:60]!r}.", remedy="Build it with `make editor`.")
    return Answer(body=body, content_type=_TYPES[name.rpartition(".")[2]], cache="public, max-age=31536000, immutable")


def to_data(root: str, release: str, lang: str) -> dict[str, object]:
    """Give what the script needs to know."""
    return {
        "base": BASE,
        "root": root,
        "lang": lang,
        "prefixes": dict(PREFIXES),
        "files": [root + list_addresses()[name] for name in _ON_DEMAND],
        "questions": root + list_addresses()[f"questions-{lang}.json"],
        "release": release,
    }


@cache
def list_examples(lang: str) -> dict[str, dict[str, str]]:
    """Give the saved questions by name, with the values of their examples, once for each language."""
    return {each.name: {"title": each.title(lang), "query": to_example(each)} for each in list_questions()}


def to_example(question: Question) -> str:
    """Give a question's query with its example's values in their places."""
    values = {each.name: each.example for each in question.parameters}
    return write_bound(question.query, parse_values(question, values))
