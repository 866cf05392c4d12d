"""The words of a provision on a day, from the imported law: what pages and answers show, and how old it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hjemmel.law.identifiers import find_legal_name, to_iri
from hjemmel.law.lovdata.imported import ImportedLaw, Staleness, find_staleness
from hjemmel.law.lovdata.names import to_target_iri
from hjemmel.law.lovdata.wordings import Wording, find_held, holds

_LINK: Final = re.compile(r"(\d+):(\d+)-(\d+)=(\S+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation in a block: where it stands in its text, and what it leads to."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A subsection or item: its path in the provision, its words as printed, the citations in them."""

    path: str
    text: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LawText:
    """The words of a provision, or of a part of it.

    `read_on` is the day the act was read at Lovdata, `changes` the day on which it is changed after that, if a
    change is due or pending and has one; `holds` that the wording is the one of the day asked for.
    """

    wording: Wording
    language: str
    read_on: str
    staleness: Staleness
    changes: str
    holds: bool
    blocks: tuple[Block, ...]

    @property
    def value(self) -> str:
        """All of the words, one line for each block."""
        return "\n".join(block.text for block in self.blocks)


def find_text(law: ImportedLaw, provision: str, day: str) -> LawText | None:
    """The words of a provision on a day (ISO); None when the import has none.

    Where the words of that day aren't known, those before them are given: `holds` tells.
    """
    name, unit = find_legal_name(provision), law.find_unit(provision)
    if name is None or name.provision is None or not unit:
        return None
    wordings = law.find_wordings(provision)
    wording = _find_wording(wordings, day)
    if wording is None:
        return None
    part = name.provision.lower()[len(unit) :].strip("/")
    blocks = tuple(block for block in list_blocks(wording) if is_below(block.path, part))
    read_on = law.find_day(name.refid)
    # What had ended when the text was read is history: nothing is pending for it.
    past = bool(wording.ends) and wording.ends <= read_on
    staleness: Staleness = "" if past else find_staleness(wordings, read_on, day)
    return LawText(
        wording=wording,
        language=law.find_language(name.refid),
        read_on=read_on,
        staleness=staleness,
        changes=_find_change(wordings, read_on if staleness == "due" else day) if staleness else "",
        holds=holds(wording, day),
        blocks=blocks or list_blocks(wording),
    )


def find_first_day(law: ImportedLaw, provision: str) -> str:
    """The first day a provision has a wording (ISO); "" when none has a day."""
    return min((one.begins for one in law.find_wordings(provision) if one.begins), default="")


def find_period(law: ImportedLaw, provision: str, day: str) -> int:
    """The number of the period a day (ISO) lies in: between two turns of its wordings a provision reads the same."""
    wordings = law.find_wordings(provision)
    return sum(1 for one in wordings for turn in (one.begins, one.ends) if turn and turn <= day)


def list_blocks(wording: Wording) -> tuple[Block, ...]:
    """The blocks of a wording in printed order, with their citations."""
    lines = (wording.text or "").split("\n")
    paths = [word.partition("+")[0] for word in wording.outline.split(" ")]
    citations: dict[int, list[Citation]] = {}
    for line, start, end, target in _LINK.findall(wording.links):
        found = Citation(start=int(start), end=int(end), id=_to_cited(target))
        citations.setdefault(int(line), []).append(found)
    return tuple(
        Block(path="" if path == "-" else path, text=text, citations=tuple(citations.get(place, ())))
        for place, (text, path) in enumerate(zip(lines, paths, strict=False))
    )


def is_below(path: str, part: str) -> bool:
    """Whether a block is a part or lies in it; a sentence is shown with its subsection."""
    whole = part.partition("punktum/")[0].strip("/")
    return not whole or path == whole or path.startswith(f"{whole}/")


def _find_wording(wordings: Sequence[Wording], day: str) -> Wording | None:
    """The wording of a day with known words, else the last one before it whose words are known."""
    current = find_held(wordings, day)
    if current is not None and current.text is not None:
        return current
    begun = [one for one in wordings if one.begins and one.begins <= day and one.text is not None]
    return begun[-1] if begun else None


def _find_change(wordings: Sequence[Wording], after: str) -> str:
    turns = {turn for one in wordings for turn in (one.begins, one.ends) if turn > after}
    return min(turns, default="")


def _to_cited(target: str) -> str:
    kind, _, rest = target.partition("/")
    if not rest:
        return to_iri(target)
    document, _, path = rest.partition("/")
    return to_target_iri(kind, f"{kind}/{document}", path)
