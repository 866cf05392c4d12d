"""Links on the citations of a text: in plain text, in HTML and in Markdown."""

import pytest

from hjemmel.law.citations import ActEntry, annotate, build_registry, clean, list_citations

KRSL = "lov/2009-06-19-44"
HOL = "lov/2011-06-24-30"
REGISTRY = build_registry(
    [
        ActEntry(
            refid=KRSL, provisions=frozenset({"paragraf/4", "paragraf/5"}), moved={"paragraf/9": f"{HOL}/paragraf/1"}
        ),
        ActEntry(refid=HOL, provisions=frozenset({"paragraf/3-1"})),
    ]
)
LINK = f"https://lovdata.no/{KRSL}/§4"
MARKED = f'<a href="{LINK}" data-refid="{KRSL}" data-status="exact">'


def link(sent, *, form="html", markup=False, **words):
    return annotate(sent, list_citations(sent, REGISTRY, markup=markup, **words), form=form, markup=markup)


def test_a_plain_text_is_escaped_and_its_citations_linked():
    html = link("A < B: krisesenterlova § 4 & [hol.] § 3-1")
    assert html.startswith(f"A &lt; B: {MARKED}krisesenterlova § 4</a> &amp; [hol.] ")


def test_markdown_gets_links_of_its_own_kind():
    assert link("A < B: krisesenterlova § 4 & C", form="markdown") == f"A < B: [krisesenterlova § 4]({LINK}) & C"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("§ 4", "needs-context"),
        ("barnevernloven § 1-1", "ambiguous"),
        ("krisesenterlova § 99", "unknown-provision"),
        ("tulleloven § 1", "unknown-act"),
    ],
)
def test_what_is_not_settled_is_marked_and_never_linked(sent, status):
    assert link(sent) == f'<mark data-status="{status}">{sent}</mark>'
    assert link(sent, form="markdown") == sent


def test_what_ended_or_moved_is_linked_with_its_status():
    assert 'data-status="renumbered">' in link("krisesenterlova § 9")


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("<b>krisesenterlova</b> § 4", "<b>krisesenterlova</b> § 4"),
        ("<a href='x'>krisesenterlova § 4</a>", "<a href='x'>krisesenterlova § 4</a>"),
        ("<A HREF='x'><i>krisesenterlova § 4</i></A>", "<A HREF='x'><i>krisesenterlova § 4</i></A>"),
        ("<p title='krisesenterlova § 4'>Nei</p>", "<p title='krisesenterlova § 4'>Nei</p>"),
        ("<script>krisesenterlova § 4</script>", "<script>krisesenterlova § 4</script>"),
        ("<style>krisesenterlova § 4", "<style>krisesenterlova § 4"),
        ("<!-- krisesenterlova § 4 -->", "<!-- krisesenterlova § 4 -->"),
        ("<title>krisesenterlova § 4</title>", "<title>krisesenterlova § 4</title>"),
        ("<a>krisesenterlova § 4", "<a>krisesenterlova § 4"),
        ("<p>krisesenterlova § 4</p>", f"<p>{MARKED}krisesenterlova § 4</a></p>"),
        ("<a href='x'>x</a> krisesenterlova § 4", f"<a href='x'>x</a> {MARKED}krisesenterlova § 4</a>"),
        ("<!-- aldri lukket krisesenterlova § 4", f"<!-- aldri lukket {MARKED}krisesenterlova § 4</a>"),
        ("krisesenterlova &sect; 4", f"{MARKED}krisesenterlova &sect; 4</a>"),
    ],
)
def test_markup_keeps_its_nesting(sent, expected):
    assert link(sent, markup=True) == expected


def test_what_scripts_and_comments_hold_is_no_text():
    for sent in ("<script>krisesenterlova § 4</script>", "<style>krisesenterlova § 4</style>", "<!-- krsl. § 4 -->"):
        assert not clean(sent, markup=True).plain.strip()


@pytest.mark.parametrize(
    "sent",
    [
        "[krisesenterlova § 4](https://example.org)",
        "[krisesenterlova § 4][lov]",
        "`krisesenterlova § 4`",
        "```\nkrisesenterlova § 4\n```",
        "~~~text\nkrisesenterlova § 4",
        "<b title='krisesenterlova § 4'>",
    ],
)
def test_code_and_links_of_markdown_stay_as_they_are(sent):
    assert link(sent, form="markdown") == sent


def test_behind_code_and_links_of_markdown_links_are_put_again():
    sent = "`x` [y](z)\n```\ncode\n```\nkrisesenterlova § 4"
    assert link(sent, form="markdown") == sent.replace("krisesenterlova § 4", f"[krisesenterlova § 4]({LINK})")


def test_the_text_comes_back_as_it_was_but_for_the_links():
    sent = "😀 krisesenterlova\u00a0§ 4,\r\nog \u00adhol. § 3-1\0 <ikke> merking"
    for form in ("html", "markdown"):
        shown = link(sent, form=form)
        assert "😀" in shown
        assert "\r\nog \u00ad" in shown
