"""The OpenAPI document is valid, whole and true: what it says of an address is what the address does."""

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from hjemmel.web.operations.tables import list_all_operations


@pytest.fixture(scope="module")
def document(real_client):
    return real_client.get("/openapi.json").json()


def test_the_document_is_valid_openapi_3_1(document):
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()


def test_every_operation_has_a_description_an_example_and_its_errors(document):
    for path, item in document["paths"].items():
        operation = item["get"]
        assert operation["summary"], path
        assert len(operation["description"]) > 20, path
        assert operation["x-example"].startswith("/"), path
        assert {"200", "304", "400", "414", "431", "500"} <= set(operation["responses"]), path
        for status, response in operation["responses"].items():
            if status[0] in "45":
                assert next(iter(response["content"])) == "application/problem+json", path
        for parameter in operation["parameters"]:
            assert parameter["description"], path
            assert "example" in parameter, path
            assert ("{" + parameter["name"] + "}" in path) == (parameter["in"] == "path"), path


def test_every_operation_stands_in_the_document_once(document, real_app):
    ids = [item["get"]["operationId"] for item in document["paths"].values()]
    assert sorted(ids) == sorted(operation.name for operation in real_app.described)
    assert len(set(ids)) == len(ids)


def test_no_undocumented_parameter_is_taken(document, real_client):
    for item in (item for path, item in document["paths"].items() if path != "/sparql"):
        example = item["get"]["x-example"].split("?")[0].replace("{release}", "x")
        assert real_client.get(f"{example}?undocumented=1").status_code in {400, 404}


def list_examples(app):
    for operation in app.operations:
        yield operation, operation.example.replace("{release}", app.running.release.id)


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_problem_is_of_a_kind_that_the_document_tells(document, real_client, accept):
    for path, item in document["paths"].items():
        address = item["get"]["x-example"].split("?")[0].replace("{release}", "x")
        wrong = "?query=SELECT" if path == "/sparql" else "?undocumented=1"
        answer = real_client.get(address + wrong, headers={"accept": accept})
        told = item["get"]["responses"][str(answer.status_code)]["content"]
        kind = answer.headers["content-type"].split(";")[0]
        assert kind in told, path
        assert (kind == "text/html") == (accept == "text/html" and "text/html" in told), path
        assert ("text/html" in told) == (path.rpartition(".")[2] not in {"jsonld", "json", "nt", "ttl"}), path


def test_every_example_runs_in_every_form_it_promises(real_app, real_client):
    for operation, example in list_examples(real_app):
        for kind in operation.all_media_types:
            answer = real_client.get(example, headers={"accept": kind})
            assert answer.status_code == 200, (example, kind, answer.text[:200])
            assert answer.headers["content-type"].split(";")[0] == kind, example


def test_json_answers_fit_their_schemas(document, real_app, real_client):
    for operation, example in list_examples(real_app):
        if "application/json" not in operation.all_media_types:
            continue
        schema = {
            "$ref": f"#/components/schemas/{operation.schema}",
            "components": document["components"],
        }
        body = real_client.get(example, headers={"accept": "application/json"}).json()
        errors = [error.message[:200] for error in Draft202012Validator(schema).iter_errors(body)]
        assert errors == [], example


def test_path_examples_make_addresses_that_run(document, real_client, real_app):
    for path, item in document["paths"].items():
        address = path
        for parameter in item["get"]["parameters"]:
            if parameter["in"] == "path":
                address = address.replace("{" + parameter["name"] + "}", parameter["example"])
        address = address.replace("0123456789abcdef", real_app.running.release.id)
        assert real_client.get(address).status_code == 200, address


def test_query_examples_are_taken(document, real_client):
    for path, item in document["paths"].items():
        base = item["get"]["x-example"].split("?")[0]
        if "{" in base:
            continue
        for parameter in item["get"]["parameters"]:
            if parameter["in"] == "query":
                value = parameter["example"]
                text = value[0] if isinstance(value, list) else value
                answer = real_client.get(f"{base}?{parameter['name']}={text}")
                assert answer.status_code == 200, (path, parameter["name"], answer.text[:200])


def test_the_page_of_addresses_names_every_operation(real_app, real_client):
    text = real_client.get("/docs").text
    for operation in real_app.described:
        assert f'id="{operation.name}"' in text


def test_the_reference_is_what_the_table_says(real_app, root):
    from hjemmel.web.reference import format_http  # noqa: PLC0415 -- one test

    written = (root / "docs/reference/http.md").read_text(encoding="utf-8")
    assert format_http(real_app.described) == written


def test_the_error_pages_are_what_the_texts_say(root):
    from hjemmel.web.problems import list_error_classes  # noqa: PLC0415 -- one test
    from hjemmel.web.reference import format_error_page  # noqa: PLC0415 -- the same

    for error in list_error_classes():
        written = (root / f"docs/errors/{error.slug}.md").read_text(encoding="utf-8")
        assert format_error_page(error) == written


def test_the_table_is_one(real_app):
    assert list_all_operations.__doc__
    assert len({operation.path for operation in real_app.operations}) == len(real_app.operations)


QUERIES = {
    "SELECT": "PREFIX hj: <ns#> SELECT ?s { ?s a hj:Duty } LIMIT 1",
    "ASK": "ASK {}",
    "CONSTRUCT": "CONSTRUCT WHERE { <actors/kommunen> a ?kind }",
}


def list_statuses(client, **asked):
    """The status of each kind of query in one form, asked in every way there is."""
    for query in QUERIES.values():
        yield client.get("/sparql", params={"query": query, **asked.get("params", {})}, headers=asked["headers"])
        yield client.post("/sparql", data={"query": query, **asked.get("params", {})}, headers=asked["headers"])
        direct = {**asked["headers"], "content-type": "application/sparql-query"}
        yield client.post("/sparql", content=query, params=asked.get("params", {}), headers=direct)


def test_the_endpoint_answers_in_every_form_its_document_promises_and_in_no_other(document, real_client):
    promised = document["paths"]["/sparql"]["get"]["responses"]["200"]["content"]
    for kind in promised:
        answers = list(list_statuses(real_client, headers={"accept": kind}))
        assert {answer.status_code for answer in answers} <= {200, 406}
        kinds = {answer.headers["content-type"].split(";")[0] for answer in answers if answer.status_code == 200}
        assert kinds == {kind}
    for kind in ("text/plain", "application/n-quads", "image/png"):
        assert kind not in promised
        assert {answer.status_code for answer in list_statuses(real_client, headers={"accept": kind})} == {406}


def test_every_parameter_of_the_endpoint_is_taken_with_its_example(document, real_client, real_app):
    release = real_app.running.release.id
    for row in document["paths"]["/sparql"]["get"]["parameters"]:
        value = release if row["name"] == "release" else row["example"]
        if row["name"] != "query":
            answers = list(list_statuses(real_client, headers={}, params={row["name"]: value}))
            assert {answer.status_code for answer in answers} == {200}, row["name"]
    assert real_client.get("/sparql", params={"query": "ASK {}", "theirs": "1"}).status_code == 200


def test_the_endpoint_takes_the_bodies_its_document_says_and_no_other(document, real_client):
    post = document["paths"]["/sparql"]["post"]
    bodies = post["requestBody"]["content"]
    assert set(bodies) == {"application/x-www-form-urlencoded", "application/sparql-query"}
    assert bodies["application/x-www-form-urlencoded"]["schema"]["required"] == ["query"]
    assert "query" not in {row["name"] for row in post["parameters"]}
    refused = real_client.post("/sparql", content="{}", headers={"content-type": "application/json"})
    assert refused.status_code == 415
    assert "415" in post["responses"]


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ({"query": "SELECT"}, "query-syntax"),
        ({"query": "ASK { SERVICE <http://x.example/> {} }"}, "query-refused"),
        ({"query": "CLEAR ALL"}, "query-refused"),
        ({"query": "ASK {}", "release": "0123456789abcdef"}, "not-found"),
        ({"query": "SELECT * {}", "format": "ttl", "accept": "text/turtle"}, "not-acceptable"),
        ({"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"}, "answer-too-large"),
    ],
)
def test_an_error_of_the_endpoint_stands_in_its_document(document, real_client, asked, slug):
    accept = {"accept": asked.pop("accept", "*/*")}
    answer = real_client.get("/sparql", params=asked, headers=accept)
    told = document["paths"]["/sparql"]["get"]["responses"][str(answer.status_code)]
    assert answer.json()["type"].rpartition("/")[2] == slug
    assert slug in told["content"]["application/problem+json"]["examples"]


def test_the_endpoint_s_document_tells_the_limits_it_has(document, real_app):
    limits = real_app.sparql.limits
    get = document["paths"]["/sparql"]["get"]
    assert f"may have {limits.query_bytes} bytes and take {limits.seconds:g} seconds" in get["description"]
    assert f"an answer {limits.answer_bytes // 1024**2} MiB" in get["description"]
    (query,) = (row for row in get["parameters"] if row["name"] == "query")
    assert query["schema"]["maxLength"] == limits.query_bytes


def test_the_answers_of_the_endpoint_fit_their_schemas(document, real_client):
    for query in QUERIES.values():
        for kind in ("application/json", "application/sparql-results+json", "application/ld+json"):
            answer = real_client.get("/sparql", params={"query": query}, headers={"accept": kind})
            if answer.status_code == 200:
                content = document["paths"]["/sparql"]["get"]["responses"]["200"]["content"]
                schema = {**content[kind]["schema"], "components": document["components"]}
                assert list(Draft202012Validator(schema).iter_errors(answer.json())) == []


def test_a_saved_question_is_described_with_its_values_defaults_and_choices(document, real_client):
    get = document["paths"]["/questions/norms-by-force"]["get"]
    rows = {row["name"]: row for row in get["parameters"]}
    force = {"type": "string", "enum": ["skal", "skal-ikkje", "har-rett-til", "kan", "bør"], "default": "skal-ikkje"}
    assert rows["force"]["schema"] == force
    assert rows["day"]["schema"] == {"type": "string", "format": "date"}
    assert {"text/csv", "application/sparql-results+xml"} <= set(get["responses"]["200"]["content"])
    default = real_client.get("/questions/norms-by-force", headers={"accept": "text/csv"}).text
    said = real_client.get("/questions/norms-by-force?force=skal-ikkje", headers={"accept": "text/csv"}).text
    other = real_client.get("/questions/norms-by-force?force=kan", headers={"accept": "text/csv"}).text
    assert default == said != other
