"""The editor in a headless Chromium: it comes up, asks, shows rows, and calls no other host."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
import time
from urllib.parse import urlencode

import pytest
import uvicorn

from hjemmel.app import create_app
from hjemmel.settings import load_settings
from hjemmel.web.sparql.editor import load_files

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium isn't installed"),
    pytest.mark.skipif(not load_files(), reason="the editor isn't built: make editor"),
]
QUERY = "PREFIX hj: <https://w3id.org/hjemmel/ns#> SELECT ?d { ?d a hj:Duty } ORDER BY ?d LIMIT 3"


@pytest.fixture(scope="module")
def address(small_snapshot):
    app = create_app(load_settings({}, snapshots=small_snapshot))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", loop="asyncio"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def open_page(address, folder):
    """Give the page as it stands after eight seconds of the browser's time, and what its console said."""
    flags = [
        "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}", "--virtual-time-budget=8000",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--enable-logging=stderr", "--dump-dom",
    ]  # fmt: skip
    done = subprocess.run([CHROMIUM, *flags, address], capture_output=True, text=True, timeout=120, check=False)
    console = [line for line in done.stderr.splitlines() if ":CONSOLE" in line]
    return done.stdout, console


def test_the_editor_comes_up_asks_and_shows_rows(address, tmp_path):
    page, console = open_page(f"{address}/sparql?{urlencode({'query': QUERY, 'format': 'html'})}", tmp_path)
    assert console == []
    assert 'class="CodeMirror' in page
    results = page.partition('id="editor"')[2].partition('id="editor-link"')[0]
    assert len(set(re.findall(r'href="https://w3id.org/hjemmel/duties/([^"]+)"', results))) == 3


def test_the_saved_questions_are_at_hand(address, tmp_path):
    page, _ = open_page(f"{address}/sparql?lang=en", tmp_path)
    assert "What must an actor do" in page.partition('id="editor-questions"')[2]


def test_only_this_server_is_named_by_the_page(address, tmp_path):
    page, _ = open_page(f"{address}/sparql", tmp_path)
    loaded = re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="([^"]+)"', page)
    assert [each for each in loaded if not each.startswith(("/", "data:"))] == []
