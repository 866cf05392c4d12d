import pytest

from hjemmel.rdf.namespaces import BASE
from hjemmel.web.citing import Citations, to_plain_name


@pytest.fixture(scope="module")
def citations(real_catalogue):
    return Citations(real_catalogue)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("hol 3-3a", "lov/2011-06-24-30/paragraf/3-3a"),
        ("hol. § 3-3 a", "lov/2011-06-24-30/paragraf/3-3a"),
        ("HOL §3-3a", "lov/2011-06-24-30/paragraf/3-3a"),
        ("krsl § 4", "lov/2009-06-19-44/paragraf/4"),
        ("krisesenterloven § 4 første ledd", "lov/2009-06-19-44/paragraf/4"),
        ("krisesenterlova paragraf 2, andre ledd", "lov/2009-06-19-44/paragraf/2"),
        ("§ 13-2 barnevernsloven", "lov/2021-06-18-97/paragraf/13-2"),
        ("§ 13-2 i barnevernsloven", "lov/2021-06-18-97/paragraf/13-2"),
        ("helse og omsorgstjenesteloven 3-3a", "lov/2011-06-24-30/paragraf/3-3a"),
        ("strl. 196", "lov/2005-05-20-28/paragraf/196"),
        ("istanbulkonvensjonen art. 7", "traktat/istanbulkonvensjonen/artikkel/7"),
        ("Istanbulkonvensjonen artikkel 7", "traktat/istanbulkonvensjonen/artikkel/7"),
        ("LOV-2009-06-19-44", "lov/2009-06-19-44"),
        ("lov/2009-06-19-44", "lov/2009-06-19-44"),
        ("lov 2009-06-19 nr. 44", "lov/2009-06-19-44"),
        ("FOR-2017-03-07-282", "forskrift/2017-03-07-282"),
        ("lov 19. juni 2009 nr. 44 § 4 andre ledd", "lov/2009-06-19-44/paragraf/4"),
        ("krisesenterloven § 4 bokstav a nr. 2.", "lov/2009-06-19-44/paragraf/4"),
        ("Krisesenterlovas § 4", "lov/2009-06-19-44/paragraf/4"),
    ],
)
def test_a_citation_leads_to_what_it_cites(citations, text, path):
    cited = citations.find(text)
    assert cited is not None
    assert (cited.id, cited.whole) == (BASE + path, True)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("krisesenterlova", "lov/2009-06-19-44"),
        ("pbrl", "lov/1999-07-02-63"),
        ("krsl § 999", "lov/2009-06-19-44"),
        ("krsl § 4 q", "lov/2009-06-19-44/paragraf/4"),
        ("krsl § 4 og mye annet", "lov/2009-06-19-44/paragraf/4"),
        ("krsl §§ 2 og 4", "lov/2009-06-19-44/paragraf/2"),
    ],
)
def test_what_is_known_only_in_part_leads_to_the_part(citations, text, path):
    cited = citations.find(text)
    assert cited is not None
    assert (cited.id, cited.whole) == (BASE + path, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "vold",
        "§ 4",
        "barn 13-2",
        "ukjentloven § 4",
        "lov/1900-01-01-1",
        "116 006",
        "krisesenterlova og vold",
        "planer etter krisesenterlova",
    ],
)
def test_what_is_no_citation_leads_nowhere(citations, text):
    assert citations.find(text) is None


def test_spellings_of_a_name_meet():
    names = ("Helse- og omsorgstjenesteloven", "helse og omsorgstenestelova", "helse-og omsorgstjenestelov")
    assert len({to_plain_name(name) for name in names}) == 1
