"""What one document of Lovdata's open data says, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from hjemmel.law.lovdata.names import Target

BlockKind = Literal["ledd", "numbered", "list", "default", "continuation", "table", "footnote", "amending", "note"]
EventKind = Literal["amended", "added", "repealed", "moved", "former number", ""]
DateKind = Literal["in force", "undecided", "effect from", "other", ""]
DocumentKind = Literal["act", "regulation", "gazette"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A citation that Lovdata has linked: code points `start` to `end` (exclusive) of its block."""

    start: int
    end: int
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of text: a subsection, an item, a row of a table, a footnote, an amendment note.

    `path` is the part of its section ("ledd/2/bokstav/a", "" for the section as a whole), `lead`
    the length of a printed number ("(1) ") that is no part of the words, `anchor` the nearest id
    of the markup (which moves when the document is edited: for tests only).
    """

    kind: BlockKind
    path: str
    text: str
    lead: int = 0
    links: tuple[Link, ...] = ()
    anchor: str = ""

    @property
    def words(self) -> str:
        """The text without its printed number."""
        return self.text[self.lead :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One amendment told in a note: what happened, by which act, and from when.

    `in_force` is as the note has it: ISO dates with ";" between several, or a year; `also` are the
    acts that amended the amending act before it took effect ("som endra med lov …").
    """

    kind: EventKind
    pending: bool
    by: str
    date_kind: DateKind = ""
    in_force: str = ""
    resolution: str = ""
    former: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A section, an article, a chapter or the document itself: what can have a wording.

    `path` is unique in the document; `name` is Lovdata's data-name; `parent` the path above.
    """

    path: str
    name: str
    parent: str = ""
    number: str = ""
    heading: str = ""
    section: bool = False
    blocks: tuple[Block, ...] = ()
    notes: tuple[Block, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """New words that an amending act gives to another act.

    `part` is the part of the section that is replaced ("" the whole section), or that moves to
    `moved_to`; `new` says that it stands beside the old ones; `blocks` are the new words, with paths
    counted from the section.
    """

    target: str
    path: str
    part: str = ""
    moved_to: str = ""
    new: bool = False
    heading: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the corpus counts in a document."""

    sections: int = 0
    chapters: int = 0
    ledd: int = 0
    points: int = 0
    notes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One act, regulation or gazette act.

    `amends` names the acts it changes, `amended` their sections (`lov/2021-06-18-97/paragraf/1-2`).
    """

    refid: str
    kind: DocumentKind
    legacy_id: str
    title: str
    short_title: str = ""
    abbreviations: tuple[str, ...] = ()
    language: str = "nb"
    ministries: tuple[str, ...] = ()
    in_force: str = ""
    last_change_in_force: str = ""
    last_changed_by: tuple[tuple[str, str], ...] = ()
    based_on: tuple[Target, ...] = ()
    eea: tuple[Target, ...] = ()
    eea_text: str = ""
    amends: tuple[str, ...] = ()
    amended: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    changes: tuple[Change, ...] = ()
    counts: Counts = field(default_factory=Counts)
