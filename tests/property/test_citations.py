"""A grammar writes citations in every spelling; what is read back must be what was written.

The fault this guards against: a letter, a dash number or a subsection that is silently dropped.
"""

from hypothesis import given, settings
from hypothesis import strategies as st

from hjemmel.law.citations import build_registry, clean, find, list_citations

REGISTRY = build_registry()
ACT = "lov/2009-06-19-44"
ACTS = {
    ACT: [
        "krisesenterlova",
        "Krisesenterloven",
        "KRISESENTERLOVA",
        "krsl.",
        "krisesenterlovas",
        "krise\u00adsenterlova",
        "krise-\nsenterlova",
        "krisesenterlova2",
        "krisesenterlova¹²",
        "lov 19. juni 2009 nr. 44",
        "LOV-2009-06-19-44",
        "lov 19. juni 2009 nr. 44 om kommunale krisesentertilbod (krisesenterlova)",
    ],
    "lov/2011-06-24-30": [
        "helse- og omsorgstjenesteloven",
        "hol.",
        "helse- og omsorgstenestelova",
        "lov av 24.6.2011 nr. 30",
    ],
    "lov/1967-02-10": ["lov 10. februar 1967 om behandlingsmåten i forvaltningssaker"],
    "lov/1981-05-22-25": ["straffeprosessloven", "strpl.", "straffeprosesslovens"],
}
ORDINALS = [
    "første",
    "andre",
    "tredje",
    "fjerde",
    "femte",
    "sjette",
    "sjuende",
    "åttende",
    "niende",
    "tiende",
    "ellevte",
    "tolvte",
]
NN_ORDINALS = [
    "fyrste",
    "annet",
    "tredje",
    "fjerde",
    "femte",
    "sjette",
    "sjuande",
    "åttande",
    "niande",
    "tiande",
    "ellevte",
    "tolvte",
]
BLANK = st.sampled_from([" ", " ", " ", "\u00a0", "\n", " \n", "\r\n", "\n  ", "\u2009", "\u202f"])
HYPHEN = st.sampled_from(["-", "\u2011", "\u2010"])
LETTERS = "abcdeghjklmn"
BEFORE = st.sampled_from(["Etter ", "Se (", "😀 Jf. ", "Det følgjer av ", "«", "\n\n"])
AFTER = st.sampled_from([" gjelder noe.", ", og mer", "", ". Neste", ";", "\nNy linje", " og meir", " skal", " i dag"])


@st.composite
def sections(draw):
    """A section's number and one way to write it."""
    number = written = str(draw(st.integers(1, 400)))
    kind = draw(st.sampled_from(["plain", "dash", "letter before the dash"]))
    if kind != "plain":
        letter = draw(st.sampled_from("abcd")) if kind != "dash" else ""
        gap = draw(st.sampled_from(["", " "])) if letter else ""
        last = draw(st.integers(1, 99))
        number, written = f"{number}{letter}-{last}", f"{written}{gap}{letter}{draw(HYPHEN)}{last}"
    letter = draw(st.sampled_from(["", "", *LETTERS]))
    gap = draw(st.sampled_from(["", " ", "\u00a0", "\n"])) if letter else ""
    return number + letter, written + gap + letter


@st.composite
def ordinals(draw, at):
    return draw(st.sampled_from([ORDINALS[at - 1], NN_ORDINALS[at - 1], f"{at}."]))


@st.composite
def subs(draw):
    """The path below a section and one way to write it."""
    paths, words = [], []
    if draw(st.booleans()):
        at = draw(st.integers(1, 12))
        paths.append(f"ledd/{at}")
        words.append(draw(st.sampled_from([f"{draw(ordinals(at))}{draw(BLANK)}ledd", f"({at})"])))
    if draw(st.booleans()):
        letter = draw(st.sampled_from(LETTERS))
        paths.append(f"bokstav/{letter}")
        word = draw(st.sampled_from(["bokstav", "litra", "bokst.", "lit."]))
        words.append(f"{word}{draw(BLANK)}{letter}" + draw(st.sampled_from(["", ")"])))
    if draw(st.booleans()):
        at = draw(st.integers(1, 30))
        paths.append(f"nummer/{at}")
        words.append(draw(st.sampled_from(["nr.", "nr", "nummer"])) + draw(BLANK) + str(at))
    if draw(st.booleans()):
        at = draw(st.integers(1, 12))
        paths.append(f"punktum/{at}")
        words.append(draw(ordinals(at)) + draw(BLANK) + draw(st.sampled_from(["punktum", "setning"])))
    return "/".join(paths), "".join(f"{draw(BLANK)}{word}" for word in words)


def to_target(refid, section, path):
    return f"{refid}/paragraf/{section}" + (f"/{path}" if path else "")


@st.composite
def citations(draw):
    refid = draw(st.sampled_from(sorted(ACTS)))
    name = draw(st.sampled_from(ACTS[refid]))
    section, written = draw(sections())
    path, words = draw(subs())
    sign = draw(st.sampled_from(["§ ", "§", "§\u00a0", "§\n", "paragraf "]))
    place = f"{sign}{written}{words}"
    behind = draw(st.booleans()) and name[-1].isalpha() and not name.endswith("s")
    surface = f"{place}{draw(BLANK)}i{draw(BLANK)}{name}" if behind else f"{name}{draw(BLANK)}{place}"
    return to_target(refid, section, path), surface


def list_paths(found):
    return [target.id.removeprefix("https://w3id.org/hjemmel/") for one in found for target in one.targets]


@settings(max_examples=600, deadline=None)
@given(citations(), BEFORE, AFTER)
def test_what_is_written_is_read_back_with_every_suffix(citation, before, after):
    target, surface = citation
    found = list_citations(before + surface + after, REGISTRY)
    assert list_paths(found) == [target]
    assert found[0].text == surface
    assert found[0].start == len(before)


@settings(max_examples=200, deadline=None)
@given(citations(), st.sampled_from(["<b>§", "§</b>", "&sect;"]))
def test_markup_moves_no_suffix(citation, sign):
    target, surface = citation
    html = surface.replace("§", sign)
    found = list_citations(f"<p>Etter {html} skal.</p>", REGISTRY, markup=True)
    assert list_paths(found) == [target]


@settings(max_examples=200, deadline=None)
@given(st.lists(sections(), min_size=2, max_size=6, unique_by=lambda pair: pair[0]), st.sampled_from(["og", "eller"]))
def test_a_list_of_sections_gives_each_of_them_in_order(pairs, word):
    written = [text for _, text in pairs]
    surface = f"krisesenterlova §§ {', '.join(written[:-1])} {word} {written[-1]}"
    found = list_citations(f"Se {surface} gjelder.", REGISTRY)
    assert list_paths(found) == [f"{ACT}/paragraf/{section}" for section, _ in pairs]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(sections(), subs()), min_size=2, max_size=5))
def test_a_list_of_signs_keeps_what_stands_below_each(members):
    pieces = [f"§ {written}{words}" for (_, written), (_, words) in members]
    found = list_citations(f"Se krisesenterlova {', '.join(pieces[:-1])} og {pieces[-1]} gjelder.", REGISTRY)
    assert list_paths(found) == [to_target(ACT, section, path) for (section, _), (path, _) in members]


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 60), st.integers(1, 20), st.sampled_from(["til", "–", "til og med", "t.o.m."]))
def test_a_range_gives_every_section_between_its_ends(first, width, word):
    blank = "" if word == "–" else " "
    found = list_citations(f"Se krisesenterlova §§ {first}{blank}{word}{blank}{first + width}.", REGISTRY)
    assert list_paths(found) == [f"{ACT}/paragraf/{at}" for at in range(first, first + width + 1)]


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 90), st.integers(0, 7), st.integers(1, 5), st.sampled_from(["", " "]), AFTER)
def test_a_range_of_letters_gives_every_letter(section, first, width, gap, after):
    low, high = chr(ord("a") + first), chr(ord("a") + first + width)
    found = list_citations(f"Se krisesenterlova §§ {section}{gap}{low} til {section}{gap}{high}{after}", REGISTRY)
    wanted = [f"{ACT}/paragraf/{section}{chr(code)}" for code in range(ord(low), ord(high) + 1)]
    assert list_paths(found) == wanted


VALUES = {"bokstav": "abcdefghi", "nr.": "123456789"}
LEVEL = {"bokstav": "bokstav", "nr.": "nummer"}


@settings(max_examples=200, deadline=None)
@given(sections(), st.sampled_from(sorted(VALUES)), st.data())
def test_lists_and_ranges_below_a_section_are_whole(section, word, data):
    path, written = section
    first, last = sorted(data.draw(st.lists(st.integers(0, 8), min_size=2, max_size=2, unique=True)))
    joiner = data.draw(st.sampled_from([" til ", "–", "-", " til og med ", " t.o.m. ", " og ", ", "]))
    values = VALUES[word]
    ranged = joiner not in {" og ", ", "}
    wanted = values[first : last + 1] if ranged else values[first] + values[last]
    after = data.draw(AFTER) if ranged or values[last] != "i" else "."
    found = list_citations(
        f"Se krisesenterlova § {written} {word} {values[first]}{joiner}{values[last]}{after}", REGISTRY
    )
    assert list_paths(found) == [f"{ACT}/paragraf/{path}/{LEVEL[word]}/{value}" for value in wanted]


@settings(max_examples=100, deadline=None)
@given(sections().filter(lambda pair: "-" in pair[0]), subs(), st.sampled_from(["krsl.", "krsl"]))
def test_a_lost_section_sign_loses_nothing_else(section, below, name):
    (number, written), (path, words) = section, below
    found = list_citations(f"Jf. {name} {written}{words}.", REGISTRY)
    assert list_paths(found) == [to_target(ACT, number, path)]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_a_fault_and_spans_lie_inside_it(text):
    for markup in (False, True):
        for one in list_citations(text, REGISTRY, markup=markup):
            assert 0 <= one.start < one.end <= len(text)
            assert one.text == text[one.start : one.end]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abc \u00ad\u200b§1\n-\u200e\r", max_size=80))
def test_each_place_in_the_plain_text_leads_back_to_the_same_sign(text):
    cleaned = clean(text)
    for at, sign in enumerate(cleaned.plain):
        if sign in "abc§1":
            assert text[cleaned.to_sent(at)] == sign
    assert find(cleaned.plain, REGISTRY.index) is not None
