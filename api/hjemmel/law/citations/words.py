"""The words a Norwegian citation is written with, in both written forms, old spellings included.

Data only: what a word means (`andre` is 2, `litra` is `bokstav`). No act has its name here.
"""

from __future__ import annotations

from typing import Final


def to_words(words: str) -> frozenset[str]:
    """The words of a line as a set: word lists read better as lines."""
    return frozenset(words.split())


_SPELLINGS: Final = (
    "første fyrste forste 1ste",
    "andre annet annen anna annan",
    "tredje",
    "fjerde",
    "femte",
    "sjette",
    "sjuende syvende sjuande",
    "åttende åttande",
    "niende niande",
    "tiende tiande",
    "ellevte",
    "tolvte",
    "trettende trettande",
    "fjortende fjortande",
    "femtende femtande",
    "sekstende sekstande",
    "syttende syttande",
    "attende attande",
    "nittende nittande",
    "tjuende tjuande tyvende",
)
ORDINALS: Final = {word: str(number) for number, words in enumerate(_SPELLINGS, start=1) for word in words.split()} | {
    "siste": "siste"
}

LEVELS: Final = {
    "ledd": "ledd ledds ledda leddet leddets leddene leden leda lekk stykke stykket",
    "bokstav": "bokstav bokstaven bokstavene bokstavane bokst litra lit litera",
    "nummer": "nr nummer nummera nummeret nummer punkt punktene punkta pkt nrs",
    "punktum": "punktum punktums punktumet setning setningen setninga pktum pktm",
    "strekpunkt": "strekpunkt strekpunktet",
    "alternativ": "alternativ alternativet",
    "straffalternativ": "straffalternativ straffealternativ straffalternativet",
    "avsnitt": "avsnitt avsnittet",
}
LEVEL_OF: Final = {word: level for level, words in LEVELS.items() for word in words.split()}
OPENING: Final = frozenset([*ORDINALS, *LEVEL_OF, "nytt", "nye", "ny", "nåværende", "noverande", "gjeldende"])
"""The words that what stands below a section opens with."""

MONTHS: Final = {
    word: f"{number:02}"
    for number, words in enumerate(
        (
            "januar jan january",
            "februar feb february",
            "mars mar march",
            "april apr",
            "mai may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sep sept",
            "oktober okt october",
            "november nov",
            "desember des december",
        ),
        start=1,
    )
    for word in words.split()
}
UNITS: Final = to_words(
    "år år. åra årene månad månader måned måneder månedar uke uker veke veker dag dager dagar "
    "døgn time timer timar minutt minutter minuttar prosent pst kr kroner kronar mill millioner "
    "mrd barn personer personar kommuner kommunar stykk stk ganger gonger m meter km kg tonn "
    "gram liter kilo grader kvinner menn unge ansatte tilsette deltakere deltakarar årsverk "
    "tiltak punkter saker virkedager vyrkedagar arbeidsdager arbeidsdagar"
)


_MOST_ROMAN: Final = 99


def to_arabic(roman: str) -> int | None:
    """The number a Roman numeral stands for, None when it is no numeral (`vil` is a word)."""
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    total = previous = 0
    for sign in reversed(roman.lower()):
        value = values.get(sign)
        if value is None:
            return None
        total += value if value >= previous else -value
        previous = max(previous, value)
    return total if total and (total > _MOST_ROMAN or to_roman(total) == roman.lower()) else None


def to_roman(number: int) -> str:
    """The lower-case Roman numeral of a number from 1 to 99."""
    tens, ones = divmod(number, 10)
    return ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")[tens % 10] + (
        ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
    )
