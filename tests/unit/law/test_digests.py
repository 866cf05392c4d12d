"""Digests written into the files of kb/."""

from hjemmel.graph.files import read_source
from hjemmel.law.digests import list_missing_digests, write_digests
from hjemmel.law.lovdata.imported import open_law
from hjemmel.rdf.namespaces import BASE

TEXT = """# Ein kommentar.
@base <https://w3id.org/hjemmel/> .
@prefix hj: <https://w3id.org/hjemmel/ns#> .

# Om heimelen.
<duties/x/groundings/2100-01-01>
    a hj:Grounding ;
    hj:of <lov/2099-01-01-1/paragraf/1/versjon/2099-01-01> ;
.
"""


def test_a_digest_takes_its_place_and_comments_stay():
    file = read_source("kb/duties/x.ttl", TEXT)
    written = write_digests(file, {f"{BASE}duties/x/groundings/2100-01-01": "ab12"})
    assert written == TEXT.replace("2099-01-01> ;\n", '2099-01-01> ;\n    hj:digest "ab12" ;\n')
    assert write_digests(file, {}) == TEXT


def test_groundings_get_the_digest_of_the_words_they_name(small_catalogue, law_folder):
    with open_law(law_folder) as law:
        found = list_missing_digests(small_catalogue, law)
    known = {iri.removeprefix(f"{BASE}duties/"): digest for iri, digest in found.items() if digest}
    assert "omsl-2-tilbod-2101/groundings/2101-07-01" in known
    assert "omsl-2-tilbod/groundings/2099-01-01" not in known
    assert all(len(digest) == 64 for digest in known.values())
