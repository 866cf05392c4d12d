"""Pages from templates. Jinja is loaded with the first page, not with the server."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from hashlib import blake2b
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from hjemmel.rdf.formats import HTML, Format
from hjemmel.web.addresses import list_links, to_changed_address, to_form_address
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.negotiate import SERVED
from hjemmel.web.pages.words import say

if TYPE_CHECKING:
    from jinja2 import Environment

NAVIGATION: Final = ("duties", "actors", "acts", "plan-areas", "guidance", "quotes")
LANGUAGE_NAMES: Final = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A word on a page, linked where there is something to link to."""

    text: str
    href: str = ""
    lang: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table of facts."""

    label: str
    values: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A headed list on a page; `first` ones stand above the facts."""

    title: str
    entries: tuple[Entry, ...]
    first: bool = False


def write_page(
    asked: Asked, template: str, *, title: str, iri: str = "", forms: tuple[Format, ...] = SERVED, **values: object
) -> Answer:
    """Fill a template into an answer."""
    others = tuple(form for form in forms if form is not HTML) if len(forms) > 1 else ()
    text = (
        load_templates()
        .get_template(template)
        .render(
            title=title,
            lang=asked.language,
            say=partial(_say, asked.language),
            root=asked.root,
            style=asked.root + load_style()[0],
            navigation=NAVIGATION,
            forms=[_to_form(asked, form) for form in others],
            languages=[_to_language(asked, code) for code in LANGUAGE_NAMES],
            day=_say(asked.language, "on-day", day=asked.on_text) if asked.on else _say(asked.language, "any-day"),
            release=asked.release.id,
            **values,
        )
    )
    return Answer(
        body=text.encode(),
        content_type=HTML.content_type,
        links=list_links(asked, others, iri),
        language=asked.language,
    )


@cache
def load_templates() -> Environment:
    """Load Jinja and make the environment, escaping everything."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 -- not needed to start

    return Environment(
        loader=PackageLoader("hjemmel.web.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
        lstrip_blocks=True,
    )


@cache
def load_style() -> tuple[str, bytes]:
    """Give the style sheet's path, which has its digest in it, and its bytes."""
    body = (files("hjemmel.web.pages") / "style.css").read_bytes()
    return f"/assets/{blake2b(body, digest_size=6).hexdigest()}.css", body


def _say(lang: str, key: str, **values: object) -> str:
    return say(key, lang, **values)


def _to_form(asked: Asked, form: Format) -> dict[str, str]:
    return {"name": form.name, "type": form.media_type, "href": to_form_address(asked, form)}


def _to_language(asked: Asked, code: str) -> dict[str, str]:
    return {"code": code, "name": LANGUAGE_NAMES[code], "href": to_changed_address(asked, lang=code)}
