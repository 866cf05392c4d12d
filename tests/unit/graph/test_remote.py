"""What only the engine on another server can meet."""

from __future__ import annotations

import httpx
import pytest

from hjemmel.errors import SnapshotError, TimeLimitError
from hjemmel.graph.remote import RemoteStore

from .conftest import open_endpoint


def test_a_server_that_is_away_is_named():
    with (
        RemoteStore("http://127.0.0.1:9/sparql") as store,
        pytest.raises(SnapshotError, match="doesn't answer") as caught,
    ):
        store.ask("ASK {}")
    assert "127.0.0.1:9" in caught.value.detail
    assert "HJEMMEL_STORE" in caught.value.remedy


def test_a_server_that_fails_is_told_with_its_status():
    with (
        open_endpoint(answers=(502, "text/plain", b"")) as endpoint,
        RemoteStore(endpoint) as store,
        pytest.raises(SnapshotError, match="answered 502"),
    ):
        store.select("SELECT * {}")


def test_a_server_that_takes_too_long_is_a_time_limit():
    def wait(request):
        raise httpx.ReadTimeout("slow", request=request)

    client = httpx.Client(transport=httpx.MockTransport(wait))
    with (
        RemoteStore("http://store.test/sparql", client=client) as store,
        pytest.raises(TimeLimitError, match="its time"),
    ):
        store.ask("ASK {}")
