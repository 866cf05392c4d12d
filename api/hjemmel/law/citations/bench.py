"""Measure reading of citations: speed on ordinary text and on text made to slow it down.

The clock is the processor time of this process, so that neighbours on the machine don't count.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from hjemmel.law.citations import list_citations
from hjemmel.law.citations.registry import Registry, build_registry

SIZE: Final = 1_000_000
FASTEST: Final = 2.0
WORST: Final = 4.0
FASTER: Final = 5.0
_PROSE: Final = (
    "Kommunen har ansvar for å forebygge og avdekke vold i nære relasjoner, og planen skal gi de "
    "ansatte trygghet for når de skal melde fra, hvem de kan rådføre seg med og hva de skal "
    "skrive ned. Etter krisesenterlova § 4 skal tilbudet samordnes med andre tjenester. Barn og "
    "unge som lever med vold, trenger voksne som ser, spør og tåler svaret. Alle virksomheter "
    "går gjennom rutinene sine hver høst, og lederen sørger for at nye ansatte får opplæring. "
    "Helse- og omsorgstjenesten har en særlig oppgave etter helse- og omsorgstjenesteloven "
    "§ 3-3 a første ledd. Arbeidet følges opp i årsmeldingen, og tallene legges fram for "
    "kommunestyret sammen med forslag til tiltak for det neste året. Foreldre som strever, skal møte "
    "en hjelp som er lett å finne, og som ikke krever at de forteller historien sin på nytt hver "
    "gang. Skolen og barnehagen har faste dager der ansatte kan drøfte en uro uten å nevne navn, "
    "og helsestasjonen inviterer alle familier til en samtale om samliv og konflikter. Frivillige "
    "lag får kurs og en kontaktperson. Tolk bestilles når det trengs, aldri slektninger. Arbeids"
    "gruppen møtes fire ganger i året og skriver korte referater som alle tjenestene kan lese.\n\n"
)
ADVERSARIAL: Final[Mapping[str, str]] = {
    "section signs": "§" * SIZE,
    "spaced section signs": "§ " * (SIZE // 2),
    "digits": "1" * SIZE,
    "spaced digits": "12 " * (SIZE // 3),
    "one endless range": "§§ 1-" + "9" * (SIZE - 5),
    "repeated ranges": "§§ 1-999999 " * (SIZE // 12),
    "one endless list": "§§ " + "1, " * (SIZE // 3),
    "one endless number": "§§ " + "1-" * (SIZE // 2),
    "nested parentheses": "(" * (SIZE // 2) + ")" * (SIZE // 2),
    "open parentheses": "§ (1" * (SIZE // 4),
    "act words": "lov om " * (SIZE // 7),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Seconds for one text, and how many citations were found in it."""

    name: str
    seconds: float
    size: int
    citations: int

    @property
    def rate(self) -> float:
        """Megabytes (of code points) a second."""
        return self.size / self.seconds / 1_000_000


def measure_speed(registry: Registry, text: str | None = None, *, repeats: int = 3) -> tuple[Measure, ...]:
    """Ordinary text first, then each adversarial one; the best of `repeats` runs of each."""
    ordinary = text or (_PROSE * (SIZE // len(_PROSE) + 1))[:SIZE]
    texts = {"ordinary": ordinary, **ADVERSARIAL}
    return tuple(
        _measure(name, sample, lambda sample: len(list_citations(sample, registry)), repeats)
        for name, sample in texts.items()
    )


def measure_eyecite(text: str | None = None, *, repeats: int = 1) -> Measure | None:
    """The same ordinary text through eyecite, None when it isn't installed."""
    try:
        eyecite: Any = importlib.import_module("eyecite")
    except ImportError:
        return None
    ordinary = text or (_PROSE * (SIZE // len(_PROSE) + 1))[:SIZE]
    return _measure("eyecite", ordinary, lambda sample: len(eyecite.get_citations(sample)), repeats)


def _measure(name: str, text: str, count: Callable[[str], int], repeats: int) -> Measure:
    best, found = float("inf"), 0
    for _ in range(repeats):
        start = time.process_time()
        found = count(text)
        best = min(best, time.process_time() - start)
    return Measure(name=name, seconds=max(best, 1e-9), size=len(text), citations=found)


def to_figures(registry: Registry | None = None, *, repeats: int = 3) -> dict[str, object]:
    """Every measure by name, the bars of the issue, and whether they are met; eyecite's when it is installed."""
    measures = measure_speed(registry or build_registry(), repeats=repeats)
    first, rest = measures[0], measures[1:]
    other = measure_eyecite()
    worst = max(rest, key=lambda one: one.seconds)
    figures: dict[str, object] = {"ordinary MB/s": round(first.rate, 2), "ordinary MB/s bar": FASTEST}
    figures |= {f"{one.name}, times ordinary": round(one.seconds / first.seconds, 2) for one in rest}
    figures |= {"worst, times ordinary": round(worst.seconds / first.seconds, 2), "worst bar": WORST}
    passes = first.rate >= FASTEST and worst.seconds <= WORST * first.seconds
    if other is not None:
        ratio = other.seconds / first.seconds
        figures |= {"times faster than eyecite": round(ratio, 2), "eyecite bar": FASTER}
        passes = passes and ratio >= FASTER
    return {**figures, "passes": passes}


def to_report(measures: tuple[Measure, ...]) -> str:
    """One line a text: seconds, rate, and how it compares with the ordinary one."""
    first = measures[0].seconds
    return "\n".join(
        f"{one.name:22}{one.seconds:8.3f} s {one.rate:8.2f} MB/s {one.seconds / first:6.2f} x"
        f" {one.citations:7} citations"
        for one in measures
    )
