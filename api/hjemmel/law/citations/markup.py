"""Which parts of an HTML or Markdown text are no running text, and where a link must not be put.

A tag is looked at once and what is never closed is searched for once, so that the time is in step with
the length of the text whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_TAG: Final = re.compile(r"<(?:!--|(/?)([A-Za-z][A-Za-z0-9]*)[^<>]{0,2000}>)")
_SILENT: Final = frozenset(["script", "style"])
_CLOSED: Final = frozenset(["a", "button", "textarea", "title", "select", "option"])
_MARKDOWN: Final = re.compile(
    r"^(```|~~~).*?(?:^\1[`~]*[ \t]*$|\Z)|`[^`\n]+`|!?\[[^\[\]\n]{0,500}\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])"
    r"|<[^<>\n]{1,2000}>",
    re.MULTILINE | re.DOTALL,
)


class Tag(NamedTuple):
    """A tag, a comment, or a script with all that is in it: code points [start, end) and its name."""

    start: int
    end: int
    name: str = ""
    closes: bool = False


def list_tags(text: str) -> Iterator[Tag]:
    """The tags of an HTML text in order; scripts, styles and comments are one tag with what they hold."""
    position = 0
    open_comments = True
    while found := _TAG.search(text, position):
        closes, name = found.groups()
        start, position = found.span()
        if name is None:
            end = text.find("-->", position) if open_comments else -1
            open_comments = end >= 0
            if end >= 0:
                position = end + len("-->")
                yield Tag(start, position)
            continue
        name = name.lower()
        if name in _SILENT and not closes:
            closing = re.compile(rf"</{name}\b[^<>]{{0,200}}>", re.IGNORECASE).search(text, position)
            position = closing.end() if closing else len(text)
        yield Tag(start, position, name, bool(closes))


def list_closed(text: str) -> Iterator[tuple[int, int]]:
    """Where an HTML text takes no link: inside a link, a button, a field, a title, and across any tag."""
    inside, since = "", 0
    for tag in list_tags(text):
        if inside and tag.name == inside and tag.closes:
            yield since, tag.end
            inside = ""
        elif not inside and tag.name in _CLOSED and not tag.closes:
            inside, since = tag.name, tag.start
        elif not inside:
            yield tag.start, tag.end
    if inside:
        yield since, len(text)


def list_closed_markdown(text: str) -> Iterator[tuple[int, int]]:
    """Where a Markdown text takes no link: in code, in a link, in a tag."""
    return (found.span() for found in _MARKDOWN.finditer(text))
