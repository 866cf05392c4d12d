"""Addresses on this server: of things, of other forms and pages of the same answer, for headers and for pages."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlencode

from hjemmel.rdf.formats import Format
from hjemmel.rdf.namespaces import BASE
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.parameters import split_query

_FOR_GOOD: Final = 308
_FOR_NOW: Final = 307
_SAFE: Final = "/:@!$&'()*+,;=~-._#%?"


def to_href(root: str, iri: str) -> str:
    """Give the address to link to: our things on this server, http addresses as they are, "" for the rest."""
    if iri.startswith(BASE):
        return quote(f"{root}/{iri[len(BASE) :]}", safe=_SAFE)
    return quote(iri, safe=_SAFE) if iri.startswith(("https://", "http://")) else ""


def to_outward(address: str | None) -> str:
    """Give an address on another server as it is, "" for what no page may link to (`javascript:` runs)."""
    return address if address and address.startswith(("https://", "http://")) else ""


def to_form_address(asked: Asked, form: Format) -> str:
    """Give the address of the same answer in another form."""
    query = quote(f"?{asked.query}", safe=_SAFE) if asked.query else ""
    path = "" if asked.path == "/" else quote(asked.path, safe=_SAFE)
    return f"{asked.root}{path}{form.ending}{query}"


def to_changed_address(asked: Asked, **changes: str | None) -> str:
    """Give the address of this answer with query parameters set or, by None, left out."""
    kept = [(name, value) for name, value in split_query(asked.query) if name not in changes]
    pairs = kept + [(name, value) for name, value in changes.items() if value is not None]
    query = f"?{urlencode(pairs)}" if pairs else ""
    ending = asked.form.ending if asked.ended else ""
    return f"{asked.root}{quote(asked.path, safe=_SAFE)}{ending}{query}"


def to_next(asked: Asked, total: int) -> str | None:
    """Give the address of the page that follows, None on the last."""
    if asked.page * asked.size >= total:
        return None
    return to_changed_address(asked, page=str(asked.page + 1))


def list_links(asked: Asked, forms: tuple[Format, ...], iri: str = "") -> tuple[str, ...]:
    """Give the Link header's values: where to cite, what describes it, the other forms."""
    cite = f'<{quote(iri, safe=_SAFE)}>; rel="cite-as", ' if iri else ""
    # Quoted once for all forms: new answers are made often, and quoting is dear.
    stem = asked.root + ("" if asked.path == "/" else quote(asked.path, safe=_SAFE))
    query = quote(f"?{asked.query}", safe=_SAFE) if asked.query else ""
    others = (
        f'<{stem}{form.ending}{query}>; rel="alternate"; type="{form.media_type}"'
        for form in forms
        if form is not asked.form
    )
    return (f'{cite}<{asked.root}/ns>; rel="describedby"', *others)


def list_next(following: str | None) -> tuple[str, ...]:
    """Give the Link header's value for the page that follows: graphs have no other place for it."""
    return (f'<{following}>; rel="next"',) if following else ()


def to_redirect(path: str, query: str = "", *, lasting: bool = True) -> Answer:
    """Lead to another address with the query that was asked: for good, or until the release changes."""
    location = quote(path, safe=_SAFE) + (f"?{quote(query, safe=_SAFE)}" if query else "")
    headers = ((b"location", location.encode()),)
    status, cache = (_FOR_GOOD, "public, max-age=300") if lasting else (_FOR_NOW, "no-cache")
    return Answer(body=b"", content_type="text/plain", status=status, headers=headers, cache=cache)
