"""The service over the small and over the real knowledge base, on a fixed day."""

from datetime import date

import pytest
from starlette.testclient import TestClient

from hjemmel.app import create_app
from hjemmel.law.catalogue import load_catalogue
from hjemmel.settings import load_settings
from hjemmel.web.release import Release

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
