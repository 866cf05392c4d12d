"""Pages from templates. Jinja is loaded with the first page, not with the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache, partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from hjemmel.rdf.formats import HTML, Format
from hjemmel.web.addresses import list_links, to_changed_address, to_form_address
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.negotiate import SERVED
from hjemmel.web.pages.assets import find_asset_path
from hjemmel.web.pages.keeping import keep_language
from hjemmel.web.pages.linked import write_linked
from hjemmel.web.pages.words import format_day, format_span, say

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

NAVIGATION: Final = ("actors", "duties", "acts", "plan-areas", "guidance", "changes")
TOOLS: Final = {
    "quotes/verify": "verify-quote",
    "citations": "citations",
    "quotes": "quotes",
    "questions": "questions",
    "sparql": "sparql",
}
FOOT: Final = {
    "about": "page-about",
    "a-z": "alphabet",
    "coverage": "coverage",
    "sources": "sources",
    "ns": "terms",
    "vocabularies": "vocabularies",
    "docs": "docs",
    "releases": "releases",
    "data-licence": "page-data-licence",
    "accessibility": "page-accessibility",
    "privacy": "page-privacy",
}
LANGUAGE_NAMES: Final = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}
_LOCALES: Final = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
_MOST_DESCRIPTION: Final = 300
_EDITION: Final = "\ue000edition\ue000"  # letters for private use: no text of ours has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A word on a page, linked where there is something to link to; `lang`, `note_lang` where it isn't the page's.

    `printed` is the address that paper shows beside it.
    """

    text: str
    href: str = ""
    lang: str = ""
    note: str = ""
    note_lang: str = ""
    printed: str = ""


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


def write_page(  # noqa: PLR0913 -- the head of a page has that many parts
    asked: Asked,
    template: str,
    *,
    title: str,
    iri: str = "",
    forms: tuple[Format, ...] = SERVED,
    description: str = "",
    crumbs: tuple[Entry, ...] = (),
    linked: Mapping[str, Any] | None = None,
    danger: bool = True,
    **values: object,
) -> Answer:
    """Fill a template into an answer.

    `danger` is for pages that a person in danger may land on: they say where help is and have a quick way out.
    """
    # The front page has no name that an ending could follow; its JSON is negotiated only.
    others = () if asked.path == "/" or len(forms) == 1 else tuple(form for form in forms if form is not HTML)
    head = {"description": description[:_MOST_DESCRIPTION], "iri": iri, "crumbs": crumbs, "danger": danger}
    head["linked"] = write_linked(asked, title, crumbs=[(each.text, each.href) for each in crumbs], thing=linked)
    text = load_templates().get_template(template).render(title=title, **_list_common(asked, others), **head, **values)
    text = text.replace(_EDITION, find_edition(text))
    return Answer(
        body=keep_language(text, asked).encode(),
        content_type=HTML.content_type,
        links=list_links(asked, others, iri),
        language=asked.language,
    )


def find_edition(text: str) -> str:
    """Give the edition of a page: a digest of all else that it says.

    It stands on the page in place of the release, so that a page that nothing has changed for stays the same bytes.
    """
    return blake2b(text.encode(), digest_size=6).hexdigest()


def _list_common(asked: Asked, others: tuple[Format, ...]) -> dict[str, Any]:
    lang = asked.language
    return {
        "lang": lang,
        "locale": _LOCALES[lang],
        "say": partial(_say, lang),
        "day": partial(_day, lang),
        "span": partial(_span, lang),
        "root": asked.root,
        "path": asked.path,
        "still": asked.still,
        "asset": _to_asset(asked.root),
        "frame": _to_frame(asked),
        "forms": [_to_form(asked, form) for form in others],
        "languages": [_to_language(asked, code) for code in LANGUAGE_NAMES],
        "on": asked.on,
        "today": asked.today,
        "edition": _EDITION,
    }


def _to_asset(root: str) -> Callable[[str], str]:
    return lambda name: root + find_asset_path(name)


def _to_frame(asked: Asked) -> Callable[[str], Markup]:
    """Give what writes the parts of a page that are the same on many: each is written once."""
    current = asked.path[1:] if asked.path[1:] in NAVIGATION else ""
    return lambda template: _write_frame(template, asked.language, asked.root, current)


@lru_cache(maxsize=256)
def _write_frame(template: str, lang: str, root: str, current: str) -> Markup:
    from markupsafe import Markup  # noqa: PLC0415 -- loaded with Jinja

    lists = {"navigation": NAVIGATION, "tools": TOOLS.items(), "foot": FOOT.items()}
    values = {"say": partial(_say, lang), "root": root, "current": current}
    written = load_templates().get_template(template).render(**lists, **values)
    return Markup(written)  # noqa: S704 -- a template of ours has escaped it


@cache
def load_templates() -> Environment:
    """Load Jinja and make the environment, escaping everything."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 -- not needed to start

    return Environment(
        loader=PackageLoader("hjemmel.web.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _say(lang: str, key: str, **values: object) -> str:
    return say(key, lang, **values)


def _day(lang: str, day: date) -> str:
    return format_day(day, lang)


def _span(lang: str, start: date | None, end: date | None) -> str:
    return format_span(start, end, lang)


def _to_form(asked: Asked, form: Format) -> dict[str, str]:
    return {"name": form.name, "type": form.media_type, "href": to_form_address(asked, form)}


def _to_language(asked: Asked, code: str) -> dict[str, str]:
    return {"code": code, "name": LANGUAGE_NAMES[code], "href": to_changed_address(asked, lang=code)}
