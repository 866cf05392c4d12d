"""The law corpus beside the project, read by a reader of its own: small, and no kin of hjemmel.law's."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
ARCHIVES = ("lover-2025-11-08.tar.xz", "forskrifter-2025-11-08.tar.xz", "lovtidend-lover-2001-2025.tar.xz")
BREAK = re.compile(r"(?<=[.!?])(?<!\bjf\.)(?<!\bnr\.)(?<!\bkap\.)\s+(?=[A-ZÆØÅ])")


class Section:
    """One section: its parts by path, each with the words that a reader reads with it."""

    def __init__(self, article: HtmlElement | None = None) -> None:
        self.parts: dict[str, str] = {}
        if article is None:
            return
        ledd = [child for child in article if child.tag == "article" and "legalP" in child.get("class", "").split()]
        for number, element in enumerate(ledd, start=1):
            self.read(element, f"ledd/{number}")
        self.parts[""] = " ".join(self.parts[f"ledd/{number}"] for number in range(1, len(ledd) + 1))

    def read(self, element: HtmlElement, path: str, lead: str = "") -> None:
        """Read a subsection or an item into its parts."""
        own = _own_text(element)
        self.parts[path] = " ".join(f"{lead} {_text(element)}".split())
        sentences = BREAK.split(own)
        for number, sentence in enumerate(sentences, start=1):
            # The last sentence before a list goes on in the list.
            whole = number == len(sentences) and any(True for _ in _items(element))
            said = f"{lead} {sentence} {_text(element) if whole else ''}"
            self.parts[f"{path}/punktum/{number}"] = " ".join(said.split())
        for item in _items(element):
            mark = item.get("data-name", "").strip(".() ")
            step = "nummer" if mark.isdigit() else "bokstav"
            self.read(item, f"{path}/{step}/{mark}", f"{lead} {own}")


def _items(element: HtmlElement) -> Iterator[HtmlElement]:
    """The items of the lists in an element, but not those of lists in its items."""
    for child in element:
        if child.tag == "li":
            yield child
        elif child.tag in ("ol", "ul", "article"):
            yield from _items(child)


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _own_text(element: HtmlElement) -> str:
    """The text of an element without that of its lists."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag not in ("ol", "ul"):
            pieces.append(_own_text(child))
        pieces.append(child.tail or "")
    return " ".join("".join(pieces).split())


class Corpus:
    """The acts and regulations of the corpus, each opened when first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sections = cache(self._sections)
        self.promulgated = cache(self._promulgated)

    def _sections(self, refid: str) -> dict[str, Section] | None:
        """The sections of an act by number ("3-3a"); None when it isn't in the corpus."""
        page = _open(self.folder / _to_file(refid))
        return None if page is None else _read_sections(page, "legalArticle")

    def _promulgated(self, refid: str, act: str) -> dict[str, Section]:
        """The sections that an act of the gazette gave (`act` itself, or an act that amends it) as it worded them."""
        page = _open(self.folder / _to_gazette_file(refid)) if refid.startswith("lov/") else None
        if page is None:
            return {}
        if refid == act:
            return _read_sections(page, "legalArticle")
        found: dict[str, Section] = {}
        for change in page.iter("article"):
            if change.get("class") == "document-change" and change.get("data-document") == act:
                found |= _read_sections(change, "futureLegalArticle") | _read_ledd(change, act)
        return found


def _open(file: Path) -> HtmlElement | None:
    return html.parse(str(file), parser=html.HTMLParser(encoding="utf-8")).getroot() if file.exists() else None


def _read_sections(root: HtmlElement, kind: str) -> dict[str, Section]:
    articles = [each for each in root.iter("article") if kind in each.get("class", "").split()]
    return {each.get("data-name", "").strip("§ "): Section(each) for each in articles}


def _read_ledd(root: HtmlElement, act: str) -> dict[str, Section]:
    """Whole subsections that an amending act words anew; the rest of their section it doesn't tell."""
    found: dict[str, Section] = {}
    for change in (each for each in root.iter("article") if each.get("class") == "change"):
        parts = f"{change.get('data-change-part', '')} {change.get('data-add-new-part', '')}".split()
        places = sorted(re.findall(rf"{act}/§(\S+?)/ledd/(\d+)$", "\n".join(parts), re.MULTILINE))
        ledd = [child for child in change if child.get("class") == "legalP"]
        if len(places) == len(ledd) == len(parts):
            for (number, position), element in zip(places, ledd, strict=True):
                found.setdefault(number, Section()).read(element, f"ledd/{position}")
    return found


def _to_file(refid: str) -> str:
    kind, _, rest = refid.partition("/")
    year, month, day, number = (*rest.split("-"), "0")[:4] if rest[:1].isdigit() else ("", "", "", "0")
    if kind == "lov":
        return f"lover/nl-{year}{month}{day}-{int(number):03}.xml"
    return f"forskrifter/sf-{year}{month}{day}-{int(number):04}.xml"


def _to_gazette_file(refid: str) -> str:
    return f"lovtidend/{refid[4:8]}/{_to_file(refid).removeprefix('lover/')}"


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    if not CORPUS.is_dir():
        pytest.skip("the law corpus is not beside the project (../shared/corpus)")
    folder = tmp_path_factory.mktemp("corpus")
    for name in ARCHIVES:
        with tarfile.open(CORPUS / name) as archive:
            archive.extractall(folder, filter="data")
    return Corpus(folder)
