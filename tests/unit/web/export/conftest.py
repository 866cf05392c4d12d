"""Exports of the small knowledge base, and of what an editor makes of it."""

from contextlib import nullcontext
from datetime import date

import pytest

from hjemmel.app import create_app
from hjemmel.graph.files import Sources, read_source
from hjemmel.graph.snapshot import open_memory
from hjemmel.law.catalogue import load_catalogue
from hjemmel.settings import load_settings
from hjemmel.web.export.exporting import export_site
from hjemmel.web.export.leaves import Site
from hjemmel.web.export.questions import to_routes
from hjemmel.web.release import Release

DAY = date(2104, 6, 1)


def open_site(sources, **more):
    kb = open_memory(sources)
    release = Release(kb=kb, catalogue=load_catalogue(kb))
    release.warm()
    routes = to_routes(release, create_app(load_settings({}), release=release).operations)
    return Site(release=release, routes=routes, day=DAY, **more)


def change_sources(sources, path, edit):
    """The same sources with the text of one file edited; "" takes the file away."""
    files = []
    for file in sources.files:
        text = edit(file.text) if file.path == path else file.text
        if file.path == path and text == file.text:
            raise AssertionError("the edit changed nothing")
        files += [read_source(file.path, text)] if text else []
    return Sources(files=tuple(files))


def export(site, out, **more):
    return export_site(site, out, progress=lambda _: nullcontext(lambda _: None), **more)


def read_all(out):
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def exported(small_sources, tmp_path_factory):
    """The folder of an export of the small knowledge base; tests work on copies."""
    out = tmp_path_factory.mktemp("exported")
    export(open_site(small_sources), out)
    return out
