"""What the four verbs hand to each other: frozen values with spans in the text as it was sent.

    Text      the text made plain, with the way back to the sender's code points   (clean)
    Mention   one surface that looks like a citation, not yet tied to an act       (find)
    Citation  the mention with its targets and a word on how sure we are           (resolve)

They are tuples with names: a text of a million signs can hold a hundred thousand citations, and a
frozen dataclass takes several times as long to make.

Field names of `Citation` and `Target` are those of the answer of /citations (design, section 4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

Kind = Literal[
    "act",
    "regulation",
    "provision",
    "chapter",
    "article",
    "part",
    "annex",
    "eu",
    "treaty",
    "preparatory-work",
    "circular",
]
Status = Literal[
    "exact",
    "ambiguous",
    "unknown-act",
    "unknown-provision",
    "repealed",
    "renumbered",
    "needs-context",
]
How = Literal["named", "carried", "context", "date"]
Anaphor = Literal["", "own-act", "own-regulation", "law", "regulation", "same"]
_DIGITS: Final = re.compile(r"\d{1,6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name that law or usage gives a source, with the days it was that source's name.

    `part` names a text inside the source (`gdpr` in the personal data act, `emkn` in the human
    rights act). `kind` is `short`, `title`, `abbreviation` or `treaty`.
    """

    text: str
    kind: str
    refid: str
    part: str = ""
    valid_from: str = ""
    valid_to: str = ""


class Numbering(NamedTuple):
    """How an act numbers its sections: by `chapter` (`§ 4-12`) or plainly (`§ 9`).

    `last` is its last chapter or section, 0 when it isn't known.
    """

    chapter: bool
    last: int = 0

    def allows(self, number: str) -> bool:
        """Whether a section of the act may have the number."""
        digits = _DIGITS.match(number)
        return ("-" in number) == self.chapter and (not self.last or not digits or int(digits.group()) <= self.last)


class Unit(NamedTuple):
    """One written number: `3-3a`; `upper` is set for a range (`5 til 7`).

    `compound` tells that one hyphen may mean either a section number or a range (`§§ 4-6`), `alone`
    that it stands alone behind a sign for several, which speaks for the range. `apart` tells that the
    letter stands apart (`§ 8 b`), `loose` that it may be a word (`§ 12 i`, `§ 13 f.`).
    """

    lower: str
    upper: str = ""
    compound: bool = False
    alone: bool = False
    loose: bool = False
    apart: bool = False


class Mention(NamedTuple):
    """A surface found in the text, `start` and `end` in the cleaned text.

    `run`, where it isn't 0, is where the first of several bare numbers ends (`§§ 2, 3, 5`): the rest of
    the span lists more of them.

    `names` are the sources the surface may name; `level` and `unit` the provision; `subs` the
    paths below it (`ledd/1/bokstav/a`), empty when the surface stops at the section.
    """

    start: int
    end: int
    kind: Kind
    names: tuple[Name, ...] = ()
    anaphor: Anaphor = ""
    dated: bool = False
    year: str = ""
    unknown: str = ""
    level: str = ""
    unit: Unit | None = None
    subs: tuple[str, ...] = ()
    continues: bool = False
    act_end: int = -1
    run: int = 0


class Target(NamedTuple):
    """What a citation points to: our IRI path, the act's refID, the provision, Lovdata's page."""

    id: str
    refid: str
    provision: str | None
    lovdata: str
    successor: str | None = None


class Citation(NamedTuple):
    """One citation in the text as sent: code points [start, end), surface, targets, certainty."""

    start: int
    end: int
    text: str
    kind: Kind
    status: Status
    how: How | None
    targets: tuple[Target, ...]


new_record: Final = tuple.__new__
"""`new_record(Mention, (…))`: half the price of `Mention(…)`, for the two places that make one for each section."""
