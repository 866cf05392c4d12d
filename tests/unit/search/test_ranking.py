"""What comes first of pages that all have the words: what binds, what holds, what is meant."""

from datetime import date

from hjemmel.search.documents import Document
from hjemmel.search.index import Index, Wanted

DAY = date(2030, 1, 1)
PAST = ((date(2000, 1, 1), date(2010, 1, 1)),)


def rank(documents, query):
    # Pages of other things give words the rarity they have in a real release.
    others = tuple(
        Document(id=f"x/{number}", kind="terms", labels={"nb": name})
        for number, name in enumerate(("annet", "arealplan", "budsjett", "vegvedlikehold", "skattelette", "fiskekvote"))
    )
    return [hit.document.id for hit in Index((*documents, *others)).find(query, Wanted(day=DAY)).hits]


def test_what_has_ended_comes_after_what_holds_though_its_name_fits_better():
    documents = (
        Document(id="d/old", kind="duties", labels={"nb": "Forbud mot voldtekt (til 2010)"}, periods=PAST),
        Document(id="d/new", kind="duties", labels={"nb": "Forbud mot omgang uten samtykke"}, headings=("Voldtekt",)),
    )
    assert rank(documents, "voldtekt") == ["d/new", "d/old"]


def test_what_has_ended_comes_first_when_asked_for_by_its_name_or_its_year():
    documents = (
        Document(id="g/old", kind="guidance", labels={"nb": "Frihet fra vold (2001–2009)"}, periods=PAST),
        Document(id="g/new", kind="guidance", labels={"nb": "Et liv i frihet uten vold (2025–2031)"}),
    )
    assert rank(documents, "frihet fra vold")[0] == "g/old"
    assert rank(documents, "vold 2001")[0] == "g/old"
    assert rank(documents, "liv uten vold")[0] == "g/new"


def test_an_act_is_found_by_what_it_is_about():
    documents = (
        Document(id="l/act", kind="acts", labels={"nb": "Krisesenterloven", "nn": "Krisesenterlova"}),
        Document(id="d/skilt", kind="duties", labels={"nb": "Skilte rom på krisesenteret for alle som kommer dit"}),
    )
    assert rank(documents, "krisesenter")[0] == "l/act"


def test_the_laws_own_heading_finds_a_norm_that_is_named_in_plain_words():
    documents = (
        Document(id="d/svare", kind="duties", labels={"nb": "Bekrefte innen tre uker"}, headings=("Tilbakemelding",)),
        Document(id="d/melde", kind="duties", labels={"nb": "Ansatte melder fra"}),
    )
    assert rank(documents, "tilbakemelding")[0] == "d/svare"


def test_plikt_beside_other_words_says_little():
    documents = (
        Document(id="d/plikt", kind="duties", labels={"nb": "Kjenne opplysningsplikten"}),
        Document(id="d/forebygge", kind="duties", labels={"nb": "Forebygge vold i kommunen"}),
    )
    assert rank(documents, "plikt til å forebygge vold") == ["d/forebygge"]
    assert rank(documents, "plikt") == ["d/plikt"]


def test_more_other_names_make_none_of_them_less_a_name():
    documents = (
        Document(id="a/one", kind="actors", labels={"nb": "tilbudet"}, alternatives=("senteret",)),
        Document(
            id="a/many", kind="actors", labels={"nb": "tiltaket"}, boost=1.1,
            alternatives=("senteret", "huset", "heimen", "hjelpa", "staden", "mottaket"),
        ),
    )  # fmt: skip
    assert rank(documents, "senteret") == ["a/many", "a/one"]


def test_a_right_word_that_stands_nowhere_is_not_taken_for_its_opposite():
    index = Index((Document(id="d/frivillig", kind="duties", labels={"nb": "Samarbeide med frivillige"}),))
    found = index.find("ufrivillig", Wanted(day=DAY))
    assert (found.hits, found.corrections) == ((), ())
    assert index.find("frivilige", Wanted(day=DAY)).corrections[0].taken == "frivillige"
