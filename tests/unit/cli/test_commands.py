"""The command line as a person uses it."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hjemmel.app import create_app
from hjemmel.cli import run
from hjemmel.settings import load_settings
from hjemmel.web.release import open_release

ROOT = Path(__file__).parents[3]
SMALL = ROOT / "tests" / "small_kb"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A knowledge base of its own: the invented kb under the real vocabulary."""
    folder = tmp_path_factory.mktemp("root")
    shutil.copytree(SMALL / "kb", folder / "kb")
    shutil.copytree(ROOT / "ontology", folder / "ontology")
    return folder


@pytest.fixture(scope="module")
def places(root):
    """The flags that keep a command inside the invented knowledge base."""
    return ["--root", str(root), "--snapshots", str(root / "snapshots")]


def test_a_good_knowledge_base_has_no_findings(places, capsys):
    assert run(["check", *places]) == 0, capsys.readouterr().out


def test_format_changes_nothing_in_canonical_files(places):
    assert run(["format", "--check", *places]) == 0


def test_the_same_files_give_the_same_release(places, capsys):
    assert run(["build", "--json", *places]) == 0
    first = json.loads(capsys.readouterr().out)
    assert run(["build", "--json", *places]) == 0
    assert json.loads(capsys.readouterr().out) == first


def test_duties_tell_who_must_what_and_why(places, capsys):
    assert run(["duties", "--actor", "lege", "--on", "2100-01-01", "--json", *places]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["total"] == len(answer["items"]) > 0
    assert all(item["because"][0]["step"] == "actor" for item in answer["items"])


def test_the_command_line_and_the_service_give_the_same_answer(places, capsys):
    day, query = date(2104, 6, 1), {"on": "2104-06-01", "situation": "barn", "role": "any", "lang": "nn"}
    flags = [word for name, value in query.items() for word in (f"--{name}", value)]
    assert run(["duties", "--actor", "lege", "--json", *flags, *places]) == 0
    told = json.loads(capsys.readouterr().out)
    release = open_release(Path(places[3]))
    with TestClient(create_app(load_settings({}), release=release, clock=lambda: day)) as client:
        served = client.get("/actors/lege/duties", params=query).json()
    assert served["items"]
    assert told == {key: value for key, value in served.items() if key in told}
    assert served.keys() - told.keys() == {"@context", "next", "pageNumber", "pageSize"}


def test_an_unknown_actor_is_told_in_one_line(places, capsys):
    assert run(["duties", "--actor", "nisse", *places]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_day_that_is_none_is_told_with_its_remedy(places, capsys):
    assert run(["duties", "--actor", "lege", "--on", "2022-13-40", *places]) == 2
    assert "YYYY-MM-DD" in capsys.readouterr().err


def test_stats_name_the_release(places, capsys):
    assert run(["stats", "--json", *places]) == 0
    assert json.loads(capsys.readouterr().out)["triples"] > 0


def test_a_query_in_a_file_is_asked(places, capsys, tmp_path):
    query = tmp_path / "count.rq"
    query.write_text("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", encoding="utf-8")
    assert run(["ask", str(query), "--json", *places]) == 0
    assert int(json.loads(capsys.readouterr().out)[0]["n"]) > 0


def test_without_a_question_the_saved_ones_are_listed_with_their_values(capsys):
    assert run(["ask", "--json", "--lang", "en"]) == 0
    listed = {each["name"]: each for each in json.loads(capsys.readouterr().out)}
    assert listed["krav-om-handlingsplan"]["title"].startswith("Must the municipality")
    force, day = listed["norms-by-force"]["parameters"]
    assert (force["default"], force["choices"][:2], day["default"]) == ("skal-ikkje", ["skal", "skal-ikkje"], None)
    assert run(["ask"]) == 0
    assert "force=skal|skal-ikkje|har-rett-til|kan|bør day=YYYY-MM-DD" in capsys.readouterr().out


def test_a_value_that_is_left_out_has_its_default_on_the_command_line_too(places, capsys):
    assert run(["ask", "duties-of-actor", "--set", "day=2104-06-01", "--json", *places]) == 0
    default = capsys.readouterr().out
    assert run(["ask", "duties-of-actor", "--set", "day=2104-06-01", "--set", "actor=kommunen", "--json", *places]) == 0
    assert capsys.readouterr().out == default


def test_a_broken_query_is_an_input_error(places, capsys, tmp_path):
    query = tmp_path / "broken.rq"
    query.write_text("SELEC", encoding="utf-8")
    assert run(["ask", str(query), *places]) == 2
    assert "SELECT" in capsys.readouterr().err


@pytest.fixture
def own_root(root, tmp_path):
    """A copy that a test may break."""
    shutil.copytree(root, tmp_path / "own", ignore=shutil.ignore_patterns("snapshots"))
    return tmp_path / "own"


def test_broken_turtle_never_replaces_a_running_release(own_root, capsys):
    places = ["--root", str(own_root), "--snapshots", str(own_root / "snapshots")]
    assert run(["build", *places]) == 0
    before = (own_root / "snapshots" / "current").resolve()
    (own_root / "kb" / "broken.ttl").write_text("<a> hj:b ", encoding="utf-8")

    assert run(["build", *places]) == 2

    assert "kb/broken.ttl:1" in capsys.readouterr().err
    assert (own_root / "snapshots" / "current").resolve() == before


def test_an_empty_knowledge_base_is_refused(own_root, capsys):
    shutil.rmtree(own_root / "kb")
    (own_root / "kb").mkdir()
    code = run(["build", "--root", str(own_root), "--snapshots", str(own_root / "snapshots")])
    assert code == 1, capsys.readouterr()
    assert not (own_root / "snapshots").exists()


def test_a_folder_without_a_knowledge_base_is_named(tmp_path, capsys):
    assert run(["check", "--root", str(tmp_path)]) == 2
    assert "--root" in capsys.readouterr().err


def test_a_new_duty_is_written_where_it_belongs_and_asks_to_be_filled_in(own_root, capsys):
    act = next(path.stem for path in sorted((own_root / "kb" / "acts").glob("lov-*.ttl")))
    refid = "lov/" + "-".join(act.split("-")[1:5])
    places = ["--root", str(own_root)]

    assert run(["new", "duty", "--act", refid, "--slug", "ny-plikt", *places]) == 0

    written = (own_root / "kb" / "duties" / f"{act}.ttl").read_text(encoding="utf-8")
    assert "<duties/ny-plikt>" in written
    assert run(["format", "--check", *places]) == 0
    capsys.readouterr()
    assert run(["check", *places]) == 1
    assert "FYLL INN" in capsys.readouterr().out


def test_a_name_that_is_taken_is_refused(own_root, capsys):
    places = ["--root", str(own_root)]
    assert run(["new", "actor", "--slug", "ny-aktor", *places]) == 0
    assert run(["new", "actor", "--slug", "ny-aktor", *places]) == 2
    assert "--slug" in capsys.readouterr().err


def test_a_new_thing_is_told_as_json(own_root, capsys):
    assert run(["new", "actor", "--slug", "ny-aktor", "--json", "--root", str(own_root)]) == 0
    told = json.loads(capsys.readouterr().out)
    lines = Path(told["file"]).read_text(encoding="utf-8").splitlines()
    assert lines[told["line"] - 1] == told["subject"] == "<actors/ny-aktor>"


def test_the_context_is_told_as_json(root, capsys):
    assert run(["context", "--check", "--json", "--root", str(root)]) == 0
    assert json.loads(capsys.readouterr().out) == {"changed": []}


def test_a_file_that_is_not_there_is_not_without_findings(root, capsys):
    assert run(["check", str(root / "kb" / "finnes-ikke.ttl"), "--root", str(root)]) == 2
    assert "kb/finnes-ikke.ttl" in capsys.readouterr().err


def test_a_port_that_is_none_is_refused(places, capsys):
    assert run(["serve", "--port", "99999", *places]) == 2
    assert "65535" in capsys.readouterr().err


def test_a_snapshot_that_is_not_there_is_told_and_nothing_else(tmp_path, capsys):
    assert run(["serve", "--snapshot", str(tmp_path / "missing")]) == 2
    told = capsys.readouterr().err
    assert told.startswith("hjemmel: There is no snapshot")
    assert told.count("\n") == 1


def test_an_actor_may_be_named_by_iri_and_a_misspelt_one_is_told_the_nearest(places, capsys):
    iri = "https://w3id.org/hjemmel/actors/kommunen"
    assert run(["duties", "--actor", iri, "--on", "any", "--json", *places]) == 0
    assert json.loads(capsys.readouterr().out)["actor"] == iri
    assert run(["duties", "--actor", "komunen", *places]) == 2
    assert "Did you mean kommunen?" in capsys.readouterr().err
