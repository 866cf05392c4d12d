# ruff: noqa: E501 -- requests read best on one line
"""The hostile client, a process of its own: asks what is named on the command line, tells statuses and times as JSON.

python hostile.py PORT LISTENER NAME TIMES
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from urllib.parse import quote

CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
VALUES = " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(60)))} }}" for n in range(6))


def get(query):
    return f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: x\r\n\r\n".encode()


def post(body, kind="application/sparql-query"):
    head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def list_requests(listener):
    """Every hostile request by name; each says whom it would call."""
    there = f"http://127.0.0.1:{listener}/x"
    return {
        "from-file": get("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"),
        "from-http": get(f"SELECT * FROM <{there}> {{ ?s ?p ?o }}"),
        "from-name": get("PREFIX f: <file:///etc/> SELECT * FROM f:passwd { ?s ?p ?o }"),
        "graph-parameter": f"GET /sparql?query=ASK%7B%7D&default-graph-uri={quote(there)} HTTP/1.1\r\nHost: x\r\n\r\n".encode(),
        "service": get(f"SELECT * {{ SERVICE <{there}> {{ ?s ?p ?o }} }}"),
        "service-silent": get(f"SELECT * {{ {{ SELECT * {{ SERVICE SILENT <{there}> {{ ?s ?p ?o }} }} }} }}"),
        "service-glued": get(f"PREFIX ex:<{there}>SELECT*{{SERVICEex:a{{?s ?p ?o}}}}"),
        "service-number": get(f"SELECT*{{?s ?p 2SERVICE<{there}>{{?s ?p ?o}}}}"),
        "service-hidden": get(f"SELECT*{{FILTER(?a<5+'>') SERVICE<{there}>{{?s ?p ?o}} FILTER('x'='y')}}"),
        "service-comment": get(f"SELECT*{{FILTER(?a<5#>'\n) SERVICE<{there}>{{?s ?p ?o}} #'\n}}"),
        "service-escaped": get(f"SELECT*{{SERV\\u0049CE<{there}>{{?s ?p ?o}}}}"),
        "load": get(f"LOAD <{there}>"),
        "load-posted": post(f"update=LOAD <{there}>".encode(), "application/x-www-form-urlencoded"),
        "insert": get("INSERT DATA { <a:a> <a:b> <a:c> }"),
        "values-select": get(f"SELECT * {{ {VALUES} }}"),
        "values-count": get(f"SELECT (COUNT(*) AS ?n) {{ {VALUES} }}"),
        "values-order": get(f"SELECT * {{ {VALUES} }} ORDER BY DESC(?v3)"),
        "cross-count": get(f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}"),
        "cross-order": get(f"SELECT * {{ {CROSS} }} ORDER BY ?f ?c"),
        "path": get("SELECT (COUNT(*) AS ?n) { ?a (<>|!<>)* ?b . ?b (<>|!<>)* ?c . ?c (^<>|!<>)* ?d }"),
        "regex": get(f'SELECT (COUNT(*) AS ?n) {{ {CROSS} FILTER(REGEX(STR(?c), "^(a+)+(b|ab)*(.*)*$")) }}'),
        "regex-size": get('SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), "(((((a{99}){99}){99}){99}){99}){99}")) }'),
        "large": post(b"SELECT * { ?s ?p ?o } #" + b"x" * 10_000_000),
        "large-form": post(b"query=" + b"%20" * 3_500_000, "application/x-www-form-urlencoded"),
        "many-parameters": post(b"a&" * 50_000, "application/x-www-form-urlencoded"),
        "braces": post(b"ASK " + b"{" * 10_000 + b"}" * 10_000),
        "operators": post(b"ASK { FILTER(" + b"!" * 50_000 + b"true) }"),
        "sums": post(b"ASK { FILTER(1" + b"+1" * 40_000 + b" = 2) }"),
        "unions": post(b"SELECT * { {} " + b"UNION {?s ?p ?o} " * 5000 + b"}"),
        "group-concat": get(f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?f))) AS ?x) {{ {CROSS} }}"),
        "doubling": get(
            'SELECT (STRLEN(?z) AS ?n) { BIND("xxxxxxxxxxxxxxxx" AS ?a0) '
            + " ".join(f"BIND(CONCAT({','.join([f'?a{n}'] * 16)}) AS ?a{n + 1})" for n in range(10))
            + " BIND(?a10 AS ?z) }"
        ),
        "utf-16": post("ASK {}".encode("utf-16")),
        "utf-16-told": post("ASK {}".encode("utf-16"), "application/sparql-query; charset=utf-16"),
        "two-queries": f"GET /sparql?query={quote('ASK {}')}&query={quote('SELECT * {}')} HTTP/1.1\r\nHost: x\r\n\r\n".encode(),
    }


async def ask(port, request, patience=60.0):
    """Send a request; give its status and how long it took."""
    started = time.perf_counter()
    try:
        async with asyncio.timeout(patience):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 26)
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(
                int(row.split(b":")[1]) for row in head.split(b"\r\n") if row.lower().startswith(b"content-length")
            )
            body = await reader.readexactly(length)
            writer.close()
            return {"status": int(head[9:12]), "seconds": time.perf_counter() - started, "body": body[:300].decode()}
    except (TimeoutError, OSError, asyncio.IncompleteReadError) as error:
        return {"status": 0, "seconds": time.perf_counter() - started, "body": repr(error)}


async def run(port, listener, name, times):
    requests = list_requests(listener)
    names = list(requests) if name == "all" else [name]
    if times == 1:
        return {each: await ask(port, requests[each]) for each in names}
    asked = [f"{each}" for n in range(times) for each in [names[n % len(names)]]]
    answers = await asyncio.gather(*(ask(port, requests[each]) for each in asked))
    return [{"name": each, **answer} for each, answer in zip(asked, answers, strict=True)]


if __name__ == "__main__":
    json.dump(asyncio.run(run(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4]))), sys.stdout)
