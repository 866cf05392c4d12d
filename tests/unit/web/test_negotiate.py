from hypothesis import given
from hypothesis import strategies as st

from hjemmel.errors import NotAcceptableError
from hjemmel.rdf.formats import JSON, TTL
from hjemmel.web.negotiate import SERVED, find_form, find_form_by_name, find_language, split_ending

HEADERS = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(["text/html", "*/*", "text/*", "application/json", "text/turtle;q=0.3", ";q=", "a/b;q=x", ","]),
        max_size=6,
    ).map(",".join),
)


@given(HEADERS)
def test_any_header_gives_a_form_or_says_that_none_suits(header):
    try:
        assert find_form(header) in SERVED
    except NotAcceptableError as error:
        assert "application/json" in error.remedy  # noqa: PT017 -- both ends are right


@given(HEADERS)
def test_any_language_header_gives_a_language_we_have(header):
    assert find_language(header) in {"nb", "nn", "en"}


@given(HEADERS)
def test_a_form_that_is_named_with_full_quality_alone_is_given(header):
    assert find_form(f"text/turtle, {header}").media_type
    assert find_form(f"{header},text/turtle;q=1, */*;q=0") is not None


def test_the_kept_choice_is_the_choice():
    assert find_form_by_name("text/turtle", ("json", "ttl")) is find_form("text/turtle", (JSON, TTL))


def test_only_known_endings_are_taken_off():
    cases = ["/duties/x.ttl", "/duties/x.pdf", "/duties/x", "/", "/.ttl", "/a.b/c", "/x.json.ttl"]
    assert [split_ending(path)[0] for path in cases] == [
        "/duties/x", "/duties/x.pdf", "/duties/x", "/", "/.ttl", "/a.b/c", "/x.json",
    ]  # fmt: skip
