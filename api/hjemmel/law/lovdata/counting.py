"""How many sections, chapters, subsections, items and notes a document has, counted from its markup.

Counted apart from the reading of the text, because they are facts of the markup: an item is one wherever it stands,
also in a table or in a quoted amendment. A subsection is one only where it belongs to a section, a chapter or the
document itself: what stands in an item, in an indented block or in quoted new words is a part of something else.
"""

from __future__ import annotations

from typing import Final

from lxml.etree import _Element

from hjemmel.law.lovdata.records import Counts

_HOLDERS: Final = frozenset({"legalArticle", "marginIdArticle"})


def count_parts(main: _Element) -> Counts:
    """Count the parts of a body (`main`)."""
    sections = ledd = points = notes = 0
    for element in main.iter("article"):
        match element.get("class"):
            case "legalArticle":
                sections += 1
            case "legalP" | "numberedLegalP":
                ledd += _is_ledd(element)
            case "listArticle":
                points += 1
            case "changesToParent":
                notes += 1
    chapters = sum(1 for element in main.iter("section") if element.get("class") == "section")
    return Counts(sections=sections, chapters=chapters, ledd=ledd, points=points, notes=notes)


def _is_ledd(element: _Element) -> bool:
    """Whether a paragraph is a subsection: by what it stands in."""
    holder = element.getparent()
    if holder is None:
        return False
    if holder.tag == "article":
        return holder.get("class") in _HOLDERS
    if holder.tag == "section":
        return holder.get("class") == "section"
    # A numbered paragraph right in a document is one of the points it is made of.
    return holder.tag == "main" and element.get("class") == "legalP"
