"""A grammar writes citations in every spelling; what is read back must be what was written.

The fault this guards against: a letter, a dash number or a subsection that is silently dropped.
"""

from hypothesis import given, settings
from hypothesis import strategies as st

from hjemmel.law.citations import build_registry, clean, find, list_citations

REGISTRY = build_registry()
ACTS = {
    "lov/2009-06-19-44": [
        "krisesenterlova",
        "Krisesenterloven",
        "krsl.",
        "lov 19. juni 2009 nr. 44",
        "krisesenterlovas",
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
ORDINALS = ["første", "andre", "tredje", "fjerde", "femte", "sjette", "sjuende", "åttende"]
NN_ORDINALS = ["fyrste", "annet", "tredje", "fjerde", "femte", "sjette", "sjuande", "åttande"]
BLANK = st.sampled_from([" ", "\u00a0", "\n", "\u2009"])
LETTERS = "abcdeghjklmn"


@st.composite
def sections(draw):
    number = str(draw(st.integers(1, 400)))
    if draw(st.booleans()):
        number += f"-{draw(st.integers(1, 99))}"
    letter = draw(st.sampled_from(["", *LETTERS]))
    gap = draw(st.sampled_from(["", " ", "\u00a0"])) if letter else ""
    hyphen = draw(st.sampled_from(["-", "\u2011", "\u2010"]))
    return number + letter, number.replace("-", hyphen) + gap + letter


@st.composite
def subs(draw):
    """The path below a section and one way to write it."""
    paths, words = [], []
    if draw(st.booleans()):
        at = draw(st.integers(1, 8))
        paths.append(f"ledd/{at}")
        words.append(
            draw(st.sampled_from([f"{ORDINALS[at - 1]} ledd", f"{NN_ORDINALS[at - 1]} ledd", f"{at}. ledd", f"({at})"]))
        )
    if draw(st.booleans()):
        letter = draw(st.sampled_from(LETTERS))
        paths.append(f"bokstav/{letter}")
        words.append(
            draw(st.sampled_from([f"bokstav {letter}", f"litra {letter}", f"bokst. {letter}", f"bokstav {letter})"]))
        )
    if draw(st.booleans()):
        at = draw(st.integers(1, 30))
        paths.append(f"nummer/{at}")
        words.append(draw(st.sampled_from([f"nr. {at}", f"nr {at}", f"nummer {at}"])))
    if draw(st.booleans()):
        at = draw(st.integers(1, 8))
        paths.append(f"punktum/{at}")
        words.append(
            draw(st.sampled_from([f"{ORDINALS[at - 1]} punktum", f"{at}. punktum", f"{NN_ORDINALS[at - 1]} setning"]))
        )
    return "/".join(paths), "".join(f" {word}" for word in words)


@st.composite
def citations(draw):
    refid = draw(st.sampled_from(sorted(ACTS)))
    name = draw(st.sampled_from(ACTS[refid]))
    section, written = draw(sections())
    path, words = draw(subs())
    sign = draw(st.sampled_from(["§ ", "§", "§\u00a0"]))
    target = f"{refid}/paragraf/{section}" + (f"/{path}" if path else "")
    return target, f"{name}{draw(BLANK)}{sign}{written}{words}"


def list_paths(found):
    return [target.id.removeprefix("https://w3id.org/hjemmel/") for one in found for target in one.targets]


@settings(max_examples=400, deadline=None)
@given(
    citations(),
    st.sampled_from(["Etter ", "Se (", "😀 Jf. ", "Det følgjer av "]),
    st.sampled_from([" gjelder noe.", ", og mer", ""]),
)
def test_what_is_written_is_read_back_with_every_suffix(citation, before, after):
    target, surface = citation
    found = list_citations(before + surface + after, REGISTRY)
    assert list_paths(found) == [target]
    assert found[0].text == surface
    assert found[0].start == len(before)


@settings(max_examples=200, deadline=None)
@given(st.lists(sections(), min_size=2, max_size=6, unique_by=lambda pair: pair[0]))
def test_a_list_of_sections_gives_each_of_them_in_order(pairs):
    written = [text for _, text in pairs]
    surface = f"krisesenterlova §§ {', '.join(written[:-1])} og {written[-1]}"
    found = list_citations(f"Se {surface} gjelder.", REGISTRY)
    assert list_paths(found) == [f"lov/2009-06-19-44/paragraf/{section}" for section, _ in pairs]


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 60), st.integers(1, 20), st.sampled_from(["til", "–", "til og med"]))
def test_a_range_gives_every_section_between_its_ends(first, width, word):
    blank = "" if word == "–" else " "
    found = list_citations(f"Se krisesenterlova §§ {first}{blank}{word}{blank}{first + width}.", REGISTRY)
    assert list_paths(found) == [f"lov/2009-06-19-44/paragraf/{at}" for at in range(first, first + width + 1)]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_a_fault_and_spans_lie_inside_it(text):
    for markup in (False, True):
        for one in list_citations(text, REGISTRY, markup=markup):
            assert 0 <= one.start < one.end <= len(text)
            assert one.text == text[one.start : one.end]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "§",
                "1",
                "-",
                " ",
                "a",
                "og",
                "til",
                "(",
                ")",
                "lov",
                "ledd",
                "første",
                "\u00ad",
                "😀",
                "nr.",
                "2",
                "jf.",
                "kap.",
            ]
        ),
        max_size=60,
    )
)
def test_broken_citations_never_break_the_reader(pieces):
    text = "".join(pieces)
    for one in list_citations(text, REGISTRY, context="lov/2009-06-19-44"):
        assert one.text == text[one.start : one.end]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abc \u00ad\u200b§1\n-\u200e", max_size=80))
def test_each_place_in_the_plain_text_leads_back_to_the_same_sign(text):
    cleaned = clean(text)
    for at, sign in enumerate(cleaned.plain):
        if sign in "abc§1":
            assert text[cleaned.to_sent(at)] == sign
    assert find(cleaned.plain, REGISTRY.index) is not None
