"""What the addresses answer: lists, things, the main question, paging, days, redirects."""

from datetime import date, timedelta

import pytest

from hjemmel.rdf.namespaces import BASE
from hjemmel.web.pages.words import format_day

LISTS = [
    "/acts", "/duties", "/duties?on=any", "/actors", "/actors/lege/duties", "/actors/kommunen/duties?role=any&on=any",
    "/situations", "/target-groups", "/plan-areas", "/plan-areas/plan-samarbeid/criteria", "/guidance", "/quotes",
    "/sources", "/vocabularies", "/force", "/rank", "/ns",
]  # fmt: skip
THINGS = [
    "/lov/2099-01-01-1", "/forskrift/2100-02-02-22", "/lov/2099-01-01-1/kapittel/1", "/lov/2099-01-01-1/paragraf/2",
    "/lov/2099-01-01-1/paragraf/2/versjon/2101-07-01", "/duties/omsl-11-rett", "/duties/meldl-3-4-unntak",
    "/actors/kommunen", "/situations/barn-mistanke", "/target-groups/barn", "/plan-areas/plan-samarbeid",
    "/plan-areas/plan-samarbeid/criteria/krit-avtale", "/guidance/handbok-2100", "/quotes/quote-omsl-2",
    "/sources/oppdikta", "/force/skal",
]  # fmt: skip
FORMS = ["json", "jsonld", "ttl", "nt", "rdf", "html"]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_has_items_total_next_on_and_release(client, path):
    body = client.get(path).json()
    assert {"@context", "items", "total", "next", "on", "release"} <= set(body)
    assert body["total"] >= len(body["items"]) > 0
    for item in body["items"]:
        assert {"id", "slug", "type", "label", "description"} <= set(item)


@pytest.mark.parametrize("path", THINGS)
def test_a_thing_has_id_slug_type_label_description_and_source(client, path):
    body = client.get(path).json()
    assert body["id"] == BASE + path[1:]
    assert {"@context", "slug", "type", "label", "description", "source", "on", "release"} <= set(body)
    assert body["label"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", [*LISTS, *THINGS, "/actors/kommunelege/duties"])
def test_lists_and_things_come_in_every_form(client, path, form):
    stem, _, query = path.partition("?")
    answer = client.get(f"{stem}.{form}?{query}")
    assert answer.status_code == 200
    assert answer.content


def test_pages_lead_through_a_whole_list_once(client):
    whole = [item["id"] for item in client.get("/duties?on=any").json()["items"]]
    found, path = [], "/duties?on=any&size=4"
    while path:
        body = client.get(path).json()
        assert body["total"] == len(whole)
        found += [item["id"] for item in body["items"]]
        path = body["next"]
    assert found == whole


def test_a_page_beyond_the_end_is_empty(client):
    body = client.get("/duties?page=1000").json()
    assert (body["items"], body["next"]) == ([], None)


def test_pages_lead_through_the_main_question_too(client):
    whole = [item["id"] for item in client.get("/actors/lege/duties?on=any&role=any").json()["items"]]
    found, path = [], "/actors/lege/duties.json?on=any&role=any&size=1"
    while path:
        body = client.get(path).json()
        found += [item["id"] for item in body["items"]]
        path = body["next"]
    assert found == whole


@pytest.mark.parametrize(
    ("query", "expected"),
    [("", "2104-06-01"), ("?on=2103-01-01", "2103-01-01"), ("?on=any", "any")],
)
def test_the_answer_says_its_day(client, query, expected):
    assert client.get(f"/duties{query}").json()["on"] == expected
    assert client.get(f"/actors/kommunen/duties{query}").json()["on"] == expected


def test_an_item_says_why_and_on_what(client):
    items = client.get("/actors/lege/duties?situation=barn&on=2103-01-01").json()["items"]
    for item in items:
        assert item["applies"] in {"yes", "depends"}
        assert item["role"] in {"bearer", "performer"}
        assert item["because"][0] == {"step": "actor", "id": f"{BASE}actors/lege", "label": item["because"][0]["label"]}
        assert {"force", "conditions", "situations", "deadline", "replaces", "replacedBy", "reviewStatus"} <= set(item)
        for basis in item["basis"]:
            assert {"act", "provision", "part", "wording", "validFrom", "validTo", "lovdata"} <= set(basis)


def test_the_kept_answer_is_the_law_s_answer(client, small_catalogue):
    from hjemmel.law.applicability import list_applicable  # noqa: PLC0415 -- the oracle of this one test

    for actor in small_catalogue.actors:
        for day in ("2098-12-31", "2099-01-01", "2101-06-30", "2101-07-01", "2103-06-01", "2110-01-01", "2111-01-01"):
            body = client.get(f"/actors/{actor}/duties?on={day}&size=500").json()
            found = list_applicable(small_catalogue, actor, on=__import__("datetime").date.fromisoformat(day))
            expected = [(item.norm.id, item.applies, item.role) for item in found.items]
            assert [(item["id"], item["applies"], item["role"]) for item in body["items"]] == expected
            assert (body["on"], body["total"], body["otherSituations"]) == (day, len(expected), found.other_situations)


def test_situations_may_be_repeated_or_joined(client):
    repeated = client.get("/actors/lege/duties?situation=barn&situation=mistanke").json()
    joined = client.get("/actors/lege/duties?situation=barn,mistanke").json()
    assert repeated["items"] == joined["items"]
    assert len(repeated["situations"]) == 2


def test_filters_narrow_a_list(client):
    body = client.get("/duties?on=any&force=skal&act=lov/2099-01-01-1").json()
    assert body["items"]
    assert {item["force"] for item in body["items"]} == {"skal"}
    for item in body["items"]:
        assert any(basis["act"] == f"{BASE}lov/2099-01-01-1" for basis in item["basis"])


def test_a_norm_that_has_ended_does_not_hold_when_every_day_is_asked_for(client):
    items = {item["slug"]: item for item in client.get("/duties?on=any").json()["items"]}
    ended, standing = items["omsl-2-tilbod"], items["omsl-2-tilbod-2101"]
    assert (ended["holds"], standing["holds"]) == (False, True)
    assert ended["basis"]
    assert ended["validTo"] == standing["validFrom"]


def test_a_norm_says_whether_it_holds_on_the_day(client):
    gone = client.get("/duties/omsl-2-tilbod?on=2104-06-01").json()
    before = client.get("/duties/omsl-2-tilbod?on=2100-01-01").json()
    assert (gone["holds"], before["holds"]) == (False, True)
    assert gone["basis"]
    assert gone["replacedBy"] == [f"{BASE}duties/omsl-2-tilbod-2101"]


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/lov/2099-01-02-2/§3-3a", "/lov/2099-01-02-2/paragraf/3-3a"),
        ("/lov/2099-01-02-2/§ 3-3 a", "/lov/2099-01-02-2/paragraf/3-3a"),
        ("/lov/LOV-2099-01-02-2", "/lov/2099-01-02-2"),
        ("/lov/lov-2099-01-02-2.ttl?on=2100-01-01", "/lov/2099-01-02-2.ttl?on=2100-01-01"),
        ("/lov/LOV-2099-01-02-2/§3-3a", "/lov/2099-01-02-2/paragraf/3-3a"),
        ("/lov/LOV-2099-01-02-2/paragraf/3-3a/ledd/1", "/lov/2099-01-02-2/paragraf/3-3a/ledd/1"),
        ("/forskrift/FOR-2100-02-02-22", "/forskrift/2100-02-02-22"),
        ("/context", "/context/hjemmel.jsonld"),
        ("/context/", "/context/hjemmel.jsonld"),
        ("/lov/2099-01-02-2/§3-3a/ledd/1", "/lov/2099-01-02-2/paragraf/3-3a/ledd/1"),
        ("/lov/2099-01-02-2/§3-3a.ttl?lang=nn", "/lov/2099-01-02-2/paragraf/3-3a.ttl?lang=nn"),
        ("/lov/2099-01-02-2/paragraf/3-3A", "/lov/2099-01-02-2/paragraf/3-3a"),
        ("/lov/2099-01-02-2/paragraf/3-3 a?on=2104-01-01", "/lov/2099-01-02-2/paragraf/3-3a?on=2104-01-01"),
        ("/acts/", "/acts"),
        ("/acts/?size=2", "/acts?size=2"),
    ],
)
def test_other_ways_to_write_an_address_lead_to_the_plain_one(client, path, location):
    answer = client.get(path)
    assert (answer.status_code, answer.headers["location"]) == (308, location)
    assert client.get(location).status_code == 200


def test_a_part_is_answered_with_its_provision_and_the_part_named(client):
    body = client.get("/lov/2099-01-01-1/paragraf/2/ledd/1/punktum/2").json()
    assert body["id"] == f"{BASE}lov/2099-01-01-1/paragraf/2"
    assert body["part"] == "ledd/1/punktum/2"
    assert "første ledd" in body["citation"]


def test_a_part_lists_only_the_norms_that_rest_on_it_or_around_it(client):
    def norms(place):
        found = client.get(f"/lov/2099-01-02-2/paragraf/{place}").json()["norms"]
        return {iri.removeprefix(f"{BASE}duties/") for iri in found}

    assert norms("1-1/ledd/1") == norms("1-1/ledd/1/punktum/1") != set()
    assert norms("1-1/ledd/9") == set()
    assert norms("1-2/ledd/9") == norms("1-2") != set()


def test_a_repealed_act_is_in_force_until_the_day_of_the_one_that_repeals_it(real_client):
    days = ("1998-01-01", "2024-07-31", "2024-08-01")
    found = [real_client.get(f"/lov/1998-07-17-61?on={day}").json()["inForce"] for day in days]
    assert found == [False, True, False]


@pytest.mark.parametrize("path", ["/actors", "/situations/barn", "/target-groups", "/sources", "/vocabularies", "/ns"])
def test_every_answer_that_says_a_day_takes_one(real_client, path):
    assert real_client.get(f"{path}?on=2020-01-01").json()["on"] == "2020-01-01"


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("actor", ("kommunen", "actors/kommunen", "/actors/kommunen", f"{BASE}actors/kommunen")),
        ("situation", ("barn-mistanke", "situations/barn-mistanke", f"{BASE}situations/barn-mistanke")),
        (
            "act",
            (
                "lov/2099-01-01-1",
                "/lov/2099-01-01-1",
                f"{BASE}lov/2099-01-01-1",
                "LOV-2099-01-01-1",
                "lov-2099-01-01-1",
                "https://lovdata.no/dokument/NL/lov/2099-01-01-1",
            ),
        ),
        ("plan_area", ("plan-samarbeid", f"{BASE}plan-areas/plan-samarbeid")),
        ("target_group", ("barn", f"{BASE}target-groups/barn")),
    ],
)
def test_a_filter_takes_the_iri_that_answers_give(client, name, ways):
    answers = [client.get("/duties", params={name: way, "on": "any"}).json() for way in ways]
    assert answers[0]["total"] > 0
    assert all(answer["items"] == answers[0]["items"] for answer in answers)


def test_the_main_question_takes_situations_by_iri(client):
    plain, by_iri = (
        client.get("/actors/lege/duties", params={"situation": way}).json()
        for way in ("barn-mistanke", f"{BASE}situations/barn-mistanke")
    )
    assert plain["items"] == by_iri["items"]


def test_roles_are_read_alike_in_both_lists(client):
    totals = {
        role: client.get("/duties", params={"actor": "kommunen", "role": role, "on": "any"}).json()["total"]
        for role in ("bearer", "counterparty", "bearer,counterparty", "any")
    }
    assert totals["bearer"] < totals["bearer,counterparty"] <= totals["any"]


def test_a_provision_says_its_wording_of_the_day(client):
    path = "/lov/2099-01-01-1/paragraf/2"
    wordings = {
        day: client.get(f"{path}?on={day}").json()["wordingOn"] for day in ("2098-01-01", "2100-01-01", "2102-01-01")
    }
    stem = f"{BASE}lov/2099-01-01-1/paragraf/2/versjon"
    assert list(wordings.values()) == [None, f"{stem}/2099-01-01", f"{stem}/2101-07-01"]


def test_a_pending_wording_says_so(client):
    body = client.get("/lov/2099-01-02-2/paragraf/11-1/versjon/vedtatt-2107-05-05-5").json()
    assert (body["state"], body["validFrom"], body["inForce"]) == ("pending", None, False)


def test_quotes_tell_how_they_stand(client):
    items = client.get("/quotes?on=2103-01-01").json()["items"]
    found = {item["slug"]: item["wordingStatus"] for item in items}
    assert set(found.values()) == {"current", "past", "coming", "not-found"}


def test_a_quote_gives_its_words_as_they_are_and_by_their_language(client):
    for item in client.get("/quotes").json()["items"]:
        assert item["text"] in item["texts"].values()
        assert len(item["text"]) > 0


def test_guidance_that_ran_out_says_what_replaced_it(client):
    body = client.get("/guidance/handbok-2100?on=2104-06-01").json()
    assert body["state"] == "ended"
    assert body["replacedBy"] == [f"{BASE}guidance/handbok-2104"]


def test_dumps_hold_the_whole_graph(client, small_kb):
    release = client.get("/releases").json()["items"][0]
    lines = client.get(release["dumps"][0]).content
    assert lines == (small_kb.folder / "data.nq").read_bytes()
    assert release["triples"] == small_kb.manifest.triples


def test_limits_are_told(client):
    body = client.get("/limits").json()
    assert body["bytes"] == {"path": 4000, "query": 4000, "header": 8000, "body": 1_000_000}
    assert body["pageSize"] == {"default": 100, "most": 500}


def test_pages_load_nothing_from_other_hosts(client):
    import re  # noqa: PLC0415 -- one test

    for path in ("/", "/docs", "/duties", "/duties/omsl-11-rett", "/actors/lege/duties", "/ns", "/lov/2099-01-01-1"):
        text = client.get(path, headers={"accept": "text/html"}).text
        loaded = re.findall(r'<(?:link rel="stylesheet"|img|script|iframe)[^>]*?(?:href|src)="([^"]+)"', text)
        assert all(address.startswith("/assets/") or address == "/release.css" for address in loaded)
        written = re.sub(r'<script (?:src="/assets/[^"]+" defer|type="application/ld\+json")>', "", text)
        assert "<script" not in written
        assert " style=" not in text
        assert not re.search(r" on[a-z]+=", text)
        assert text.count("<h1") == 1


def test_pages_escape_what_was_asked(client):
    text = client.get('/duties?q="><script>alert(1)</script>', headers={"accept": "text/html"}).text
    assert "<script>" not in text


def test_a_list_of_norms_and_the_duties_of_an_actor_have_the_same_default_role(client):
    def list_ids(path):
        return sorted({item["id"] for item in client.get(path).json()["items"]})

    for actor in ("kommunen", "lege", "tilsynet", "krisesenter"):
        for role in ("", "&role=any", "&role=supervisor,counterparty"):
            rest = f"on=any&size=500{role}"
            assert list_ids(f"/duties?actor={actor}&{rest}") == list_ids(f"/actors/{actor}/duties?{rest}")


def test_a_publisher_is_always_named_by_an_address_that_answers(real_client):
    things = [
        item
        for path in ("/sources", "/guidance")
        for item in real_client.get(f"{path}?size=500").json()["items"]
        if "publisher" in item
    ]
    publishers = {iri for thing in things for iri in thing["publisher"]}
    assert {type(iri) for iri in publishers} == {str}
    for iri in publishers:
        answer = real_client.get(f"/{iri.removeprefix(BASE)}.json")
        assert answer.json()["label"], iri


def test_a_publisher_that_is_no_actor_has_its_name_and_a_page(real_client):
    body = real_client.get("/agents/loten-kommune.json").json()
    assert (body["type"], body["name"], body["label"]) == ("Agent", "Løten kommune", "Løten kommune")
    assert "Løten kommune" in real_client.get("/agents/loten-kommune.html").text


def test_a_norm_has_every_list_also_where_it_is_empty(real_client):
    norms = real_client.get("/duties?on=any&size=500").json()["items"]
    reached = real_client.get("/actors/kommunen/duties?on=any&role=any&size=500").json()["items"]
    lists = {key for norm in norms for key, value in norm.items() if isinstance(value, list)}
    assert {"performer", "counterparty", "targetGroup", "situation"} <= lists
    assert [norm["slug"] for norm in (*norms, *reached) if not lists <= norm.keys()] == []
    assert any(norm["performer"] == [] for norm in norms)


def test_an_item_says_since_when_unbroken_and_the_page_says_the_same(real_client):
    items = real_client.get("/actors/krisesenteransatt/duties?on=2026-11-25&size=500").json()["items"]
    older = [item for item in items if item["validFrom"] < max(basis["validFrom"] for basis in item["basis"])]
    assert older, "some norms are older than their present words"
    for item in older:
        day = date.fromisoformat(item["validFrom"])
        page = real_client.get(f"/duties/{item['slug']}.html?on=2026-11-25&lang=en").text
        assert format_day(day, "en") in page
        assert real_client.get(f"/duties/{item['slug']}.json?on={day}").json()["holds"]
        assert not real_client.get(f"/duties/{item['slug']}.json?on={day - timedelta(days=1)}").json()["holds"]


def test_an_answer_says_whom_else_to_ask_about(real_client):
    on = "on=2026-11-25"
    beside = real_client.get(f"/actors/krisesentertilbudet/duties?{on}").json()["seeAlso"]
    assert {"id", "label", "tie", "norms"} == set(beside[0])
    ties = {each["id"].removeprefix(f"{BASE}actors/"): each["tie"] for each in beside}
    assert ties["kommunen"] == "organOf"
    assert ties["krisesenteransatt"] == "member"
    own = {item["id"] for item in real_client.get(f"/actors/krisesentertilbudet/duties?{on}&size=500").json()["items"]}
    for each in beside:
        path = each["id"].removeprefix(BASE)
        theirs = {item["id"] for item in real_client.get(f"/{path}/duties?{on}&size=500").json()["items"]}
        assert len(theirs - own) == each["norms"]


def list_drafts(app):
    catalogue = app.running.release.catalogue
    kinds = (catalogue.norms, catalogue.actors, catalogue.guidance, catalogue.plan_areas, catalogue.quotes)
    return [thing for kind in kinds for thing in kind.values() if thing.review_status == "draft"]


def test_what_is_a_draft_says_so_in_json_and_on_its_page(real_client, real_app):
    drafts = list_drafts(real_app)
    assert len({thing.type for thing in drafts}) >= 5
    for thing in drafts:
        path = f"/{thing.id.removeprefix(BASE)}"
        assert real_client.get(f"{path}.json").json()["reviewStatus"] == "draft", path
        assert "utkast" in real_client.get(f"{path}.html?lang=nb").text.casefold(), path


def test_a_card_says_that_its_norm_is_a_draft(real_client):
    norms = real_client.get("/duties.json?on=any&size=500").json()["items"]
    slug = next(norm["slug"] for norm in norms if norm["reviewStatus"] == "draft")
    label = next(norm["labels"]["en"] for norm in norms if norm["slug"] == slug)
    page = real_client.get("/duties.html", params={"q": label, "on": "any", "lang": "en"}).text
    assert "A draft: not reviewed yet." in page
