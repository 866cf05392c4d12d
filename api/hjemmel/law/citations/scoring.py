"""Hold citations against the gold, strictly and plainly: as somebody would who has read its README only.

A row is met when a citation overlaps its span and one of its targets is the row's, letter by letter, to
the section. Every citation in a sentence of complete rows that meets no row is wrong, annexes and parts
too. What a kinder count would give is told beside it, never in its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import groupby
from typing import Final

from hjemmel.law.citations import list_citations
from hjemmel.law.citations.gold import GoldLink, GoldSentence
from hjemmel.law.citations.records import Citation
from hjemmel.law.citations.registry import Registry

_UNLINKED: Final = frozenset({"annex", "part"})
_SECTIONS: Final = ("side", "paragraf", "artikkel", "kapittel", "vedlegg", "del")


@dataclass(slots=True, kw_only=True)
class Score:
    """Counts by style, and examples of what went wrong.

    `why` counts the misses that no reading of the text could avoid: a target written with `*`, a link that
    contradicts its own number, an act that isn't named in the sentence.
    """

    rows: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    sure: int = 0
    subs: int = 0
    sub_found: int = 0
    sub_hits: int = 0
    sub_deeper: int = 0
    said: int = 0
    right: int = 0
    unlinked: int = 0
    why: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[GoldSentence, GoldLink, list[Citation]]] = field(default_factory=list)
    wrong: list[tuple[GoldSentence, Citation]] = field(default_factory=list)
    sub_wrong: list[tuple[GoldSentence, GoldLink, Citation]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Rows met, of all rows."""
        return self.hits.total() / max(1, self.rows.total())

    @property
    def precision(self) -> float:
        """Citations that meet a row, of all made in sentences of complete rows."""
        return self.right / max(1, self.said)

    @property
    def exact_subs(self) -> float:
        """Rows with a path below the section whose path was read exactly, of those met."""
        return self.sub_hits / max(1, self.sub_found)

    def to_report(self) -> str:
        """One line a style, the sums, and what a kinder count would give."""
        lines = [
            f"{style:24}{self.hits[style]:7} / {total:<7}{self.hits[style] / total:8.2%}"
            for style, total in self.rows.most_common()
        ]
        rows, found = max(1, self.rows.total()), max(1, self.sub_found)
        kind = {
            "recall without ambiguous ones": self.sure / rows,
            "with * as any sign": (self.hits.total() + self.why["a star in the target"]) / rows,
            "precision without unlinked annexes and parts": self.right / max(1, self.said - self.unlinked),
            "subs exact or read on": (self.sub_hits + self.sub_deeper) / found,
            "subs of all rows with one": self.sub_hits / max(1, self.subs),
        }
        return "\n".join(
            [
                *lines,
                f"recall {self.recall:.2%}  precision {self.precision:.2%}  sub {self.exact_subs:.2%} of {self.subs}",
                "kinder: " + ", ".join(f"{name} {value:.2%}" for name, value in kind.items()),
                "misses no reading avoids: " + ", ".join(f"{reason} {n}" for reason, n in self.why.most_common()),
            ]
        )


def list_documents(sentences: Iterable[GoldSentence]) -> Iterator[list[GoldSentence]]:
    """The sentences of each document together, in their order: running text."""
    for _, group in groupby(sentences, key=lambda sentence: sentence.ident.partition("@")[0]):
        yield list(group)


def score_sentences(sentences: Iterable[GoldSentence], registry: Registry, *, on: str | None = None) -> Score:
    """Read each sentence by itself, with the citing act as context and the day `on`, and count."""
    score = Score()
    for sentence in sentences:
        add_score(score, sentence, list_citations(sentence.text, registry, context=sentence.source, on=on))
    return score


def score_documents(sentences: Iterable[GoldSentence], registry: Registry, *, on: str | None = None) -> Score:
    """Read the sentences of a document as one text, a line each, with the citing act as context, and count."""
    score = Score()
    for document in list_documents(sentences):
        text = "\n".join(sentence.text for sentence in document)
        found = list_citations(text, registry, context=document[0].source, on=on)
        start = 0
        for sentence in document:
            end = start + len(sentence.text)
            add_score(score, sentence, [_to_moved(one, -start) for one in found if start <= one.start < end])
            start = end + 1
    return score


def _to_moved(citation: Citation, by: int) -> Citation:
    return citation._replace(start=citation.start + by, end=citation.end + by)


def add_score(score: Score, sentence: GoldSentence, citations: Iterable[Citation]) -> None:
    """Count one sentence."""
    found = list(citations)
    met: set[int] = set()
    for link in sentence.links:
        over = [(index, one) for index, one in enumerate(found) if is_over(one, link)]
        good = [(index, one) for index, one in over if is_target(link, one)]
        met |= {index for index, _ in good}
        _add_link(score, sentence, link, [one for _, one in over], [one for _, one in good])
    if sentence.links and all(link.complete for link in sentence.links):
        for index, citation in enumerate(found):
            score.said += 1
            score.right += index in met
            if index not in met:
                lone = not any(is_over(citation, link) for link in sentence.links)
                score.unlinked += lone and citation.kind in _UNLINKED
                score.wrong.append((sentence, citation))


def _add_link(score: Score, sentence: GoldSentence, link: GoldLink, over: list[Citation], good: list[Citation]) -> None:
    score.rows[link.style] += 1
    score.subs += bool(link.sub and link.provision)
    if not good:
        score.why[_find_reason(link, over)] += 1
        score.missed.append((sentence, link, over))
        return
    score.hits[link.style] += 1
    score.sure += any(one.status != "ambiguous" for one in good)
    if link.sub and link.provision:
        _add_sub(score, sentence, link, good)


def _find_reason(link: GoldLink, over: list[Citation]) -> str:
    if "*" in link.refid and any(is_target(link, one, alike=True) for one in over):
        return "a star in the target"
    if not link.agrees:
        return "a link against its own number"
    return "an act not named in the sentence" if link.named == "not-in-sentence" else "other"


def _add_sub(score: Score, sentence: GoldSentence, link: GoldLink, good: list[Citation]) -> None:
    score.sub_found += 1
    wanted = f"{link.provision}/{link.sub}".lower()
    paths = {(target.provision or "").lower() for one in good for target in one.targets if target.refid == link.refid}
    if wanted in paths:
        score.sub_hits += 1
    else:
        score.sub_deeper += any(path.startswith(wanted + "/") for path in paths)
        score.sub_wrong.append((sentence, link, good[0]))


def is_over(citation: Citation, link: GoldLink) -> bool:
    """Whether a citation and a link share a code point."""
    return citation.start < link.end and link.start < citation.end


def is_target(link: GoldLink, citation: Citation, *, alike: bool = False) -> bool:
    """Whether one of the citation's targets is the link's, to the section; upper and lower case are one.

    The gold writes `*` for the kind of a rule of the Union that its source leaves open: `alike` lets it
    stand for any sign.
    """
    wanted = to_section(link.provision.lower())
    for target in citation.targets:
        if target.refid != link.refid and not (alike and fnmatchcase(target.refid, link.refid)):
            continue
        path = (target.provision or "").lower()
        if not wanted or to_section(path) == wanted or path.startswith(wanted + "/"):
            return True
    return False


def to_section(provision: str) -> str:
    """A provision without what stands below the section, article or chapter."""
    pieces = provision.split("/")
    for level in _SECTIONS:
        if level in pieces:
            return "/".join(pieces[: pieces.index(level) + 2])
    return provision
