"""Addresses of the live service become files beside the page, or what comes nearest."""

from dataclasses import dataclass

import pytest

from hjemmel.web.export.links import Linker, has_file

KNOWN = {
    ("/", "nb"): "index.html",
    ("/live-only", "nb"): "live-only.html",
    ("/live-only", "nn"): "nn/live-only.html",
    ("/search", "nb"): "search.html",
    ("/actors", "nb"): "actors.html",
    ("/actors", "nn"): "nn/actors.html",
    ("/actors?page=2", "nb"): "actors.page-2.html",
    ("/actors/lege", "nb"): "actors/lege.html",
    ("/actors/lege.ttl", ""): "actors/lege.ttl",
    ("/actors.json", ""): "actors.json",
    ("/actors.page-2.json", ""): "actors.page-2.json",
    ("/lov/2009-06-19-44/paragraf/4", "nb"): "lov/2009-06-19-44/paragraf/4.html",
    ("/assets/a.css", ""): "assets/a.css",
}


@dataclass(frozen=True)
class Page:
    name: str
    language: str = "nb"


def relink(html, page=Page("actors/lege.html"), **more):
    return Linker(KNOWN, **more).relink(html.encode(), page).decode()


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "../index.html"),
        ("/actors", "../actors.html"),
        ("/actors#top", "../actors.html#top"),
        ("/actors?page=2", "../actors.page-2.html"),
        ("/actors?lang=nn", "../nn/actors.html"),
        ("/actors/lege/duties", "../actors/lege.html"),
        ("/actors/lege.ttl", "../actors/lege.ttl"),
        ("/assets/a.css", "../assets/a.css"),
        ("/search?q=hol%203-3a", "../search.html?q=hol%203-3a"),
        ("/search?q=a&amp;kind=acts", "../live-only.html"),
        ("/actors/lege?on=2015-01-01", "../live-only.html"),
        ("/nowhere", "../live-only.html"),
        ("/lov/2009-06-19-44/paragraf/4/ledd/1", "../lov/2009-06-19-44/paragraf/4.html"),
        ("/lov/1999-07-02-63/paragraf/3-4", "https://lovdata.no/dokument/NL/lov/1999-07-02-63/§3-4"),
    ],
)
def test_an_address_leads_to_its_file_or_to_what_comes_nearest(address, file):
    assert relink(f'<a href="{address}">x</a>') == f'<a href="{file}">x</a>'


def test_what_is_no_address_of_ours_stays_as_it_is():
    html = '<p title="/actors">a="/b" <a href="https://x.no/actors">x</a> <a href="#y">y</a></p>'
    assert relink(html) == html


def test_links_begin_at_the_page_and_stay_in_its_language():
    assert relink('<a href="/actors">', Page("nn/a/b.html", "nn")) == '<a href="../../nn/actors.html">'


def test_with_an_address_only_what_other_programs_follow_is_whole():
    html = '<link rel="alternate" type="text/turtle" href="/actors/lege.ttl"><a href="/actors/lege.ttl">'
    written = relink(html, address="https://x.no/")
    assert written.startswith('<link rel="alternate" type="text/turtle" href="https://x.no/actors/lege.ttl">')
    assert written.endswith('<a href="../actors/lege.ttl">')


def test_an_address_without_a_file_is_told_so_that_its_page_is_made_again_when_there_is_one():
    linker = Linker(KNOWN)
    for _ in range(2):
        linker.relink(b'<a href="/new"><a href="/actors"><a href="/actors?on=any">', Page("x.html"))
        missed = linker.take_missed()
        assert missed == ("nb /new",)
    assert not has_file(KNOWN, missed[0])
    assert has_file({**KNOWN, ("/new", "nb"): "new.html"}, missed[0])


def test_a_record_names_the_files_of_others_and_leaves_what_is_none():
    record = (
        b'{"a":"/actors","next":"/actors?page=2","x":["/actors/lege.ttl"],"on":"/actors?on=any","/actors":1,"t":"a/b"}'
    )
    written = record.replace(b'"/actors",', b'"/actors.json",').replace(b"/actors?page=2", b"/actors.page-2.json")
    assert Linker(KNOWN).point(record) == written
    assert b'"a":"https://x.no/actors.json"' in Linker(KNOWN, "https://x.no/").point(record)
