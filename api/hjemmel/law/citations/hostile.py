"""Texts that are made to slow a reader of citations down, of any length; for the bench and the tests of speed.

`HOSTILE` are texts without law, or one endless citation: reading one may take a few times as long as
ordinary text. `DENSE` are nothing but citations, one after the other: each costs its microseconds, so
they are held to growing with their length only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Final

PROSE: Final = (
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
    "Vald i nære relasjonar råkar menneske i alle aldrar og krinsar, og mange ber på det aleine i årevis. "
    "Kommunestyret vedtok planen 14. mai 2024, og han gjeld til ny plan er vedteken. Lov 19. juni 2009 nr. 44 om "
    "kommunale krisesentertilbod pålegg oss å ha eit tilbod heile døgnet, jf. § 2 andre ledd, og rettane til dei som "
    "treng det, følgjer av pasient- og brukerrettighetsloven kapittel 2. Politiet vurderer risiko og set i verk vern, "
    "medan barnevernstenesta undersøkjer kva barnet treng. Dei som arbeider med born, har ei sjølvstendig plikt til å "
    "melde frå. Noreg er bunde av barnekonvensjonen artikkel 19 og Istanbulkonvensjonen, og NOU 2017: 12 syner kva som "
    "skjer når ingen tek ansvar. Kvart år teiknar vi eit bilete av omfanget: kor mange som tok kontakt, kor lenge dei "
    "venta, og kva hjelp dei fekk. Bygdelag, kyrkjelydar og idrettslag er med når vi reviderer tiltaka, og "
    "ungdomsrådet har sete i styringsgruppa. Tilbodet er gratis, og ingen må ha tilvising frå lege.\n\n"
)
_UNITS: Final[Mapping[str, tuple[str, str]]] = {
    "section signs": ("", "§"),
    "spaced section signs": ("", "§ "),
    "digits": ("", "1"),
    "spaced digits": ("", "12 "),
    "one endless range": ("§§ 1-", "9"),
    "repeated ranges": ("", "§§ 1-999999 "),
    "one endless list": ("§§ ", "1, "),
    "one endless number": ("§§ ", "1-"),
    "open parentheses": ("", "§ (1"),
    "numbered parentheses": ("§ 1 ", "(1) "),
    "act words": ("", "lov om "),
    "lov": ("", "lov "),
    "jf.": ("", "jf. "),
    "subsections": ("§ 1 ", "første ledd "),
    "letters with full stops": ("", "a.b."),
    "spaces": ("", " "),
    "non-breaking spaces": ("", "\u00a0"),
    "line breaks": ("", "\n"),
    "combining marks": ("", "a\u0301"),
    "soft hyphens": ("", "a\u00ad"),
    "open tags": ("", "<a "),
    "one line": ("", PROSE.strip().replace("\n", " ") + " "),
}
_DENSE: Final[Mapping[str, tuple[str, str]]] = {
    "sections": ("", "§ 4 "),
    "sections after an act": ("krisesenterlova ", "§ 4 "),
    "sections after jf.": ("", "jf. § 4 "),
    "sections of an act": ("", "krisesenterlova § 4 første ledd bokstav a, "),
    "sections of the law": ("", "lovens § 4 og samme lov § 5 "),
    "sections before an act": ("", "§ 1 i forvaltningsloven "),
    "sections of no known act": ("", "ukjentloven § 1 "),
    "sections of two acts": ("", "barnevernloven § 1 "),
    "ranges of an act": ("", "krisesenterlova §§ 1-400 "),
    "ranges in a list": ("§ 1", " til 2 og 3"),
    "items in a list": ("§ 1 bokstav a", ", b"),
    "numbers in a list": ("§ 1 nr. 1", ", 2"),
    "chapters": ("", "kapittel 1 "),
    "annexes": ("EØS-avtalen ", "vedlegg 1 "),
    "articles": ("", "artikkel 1 "),
    "Union law": ("", "(EU) 2016/679 "),
    "dated acts": ("", "lov 1. januar 2000 nr. 1 om "),
    "bills": ("", "Prop. 1 L (2000–2001) "),
    "abbreviations": ("", "hol. "),
    "broken words": ("", "a-\n"),
}
_TOKENS: Final = [
    "§",
    "§§",
    "1",
    "2",
    "12",
    "3-3",
    "3-3a",
    "a",
    "b",
    "og",
    "eller",
    "til",
    "–",
    "-",
    ",",
    ".",
    ";",
    ":",
    "(",
    ")",
    "/",
    "jf.",
    "lov",
    "loven",
    "lova",
    "lovens",
    "forskrift",
    "forskriften",
    "i",
    "av",
    "om",
    "ledd",
    "første",
    "andre",
    "2.",
    "nr.",
    "bokstav",
    "punktum",
    "kap.",
    "kapittel",
    "artikkel",
    "art.",
    "vedlegg",
    "del",
    "krisesenterlova",
    "hol.",
    "barnevernloven",
    "forvaltningsloven",
    "ukjentloven",
    "samme",
    "denne",
    "her",
    "EØS-avtalen",
    "(EU)",
    "2016/679",
    "EF",
    "januar",
    "19.",
    "2009",
    "44",
    "Prop.",
    "L",
    "(2008–2009)",
    "NOU",
    "2017:",
    "12",
    "I-12/2001",
    "unntatt",
    "med",
    "unntak",
    "skal",
    "følgende",
    "endringer",
    "\n",
    "\n\n",
    "\xa0",
    "\xad",
]


def list_hostile(size: int) -> Iterator[tuple[str, str]]:
    """The name and the text, `size` code points long, of each text that holds no law to speak of."""
    yield from ((name, to_length(head, unit, size)) for name, (head, unit) in _UNITS.items())
    yield "nested parentheses", ("(" * (size // 2) + ")" * (size - size // 2))
    yield "one list of all numbers", _to_counted("§ ", " og ", size)
    yield "one list of an act's numbers", _to_counted("krisesenterlova §§ ", ", ", size)


def list_dense(size: int) -> Iterator[tuple[str, str]]:
    """The name and the text of each text that is nothing but citations."""
    yield from ((name, to_length(head, unit, size)) for name, (head, unit) in _DENSE.items())


def to_mixed(size: int, seed: int, *, tokens: int = 12) -> str:
    """A text of a few of the words citations are written with, drawn anew for each `seed`, again and again.

    A reader that looks back or ahead too far does so in some mixture of few words sooner than in one of all.
    """
    random = Random(seed)  # noqa: S311 -- a text, no secret
    words = random.sample(_TOKENS, tokens)
    unit = "".join(random.choice(words) + random.choice(("", " ", " ", " ")) for _ in range(60))
    return to_length("", unit, size)


def to_ordinary(size: int, text: str = PROSE) -> str:
    """`text` as often as it takes to be `size` code points long."""
    return to_length("", text, size)


def to_length(head: str, unit: str, size: int) -> str:
    """`head` and `unit` again and again, cut at `size` code points."""
    return (head + unit * (size // len(unit) + 1))[:size]


def _to_counted(head: str, joiner: str, size: int) -> str:
    return (head + joiner.join(map(str, range(1, size // 3))))[:size]
