"""Invented law in Lovdata's form: an act, its promulgation, an act that amends it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Make = Callable[..., bytes]

_COLLECTIONS = {"act": "NL", "gazette": "LTI", "regulation": "SF"}


def make_document(  # noqa: PLR0913 (a header has that many facts)
    body: str,
    *,
    refid: str = "lov/2010-06-01-10",
    kind: str = "act",
    lang: str = "nn",
    title: str = "Lov om fyrstasjonar (fyrlova)",
    short: str = "Fyrlova – fyrl",
    in_force: str | None = "2011-01-01",
    extra: str = "",
) -> bytes:
    """One file as Lovdata serves it: a header of facts and a body."""
    legacy = ("FOR-" if refid.startswith("forskrift") else "LOV-") + refid.partition("/")[2]
    facts = {"legacyID": legacy, "dokid": f"{_COLLECTIONS[kind]}/{refid}", "titleShort": short, "title": title}
    facts["refid"] = refid
    if in_force is not None:
        facts["dateInForce"] = in_force
    cells = "".join(f'<dt class="{name}">x</dt><dd class="{name}">{value}</dd>' for name, value in facts.items())
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>{title}</title></head><body>'
        f'<header class="documentHeader"><dl class="data-document-key-info">{cells}{extra}</dl></header>'
        f'<main class="documentBody" id="dokument"><h1>{title}</h1>{body}</main></body></html>'
    ).encode()


def make_section(number: str, *parts: str, heading: str = "Overskrift", note: str = "") -> str:
    """A section: its subsections (or ready markup) and its amendment note."""
    name = number.replace(" ", "")
    paragraphs = "".join(
        part if part.startswith("<") else f'<article class="legalP" id="p{name}-ledd-{place}">{part}</article>'
        for place, part in enumerate(parts, start=1)
    )
    told = f'<article class="changesToParent">{note}</article>' if note else ""
    return (
        f'<article class="legalArticle" data-name="§{name}" id="paragraf-{name}"><h2 class="legalArticleHeader">'
        f'<span class="legalArticleValue">§ {number}</span>. <span class="legalArticleTitle">{heading}</span></h2>'
        f"{paragraphs}{told}</article>"
    )


def make_link(href: str, text: str) -> str:
    """A citation as Lovdata links it."""
    return f'<a href="{href}">{text}</a>'


@pytest.fixture
def document() -> Make:
    """Make one file."""
    return make_document


@pytest.fixture
def section() -> Callable[..., str]:
    """Make a section."""
    return make_section


@pytest.fixture
def link() -> Callable[[str, str], str]:
    """Make a citation."""
    return make_link


@pytest.fixture
def fyrlova() -> bytes:
    """A consolidated act with a past, a coming and an undated change."""
    past = (
        f"Endra med lov {make_link('lov/2014-05-02-5', '2 mai 2014 nr. 5')} (ikr. 1 juli 2014 iflg. "
        f"{make_link('forskrift/2014-06-06-700', 'res. 6 juni 2014 nr. 700')})."
    )
    act = make_link("lov/2025-03-04-8", "4 mars 2025 nr. 8")
    coming = f"<strong>Vert endra</strong> ved lov {act} (i kraft 1 jan 2027)."
    undated = (
        f"<strong>Vert endra</strong> ved lov {make_link('lov/2025-03-04-9', '4 mars 2025 nr. 9')} "
        "(i kraft frå den tid Kongen bestemmer)."
    )
    added = f"Føyd til med lov {make_link('lov/2014-05-02-5', '2 mai 2014 nr. 5')} (ikr. 1 juli 2014)."
    gone = f"Oppheva med lov {make_link('lov/2016-01-08-1', '8 jan 2016 nr. 1')} (ikr. 1 feb 2016)."
    return make_document(
        make_section("1", "Fyret skal lyse om natta.", "Det skal målast kvitt.", note=past)
        + make_section("1 a", "Fyrvaktaren skal pusse linsa.", note=added)
        + make_section("2", f"Meld frå etter {make_link('lov/2010-06-01-10/§1', '§ 1')} utan opphald.", note=coming)
        + make_section("3", "Kommunen kan ha ein tåkelur.", note=undated)
        + make_section("4", heading="(Oppheva)", note=gone)
    )


@pytest.fixture
def promulgated() -> bytes:
    """The same act as it was promulgated."""
    return make_document(
        make_section("1", "Fyret skal lyse.", "Det skal målast raudt.")
        + make_section("2", "Meld frå.")
        + make_section("3", "Kommunen kan ha ein tåkelur.")
        + make_section("4", "Båtar skal helse."),
        kind="gazette",
        in_force="Kongen bestemmer",
    )


@pytest.fixture
def amending() -> bytes:
    """The act that amends its section 2 in 2027."""
    return make_document(
        '<section class="section" data-name="kapI" id="k1"><h2>I</h2>'
        '<article class="defaultP">I lov 1. juni 2010 nr. 10 om fyrstasjonar vert det gjort desse endringane:</article>'
        '<article class="defaultP">§ 2 skal lyde:</article>'
        '<article class="futureLegalArticle" data-name="§2"><span class="futureLegalArticleHeader">'
        '<span class="legalArticleValue">§ 2</span>. <span class="legalArticleTitle">Melding</span></span>'
        '<article class="legalP">Meld frå straks.</article></article></section>',
        refid="lov/2025-03-04-8",
        kind="gazette",
        title="Lov om endring i fyrlova",
        short="Endringslov",
        in_force="2027-01-01",
        extra='<dt>x</dt><dd class="changesToDocuments"><ul><li>lov/2010-06-01-10</li></ul></dd>',
    )


@pytest.fixture
def folder(tmp_path: Path, fyrlova: bytes, promulgated: bytes, amending: bytes) -> Path:
    """The three files in a folder of 2025-11-08."""
    place = tmp_path / "lover-2025-11-08"
    (place / "lovtidend").mkdir(parents=True)
    (place / "nl-20100601-010.xml").write_bytes(fyrlova)
    (place / "lovtidend" / "nl-20100601-010.xml").write_bytes(promulgated)
    (place / "lovtidend" / "nl-20250304-008.xml").write_bytes(amending)
    return place
