"""The clients of the field, and the examples of docs/how-to, against a running server."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError

import httpx
import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from hjemmel.app import create_app
from hjemmel.settings import load_settings

SPARQLWrapper = pytest.importorskip("SPARQLWrapper")
DOCS = Path(__file__).resolve().parents[2] / "docs" / "how-to"
SELECT = "PREFIX hj: <https://w3id.org/hjemmel/ns#> SELECT ?d { ?d a hj:Duty } ORDER BY ?d LIMIT 3"
CONSTRUCT = "CONSTRUCT WHERE { <https://w3id.org/hjemmel/actors/kommunen> ?p ?o }"
HERE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def address(small_snapshot, serve_app):
    """Serve the small knowledge base."""
    with serve_app(create_app(load_settings({}, snapshots=small_snapshot))) as address:
        yield address


@pytest.mark.parametrize("method", ["GET", "POST", "direct"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_sparqlwrapper_reads_rows(address, method, form):
    client = SPARQLWrapper.SPARQLWrapper(f"{address}/sparql", returnFormat=form)
    client.setMethod("GET" if method == "GET" else "POST")
    client.setRequestMethod("postdirectly" if method == "direct" else "urlencoded")
    client.setQuery(SELECT)
    answer = client.query()
    found = answer.convert()
    answer.response.close()
    if form == "json":
        assert len(found["results"]["bindings"]) == 3
    elif form == "xml":
        assert len(found.getElementsByTagName("result")) == 3
    else:
        assert len(found.splitlines()) == 4


@pytest.mark.parametrize("form", ["turtle", "xml", "json-ld", "n3"])
def test_sparqlwrapper_reads_graphs(address, form):
    client = SPARQLWrapper.SPARQLWrapper(f"{address}/sparql", returnFormat=form)
    client.setQuery(CONSTRUCT)
    answer = client.query()
    body, kind = answer.response.read(), answer.response.headers["content-type"].partition(";")[0]
    answer.response.close()
    assert kind == {"xml": "application/rdf+xml", "json-ld": "application/ld+json"}.get(form, "text/turtle")
    assert len(list(ox.parse(body, ox.RdfFormat.from_media_type(kind)))) > 3


def test_rdflib_s_store_asks(address):
    graph = Graph(SPARQLStore(f"{address}/sparql"))
    assert len(list(graph.query(SELECT))) == 3
    assert len(graph.query(CONSTRUCT).graph) > 3


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
def test_the_trap_of_a_dataset_is_told(address):
    dataset = Dataset(SPARQLStore(f"{address}/sparql"))
    with pytest.raises(ValueError, match="something wrong") as refusal:
        dataset.query(SELECT)
    cause = refusal.value.__context__
    assert isinstance(cause, HTTPError)
    assert cause.code == 400
    cause.close()


def list_blocks(name, kind):
    text = (DOCS / name).read_text(encoding="utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("block", list_blocks("python.md", "python"))
def test_the_examples_for_python_run(address, block):
    done = subprocess.run(
        [sys.executable, "-c", block.replace(HERE, address)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl isn't installed")
@pytest.mark.parametrize("block", list_blocks("curl.md", "sh"))
def test_the_examples_for_curl_run(address, block):
    done = subprocess.run(
        ["bash", "-euc", block.replace(HERE, address)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "problem" not in done.stdout
    assert done.stdout.strip()


def list_addresses_for_r():
    """The addresses that the blocks for R read, glued as R glues them."""
    for block in list_blocks("r.md", "r"):
        if "/questions/" in block:
            yield "".join(re.findall(r'"([^"]*)"', block[block.index("read.csv") : block.index('csv")') + 4]))


def to_small_kb(text, address):
    """Ask the server of the test of the days that its invented law has."""
    days = {"2026-01-01": "2104-06-01", "2022-01-01": "2099-01-01"}
    for day, other in days.items():
        text = text.replace(day, other)
    return text.replace(HERE, address)


@pytest.mark.parametrize("target", list(list_addresses_for_r()))
def test_the_addresses_for_r_answer_csv(address, target):
    answer = httpx.get(to_small_kb(target, address))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(answer.text.splitlines()) > 3


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R isn't installed: apt-get install r-base-core")
def test_the_examples_for_r_run(address, tmp_path):
    script = tmp_path / "examples.R"
    blocks = [to_small_kb(block, address) for block in list_blocks("r.md", "r")]
    checks = "stopifnot(nrow(duties) > 3, nrow(norms) > 3, !anyNA(changes$from), max(norms$norms) == 5)"
    script.write_text("\n".join([*blocks, checks]), encoding="utf-8")
    done = subprocess.run(
        ["Rscript", "--vanilla", str(script)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "actors/kommunen" in done.stdout


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("npx") is None, reason="Node isn't installed")
def test_comunica_asks(address):
    (block,) = list_blocks("comunica.md", "sh")
    done = subprocess.run(
        ["bash", "-euc", block.replace(HERE, address)], capture_output=True, text=True, timeout=300, check=False
    )
    if "npm error" in done.stderr or "npm ERR" in done.stderr:
        pytest.skip(f"Comunica can't be had here: {done.stderr[:200]}")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("w3id.org/hjemmel/duties/") == 3
