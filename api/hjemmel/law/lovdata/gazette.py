"""New words in amending acts: "§ 4 andre ledd skal lyde: …" → Change.

Whole sections and whole subsections are read; what replaces a sentence, an item, or adds a subsection between
others is not put together here (the consolidated text of a later archive has it).
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Final

from lxml.etree import Element, _Element

from hjemmel.law.lovdata.body import read_blocks
from hjemmel.law.lovdata.drafts import read_section_heading
from hjemmel.law.lovdata.names import to_provision_path
from hjemmel.law.lovdata.records import Block, Change
from hjemmel.law.lovdata.text import read_text

_MONTHS: Final = tuple(
    "januar februar mars april mai juni juli august september oktober november desember".split()  # noqa: SIM905
)
_ACT = re.compile(
    r"\b[Ii] (?:midlertidig )?lov(?: av)? (\d{1,2})\.? (" + "|".join(_MONTHS) + r") (\d{4})(?: nr\.? (\d+))?"
)
_ORDINALS: Final = {
    word: number
    for number, words in (
        (1, ("første",)),
        (2, ("annet", "andre")),
        (3, ("tredje",)),
        (4, ("fjerde",)),
        (5, ("femte",)),
        (6, ("sjette",)),
        (7, ("sjuende", "syvende", "sjuande")),
        (8, ("åttende", "åttande")),
        (9, ("niende", "niande")),
        (10, ("tiende", "tiande")),
        (11, ("ellevte",)),
        (12, ("tolvte",)),
    )
    for word in words
}
_ORDINAL = "|".join(_ORDINALS)
_SECTION = re.compile(r"§+ ?(\d+(?:-\d+)*(?: ?[a-zæøå]\b)?)")
_LEDD = re.compile(rf"((?:(?:{_ORDINAL})(?:,| og| til)? )+)ledd\b")
_FINE = re.compile(r"\b(?:punktum|bokstav|nr|nummer|overskrift\w*|strek\w*|alternativ)\b", re.IGNORECASE)
_NEW = re.compile(r"\b(?:nytt|nye|ny)\b", re.IGNORECASE)
_MOVE = re.compile(
    rf"(?:nåværende|noverande|gjeldende|gjeldande)(?P<where>[^.]*?) (?P<old>(?:(?:{_ORDINAL})(?:,| og| til)? )+)ledd"
    rf" blir (?:til )?(?:nytt |nye )?(?P<new>(?:(?:{_ORDINAL})(?:,| og| til)?(?: nytt| nye)? )+)ledd",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Place:
    """Where new words go: the act, and the part the last instruction named."""

    target: str = ""
    section: str = ""
    ledd: tuple[int, ...] = ()
    whole: bool = False
    new: bool = False


def list_changes(main: _Element) -> tuple[Change, ...]:
    """The changes an amending act makes, in its order."""
    place, changes = _Place(), []
    for element in main.iter("article"):
        kind = element.get("class")
        if kind == "document-change":
            place = _Place(target=element.get("data-document", ""))
        elif kind == "futureLegalArticle":
            if place.target and place.whole:
                changes.append(_read_section(element, place.target))
        elif _take_instruction(element, place):
            changes.extend(_list_moves(element, place))
        elif kind in {"legalP", "numberedLegalP"}:
            changes.extend(_read_ledd(element, place))
    return tuple(changes)


def _take_instruction(element: _Element, place: _Place) -> bool:
    """Follow an instruction; whether the element is one."""
    text = " ".join((element.text or "").split())
    act = _ACT.search(text)
    if act:
        day, month, year, number = act.groups()
        date = f"{year}-{_MONTHS.index(month) + 1:02}-{int(day):02}"
        place.target = f"lov/{date}-{number}" if number else f"lov/{date}"
        place.section, place.ledd, place.whole = "", (), False
    if "lyde" not in text:
        return bool(act or _MOVE.search(text))
    words = text[act.end() :] if act else text
    section = _SECTION.search(words)
    ledd = _LEDD.search(words)
    fine = _FINE.search(words.replace("Ny §", "§").replace("Nye §", "§"))
    place.section = to_provision_path("§" + section.group(1).replace(" ", "")) if section else ""
    place.whole = not (ledd or fine)
    place.new = bool(_NEW.search(words))
    place.ledd = _read_ordinals(ledd.group(1)) if ledd and section and not fine else ()
    return True


def _read_ordinals(words: str) -> tuple[int, ...]:
    numbers = [_ORDINALS[word] for word in re.findall(_ORDINAL, words.lower())]
    if " til " in words and len(numbers) == 2:  # noqa: PLR2004 (the ends of a range)
        return tuple(range(numbers[0], numbers[1] + 1))
    return tuple(numbers)


def _read_section(element: _Element, target: str) -> Change:
    header = element.find("span[@class='futureLegalArticleHeader']")
    heading = read_section_heading(header)[1] if header is not None else ""
    blocks = read_blocks(element)
    return Change(
        target=target,
        path=to_provision_path(element.get("data-name", "")),
        heading=heading,
        blocks=_without_heading(blocks, header),
    )


def _without_heading(blocks: tuple[Block, ...], header: _Element | None) -> tuple[Block, ...]:
    """The blocks but for the section's own heading, which the reader takes for text."""
    if header is None or not blocks:
        return blocks
    heading = read_text(header)[0]
    return blocks[1:] if blocks[0].text == heading else blocks


def _read_ledd(element: _Element, place: _Place) -> list[Change]:
    """The next subsection that the instruction announced."""
    parent = element.getparent()
    if not (place.target and place.ledd) or parent is None or parent.get("class") == "listArticle":
        return []
    number, *rest = place.ledd
    place.ledd = tuple(rest)
    part = f"ledd/{number}"
    blocks = tuple(replace(block, path=_move(block.path, part)) for block in _read_alone(element))
    return [Change(target=place.target, path=place.section, part=part, new=place.new, blocks=blocks)]


def _list_moves(element: _Element, place: _Place) -> list[Change]:
    """The subsections that an instruction renumbers: "Noverande tredje ledd blir fjerde ledd"."""
    move = _MOVE.search(" ".join((element.text or "").split()))
    if move is None or not place.target:
        return []
    section = _SECTION.search(move.group("where"))
    path = to_provision_path("§" + section.group(1).replace(" ", "")) if section else place.section
    pairs = zip(_read_ordinals(move.group("old")), _read_ordinals(move.group("new")), strict=False)
    return [Change(target=place.target, path=path, part=f"ledd/{old}", moved_to=f"ledd/{new}") for old, new in pairs]


def _read_alone(element: _Element) -> tuple[Block, ...]:
    """The blocks of one subsection, its own text included."""
    holder = Element("article")
    copy = deepcopy(element)
    copy.tail = None
    holder.append(copy)
    return read_blocks(holder)


def _move(path: str, part: str) -> str:
    """A path below the first subsection moved below the one it replaces."""
    steps = path.split("/")
    return "/".join([part, *steps[2:]])
