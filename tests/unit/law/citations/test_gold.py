import gzip
import tarfile
from dataclasses import replace
from io import BytesIO

import pytest

from hjemmel.law.citations import build_registry, gold, list_citations, scoring

ACTS = "refid\tin_force\tlast_change_in_force\tbased_on\n"
COLUMNS = [
    *("sent_id", "source", "surface", "start", "end", "tail_sub", "target", "target_provision", "target_sub"),
    *("style", "agrees", "complete", "act_named", "block_kind", "context"),
]
TEXT = "Dette følger av § 4 andre ledd og hol. § 3-1."


def to_row(**cells):
    return "\t".join(cells.get(column, "") for column in COLUMNS)


@pytest.fixture
def corpus(tmp_path):
    heads = ACTS + "lov/2009-06-19-44\t2010-01-01\t2023-01-01\t\nforskrift/2017-03-07-282\t\t\tlov/2009-06-19-44/§4\n"
    for kind, text in {"lover": heads, "forskrifter": ACTS}.items():
        with gzip.open(tmp_path / f"acts_dev.{kind}.tsv.gz", "wt", encoding="utf-8") as file:
            file.write(text)
    common = {"sent_id": "a@1", "source": "lov/2009-06-19-44", "context": TEXT, "complete": "1", "agrees": "1"}
    rows = [
        to_row(
            **common,
            start="16",
            end="19",
            target="lov/2009-06-19-44",
            target_provision="§4",
            tail_sub="ledd/2",
            style="bare §",
        ),
        to_row(**common, start="34", end="44", target="lov/2011-06-24-30", target_provision="§9-9", style="name §"),
    ]
    with gzip.open(tmp_path / "citations_dev.lover.tsv.gz", "wt", encoding="utf-8") as file:
        file.write("\t".join(COLUMNS) + "\n" + "\n".join(rows) + "\n")
    page = (
        '<dd class="refid">lov/2009-06-19-44</dd><article class="legalArticle" data-name="§4">'
        '<article class="futureLegalArticle" data-name="§99"><section class="section" data-name="kap1">'
    ).encode()
    with tarfile.open(tmp_path / "lover-2025-11-08.tar.xz", "w:xz") as archive:
        for name, content in {"a.xml": page, "b.xml": b"<dd class='x'>"}.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, BytesIO(content))
    return tmp_path


def test_acts_are_read_with_their_provisions_and_without_adopted_changes(corpus):
    (act,) = gold.load_acts(corpus)
    assert (act.refid, act.in_force) == ("lov/2009-06-19-44", "2010-01-01")
    assert act.provisions == {"paragraf/4", "kapittel/1"}


@pytest.mark.parametrize("count", [scoring.score_documents, scoring.score_sentences])
def test_links_are_counted_by_style_and_misses_are_kept(corpus, count):
    sentences = gold.read_gold(corpus / "citations_dev.lover.tsv.gz")
    score = count(sentences, build_registry(gold.load_acts(corpus)), on=gold.DAY)
    assert (score.recall, score.precision, score.exact_subs) == (0.5, 0.5, 1.0)
    assert score.missed[0][1].style == "name §"
    assert "recall 50.00%" in score.to_report()


def test_a_path_that_is_read_otherwise_counts_against_the_exact_paths(corpus):
    sentence = gold.read_gold(corpus / "citations_dev.lover.tsv.gz")[0]
    score = scoring.Score()
    text = TEXT.replace("andre", "første")
    scoring.add_score(score, sentence, list_citations(text, build_registry(), context=sentence.source))
    assert (score.subs, score.sub_found, score.sub_hits) == (1, 1, 0)


def to_link(**cells):
    told = {"start": 0, "end": 4, "refid": "eu/32009*1107", "provision": "", "sub": "", "style": "eu-number"}
    return gold.GoldLink(**{**told, "agrees": True, "complete": True, "named": "in-citation", **cells})


def test_a_star_in_a_target_meets_nothing_and_is_told_of():
    sentence = gold.GoldSentence(ident="a@1", source="lov/2009-06-19-44", text="", links=(to_link(),))
    score = scoring.Score()
    scoring.add_score(score, sentence, list_citations("forordning (EF) nr. 1107/2009", build_registry()))
    assert (score.recall, score.precision) == (0, 0)
    sentence = replace(sentence, links=(to_link(start=11, end=29),))
    scoring.add_score(score, sentence, list_citations("forordning (EF) nr. 1107/2009", build_registry()))
    assert score.why == {"other": 1, "a star in the target": 1}


def test_an_annex_nobody_linked_is_an_error_that_is_told_apart():
    links = (to_link(refid="lov/2009-06-19-44", provision="paragraf/4", end=20, style="name §"),)
    sentence = gold.GoldSentence(ident="a@1", source="forskrift/2017-03-07-282", text="", links=links)
    registry = build_registry()
    found = list_citations("krisesenterlova § 4 og vedlegg 1", registry, context=sentence.source)
    score = scoring.Score()
    scoring.add_score(score, sentence, found)
    assert (score.said, score.right, score.unlinked) == (len(found), 1, len(found) - 1)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("§3-3a", "paragraf/3-3a"),
        ("kapVI", "kapittel/VI"),
        ("gdpr/a9", "gdpr/artikkel/9"),
        ("vedlegg2", "vedlegg/2"),
        ("oskn", "oskn"),
    ],
)
def test_lovdatas_names_are_told_in_our_words(name, path):
    assert gold.to_provision(name) == path


def test_a_link_to_a_part_is_met_by_any_provision_in_it():
    assert scoring.to_section("gdpr/artikkel/9/nummer/1") == "gdpr/artikkel/9"
    assert scoring.to_section("oskn") == "oskn"
