"""Markup nobody has seen: a document is read or told of, and what comes out is always sound.

An invented act is spoiled at random: elements moved, renamed, doubled and dropped, attributes and texts exchanged.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pyoxigraph import RdfFormat, parse

from hjemmel.law.digest import read_parts
from hjemmel.law.lovdata.archive import Archive
from hjemmel.law.lovdata.compiling import Job, compile_document, read_promulgated
from hjemmel.law.lovdata.history import parse_memory
from hjemmel.law.lovdata.names import find_target
from hjemmel.law.lovdata.notes import list_events
from hjemmel.law.lovdata.parsing import find_key
from hjemmel.law.lovdata.records import Block, Link
from hjemmel.law.provision_text import list_blocks

LATER = Archive(path=Path("lover-2026-05-02.zip"), slug="lover-2026-05-02", day="2026-05-02")
ARCHIVE = Archive(path=Path("lover-2025-11-08.zip"), slug="lover-2025-11-08", day="2025-11-08")
LINK = '<a href="lov/2010-06-01-10/§1/ledd/2">§ 1 andre ledd</a>'
FACTS = {
    "dokid": "NL/lov/2010-06-01-10",
    "refid": "lov/2010-06-01-10",
    "titleShort": "Fyrlova – fyrl",
    "title": "Lov om fyr",
    "dateInForce": "2011-01-01, 2012-01-01",
    "lastChangedBy": "lov/2014-05-02-5 fra 2014-07-01",
    "basedOn": '<ul><li><a href="lov/2000-01-01-1/§3">x</a></li></ul>',
}
HEADER = "".join(f'<dt/><dd class="{name}">{value}</dd>' for name, value in FACTS.items())
SECTION = f"""<article class="legalArticle" data-name="§1" id="p1">
<h3 class="legalArticleHeader"><span class="legalArticleValue">§ 1</span>.
<span class="legalArticleTitle">Fyr</span></h3>
<article class="legalP" id="l1">Fyret skal lyse, jf. {LINK}:
<ol><li data-name="a."><article class="listArticle"><article class="legalP">om natta</article></article></li>
<li data-name="1."><article class="listArticle">om dagen</article></li></ol></article>
<article class="numberedLegalP" data-numerator="2">(2) Det gjeld <i>alle</i>.</article>
<table><tr><th>A</th><td>B {LINK}</td></tr></table>
<article class="changesToParent">Endra med lov <a href="lov/2014-05-02-5">2 mai 2014 nr. 5</a> (ikr. 1 juli 2014 iflg.
<a href="forskrift/2014-06-06-700">res. 6 juni 2014 nr. 700</a>). <strong>Vert endra</strong> ved lov
<a href="lov/2025-03-04-8">4 mars 2025 nr. 8</a> (i kraft frå den tid Kongen bestemmer).</article></article>"""
CHANGE = """<article class="document-change" data-document="lov/2009-06-19-44">
<article class="defaultP">§ 4 andre ledd skal lyde:</article><article class="legalP">Nytt.</article>
<article class="futureLegalArticle" data-name="§5"><span class="futureLegalArticleHeader">§ 5</span>
<article class="legalP">Ny.</article></article></article>"""
ACT = f"""<html lang="nn"><body><header class="documentHeader"><dl>{HEADER}</dl></header>
<main class="documentBody" id="dokument"><h1>Lov</h1>
<section class="section" data-name="kapI" id="k1"><h2>Kapittel I. Lys</h2>{SECTION}
<article class="marginIdArticle"><span>1.1</span><article class="legalP">Punkt.</article></article></section>
{CHANGE}</main></body></html>"""
WORDS = st.sampled_from(
    [
        *(
            "",
            " ",
            "§",
            "§ 3-3 a",
            "kapVI",
            "31 juni 2014",
            "1 jan 0000",
            "\u2028",
            'a\tb\\"c',
            "<>&[]#?% ",
            "lov/x y/§",
        ),
        *("ikr. (((", "2011-02-30", "Kongen bestemmer", "\ue000", "𝕊", "1" * 30, "(", "eu/32016R0679*", "1–4"),
    ]
)
KINDS = """legalP numberedLegalP listArticle legalArticle section changesToParent document-change change
    futureLegalArticle footnote marginIdArticle leddfortsettelse ukjend indent"""
CLASSES = st.sampled_from(KINDS.split())
TAGS = st.sampled_from("article section div ol li table tr td span a p h2 sup b ny".split())  # noqa: SIM905 (as above)
DEEDS = ("drop", "tag", "class", "text", "tail", "name", "href", "double", "move")
STEP = st.tuples(st.sampled_from(DEEDS), st.integers(0, 400), st.integers(0, 400), WORDS, CLASSES, TAGS)


def spoil(root, steps):
    """Do to an act what nobody should, a step at a time, until nothing of it is left."""
    for deed, at, other, word, kind, tag in steps:
        elements = [element for element in root.find("body").iter() if element.getparent() is not None]
        one, two = elements[at % len(elements)], elements[other % len(elements)]
        if deed == "class":
            one.set("class", kind)
        elif deed == "name":
            one.set("data-name" if at % 2 else "data-numerator", word)
        elif deed == "href":
            one.set("href", word)
        elif deed == "move":
            if one is not two and one not in two.iterancestors():
                two.append(one)
        else:
            _PLAIN[deed](one, word, tag)
        if root.find("body") is None or len(root.find("body")) == 0:
            return


_PLAIN = {
    "drop": lambda one, *_: one.getparent().remove(one),
    "tag": lambda one, _, tag: setattr(one, "tag", tag),
    "text": lambda one, word, _: setattr(one, "text", word),
    "tail": lambda one, word, _: setattr(one, "tail", word),
    "double": lambda one, *_: one.addnext(etree.fromstring(etree.tostring(one, with_tail=False))),
}


def hold(quads, line):
    """Whether what came out can be read, and says of each place what stands there."""
    assert all(
        quad.graph_name.value.startswith("https://w3id.org/hjemmel/graphs/law/")
        for quad in parse(quads, RdfFormat.N_QUADS)
    )
    memory = parse_memory(line)
    for path, wordings in memory.wordings.items():
        assert path
        assert not path.endswith("/")
        for wording in wordings:
            assert wording.begins == "" or len(wording.begins) == 10
            if wording.text is not None:
                assert len(read_parts(wording.text, wording.outline)) == len(wording.text.split("\n"))
                for block in list_blocks(wording):
                    assert all(0 <= one.start <= one.end <= len(block.text) for one in block.citations)


@given(st.lists(STEP, min_size=1, max_size=12))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_spoiled_act_is_read_or_told_of(steps):
    root = etree.fromstring(ACT)
    spoil(root, steps)
    content = etree.tostring(root)
    result = compile_document(Job(name="a.xml", key=find_key(content) or "?", content=content), ARCHIVE)
    assert "isn't understood here" not in result.reason, result.reason
    if not result.reason:
        hold(result.quads, result.line)
        assert min(vars_of(result.counts)) >= 0


@given(st.lists(STEP, min_size=0, max_size=8))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_newer_text_however_spoiled_loses_no_known_past(steps):
    key = "lov/2010-06-01-10@nn"
    older = compile_document(Job(name="a.xml", key=key, content=ACT.encode()), ARCHIVE)
    root = etree.fromstring(ACT)
    spoil(root, steps)
    newer = compile_document(Job(name="b.xml", key=key, content=etree.tostring(root), known=older.line), LATER)
    assert "isn't understood here" not in newer.reason, newer.reason
    if newer.reason:
        return
    hold(newer.quads, newer.line)
    known, told = parse_memory(older.line).wordings, parse_memory(newer.line).wordings
    for path, wordings in known.items():
        past = {one.text for one in wordings if one.begins and one.begins < LATER.day and one.text is not None}
        assert past <= {one.text for one in told[path]}
        spans = [(one.begins, one.ends or "9999") for one in told[path] if one.begins]
        assert all(first < last for first, last in spans)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))


def vars_of(counts):
    return [getattr(counts, name) for name in counts.__dataclass_fields__]


@given(st.lists(STEP, min_size=1, max_size=12))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_spoiled_act_of_the_gazette_is_read_or_told_of(steps):
    root = etree.fromstring(ACT.replace("NL/", "LTI/"))
    spoil(root, steps)
    result = read_promulgated("a.xml", etree.tostring(root), ARCHIVE)
    assert "isn't understood here" not in result.reason, result.reason
    list(parse(result.quads + result.amends, RdfFormat.N_QUADS))


@given(
    st.text(alphabet="Endra ved lov(){}.,;123 ikrftljunidesKongbe§m", max_size=120),
    st.integers(0, 80),
    st.integers(0, 80),
)
def test_any_note_gives_events_or_none(text, start, length):
    target = find_target("lov/2014-05-02-5")
    link = Link(start=min(start, len(text)), end=min(start + length, len(text)), target=target)
    for event in list_events(Block(kind="note", path="", text=text, links=(link,))):
        assert event.by == "lov/2014-05-02-5"
