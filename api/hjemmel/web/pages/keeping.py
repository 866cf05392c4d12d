"""A language that was chosen on a page goes along with its links: nothing is stored, so the address must hold it."""

from __future__ import annotations

import re
from typing import Final

from hjemmel.web.answers import Asked
from hjemmel.web.parameters import split_query

_PLACE: Final = re.compile(r'<(a|form)\b([^>]*?)\b(href|action)="(/[^"]*)"([^>]*)>')
_DATA: Final = re.compile(r"\.(?!html$)[a-z]+$")
# What has no words, so takes no language.
_WORDLESS: Final = ("/assets/", "/health/", "/limits", "/metrics")


def keep_language(page: str, asked: Asked) -> str:
    """Give the page with the language of its address in its links and forms; as it is where the address names none."""
    if not any(name == "lang" for name, _ in split_query(asked.query)):
        return page

    def add(found: re.Match[str]) -> str:
        tag, before, name, address, after = found.groups()
        if tag == "form" and 'method="post"' not in before + after:
            return f'{found[0]}<input type="hidden" name="lang" value="{asked.language}">'
        return f'<{tag}{before}{name}="{_add_language(address, asked)}"{after}>'

    return _PLACE.sub(add, page)


def _add_language(address: str, asked: Asked) -> str:
    whole, mark, anchor = address.partition("#")
    path, _, query = whole.partition("?")
    bare = path.removeprefix(asked.root)
    ours = path.startswith(f"{asked.root}/") and not bare.startswith(_WORDLESS) and not _DATA.search(bare)
    if not ours or re.search(r"(?:^|;|&)lang=", query):
        return address
    return f"{whole}{'&amp;' if query else '?'}lang={asked.language}{mark}{anchor}"
