"""The wordings a passage can be held against: those whose words the graph, or imported law, holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from hjemmel.law.acts import Wording
from hjemmel.law.catalogue import Catalogue
from hjemmel.law.identifiers import to_iri, to_path
from hjemmel.law.verify import WordingText


class Words(Protocol):
    """A wording of imported law: its words, when they are known, and its days."""

    @property
    def version(self) -> str:
        """The last step of its IRI."""

    @property
    def text(self) -> str | None:
        """Its words, one line a block."""

    @property
    def begins(self) -> str:
        """The first day, ISO."""

    @property
    def ends(self) -> str:
        """The first day it no longer holds, ISO."""


class LawWords(Protocol):
    """Imported law, asked by provision."""

    def find_wordings(self, provision: str) -> tuple[Words, ...]:
        """The wordings of a provision, oldest first."""


def list_quoted_wordings(
    catalogue: Catalogue, provision: str | None = None, law: LawWords | None = None
) -> tuple[WordingText, ...]:
    """The words of a provision (a path), or of every provision the graph knows.

    They are those of the graph's own quotes, and with `law` whole wordings; where both give words of the
    same wording, the whole one counts. Wordings from before the imported law are known by quotes alone.
    """
    paths = [provision] if provision else [to_path(each.id) for each in catalogue.provisions.values()]
    whole = {one.id: one for path in paths for one in _list_imported(law, path)} if law else {}
    quoted = _list_quoted(catalogue, to_iri(provision) if provision else None)
    return (*whole.values(), *(one for one in quoted if one.id not in whole))


def _list_imported(law: LawWords, provision: str) -> Iterator[WordingText]:
    for one in law.find_wordings(provision):
        if one.text:
            iri = f"{to_iri(provision)}/versjon/{one.version}"
            yield WordingText(id=iri, text=one.text, valid_from=one.begins, valid_to=one.ends)


def _list_quoted(catalogue: Catalogue, provision: str | None) -> Iterator[WordingText]:
    known = {wording.id: wording for wording in catalogue.wordings.values()}
    for quote in catalogue.quotes.values():
        for iri in quote.quoted_wording:
            wording = known.get(iri)
            if wording is not None and provision in {None, wording.is_version_of}:
                yield _to_text(wording, quote.text)


def _to_text(wording: Wording, text: str) -> WordingText:
    return WordingText(
        id=wording.id,
        text=text,
        valid_from=wording.valid_from.isoformat() if wording.valid_from else "",
        valid_to=wording.valid_to.isoformat() if wording.valid_to else "",
    )
