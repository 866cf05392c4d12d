"""Never a 200 with half an answer: workers, and the keeper, are killed at random under load."""

from __future__ import annotations

import json
import os
import random
import signal
import threading
import time
from collections import Counter
from contextlib import suppress
from urllib.parse import urlencode

import pytest

pytestmark = pytest.mark.slow
ANSWERS = 10_000
CLIENTS = 4


def ask_many(server, found, number):
    connection = server.connect()
    for turn in range(ANSWERS // CLIENTS):
        rows = (turn * 7 + number) % 600 + 1
        query = f"SELECT * {{ ?s ?p ?o }} OFFSET {turn * CLIENTS + number} LIMIT {rows}"
        try:
            connection.request(
                "GET", "/sparql?" + urlencode({"query": query}), headers={"Accept": "application/sparql-results+json"}
            )
            answer = connection.getresponse()
            body = answer.read()
        except OSError as error:
            found.append(type(error).__name__)
            connection.close()
            continue
        found.append("whole" if answer.status == 200 and is_whole(body, rows) else str(answer.status))
    connection.close()


def is_whole(body, rows):
    try:
        return len(json.loads(body)["results"]["bindings"]) == rows
    except ValueError:
        return False


def test_no_answer_of_ten_thousand_is_broken(server):
    found, chance = [], random.Random(7)
    clients = [threading.Thread(target=ask_many, args=(server, found, number)) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    killed = Counter()
    while any(client.is_alive() for client in clients):
        workers, keepers = server.list_workers(), server.list_keepers()
        victims = keepers if chance.random() < 0.01 else workers
        if victims:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(victims), signal.SIGKILL)
                killed["keeper" if victims is keepers else "worker"] += 1
        time.sleep(0.05)
    counts = Counter(found)
    print(f"{dict(counts)} after killing {dict(killed)}")
    assert sum(counts.values()) == ANSWERS
    assert set(counts) <= {"whole", "503"}
    assert counts["503"] < ANSWERS * 0.02
    assert killed["worker"] > 100
