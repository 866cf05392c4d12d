"""The service over the small and over the real knowledge base, on a fixed day."""

from datetime import date

import pytest
from starlette.testclient import TestClient

from hjemmel.app import create_app
from hjemmel.graph.law_data import open_law_data
from hjemmel.graph.snapshot import build_snapshot, open_memory
from hjemmel.law.catalogue import load_catalogue
from hjemmel.law.flags import list_flags, write_flags
from hjemmel.law.lovdata.imported import open_law
from hjemmel.settings import load_settings
from hjemmel.web.release import Release, open_release

SMALL_DAY = date(2104, 6, 1)
REAL_DAY = date(2026, 1, 15)


@pytest.fixture(scope="session")
def small_app(small_kb, small_catalogue):
    return create_app(
        load_settings({}), release=Release(kb=small_kb, catalogue=small_catalogue), clock=lambda: SMALL_DAY
    )


@pytest.fixture(scope="session")
def client(small_app):
    with TestClient(small_app, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def real_app(real_kb):
    release = Release(kb=real_kb, catalogue=load_catalogue(real_kb))
    return create_app(load_settings({}), release=release, clock=lambda: REAL_DAY)


@pytest.fixture(scope="session")
def real_client(real_app):
    with TestClient(real_app, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def law_snapshot(small_sources, law_folder, tmp_path_factory):
    """The small knowledge base with that law beside it."""
    return build_with_law(small_sources, law_folder, tmp_path_factory.mktemp("with-law"))


def build_with_law(sources, folder, out):
    with open_law(folder) as law:
        flags = write_flags(list_flags(load_catalogue(open_memory(sources)), law))
    build_snapshot(sources, out, law=open_law_data(folder, flags))
    return out


@pytest.fixture(scope="session")
def drifted_snapshot(small_sources, moved_law_folder, tmp_path_factory):
    """The small knowledge base with law that has moved on from it."""
    return build_with_law(small_sources, moved_law_folder, tmp_path_factory.mktemp("with-moved-law"))


@pytest.fixture(scope="session")
def drifted_client(drifted_snapshot):
    app = create_app(load_settings({}), release=open_release(drifted_snapshot), clock=lambda: SMALL_DAY)
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def law_client(law_snapshot):
    app = create_app(load_settings({}), release=open_release(law_snapshot), clock=lambda: SMALL_DAY)
    with TestClient(app, follow_redirects=False) as client:
        yield client
