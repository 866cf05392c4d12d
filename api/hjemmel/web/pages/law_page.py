"""The words of the law on a page: the text of the day with its citations, the wordings side by side, what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from hjemmel.law.comparing import Comparison, Difference, compare_wordings
from hjemmel.law.force import State, find_state
from hjemmel.law.identifiers import find_legal_name, format_provision, to_iri, to_lovdata
from hjemmel.law.lovdata.imported import ImportedLaw
from hjemmel.law.lovdata.triples import ATTRIBUTION, NLOD
from hjemmel.law.lovdata.wordings import Wording
from hjemmel.law.provision_text import Block, find_period
from hjemmel.law.texts import to_day
from hjemmel.web.addresses import to_href
from hjemmel.web.answers import Asked
from hjemmel.web.law_text import find_law_text, list_notices, say_missing
from hjemmel.web.pages.paper import Entry, load_templates
from hjemmel.web.pages.words import format_span, say

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A subsection or item: plain runs and citations, in order; `depth` is how far in it stands, `mark` its letter."""

    depth: int
    mark: str
    runs: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A part on one side of a comparison: what it is called there, and its words; none where it isn't there."""

    label: str
    runs: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A part that was changed, before and after."""

    before: Side
    after: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A wording as the imported law has it, and how its words differ from those before; else a note."""

    name: Entry
    state: State
    changed_by: tuple[Entry, ...]
    before: str = ""
    rows: tuple[Row, ...] = ()
    unchanged: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a page shows of the law's words; without paragraphs `notices` say why."""

    lang: str
    notices: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...] = ()
    wordings: tuple[Told, ...] = ()
    heading: str = ""
    stale: bool = False
    coming: Entry | None = None
    lovdata: str = ""
    attribution: str = ATTRIBUTION
    license: str = NLOD


def write_law_text(asked: Asked, provision: str) -> Markup:
    """Write the words of a provision (path) and its wordings for a page, or why there are none.

    They are written once for each period between two changes: nothing in them depends on the day but that.
    """
    from markupsafe import Markup  # noqa: PLC0415 -- comes with Jinja, which is loaded with the first page

    release, day = asked.release, asked.day.isoformat()
    period = find_period(release.law, provision, day) if release.law is not None else 0
    key = ("law-text", provision, asked.language, asked.root, period)
    body = release.items.find_or_make(key, lambda: _write_text(asked, provision).encode())
    return Markup(body.decode())  # noqa: S704 -- a template wrote it, which escapes


def _write_text(asked: Asked, provision: str) -> str:
    return write_part("text", find_page_text(asked, provision), partial(_say, asked.language))


def write_part(macro: str, *words: object) -> str:
    """Write a piece of a page with a macro of the templates."""
    module = load_templates().get_template("law_parts.html").module
    return str(getattr(module, macro)(*words))


def _say(lang: str, key: str, **values: object) -> str:
    return say(key, lang, **values)


def find_page_text(asked: Asked, provision: str) -> Text:
    """Give the words of a provision (path) for a page, or the reason that there are none."""
    found, law, lovdata = find_law_text(asked, provision), asked.release.law, to_lovdata(provision) or ""
    if found is None or law is None:
        coming = _find_coming(asked, provision)
        return Text(lang="", notices=(say_missing(asked, provision),), coming=coming, lovdata=lovdata)
    return Text(
        lang=found.language,
        notices=list_notices(asked, found),
        paragraphs=tuple(_list_paragraphs(asked, found.blocks)),
        wordings=_list_told(asked, law, provision),
        heading=found.wording.heading,
        stale=found.staleness == "due",
        lovdata=lovdata,
    )


def _find_coming(asked: Asked, provision: str) -> Entry | None:
    """The wording that a provision is to have, where it has none yet."""
    law, name = asked.release.law, find_legal_name(provision)
    wordings = law.find_wordings(provision) if law is not None else ()
    coming = next((one for one in wordings if one.text is not None and not one.begins <= asked.day.isoformat()), None)
    if law is None or name is None or coming is None:
        return None
    address = to_iri(f"{name.refid}/{law.find_unit(provision)}/versjon/{coming.version}")
    return Entry(text=say("law-coming", asked.language), href=to_href(asked.root, address))


def _list_paragraphs(asked: Asked, blocks: Sequence[Block]) -> Iterator[Paragraph]:
    before = ""
    for block in blocks:
        depth = max(block.path.count("/") // 2, 0)
        mark = _find_mark(block) if block.path != before else ""
        yield Paragraph(depth=depth, mark=mark, runs=tuple(_list_runs(asked, block)))
        before = block.path


def _find_mark(block: Block) -> str:
    """The letter or number of an item, which the markup draws and the words lack."""
    kind, _, value = block.path.rpartition("/")
    match kind.rpartition("/")[2]:
        case "bokstav":
            return f"{value})"
        case "nummer" if not block.text[:1].isdigit():
            return f"{value}."
        case "strek":
            return "–"
    return ""


def _list_runs(asked: Asked, block: Block) -> Iterator[Entry]:
    place = 0
    for citation in sorted(block.citations, key=lambda one: one.start):
        if citation.start < place:
            continue
        yield Entry(text=block.text[place : citation.start])
        yield Entry(text=block.text[citation.start : citation.end], href=to_href(asked.root, citation.id))
        place = citation.end
    yield Entry(text=block.text[place:])


def _list_told(asked: Asked, law: ImportedLaw, provision: str) -> tuple[Told, ...]:
    """Give the wordings, newest first."""
    wordings = law.find_wordings(provision)
    name, unit = find_legal_name(provision), law.find_unit(provision)
    section = f"{name.refid}/{unit}" if name is not None else provision
    told = [_to_told(asked, section, wordings, place) for place in range(len(wordings))]
    return tuple(reversed(told))


def _to_told(asked: Asked, section: str, wordings: Sequence[Wording], place: int) -> Told:
    wording, lang = wordings[place], asked.language
    before = _find_before(wordings, place)
    known = wording.text is not None and before is not None and before.text is not None
    found = compare_wordings(before, wording) if known and before else Comparison(pairs=(), unchanged=0)
    return Told(
        name=Entry(
            text=_say_span(wording, lang) or say("changes-undated", lang),
            href=to_href(asked.root, to_iri(f"{section}/versjon/{wording.version}")),
        ),
        state=find_state(to_day(wording.begins), to_day(wording.ends), asked.day),
        changed_by=tuple(_to_act(asked, act) for act in wording.changed_by),
        before=_say_span(before, lang) if before else "",
        rows=tuple(_list_rows(found, lang)),
        unchanged=found.unchanged,
        note=_find_note(wording, before, found, lang),
    )


def _find_before(wordings: Sequence[Wording], place: int) -> Wording | None:
    """The wording before another: of one that has no day yet, the last that has one."""
    wording = wordings[place]
    if wording.begins:
        return wordings[place - 1] if place else None
    return next((one for one in reversed(wordings[:place]) if one.begins), None)


def _say_span(wording: Wording, lang: str) -> str:
    return format_span(to_day(wording.begins), to_day(wording.ends), lang) if wording.begins else ""


def _list_rows(found: Comparison, lang: str) -> Iterable[Row]:
    for pair in found.pairs:
        before = Side(label=format_provision(pair.before_path, lang), runs=pair.before)
        yield Row(before=before, after=Side(label=format_provision(pair.after_path, lang), runs=pair.after))


def _to_act(asked: Asked, refid: str) -> Entry:
    known = asked.release.catalogue.acts.get(refid)
    return Entry(text=known.label(asked.language) if known else refid, href=to_href(asked.root, to_iri(refid)))


def _find_note(wording: Wording, before: Wording | None, found: Comparison, lang: str) -> str:
    if wording.text is None:
        return say("law-words-unknown", lang)
    if before is None:
        return ""
    if before.text is None:
        return say("law-before-unknown", lang)
    return "" if found.pairs else say("law-no-difference", lang)
