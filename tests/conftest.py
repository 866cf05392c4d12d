"""What many tests need: the small invented knowledge base, opened once."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from hjemmel.graph.files import Sources, load_sources
from hjemmel.graph.snapshot import Kb, build_snapshot, open_kb, open_memory
from hjemmel.law.catalogue import Catalogue, load_catalogue

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def small_root() -> Path:
    """The folder of the small knowledge base; it holds kb/."""
    return ROOT / "tests" / "small_kb"


@pytest.fixture(scope="session")
def small_sources(small_root: Path) -> Sources:
    """The files of the small knowledge base and of the real ontology."""
    return load_sources(small_root / "kb", ROOT / "ontology")


@pytest.fixture(scope="session")
def small_snapshot(small_sources: Sources, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot folder of the small knowledge base."""
    out = tmp_path_factory.mktemp("snapshot")
    build_snapshot(small_sources, out)
    return out


@pytest.fixture
def snapshots(small_snapshot: Path, tmp_path: Path) -> Path:
    """A copy of that folder, to change."""
    copy = tmp_path / "snapshots"
    shutil.copytree(small_snapshot, copy, symlinks=True)
    return copy


@pytest.fixture(scope="session")
def small_kb(small_snapshot: Path) -> Kb:
    """The small knowledge base, opened."""
    return open_kb(small_snapshot)


@pytest.fixture(scope="session")
def small_catalogue(small_kb: Kb) -> Catalogue:
    """The records of the small knowledge base."""
    return load_catalogue(small_kb)


@pytest.fixture(scope="session")
def real_kb() -> Kb:
    """The real kb/ and ontology/, as they stand in the files."""
    return open_memory(load_sources(ROOT / "kb", ROOT / "ontology"))


@pytest.fixture(scope="session")
def real_catalogue(real_kb: Kb) -> Catalogue:
    """The records of the real kb/; the test is skipped while it has no norms."""
    catalogue = load_catalogue(real_kb)
    if not catalogue.norms:
        pytest.skip("kb/ has no norms yet")
    return catalogue


@contextmanager
def _serve(app: object) -> Iterator[str]:
    import uvicorn  # noqa: PLC0415 -- a server is wanted by few tests

    # The loop is asyncio's: uvloop is tried by the speed tests.
    config = uvicorn.Config(app, port=0, log_level="error", loop="asyncio", server_header=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server didn't start"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=20)
    assert not thread.is_alive(), "the server didn't stop"


@pytest.fixture(scope="session")
def serve_app() -> Callable[[object], AbstractContextManager[str]]:
    """Give what serves an app on a free port of 127.0.0.1 for as long as a block lasts."""
    return _serve


def write_law(number: str, *, title: str, sections: Iterable[str], day: str) -> str:
    """Write an invented act as Lovdata serves it."""
    facts = {
        "legacyID": f"LOV-{number}",
        "dokid": f"NL/lov/{number}",
        "titleShort": title,
        "title": f"Lov om noe ({title})",
        "refid": f"lov/{number}",
        "dateInForce": day,
    }
    cells = "".join(f'<dt class="{name}">x</dt><dd class="{name}">{value}</dd>' for name, value in facts.items())
    return (
        f'<!DOCTYPE html><html lang="nn"><head><title>{title}</title></head><body>'
        f'<header class="documentHeader"><dl class="data-document-key-info">{cells}</dl></header>'
        f'<main class="documentBody" id="dokument"><h1>{title}</h1>{"".join(sections)}</main></body></html>'
    )


def write_section(number: str, *ledd: str, note: str = "") -> str:
    """Write a section with its amendment note."""
    parts = "".join(f'<article class="legalP" id="p{number}-{n}">{text}</article>' for n, text in enumerate(ledd, 1))
    told = f'<article class="changesToParent">{note}</article>' if note else ""
    return (
        f'<article class="legalArticle" data-name="§{number}" id="s{number}"><h2 class="legalArticleHeader">'
        f'<span class="legalArticleValue">§ {number}</span>. <span class="legalArticleTitle">Tittel</span></h2>'
        f"{parts}{told}</article>"
    )


def link(target: str, text: str) -> str:
    """Write a citation."""
    return f'<a href="{target}">{text}</a>'


@pytest.fixture(scope="session")
def law_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Imported law: one act that the small knowledge base has too, and one that only the import has."""
    from hjemmel.law.lovdata.importing import import_law  # noqa: PLC0415 -- lxml is wanted here only

    archive = tmp_path_factory.mktemp("law") / "lover-2103-05-05"
    archive.mkdir()
    past = f"Endra med lov {link('lov/2101-05-05-5', '5 mai 2101 nr. 5')} (ikr. 1 juli 2101)."
    coming = f"<strong>Vert endra</strong> ved lov {link('lov/2103-02-02-3', '2 feb 2103 nr. 3')} (i kraft 1 jan 2104)."
    care = (
        write_section("1", f"Kommunen samarbeider etter {link('lov/2099-01-01-1/§2', '§ 2')}. Kommunen skal lytte."),
        write_section(
            "2", "Kommunen skal ha eit nytt tilbod til barn.", "Tilbodet er gratis.", note=f"{past} {coming}"
        ),
    )
    files = {
        "nl-20990101-001.xml": write_law("2099-01-01-1", title="Omsorgslova", sections=care, day="2099-01-01"),
        "nl-20100601-010.xml": write_law(
            "2010-06-01-10", title="Fyrlova", sections=(write_section("1", "Fyret skal lyse."),), day="2011-01-01"
        ),
    }
    for name, text in files.items():
        (archive / name).write_text(text, encoding="utf-8")
    into = archive.parent / "imported"
    import_law([archive], into, workers=1)
    return into


@pytest.fixture(scope="session")
def moved_law_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Imported law that has moved on from the small knowledge base: other words in § 1, and § 2 is repealed."""
    from hjemmel.law.lovdata.importing import import_law  # noqa: PLC0415 -- lxml is wanted here only

    place = tmp_path_factory.mktemp("moved")
    act = link("lov/2102-03-03-3", "3 mars 2102 nr. 3")
    older = (write_section("1", "Kommunen samarbeider. Kommunen skal lytte."), write_section("2", "Ha eit tilbod."))
    newer = (
        write_section("1", "Kommunen samarbeider. Kommunen kan lytte.", note=f"Endra med lov {act} (ikr. 1 jan 2103)."),
        write_section("2", note=f"Oppheva med lov {act} (ikr. 1 jan 2103)."),
    )
    archives = [place / "lover-2101-01-01", place / "lover-2104-05-05"]
    for archive, sections in zip(archives, (older, newer), strict=True):
        archive.mkdir()
        text = write_law("2099-01-01-1", title="Omsorgslova", sections=sections, day="2099-01-01")
        (archive / "nl-20990101-001.xml").write_text(text, encoding="utf-8")
    into = place / "imported"
    import_law(archives, into, workers=1)
    return into
