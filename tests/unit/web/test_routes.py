import pytest

from hjemmel.errors import NotFoundError
from hjemmel.rdf.formats import JSON, JSONLD, TTL
from hjemmel.web.operation import Operation
from hjemmel.web.routes import Routes


def make(path, *, forms=(JSON, TTL)):
    return Operation(
        path=path,
        name=path,
        subject="x",
        summary="x",
        description="x",
        answer=lambda _: None,
        example=path,
        forms=forms,
    )


ROUTES = Routes(
    make(path, forms=(JSONLD,) if path.endswith("jsonld") else (JSON, TTL))
    for path in ("/", "/a", "/a/{slug}", "/a/{slug}/b", "/lov/{id}/{place:rest}", "/c/{release}/x.jsonld", "/x.jsonld")
)


@pytest.mark.parametrize(
    ("path", "operation", "names", "form"),
    [
        ("/", "/", {}, None),
        ("/a", "/a", {}, None),
        ("/a.ttl", "/a", {}, TTL),
        ("/a/1", "/a/{slug}", {"slug": "1"}, None),
        ("/a/1.5.json", "/a/{slug}", {"slug": "1.5"}, JSON),
        ("/a/1.rdf", "/a/{slug}", {"slug": "1.rdf"}, None),
        ("/a/1/b.ttl", "/a/{slug}/b", {"slug": "1"}, TTL),
        ("/lov/1/paragraf/2/ledd/1", "/lov/{id}/{place:rest}", {"id": "1", "place": "paragraf/2/ledd/1"}, None),
        ("/c/r/x.jsonld", "/c/{release}/x.jsonld", {"release": "r"}, None),
        ("/x.jsonld", "/x.jsonld", {}, None),
    ],
)
def test_an_address_leads_to_its_operation(path, operation, names, form):
    match = ROUTES.find_match(path)
    assert (match.operation.path, dict(match.names), match.form) == (operation, names, form)


@pytest.mark.parametrize("path", ["", "a", "/b", "/a/", "/a/1/c", "//", "/lov/1", "/lov", "/a.rdf", "/a\n"])
def test_other_addresses_lead_nowhere(path):
    with pytest.raises(NotFoundError):
        ROUTES.find_match(path)
