"""Archives in, a folder of law out: whole or not at all."""

import errno
import gc
import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from hjemmel.errors import ArchiveError, ImportFailedError, InputError, NotFoundError, SnapshotError
from hjemmel.law.digest import to_digest
from hjemmel.law.lovdata import compiling, crew
from hjemmel.law.lovdata.bench import measure_import
from hjemmel.law.lovdata.history import Head
from hjemmel.law.lovdata.imported import find_staleness, open_law
from hjemmel.law.lovdata.importing import import_law
from hjemmel.law.lovdata.shelf import Known, Shelf

ACT = "lov/2010-06-01-10"
PREFIXES = """PREFIX hj: <https://w3id.org/hjemmel/ns#> PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX dct: <http://purl.org/dc/terms/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
BASE <https://w3id.org/hjemmel/> """


def _pack(path, files):
    with tarfile.open(path, "w:xz") as packed:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            packed.addfile(info, io.BytesIO(content))
    return path


def _ask(folder, query):
    store = Store()
    store.bulk_load(path=str(folder / "law.nq"), format=RdfFormat.N_QUADS)
    rows = store.query(PREFIXES + query, use_default_graph_as_union=True)
    return sorted(tuple(term.value if term else None for term in row) for row in rows)


@pytest.fixture
def out(tmp_path, folder):
    into = tmp_path / "law"
    report = import_law([folder], into)
    assert (report.documents, report.failed) == (3, ())
    return into


def test_the_report_counts_the_consolidated_law(tmp_path, folder):
    seen = []
    report = import_law([folder], tmp_path / "law", lambda done, name: seen.append((done, name)))
    assert (report.sections, report.ledd, report.points, report.citations, report.amendments) == (5, 5, 0, 1, 5)
    assert report.peak_bytes > 0
    assert seen == [(1, "lover-2025-11-08"), (2, "lover-2025-11-08"), (3, "lover-2025-11-08")]


def test_wordings_provisions_and_citations_are_in_the_graph(out):
    assert _ask(out, f"SELECT ?f ?t {{ ?v dct:isVersionOf <{ACT}/paragraf/1> ; hj:validFrom ?f ; hj:text ?t }}") == [
        ("2011-01-01", "Fyret skal lyse.\nDet skal målast raudt."),
        ("2014-07-01", "Fyret skal lyse om natta.\nDet skal målast kvitt."),
    ]
    base = "https://w3id.org/hjemmel/"
    assert _ask(out, "SELECT ?v ?p { ?v eli:cites ?p }") == [
        (f"{base}{ACT}/paragraf/2/versjon/2011-01-01", f"{base}{ACT}/paragraf/1")
    ]
    assert _ask(out, f"SELECT ?p {{ ?p eli:is_part_of <{ACT}/paragraf/1> }}") == [
        (f"{base}{ACT}/paragraf/1/ledd/1",),
        (f"{base}{ACT}/paragraf/1/ledd/2",),
    ]
    assert _ask(out, f"SELECT ?d {{ <{ACT}/paragraf/4/versjon/2011-01-01> hj:validTo ?d ; eli:repealed_by ?r }}") == [
        ("2016-02-01",)
    ]


def test_the_act_is_described_once_in_its_own_language(out):
    assert _ask(out, f"SELECT ?l {{ <{ACT}> skos:prefLabel ?l }}") == [("Fyrlova",)]
    assert _ask(out, f"SELECT ?d {{ <{ACT}> eli:first_date_entry_in_force ?d }}") == [("2011-01-01",)]
    assert _ask(out, f"SELECT ?a {{ ?a eli:amends <{ACT}> }}") == [("https://w3id.org/hjemmel/lov/2025-03-04-8",)]


def test_every_graph_says_source_date_digest_and_licence(out):
    rows = _ask(
        out, "SELECT ?g ?s ?d { ?g dct:source ?s ; dct:date ?d ; dct:license ?l ; hj:digest ?h ; hj:attribution ?a }"
    )
    base = "https://w3id.org/hjemmel/graphs/law/"
    assert rows == [
        (f"{base}lover-2025-11-08/{ACT}", f"https://lovdata.no/dokument/NL/{ACT}", "2025-11-08"),
        (f"{base}lovtidend-lover-2025-11-08/{ACT}", f"https://lovdata.no/dokument/LTI/{ACT}", "2025-11-08"),
        (
            f"{base}lovtidend-lover-2025-11-08/lov/2025-03-04-8",
            "https://lovdata.no/dokument/LTI/lov/2025-03-04-8",
            "2025-11-08",
        ),
    ]


def test_a_regulation_is_written_with_its_basis(tmp_path, document, section):
    extra = (
        f'<dt>x</dt><dd class="basedOn"><ul><li><a href="{ACT}/§1">x</a></li></ul></dd>'
        '<dt>x</dt><dd class="ministry"><ul><li>Fyrdepartementet "D"</li></ul></dd>'
        '<dt>x</dt><dd class="eeaReferences"><a href="eu/32016r0679">forordning</a></dd>'
    )
    body = (
        '<article class="legalP">Fritt.</article>'
        + section("1", "Lys.")
        + '<footer class="footnotes"><article class="footnote">1 Frå 1 jan 2013 iflg. '
        '<a href="forskrift/2012-12-01-1">res. 1 des 2012 nr. 1</a>.</article></footer>'
    )
    place = tmp_path / "forskrifter-2025-11-08"
    place.mkdir()
    (place / "sf.xml").write_bytes(
        document(body, refid="forskrift/2012-01-02-3", kind="regulation", in_force="2013-01-01", lang="no", extra=extra)
    )
    import_law([place], tmp_path / "law")
    rule = "forskrift/2012-01-02-3"
    assert _ask(
        tmp_path / "law",
        f"SELECT ?b ?e ?m ?c {{ <{rule}> a hj:Regulation ; eli:based_on ?b ; eli:related_to ?e ; "
        "eli:responsibility_of ?m ; eli:commenced_by ?c }",
    ) == [
        (
            f"https://w3id.org/hjemmel/{ACT}/paragraf/1",
            "http://publications.europa.eu/resource/celex/32016R0679",
            'Fyrdepartementet "D"',
            "https://w3id.org/hjemmel/forskrift/2012-12-01-1",
        )
    ]
    assert _ask(tmp_path / "law", f"SELECT ?t {{ ?v dct:isVersionOf <{rule}/tekst> ; hj:text ?t }}") == [("Fritt.",)]


def test_an_act_that_waits_is_adopted(tmp_path, document, section):
    place = tmp_path / "lover-2025-11-08"
    place.mkdir()
    (place / "a.xml").write_bytes(document(section("1", "Lys."), in_force="Kongen bestemmer"))
    import_law([place], tmp_path / "law")
    assert _ask(tmp_path / "law", f"SELECT ?x {{ <{ACT}> hj:adopted ?x }}") == [("true",)]
    assert _ask(tmp_path / "law", "SELECT ?n { ?v a hj:ProvisionVersion ; skos:editorialNote ?n }") == [
        ("Vedteken; ikraftdato er ikkje fastsett.",)
    ]


def test_bad_files_are_reported_and_the_rest_goes_on(tmp_path, document, section, fyrlova):
    archive = _pack(
        tmp_path / "lover-2025-11-08.tar.xz",
        {
            "a.xml": fyrlova,
            "b.xml": fyrlova,
            "c.xml": b"<p>",
            "d.xml": document(section("1", "x"), refid="lov/2001-01-01-1").replace(b"</main>", b""),
            "e.txt": b"x",
            "../f.xml": fyrlova,
        },
    )
    report = import_law([archive], tmp_path / "law")
    assert report.documents == 1
    reasons = {failed.file: failed.reason for failed in report.failed}
    assert set(reasons) == {"b.xml", "c.xml", "d.xml", "e.txt", "../f.xml"}
    assert "same RefID" in reasons["b.xml"]
    assert "a.xml" in reasons["b.xml"]
    assert "well-formed" in reasons["d.xml"]


def test_a_gazette_act_is_told_by_its_content_whatever_archive_it_is_in(tmp_path, promulgated, amending, fyrlova):
    mixed = _pack(
        tmp_path / "alt-2025-11-08.tar.xz",
        {"a.xml": fyrlova, "b.xml": promulgated, "c.xml": amending, "d.xml": promulgated, "e.xml": promulgated[:-20]},
    )
    report = import_law([mixed], tmp_path / "law")
    assert report.documents == 3
    assert sorted(failed.file for failed in report.failed) == ["d.xml", "e.xml"]
    with open_law(tmp_path / "law") as opened:
        assert opened.find_wordings(f"{ACT}/paragraf/1")[0].text == "Fyret skal lyse.\nDet skal målast raudt."


def test_a_broken_twin_never_keeps_a_whole_document_out(tmp_path, fyrlova):
    files = {"a.xml": fyrlova[:-20], "b.xml": fyrlova[:-30], "c.xml": fyrlova, "d.xml": fyrlova}
    report = import_law([_pack(tmp_path / "lover-2025-11-08.tar.xz", files)], tmp_path / "law")
    assert report.documents == 1
    reasons = {failed.file: failed.reason for failed in report.failed}
    assert set(reasons) == {"a.xml", "b.xml", "d.xml"}
    assert "as c.xml; the first was kept" in reasons["d.xml"]


def test_a_document_built_like_no_other_is_reported_and_the_rest_goes_on(tmp_path, fyrlova, promulgated, monkeypatch):
    def fail(*_):
        raise IndexError("odd")

    monkeypatch.setattr(compiling, "list_wordings", fail)
    monkeypatch.setattr(compiling, "write_gazette", fail)
    archive = _pack(tmp_path / "lover-2025-11-08.tar.xz", {"a.xml": fyrlova, "b.xml": promulgated})
    report = import_law([archive], tmp_path / "law")
    assert {failed.file for failed in report.failed} == {"a.xml", "b.xml"}
    assert all("IndexError: odd" in failed.reason for failed in report.failed)


def test_a_file_whose_refid_is_written_in_another_way_is_read_and_found(tmp_path, fyrlova):
    odd = fyrlova.replace(b'<dd class="refid">', b"<dd id='x'\nclass='refid'>")
    assert odd != fyrlova
    import_law([_pack(tmp_path / "lover-2025-11-08.tar.xz", {"a.xml": odd})], tmp_path / "law")
    with open_law(tmp_path / "law") as law:
        assert law.has_act(ACT)


def test_an_archive_without_any_document_is_told_of(tmp_path):
    (tmp_path / "tom-2025-11-08").mkdir()
    with pytest.raises(ArchiveError, match="holds no document"):
        import_law([tmp_path / "tom-2025-11-08"], tmp_path / "law")
    with pytest.raises(InputError, match="No archive is named"):
        import_law([], tmp_path / "law")
    assert not (tmp_path / "law").exists()


@pytest.mark.parametrize("name", ["brev.txt", "law.nq/x", "lover-2025-11-08.tar.xz"])
def test_nobodys_files_are_lost_to_an_import(tmp_path, folder, name):
    into = tmp_path / "mine"
    (into / name).parent.mkdir(parents=True)
    (into / name).write_text("mine")
    (into / "notat.txt").write_text("mine")
    with pytest.raises(InputError, match="something else than imported law"):
        import_law([folder], into)
    assert (into / name).read_text() == "mine"
    with pytest.raises(InputError, match="something else"):
        import_law([folder], into / "notat.txt")


def test_what_a_killed_import_left_is_cleared_away_and_what_it_set_aside_put_back(tmp_path, out):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    before = (out / "law.nq").read_bytes()
    left, set_aside = tmp_path / f".law.new-{ended.pid}", tmp_path / f".law.old-{ended.pid}"
    running = tmp_path / f".law.new-{os.getppid()}"
    left.mkdir()
    running.mkdir()
    out.rename(set_aside)
    (tmp_path / "lover-2026-05-02.tar.xz").write_bytes(b"rubbish")
    with pytest.raises(ArchiveError):
        import_law([tmp_path / "lover-2026-05-02.tar.xz"], out)
    assert (out / "law.nq").read_bytes() == before
    assert not left.exists()
    assert not set_aside.exists()
    assert running.exists()


def test_a_disk_that_fills_up_for_real_leaves_what_was_there(tmp_path, fyrlova, out):
    """No pretence: the system itself stops the import from writing on."""
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    files = {f"{n:03}.xml": fyrlova.replace(b"2010-06-01-10", f"2010-06-01-{n}".encode()) for n in range(20, 90)}
    archive = _pack(tmp_path / "lover-2026-05-02.tar.xz", files)
    program = (
        "import resource, signal, sys; from hjemmel.cli import run\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "sys.exit(run(sys.argv[1:]))"
    )
    words = [sys.executable, "-c", program, "law", "import", str(archive), "--into", str(out), "--json"]
    told = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (2, "")
    assert "can't be written: File too large" in told.stderr
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".law")]


def test_older_archives_come_first_whatever_their_order_here(tmp_path, fyrlova, section, document):
    old = document(section("1", "Gamle lys."))
    first = _pack(tmp_path / "lover-2012-01-01.tar.xz", {"a.xml": old})
    second = _pack(tmp_path / "lover-2025-11-08.tar.xz", {"a.xml": fyrlova})
    import_law([second, first], tmp_path / "law")
    with open_law(tmp_path / "law") as law:
        assert law.find_wordings(f"{ACT}/paragraf/1")[0].text == "Gamle lys."
        assert law.find_day(ACT) == "2025-11-08"
    graphs = _ask(tmp_path / "law", f"SELECT ?g {{ GRAPH ?g {{ <{ACT}/paragraf/1/versjon/2011-01-01> hj:text ?t }} }}")
    assert graphs == [(f"https://w3id.org/hjemmel/graphs/law/lover-2012-01-01/{ACT}",)]


def test_a_second_import_keeps_what_only_the_first_knew(tmp_path, out, document, section):
    other = _pack(
        tmp_path / "lover-2026-05-02.tar.xz",
        {
            "a.xml": document(section("9", "Nytt."), refid="lov/2020-01-01-1"),
            "b.xml": document(section("1", "Nye lys.")),
        },
    )
    import_law([other], out)
    with open_law(out) as law:
        assert law.archives == (("lover-2025-11-08", "2025-11-08"), ("lover-2026-05-02", "2026-05-02"))
        assert law.has_act("lov/2020-01-01-1")
        assert "paragraf/2" in law.list_provisions(ACT)
        assert [one.begins for one in law.find_wordings(f"{ACT}/paragraf/1")] == [
            "2011-01-01",
            "2014-07-01",
            "2026-05-02",
        ]
    assert _ask(out, f"SELECT ?f {{ ?v dct:isVersionOf <{ACT}/paragraf/2> ; hj:validFrom ?f }}")


def test_a_document_missing_from_the_newer_archive_is_carried_over(tmp_path, out, document, section):
    other = _pack(
        tmp_path / "x-2026-05-02.tar.xz", {"a.xml": document(section("9", "Nytt."), refid="lov/2020-01-01-1")}
    )
    import_law([other], out)
    with open_law(out) as law:
        assert law.find_digest(f"{ACT}/paragraf/1/ledd/2", "2025-11-08") == to_digest("Det skal målast kvitt.")
    assert len(_ask(out, f"SELECT ?v {{ ?v dct:isVersionOf <{ACT}/paragraf/1> }}")) == 2


def test_the_same_archives_give_the_same_bytes(tmp_path, folder, out):
    import_law([folder], tmp_path / "again")
    for name in ("law.nq", "history.jsonl", "law.json"):
        assert (tmp_path / "again" / name).read_bytes() == (out / name).read_bytes()


def test_a_broken_archive_leaves_what_was_there(tmp_path, out):
    before = (out / "law.nq").read_bytes()
    (tmp_path / "lover-2026-05-02.tar.xz").write_bytes(b"rubbish")
    with pytest.raises(ArchiveError):
        import_law([tmp_path / "lover-2026-05-02.tar.xz"], out)
    assert (out / "law.nq").read_bytes() == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".law")]


def test_a_full_disk_leaves_what_was_there(tmp_path, out, folder, monkeypatch):
    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    before = (out / "law.nq").read_bytes()
    monkeypatch.setattr(Shelf, "add", fail)
    with pytest.raises(ImportFailedError, match="No space left") as caught:
        import_law([folder], out)
    assert "untouched" in caught.value.remedy
    assert (out / "law.nq").read_bytes() == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".law")]


def test_a_folder_of_another_form_is_told_of(tmp_path, folder):
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "law.json").write_text("{}")
    with pytest.raises(SnapshotError, match="another form"):
        import_law([folder], tmp_path / "law")


def test_much_work_is_done_in_worker_processes(tmp_path, fyrlova, monkeypatch):
    monkeypatch.setattr(crew, "BATCH", 2)
    files = {f"{n:02}.xml": fyrlova.replace(b"2010-06-01-10", f"2010-06-01-{n}".encode()) for n in range(20, 32)}
    archive = _pack(tmp_path / "lover-2025-11-08.tar.xz", files)
    apart = import_law([archive], tmp_path / "apart", workers=2)
    here = import_law([archive], tmp_path / "here", workers=1)
    assert (apart.documents, apart.sections) == (here.documents, here.sections) == (12, 60)
    assert (tmp_path / "apart" / "law.nq").read_bytes() == (tmp_path / "here" / "law.nq").read_bytes()


def test_large_files_make_small_batches(monkeypatch):
    monkeypatch.setattr(crew, "BATCH_BYTES", 3)
    assert list(crew.list_batches(["ab", "cd", "e"], len)) == [["ab", "cd"], ["e"]]


def test_imported_law_is_asked_by_provision_and_day(out):
    with open_law(out) as law:
        assert law.find_digest(f"{ACT}/paragraf/1/ledd/2", "2012-01-01") == to_digest("Det skal målast raudt.")
        assert law.find_digest(f"https://w3id.org/hjemmel/{ACT}/paragraf/1A", "2020-01-01")
        assert law.find_wordings("lov/1999-01-01-1/paragraf/1") == ()
        assert law.find_wordings(ACT) == ()
        assert (law.find_day("lov/1999-01-01-1"), law.has_act(ACT)) == ("", True)
        with pytest.raises(NotFoundError, match="no text"):
            law.find_digest(f"{ACT}/paragraf/1", "2010-01-01")


def test_the_age_of_a_text_is_told(out):
    with open_law(out) as law:
        assert law.find_staleness(f"{ACT}/paragraf/2", "2026-12-31") == "pending"
        assert law.find_staleness(f"{ACT}/paragraf/2", "2027-01-01") == "due"
        assert law.find_staleness(f"{ACT}/paragraf/3", "2027-01-01") == "pending"
        assert law.find_staleness(f"{ACT}/paragraf/1", "2027-01-01") == ""
        assert law.find_staleness("noko anna", "2027-01-01") == ""
    assert find_staleness((), "2025-01-01", "2026-01-01") == ""


def test_one_section_is_read_without_the_rest_of_its_act(out, monkeypatch):
    read = []
    with open_law(out) as law:
        monkeypatch.setattr(Known, "_read", lambda *words: read.append(words[-1]) or b"[]")
        law._read_head = lambda _: Head(units={"paragraf/1": (0, 10), "paragraf/2": (11, 20)})
        for _ in range(2):
            assert law.find_wordings(f"{ACT}/paragraf/2/ledd/1") == ()
    assert read == [20]


def test_the_files_of_a_law_that_nobody_asks_any_more_are_closed(out):
    law = open_law(out)
    assert law.find_wordings(f"{ACT}/paragraf/1")
    file = law._known._files["history.jsonl"]
    del law
    gc.collect()
    assert file.closed


def test_a_section_that_a_newer_text_lacks_ends_and_its_past_is_kept(tmp_path, out, document, section):
    newer = _pack(tmp_path / "lover-2026-05-02.tar.xz", {"a.xml": document(section("1", "Nye lys."))})
    import_law([newer], out)
    with open_law(out) as law:
        (gone,) = law.find_wordings(f"{ACT}/paragraf/1a")
        assert (gone.begins, gone.ends) == ("2014-07-01", "2026-05-02")
        assert gone.text == "Fyrvaktaren skal pusse linsa."
        (ended,) = law.find_wordings(f"{ACT}/paragraf/4")
        assert ended.ends == "2016-02-01"


def test_a_newer_text_without_the_gazette_keeps_the_days_and_words_that_it_told(tmp_path, out, fyrlova):
    with open_law(out) as law:
        before = {path: law.find_wordings(f"{ACT}/{path}") for path in law.list_provisions(ACT)}
    assert before["paragraf/2"][-1].text == "Meld frå straks."
    import_law([_pack(tmp_path / "lover-2025-12-01.tar.xz", {"a.xml": fyrlova})], out)
    with open_law(out) as law:
        for path, wordings in before.items():
            now = law.find_wordings(f"{ACT}/{path}")
            assert [(one.version, one.ends, one.text) for one in now] == [
                (one.version, one.ends, one.text) for one in wordings
            ]
    assert _ask(out, f"SELECT ?a {{ ?a eli:amends <{ACT}> }}") == [("https://w3id.org/hjemmel/lov/2025-03-04-8",)]


def test_the_day_that_the_gazette_tells_of_an_amending_act_is_remembered(tmp_path, document, section, link, amending):
    note = f"Endra med lov {link('lov/2025-03-04-8', '4 mars 2025 nr. 8')}."
    law = document(section("1", "Lys.", note=note))
    dated = amending.replace(b"2027-01-01", b"2025-05-01")
    import_law([_pack(tmp_path / "alt-2025-11-08.tar.xz", {"a.xml": law, "b.xml": dated})], tmp_path / "law")
    import_law([_pack(tmp_path / "lover-2025-12-01.tar.xz", {"a.xml": law})], tmp_path / "law")
    with open_law(tmp_path / "law") as opened:
        assert [one.begins for one in opened.find_wordings(f"{ACT}/paragraf/1")] == ["2011-01-01", "2025-05-01"]


def test_an_older_text_never_takes_the_place_of_a_newer_one(tmp_path, out, document, section):
    before = (out / "law.nq").read_bytes()
    older = _pack(tmp_path / "lover-2020-01-01.tar.xz", {"a.xml": document(section("1", "Gamle lys."))})
    report = import_law([older], out)
    assert "newer text of it here, of 2025-11-08" in report.failed[0].reason
    assert sorted((out / "law.nq").read_bytes().splitlines()) == sorted(before.splitlines())


def test_the_same_archive_again_changes_nothing(folder, out):
    before = {name: (out / name).read_bytes() for name in ("law.nq", "history.jsonl", "law.json")}
    import_law([folder], out)
    assert {name: (out / name).read_bytes() for name in before} == before


def test_the_graph_of_an_older_archive_still_says_where_it_comes_from(tmp_path, out, document, section):
    newer = _pack(tmp_path / "lover-2026-05-02.tar.xz", {"a.xml": document(section("1", "Nye lys."))})
    import_law([newer], out)
    rows = _ask(
        out, "SELECT DISTINCT ?g { GRAPH ?g { ?v a hj:ProvisionVersion } FILTER NOT EXISTS { ?g dct:date ?d } }"
    )
    assert rows == []
    days = _ask(out, f"SELECT ?d {{ GRAPH ?g {{ ?v dct:isVersionOf <{ACT}/paragraf/1> }} ?g dct:date ?d }}")
    assert ("2025-11-08",) in days
    assert ("2026-05-02",) in days


def test_a_folder_without_law_is_told_of(tmp_path):
    with pytest.raises(NotFoundError, match="no imported law"):
        open_law(tmp_path)


def test_an_import_can_be_measured(folder, tmp_path):
    bench = measure_import([folder])
    assert bench.documents == 3
    assert bench.quads > 50
    assert bench.ratio > 0
    assert Path(tmp_path).is_dir()
