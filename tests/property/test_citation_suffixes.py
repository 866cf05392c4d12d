"""No mixture of the words of citations makes the reader drop a suffix without saying so.

Two rules for every provision with the status `exact`: what stands inside its span is in its targets, and
nothing that belongs to it stands right behind the span. The texts are no sane law; that is the point.
"""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from hjemmel.law.citations import build_registry, list_citations
from hjemmel.law.citations.words import ORDINALS

REGISTRY = build_registry()
TOKENS = [
    "§",
    "§§",
    "1",
    "2",
    "3",
    "12",
    "3-3",
    "3-3a",
    "3‑4",
    "a",
    "b",
    "c",
    "d",
    "e",
    "g",
    "h",
    "k",
    "og",
    "eller",
    "til",
    "–",
    "-",
    ",",
    "/",
    ";",
    ".",
    "(",
    ")",
    "(1)",
    "(2)",
    "(a)",
    "a)",
    "b)",
    "første",
    "andre",
    "annet",
    "fyrste",
    "tredje",
    "siste",
    "1.",
    "2.",
    "ledd",
    "bokstav",
    "litra",
    "nr.",
    "nr",
    "nummer",
    "punktum",
    "setning",
    "jf.",
    "jf",
    "samt",
    "i",
    "om",
    "skal",
    "b.",
    "c.",
    "\xad",
    "😀",
    "kap.",
]
BLANKS = [" "] * 6 + ["\n", "\u00a0", "  ", " \n"]
GLUE = ("", " ")
"""Signs may touch what stands before them, letters and digits that do belong to it."""
HEADS = ["krisesenterlova § ", "krisesenterlova §§ ", "krsl. § ", "krsl. ", "lov 19. juni 2009 nr. 44 § ", "§ "]
NUMBERS = ["1", "12", "3-3", "3-3a", "3-3 a"]
WORD = re.compile(r"\d+|[^\W\d_]+")
SUFFIX = re.compile(
    r"[-\u2010\u2011]\d|[a-hj-zæø](?![^\W_])|\s{0,2}\((?:\d{1,2}|[a-hj-n])\)|\s{1,2}(?:bokstav|litra)\s{1,2}[a-hj-n](?![^\W_])"
    r"|\s{1,2}(?:nr\.?|nummer)\s{0,2}\d{1,3}(?![\w-])"
    r"|\s{1,2}(?:første|andre|annet|fyrste|tredje|siste|\d\.)\s{1,2}(?:ledd|punktum|setning)(?![^\W\d_])"
)


@st.composite
def texts(draw):
    head = "Se " + draw(st.sampled_from(HEADS)) + draw(st.sampled_from(NUMBERS))
    pairs = st.lists(st.tuples(st.sampled_from(["", *BLANKS]), st.sampled_from(TOKENS)), max_size=12)
    return head + "".join((blank or GLUE[token[0].isalnum()]) + token for blank, token in draw(pairs))


def list_exact(text, **words):
    found = list_citations(text, REGISTRY, **words)
    return [one for one in found if one.kind == "provision" and one.status == "exact"]


def list_values(surface):
    """The numbers, single letters and ordinals of a surface, as paths write them."""
    for found in WORD.finditer(surface.lower().replace("\u00ad", "")):
        word = ORDINALS.get(found.group(), found.group())
        if word.isdigit() or len(word) == 1 or word == "siste":
            yield word


def list_steps(citation):
    return {step for target in citation.targets for step in re.findall(r"\d+|[a-zæøå]+", target.provision or "")}


@settings(max_examples=1500, deadline=None)
@given(texts())
def test_what_stands_inside_the_span_is_in_the_targets(text):
    for one in list_exact(text):
        place = one.text[one.text.index("§") :] if "§" in one.text else one.text
        lost = set(list_values(place)) - list_steps(one) - {"i", "å"}
        assert not lost, (text, one)


@settings(max_examples=1500, deadline=None)
@given(texts())
def test_no_suffix_stands_right_behind_the_span(text):
    for one in list_exact(text):
        assert not SUFFIX.match(text, one.end), (text, one)


@settings(max_examples=300, deadline=None)
@given(texts(), st.sampled_from([None, "lov/2009-06-19-44"]))
def test_broken_citations_never_break_the_reader(text, context):
    last = 0
    for one in list_citations(text, REGISTRY, context=context):
        assert one.text == text[one.start : one.end]
        assert one.start >= last
        last = one.end
