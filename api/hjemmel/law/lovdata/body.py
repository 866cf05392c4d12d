"""The body of a document: units (sections, chapters) and the blocks of text in them.

Printed subsections become `ledd/2`, "(2)" too; "2." becomes `nummer/2`; items `bokstav/a`, `nummer/1`
or, with a dash, `strek/1`; what stands under a margin number `punkt/1.1`. Everything else that has text
(tables, unnumbered paragraphs) belongs to the section as a whole: path "".
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from lxml.etree import _Element

from hjemmel.law.lovdata.drafts import Draft, read_section_heading
from hjemmel.law.lovdata.names import to_provision_path
from hjemmel.law.lovdata.records import Block, BlockKind, Link
from hjemmel.law.lovdata.text import INLINE, Run, read_text

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
AMENDING: Final = frozenset({"document-change", "change", "futureLegalArticle"})
WHOLE: Final = "tekst"
"""The path of text that stands directly in a document, under no section or chapter."""
NAMELESS: Final = "utan-namn"
"""The path of a section or chapter that the markup gives no name."""

_LEAD = re.compile(r"^(?:\(\s*\w{1,5}\s*\)|\w{1,4}[.)])\s+")
_CHAPTER = re.compile(
    r"^((?:kapittel|kapitel|kap\.?|del|avsnitt|avdeling|vedlegg)\s+[\w-]+(?:\s[A-ZÆØÅa-zæøå](?=\.))?|[IVXLC]+|[A-Z])\b[.:)]*\s*(.*)$",
    re.IGNORECASE | re.DOTALL,
)
_MARKS: Final = " .():«»>"
_ODD_STEP = re.compile(r"[^\w.-]+")


class BodyReader:
    """Reads a body once, top to bottom; the units are the harvest."""

    def __init__(self) -> None:
        self._drafts: list[Draft] = []
        self._taken: Counter[str] = Counter()
        self._anchor = ""
        self._amending = False
        self._nested = 0
        self._draft = self._open(WHOLE, "", "", section=False)

    def read(self, main: _Element) -> None:
        """Read a body (`main`) or any part of one."""
        for child in main:
            self._read(child, "")
            self._read_tail(child, "")

    def list_drafts(self) -> list[Draft]:
        """The units in the order they stand; the document's own only when it has something."""
        whole = self._drafts[0]
        empty = not (whole.blocks or whole.notes)
        return self._drafts[1:] if empty else self._drafts

    # --- units -----------------------------------------------------------------------------

    def _open(self, path: str, name: str, parent: str, *, section: bool) -> Draft:
        path = self._to_unique(path, parent)
        draft = Draft(path, name, parent, section=section)
        self._drafts.append(draft)
        return draft

    def _to_unique(self, path: str, parent: str) -> str:
        """The path; under its chapter when another has it already; numbered when both are taken."""
        if path in self._taken and parent:
            path = f"{parent}/{path}"
        self._taken[path] += 1
        again = self._taken[path]
        return path if again == 1 else f"{path}~{again}"

    def _read_unit(self, element: _Element, *, section: bool) -> None:
        before, anchor = self._draft, self._anchor
        self._anchor = element.get("id", anchor)
        name = element.get("data-name", "")
        url = element.get("data-lovdata-URL", "").rpartition("/")[2]
        path = to_provision_path(name or url or self._anchor) or NAMELESS
        parent = "" if before.path == WHOLE else before.path
        self._draft = self._open(path, name, parent, section=section)
        for child in element:
            self._read(child, "")
            self._read_tail(child, "")
        self._draft, self._anchor = before, anchor

    def _read_heading(self, element: _Element) -> None:
        draft = self._draft
        if draft.path == WHOLE or draft.heading or draft.number:
            self._read_paragraph(element, "", "default")
        elif draft.section:
            draft.number, draft.heading = read_section_heading(element)
        else:
            text = read_text(element)[0]
            match = _CHAPTER.match(text)
            draft.number, draft.heading = match.groups() if match else ("", text)

    # --- text ------------------------------------------------------------------------------

    def _read(self, element: _Element, path: str) -> None:
        """Read one element of structure: what it is decides where its text belongs."""
        tag: object = element.tag
        if tag == "article":
            self._read_article(element, path)
        elif tag == "section" and element.get("class") == "section":
            self._read_unit(element, section=False)
        elif tag in {"ol", "ul"}:
            for position, item in enumerate(element, start=1):
                self._read_item(item, path, position)
        elif tag == "table":
            self._read_table(element, path)
        elif tag in HEADINGS:
            if tag != "h1":
                self._read_heading(element)
        elif tag == "div" and element.get("class") == "legalArticleHeader":
            self._read_heading(element)
        elif isinstance(tag, str):  # comments and instructions have none
            self._read_other(element, path)

    def _read_article(self, element: _Element, path: str) -> None:
        kind = element.get("class", "")
        if kind == "legalP":
            self._read_ledd(element, path)
        elif kind == "numberedLegalP":
            self._read_numbered(element, path)
        elif kind == "listArticle":
            self._read_nested(element, path)
        elif kind == "legalArticle" and not self._amending:
            self._read_unit(element, section=True)
        elif kind == "changesToParent":
            self._add_note(element)
        elif kind in AMENDING:
            self._read_amending(element)
        elif kind == "footnote":
            self._read_paragraph(element, path, "footnote")
        elif kind == "marginIdArticle":
            self._read_margin(element, path)
        else:
            self._read_paragraph(element, path, "default")

    def _read_ledd(self, element: _Element, path: str) -> None:
        counter = self._draft.ledd
        counter[path] += 1
        first_in_item = self._nested and path and counter[path] == 1
        own = path if first_in_item else _join(path, f"ledd/{counter[path]}")
        self._read_paragraph(element, own, "list" if self._nested else "ledd")

    def _read_numbered(self, element: _Element, path: str) -> None:
        numerator = _ODD_STEP.sub("-", element.get("data-numerator", "")).lower()
        if (element.text or "").lstrip().startswith("("):
            own = _join(path, f"ledd/{numerator}")
            self._draft.ledd[path] += 1
        else:
            own = _join(path, f"nummer/{numerator}")
        if (element.text or "").strip():
            self._draft.ledd[own] = 1
        self._read_paragraph(element, own, "numbered")

    def _read_item(self, item: _Element, path: str, position: int) -> None:
        name = item.get("data-name", "").strip(_MARKS).lower()
        step = _ODD_STEP.sub("-", name)
        if name[:1].isdigit():
            own = f"nummer/{step}"
        elif name[:1].isalpha():
            own = f"bokstav/{step}"
        else:
            own = f"strek/{position}"
        self._read_nested(item, _join(path, own))

    def _read_nested(self, element: _Element, path: str) -> None:
        self._nested += 1
        self._read_paragraph(element, path, "list")
        self._nested -= 1

    def _read_margin(self, element: _Element, path: str) -> None:
        """A paragraph with its number in the margin: the number names it."""
        label = element.find("span")
        name = "" if label is None else read_text(label)[0].strip(_MARKS)
        own = _join(path, f"punkt/{_ODD_STEP.sub('-', name.lower())}") if name else path
        anchor, self._anchor = self._anchor, element.get("id", self._anchor)
        for child in element:
            if child is not label:
                self._read(child, own)
            self._read_tail(child, own)
        self._anchor = anchor

    def _read_amending(self, element: _Element) -> None:
        before, self._amending = self._amending, True
        self._read_paragraph(element, "", "amending")
        self._amending = before

    def _read_other(self, element: _Element, path: str) -> None:
        tag, kind = element.tag, element.get("class")
        if tag == "p" and kind == "leddfortsettelse":
            self._read_paragraph(element, path, "continuation")
        else:
            self._read_paragraph(element, path, "default")

    def _read_tail(self, element: _Element, path: str) -> None:
        """Read text that stands between elements, as it seldom does: no word of the law is dropped."""
        words = " ".join((element.tail or "").split())
        if any(mark.isalnum() for mark in words):
            self._add_block(words, (), "continuation", path)

    def _read_table(self, table: _Element, path: str) -> None:
        """One block a row, its cells joined by a bar."""
        for row in table.iter("tr", "caption"):
            run = Run()
            for position, cell in enumerate(row if row.tag == "tr" else [row]):
                if position:
                    run.add(" | ")
                run.add_content(cell)
            self._add(run, "table", path)

    def _read_paragraph(self, element: _Element, path: str, kind: BlockKind) -> None:
        """Own text up to a list or table, then that, then what follows as a continuation."""
        anchor, self._anchor = self._anchor, element.get("id", self._anchor)
        inside = element.get("class") in {"legalP", "numberedLegalP", "footnote"}
        self._nested += inside
        if len(element):
            self._read_mixed(element, path, kind)
        elif element.text:
            self._add_block(" ".join(element.text.split()), (), kind, path)
        self._nested -= inside
        self._anchor = anchor

    def _read_mixed(self, element: _Element, path: str, kind: BlockKind) -> None:
        run = Run()
        run.add(element.text)
        for child in element:
            if child.tag in INLINE:
                run.add_inline(child)
            else:
                if self._add(run, kind, path) and kind in {"ledd", "numbered", "list"}:
                    kind = "continuation"
                run = Run()
                self._read(child, path)
            run.add(child.tail)
        self._add(run, kind, path)

    def _add(self, run: Run, kind: BlockKind, path: str) -> bool:
        if not run.pieces:
            return False
        text, links = run.read()
        return self._add_block(text, links, kind, path)

    def _add_block(self, text: str, links: tuple[Link, ...], kind: BlockKind, path: str) -> bool:
        if not text:
            return False
        if self._amending:
            kind, path = "amending", ""
        lead = _LEAD.match(text) if kind == "numbered" else None
        self._draft.blocks.append(
            Block(
                kind=kind,
                path=path,
                text=text,
                lead=lead.end() if lead else 0,
                links=links,
                anchor=self._anchor,
            )
        )
        return True

    def _add_note(self, element: _Element) -> None:
        text, links = read_text(element)
        if text:
            note = Block(kind="note", path="", text=text, links=links, anchor=self._anchor)
            self._draft.notes.append(note)


def read_blocks(element: _Element) -> tuple[Block, ...]:
    """The blocks of a fragment (a new section in an amending act), paths counted from its top."""
    reader = BodyReader()
    reader.read(element)
    return tuple(block for draft in reader.list_drafts() for block in draft.blocks)


def _join(path: str, step: str) -> str:
    return f"{path}/{step}" if path else step
