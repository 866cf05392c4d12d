"""Which form, which language: RFC 9110 sections 12.5.1 and 12.5.4 over the table of `rdf.formats`.

The best quality wins, then the most specific range, then the order the caller wrote, then ours. A browser names
text/html and gets it; a program that takes anything gets JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from hjemmel.errors import NotAcceptableError
from hjemmel.rdf.formats import HTML, JSON, JSONLD, NT, RDF_XML, TTL, Format, find_format

LANGUAGES: Final = ("nb", "nn", "en")
DEFAULT_LANGUAGE: Final = "nb"
SERVED: Final = (JSON, JSONLD, TTL, NT, RDF_XML, HTML)
"""The forms of a thing, in the order we would choose ourselves."""

ENDINGS: Final = {form.ending: form for form in SERVED}
_MACROLANGUAGE: Final = {"no": "nb"}
_EXACT: Final = 2
_PROBLEM: Final = replace(JSON, media_type="application/problem+json")


@dataclass(frozen=True, slots=True)
class _Range:
    """One element of Accept or Accept-Language."""

    value: str
    quality: float
    position: int


def find_form(accept: str, offered: tuple[Format, ...] = SERVED) -> Format:
    """Give the offered form that suits an Accept header best.

    Raises:
        NotAcceptableError: the header leaves none; the error names what there is.
    """
    if not accept.strip():
        return offered[0]
    ranges = _parse_ranges(accept)
    scored = [(_score(form, ranges), -place, form) for place, form in enumerate(offered)]
    score, _, form = max(scored, key=lambda item: item[:2])
    if score[0] <= 0:
        names = ", ".join(form.media_type for form in offered)
        raise NotAcceptableError(
            f"Nothing here has a form that “Accept: {accept[:200]}” takes.",
            remedy=f"Ask for one of {names}, or put an ending like {offered[0].ending} on the address.",
        )
    return form


@lru_cache(maxsize=1024)
def find_form_by_name(accept: str, offered: tuple[str, ...]) -> Format:
    """Give what `find_form` gives, by the names of the forms; kept, since clients ask with few different headers.

    Raises:
        NotAcceptableError: the header leaves none.
    """
    return find_form(accept, tuple(find_format(name) for name in offered))


@lru_cache(maxsize=1024)
def find_language(accept_language: str) -> str:
    """Give nb, nn or en for an Accept-Language header; `no` is read as nb, unknown ones give nb."""
    best, best_key = DEFAULT_LANGUAGE, (0.0, 0)
    for element in _parse_ranges(accept_language):
        primary = element.value.partition("-")[0]
        language = _MACROLANGUAGE.get(primary, primary)
        key = (element.quality, -element.position)
        if language in LANGUAGES and element.quality > 0 and (best_key[0] == 0 or key > best_key):
            best, best_key = language, key
    return best


def prefers_page(accept: str) -> bool:
    """Say whether who accepts this would rather read a page than a problem as JSON: browsers name text/html."""
    ranges = _parse_ranges(accept)
    page = _score(HTML, ranges)
    return page[1] == _EXACT and all(page > _score(form, ranges) for form in (JSON, _PROBLEM))


def split_ending(path: str) -> tuple[str, Format | None]:
    """Split `/duties/x.ttl` into `/duties/x` and its form; a path without a known ending keeps None."""
    head, dot, tail = path.rpartition(".")
    form = ENDINGS.get(dot + tail) if dot and head and not head.endswith("/") else None
    return (path, None) if form is None else (head, form)


def _score(form: Format, ranges: tuple[_Range, ...]) -> tuple[float, int, int]:
    """Quality, specificity and place of the most specific range that covers the form."""
    kind = form.media_type.partition("/")[0]
    levels = {form.media_type: _EXACT, f"{kind}/*": 1, "*/*": 0, "*": 0}
    fits = [element for element in ranges if element.value in levels]
    if not fits:
        return 0.0, 0, 0
    best = max(fits, key=lambda element: (levels[element.value], -element.position))
    return best.quality, levels[best.value], -best.position


def _parse_ranges(header: str) -> tuple[_Range, ...]:
    elements = (element.strip() for element in header.split(","))
    return tuple(_parse_range(element, place) for place, element in enumerate(elements) if element)


def _parse_range(element: str, position: int) -> _Range:
    value, *parameters = (part.strip().lower() for part in element.split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, number = parameter.partition("=")
        if name.strip() == "q":
            quality = _parse_quality(number.strip())
    return _Range(value, quality, position)


def _parse_quality(text: str) -> float:
    """Read a quality; what isn't a number from 0 to 1 counts as not asked for."""
    try:
        quality = float(text)
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0
