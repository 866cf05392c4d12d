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
                assert list(response["content"]) == ["application/problem+json"], path
        for parameter in operation["parameters"]:
            assert parameter["description"], path
            assert "example" in parameter, path
            assert ("{" + parameter["name"] + "}" in path) == (parameter["in"] == "path"), path


def test_every_operation_stands_in_the_document_once(document, real_app):
    ids = [item["get"]["operationId"] for item in document["paths"].values()]
    assert sorted(ids) == sorted(operation.name for operation in real_app.operations)
    assert len(set(ids)) == len(ids)


def test_no_undocumented_parameter_is_taken(document, real_client):
    for item in document["paths"].values():
        example = item["get"]["x-example"].split("?")[0].replace("{release}", "x")
        assert real_client.get(f"{example}?undocumented=1").status_code in {400, 404}


def list_examples(app):
    for operation in app.operations:
        yield operation, operation.example.replace("{release}", app.running.release.id)


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
    for operation in real_app.operations:
        assert f'id="{operation.name}"' in text


def test_the_reference_is_what_the_table_says(real_app, root):
    from hjemmel.web.reference import format_http  # noqa: PLC0415 -- one test

    written = (root / "docs/reference/http.md").read_text(encoding="utf-8")
    assert format_http(real_app.operations) == written


def test_the_error_pages_are_what_the_texts_say(root):
    from hjemmel.web.problems import list_error_classes  # noqa: PLC0415 -- one test
    from hjemmel.web.reference import format_error_page  # noqa: PLC0415 -- the same

    for error in list_error_classes():
        written = (root / f"docs/errors/{error.slug}.md").read_text(encoding="utf-8")
        assert format_error_page(error) == written


def test_the_table_is_one(real_app):
    assert list_all_operations.__doc__
    assert len({operation.path for operation in real_app.operations}) == len(real_app.operations)
