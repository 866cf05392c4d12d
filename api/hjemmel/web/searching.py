"""What can be searched: the records of a release as plain documents, and the index made of them when first needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, product
from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary

from hjemmel.law.acts import Act, Provision
from hjemmel.law.catalogue import Catalogue
from hjemmel.law.citations import Registry
from hjemmel.law.guidance import GuidanceDocument
from hjemmel.law.identifiers import format_section, to_iri, to_path, to_slug
from hjemmel.law.lovdata.imported import ImportedLaw
from hjemmel.law.norms import Norm
from hjemmel.law.plan_areas import Criterion
from hjemmel.law.quotes import Quote
from hjemmel.law.sources import Source
from hjemmel.law.things import Thing
from hjemmel.search.documents import Document, Period
from hjemmel.search.index import Index
from hjemmel.web.citing import Citations
from hjemmel.web.pages.words import say
from hjemmel.web.release import Release


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What searches one release: its index, and the names its acts are cited by."""

    index: Index
    citations: Citations


_FEW: Final = 12
_MENTION: Final = 0.015  # with ten a norm is still worth less than an actor
_MANY: Final = 10
_NORWEGIAN: Final = ("nb", "nn")
_AMENDING: Final = 0.25
_IMPORTED: Final = 0.25
_BOOSTS: Final = {
    "actors": 1.5,
    "duties": 1.3,
    "acts": 1.4,
    "provisions": 0.85,
    "plan-areas": 1.1,
    "situations": 1.0,
    "target-groups": 1.05,
    "guidance": 0.6,
    "quotes": 0.6,
    "criteria": 0.55,
    "terms": 0.4,
    "sources": 0.3,
}
_KEPT: Final[WeakKeyDictionary[Release, Search]] = WeakKeyDictionary()
_LOCK: Final = Lock()


def find_search(release: Release) -> Search:
    """Give what searches a release; the first who asks makes it, who comes meanwhile waits."""
    found = _KEPT.get(release)
    if found is None:
        with _LOCK:
            found = _KEPT.get(release) or build_search(release.catalogue, release.law, release.citing)
            _KEPT[release] = found
    return found


def build_search(catalogue: Catalogue, law: ImportedLaw | None = None, citing: Registry | None = None) -> Search:
    """Make what searches the records of a catalogue, and the names of the acts and regulations of imported law."""
    documents = (*list_documents(catalogue), *(list_imported(catalogue, law) if law is not None else ()))
    return Search(index=Index(documents), citations=Citations(catalogue, citing))


def list_documents(catalogue: Catalogue) -> Iterator[Document]:
    """Give every record that has a page as a document."""
    mentions = _count_mentions(catalogue)
    for kind, records in _list_records(catalogue):
        make = _MAKERS.get(kind, _to_document)
        for thing in records.values():
            document = make(catalogue, kind, thing)
            yield replace(document, boost=document.boost * (1 + _MENTION * min(mentions[thing.id], _MANY)))


def _count_mentions(catalogue: Catalogue) -> Counter[str]:
    """Count what names each norm: of norms that say the same, the one others point to is the general one."""
    norms = catalogue.norms.values()
    pointed = chain.from_iterable((*norm.relation, *norm.exception_to, *norm.mirrors) for norm in norms)
    return Counter((*pointed, *chain.from_iterable(each.basis for each in catalogue.criteria.values())))


def list_imported(catalogue: Catalogue, law: ImportedLaw) -> Iterator[Document]:
    """Give every act and regulation that only the imported law has, by its name; its text is not searched."""
    for refid in law.list_acts():
        if refid not in catalogue.acts:
            title = law.find_title(refid)
            yield Document(
                id=to_iri(refid),
                kind="acts",
                labels={law.find_language(refid): title},
                alternatives=(refid.partition("/")[2],),
                boost=_BOOSTS["acts"] * _IMPORTED,
            )


def _list_records(catalogue: Catalogue) -> Iterable[tuple[str, Mapping[str, Thing]]]:
    return (
        ("actors", catalogue.actors),
        ("duties", catalogue.norms),
        ("acts", catalogue.acts),
        ("provisions", catalogue.provisions),
        ("plan-areas", catalogue.plan_areas),
        ("situations", catalogue.situations),
        ("target-groups", catalogue.target_groups),
        ("guidance", catalogue.guidance),
        ("quotes", catalogue.quotes),
        ("criteria", catalogue.criteria),
        ("terms", catalogue.concepts),
        ("sources", catalogue.sources),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """What a kind has beside names and descriptions; `context` are IRIs, `headings` are texts."""

    alternatives: Iterable[str] = ()
    texts: Iterable[Mapping[str, str]] = ()
    context: Iterable[str] = ()
    headings: Iterable[str] = ()
    periods: Iterable[Period] = ()
    worth: float = 1.0


def _to_document(catalogue: Catalogue, kind: str, thing: Thing, more: More | None = None) -> Document:
    more = more or More()
    labels = catalogue.find_labels(thing.id)
    names = (*(name for names in thing.alt_labels.values() for name in names), *more.alternatives)
    said = (thing.descriptions, thing.definitions, *more.texts)
    near = (text for iri in more.context for lang, text in catalogue.find_labels(iri).items() if lang != "en")
    return Document(
        id=thing.id,
        kind=kind,
        labels=labels,
        alternatives=tuple(dict.fromkeys(name for name in names if name not in labels.values())),
        texts=tuple(each for each in said if each),
        headings=tuple(dict.fromkeys(more.headings)),
        context=tuple(dict.fromkeys(near)),
        boost=_BOOSTS[kind] * more.worth,
        periods=tuple(more.periods),
    )


def _to_norm(catalogue: Catalogue, kind: str, norm: Norm) -> Document:
    bases = catalogue.bases[norm.id]
    bearers = (*norm.bearer, *norm.performer)
    near = (*bearers, *_list_narrower(catalogue, bearers), *norm.target_group, *norm.situation, *norm.plan_area)
    more = More(
        texts=(norm.condition, norm.deadline_text, norm.recurrence_text, norm.sanction),
        headings=(*_list_headings(catalogue, norm), *_list_exceptions(catalogue, norm)),
        context=(*near, *(basis.provision or basis.document or "" for basis in bases)),
        periods=[(basis.valid_from, basis.valid_to) for basis in bases if not basis.pending],
    )
    return _to_document(catalogue, kind, norm, more)


def _list_headings(catalogue: Catalogue, norm: Norm) -> Iterator[str]:
    """Give the headings of the provisions a norm rests on: often the law's word for what our label tells."""
    wordings = (catalogue.wordings.get(to_path(grounding.of)) for grounding in norm.grounding)
    yield from (text for wording in wordings if wording is not None for text in wording.title.values())


def _list_exceptions(catalogue: Catalogue, norm: Norm) -> Iterator[str]:
    """Give what a norm is an exception to, in the words for that."""
    for lang, iri in product(_NORWEGIAN, norm.exception_to):
        yield f"{say('exception-to', lang)} {catalogue.find_label(iri, lang)}"


def _list_narrower(catalogue: Catalogue, bearers: Iterable[str]) -> Iterator[str]:
    """Give the narrower actors of bearers that have few: a teacher looks for what falls on the staff of schools."""
    for bearer in bearers:
        narrower = [actor.id for actor in catalogue.actors.values() if bearer in actor.broader]
        yield from narrower if len(narrower) <= _FEW else ()


def _to_act(catalogue: Catalogue, kind: str, act: Act) -> Document:
    """An act that only amends or commences others is worth little: nobody looks for it by words."""
    worth = 1.0 if catalogue.provisions_of(act.refid) else _AMENDING
    names = (*act.title.values(), *filter(None, (act.id_local, to_slug(act.id))))
    return _to_document(catalogue, kind, act, More(alternatives=names, worth=worth))


def _to_provision(catalogue: Catalogue, kind: str, provision: Provision) -> Document:
    wordings = tuple(reversed(catalogue.wordings_of(provision.id)))
    headings = dict.fromkeys(text for wording in wordings for text in wording.title.values())
    number = format_section(to_slug(provision.id))
    more = More(
        alternatives=(number,),
        texts=[wording.descriptions for wording in wordings],
        headings=headings,
        periods=[(wording.valid_from, wording.valid_to) for wording in wordings if not wording.pending],
    )
    return _to_document(catalogue, kind, provision, more)


def _to_guidance(catalogue: Catalogue, kind: str, document: GuidanceDocument) -> Document:
    period = (document.valid_from, document.valid_to)
    publishers = [each for each in document.publisher if catalogue.find_thing(each)]
    names = document.title.values()
    return _to_document(catalogue, kind, document, More(alternatives=names, context=publishers, periods=[period]))


def _to_quote(catalogue: Catalogue, kind: str, quote: Quote) -> Document:
    return _to_document(catalogue, kind, quote, More(texts=[{quote.language: quote.text}]))


def _to_criterion(catalogue: Catalogue, kind: str, criterion: Criterion) -> Document:
    return _to_document(catalogue, kind, criterion, More(context=(criterion.criterion_of,)))


def _to_source(catalogue: Catalogue, kind: str, source: Source) -> Document:
    return _to_document(catalogue, kind, source, More(alternatives=source.title.values()))


_MAKERS: Final[Mapping[str, Callable[..., Document]]] = {
    "duties": _to_norm,
    "acts": _to_act,
    "provisions": _to_provision,
    "guidance": _to_guidance,
    "quotes": _to_quote,
    "criteria": _to_criterion,
    "sources": _to_source,
}
