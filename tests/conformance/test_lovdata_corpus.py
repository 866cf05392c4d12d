"""The whole corpus of Norwegian law against the gold beside it, and the bars of the issue it came with."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from hjemmel.law.digest import digest_of_part
from hjemmel.law.lovdata.archive import list_members, open_archive
from hjemmel.law.lovdata.imported import ImportedLaw, open_law
from hjemmel.law.lovdata.importing import ImportReport, import_law
from hjemmel.law.lovdata.names import to_provision_path
from hjemmel.law.lovdata.notes import list_events
from hjemmel.law.lovdata.parsing import parse_document
from hjemmel.law.lovdata.records import Block, Document, Event

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
NAMES = ("lover-2025-11-08", "forskrifter-2025-11-08", "lovtidend-lover-2001-2025")
KINDS = ("lover", "forskrifter")
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
NO_LAW = {"data-marginOriginalId", "footnotereference", "legalArticleHeader"}
ACT = "lov/2009-06-19-44"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the law corpus isn't beside the project (../shared/corpus)"),
]

csv.field_size_limit(10**9)


def _rows(name: str) -> list[dict[str, str]]:
    with gzip.open(CORPUS / f"{name}.tsv.gz", "rt", encoding="utf-8", newline="\n") as lines:
        head, *rest = (line.rstrip("\n").split("\t") for line in lines)
    return [dict(zip(head, row, strict=True)) for row in rest]


@cache
def _contents(kind: str) -> dict[str, bytes]:
    archive = open_archive(CORPUS / f"{kind}-2025-11-08.tar.xz")
    return {Path(member.name).stem: member.content for member in list_members(archive)}


@cache
def _read(kind: str, file: str) -> Document:
    return parse_document(_contents(kind)[file])


def _blocks(kind: str, file: str) -> list[Block]:
    return [block for unit in _read(kind, file).units for block in (*unit.blocks, *unit.notes)]


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[ImportReport, Path]:
    folder = tmp_path_factory.mktemp("corpus") / "law"
    report = import_law([CORPUS / f"{name}.tar.xz" for name in NAMES], folder)
    return report, folder


@pytest.fixture(scope="session")
def law(imported: tuple[ImportReport, Path]) -> Iterator[ImportedLaw]:
    with open_law(imported[1]) as opened:
        yield opened


@pytest.mark.parametrize("kind", KINDS)
def test_every_document_has_as_many_sections_subsections_and_items_as_the_gold_says(kind):
    wrong = []
    for row in _rows(f"acts_dev.{kind}"):
        counts = _read(kind, row["file_id"]).counts
        told = (counts.sections, counts.chapters, counts.ledd, counts.points, counts.notes)
        gold = tuple(int(row[name]) for name in ("sections", "chapters", "ledd", "points", "amendment_notes"))
        if told != gold:
            wrong.append((row["file_id"], told, gold))
    assert wrong == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_document_header_says_what_the_gold_says(kind):
    wrong = []
    for row in _rows(f"acts_dev.{kind}"):
        document = _read(kind, row["file_id"])
        told = (document.refid, document.legacy_id, document.title, document.in_force)
        # The gold cuts long EEA texts off after some 300 characters.
        eea, gold = "".join(document.eea_text.split()), "".join(row["eea"].split())
        if told != (row["refid"], row["legacy_id"], row["title"], row["in_force"]) or not eea.startswith(gold):
            wrong.append((*told, eea))
        assert bool(eea) == bool(gold)
    assert wrong == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("gold", ["citations_dev", "citations_dev_notes"])
def test_citations_from_markup_equal_the_gold_in_place_and_target(kind, gold):
    by_file = defaultdict(list)
    for row in _rows(f"{gold}.{kind}"):
        by_file[row["file_id"]].append(row)
    hits = Counter()
    for file, rows in by_file.items():
        blocks = _blocks(kind, file)
        for row in rows:
            hits[_has_citation(blocks, row)] += 1
    print(f"{gold}.{kind}: {hits[True]} of {hits.total()}")
    assert hits[True] / hits.total() >= 0.995


def _has_citation(blocks: list[Block], row: dict[str, str]) -> bool:
    """Whether some block has the row's sentence, and there a link at the row's place with its target."""
    sentence = " ".join(row["context"].split())
    gold = tuple(row[name] for name in ("target_kind", "target", "target_provision", "target_sub"))
    for block in blocks:
        place = block.text.find(sentence)
        while place >= 0:
            span = (place + int(row["start"]), place + int(row["end"]))
            for link in block.links:
                target = link.target
                told = (target.kind, target.document, target.provision, target.sub)
                if (link.start, link.end) == span and told == gold:
                    return True
            place = block.text.find(sentence, place + 1)
    return False


@pytest.mark.parametrize("kind", KINDS)
def test_amendment_events_equal_the_gold_in_kind_act_and_date(kind):
    files = defaultdict(list)
    for row in _rows(f"acts_dev.{kind}"):
        files[row["refid"]].append(row["file_id"])
    by_act = defaultdict(list)
    for row in _rows(f"amendments_dev.{kind}"):
        by_act[row["refid"]].append(row)
    hits = Counter()
    for refid, rows in by_act.items():
        notes = _events(kind, files[refid])
        for row in rows:
            hits[_take_event(notes[row["block"]], row)] += 1
    print(f"amendments_dev.{kind}: {hits[True]} of {hits.total()}")
    assert hits[True] / hits.total() >= 0.97


def _events(kind: str, files: list[str]) -> dict[str, list[Event]]:
    events: dict[str, list[Event]] = defaultdict(list)
    for file in files:
        for block in _blocks(kind, file):
            if block.kind == "note":
                events[block.anchor].extend(list_events(block))
    return events


def _take_event(events: list[Event], row: dict[str, str]) -> bool:
    gold = (row["event"], row["by"], row["in_force"], row["pending"])
    for event in events:
        if (event.kind, event.by, event.in_force, str(int(event.pending))) == gold:
            events.remove(event)
            return True
    return False


def test_no_document_is_lost_and_the_report_counts_what_the_gold_counts(imported):
    report, _ = imported
    rows = [row for kind in KINDS for row in _rows(f"acts_dev.{kind}")]
    assert (report.documents, report.failed) == (575 + 2621 + 2223, ())
    told = (report.sections, report.ledd, report.points)
    assert told == tuple(sum(int(row[name]) for row in rows) for name in ("sections", "ledd", "points"))


def test_a_changed_section_is_known_to_be_changing_when_its_note_said_so(law):
    noted = {(row["refid"], row["provision"].lower()) for row in _rows("amendments_dev.lover") if row["pending"] == "1"}
    told = Counter()
    with gzip.open(CORPUS / "changed_sections_dev.lover.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if (row["refid"], row["provision"].lower()) in noted:
                path = f"{row['refid']}/{to_provision_path(row['provision'])}"
                told[bool(law.find_staleness(path, "2026-05-02"))] += 1
    print(f"changed sections: {told[True]} of {told.total()}")
    assert told[True] / told.total() >= 0.95


@pytest.mark.parametrize(
    ("section", "periods"),
    [
        ("1", [("2010-01-01", "")]),
        ("2", [("2010-01-01", "2026-01-01"), ("2026-01-01", "")]),
        ("3", [("2010-01-01", "2026-01-01"), ("2026-01-01", "")]),
        ("4", [("2010-01-01", "2012-01-01"), ("2012-01-01", "2022-08-01"), ("2022-08-01", "")]),
        ("5", [("2010-01-01", "2015-10-01"), ("2015-10-01", "2021-07-01"), ("2021-07-01", "")]),
        ("5a", [("2026-01-01", "")]),
        ("5b", [("2026-01-01", "")]),
        ("6a", [("2022-08-01", "")]),
        ("7", [("2010-01-01", "2017-05-22"), ("2017-05-22", "")]),
        ("8", [("2010-01-01", "2021-01-01")]),
    ],
)
def test_the_shelter_act_has_its_wordings_and_dates_from_the_archives_alone(law, section, periods):
    wordings = law.find_wordings(f"{ACT}/paragraf/{section}")
    assert [(one.begins, one.ends) for one in wordings] == periods


def test_the_first_words_of_section_four_come_from_the_act_as_promulgated(law):
    first, second, third = law.find_wordings(f"{ACT}/paragraf/4")
    digests = [digest_of_part(one.text or "", one.outline, "ledd/1") for one in (first, second, third)]
    assert digests[0] == digests[1] != digests[2]
    assert digest_of_part(first.text, first.outline, "ledd/2") != digest_of_part(second.text, second.outline, "ledd/2")
    assert third.changed_by == ("lov/2021-06-11-78", "lov/2022-06-10-39")


def test_the_answer_for_2026_says_that_the_text_is_older_than_the_change(law):
    assert law.find_staleness(f"{ACT}/paragraf/5a", "2025-11-09") == "pending"
    assert law.find_staleness(f"{ACT}/paragraf/5a", "2026-01-02") == "due"
    assert law.find_staleness(f"{ACT}/paragraf/1", "2026-01-02") == ""


def test_no_word_of_the_law_is_left_out():
    """Whatever the markup is, each run of text stands somewhere in what was read."""
    for kind in KINDS:
        for file, content in list(_contents(kind).items())[::7]:
            main = etree.fromstring(content).find("body/main")
            assert main is not None
            told = [f"{unit.number}. {unit.heading} {unit.number} {unit.heading}" for unit in _read(kind, file).units]
            told = "".join("".join(text.split()) for text in (*told, *(block.text for block in _blocks(kind, file))))
            assert [text for text in _list_runs(main) if text not in told] == [], file


def _list_runs(main: etree._Element) -> Iterator[str]:
    """The runs of text, without white space, that are law: not titles, numbers in the margin or note marks."""
    for element in main.iter(etree.Element):
        held = [element, *element.iterancestors()]
        kinds = {each.get("class") for each in held}
        if {each.tag for each in held} & HEADINGS or kinds & NO_LAW:
            continue
        text = "".join((element.text or "").split())
        if len(text) > 3:
            yield text
