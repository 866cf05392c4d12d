"""Changes as an Atom feed (RFC 4287): pure text, no clock; the ids are tag URIs (RFC 4151) that never move."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from hjemmel.law.changes import Change
from hjemmel.rdf.namespaces import BASE
from hjemmel.web.answers import Asked
from hjemmel.web.pages.words import format_day, say

MEDIA_TYPE: Final = "application/atom+xml"
_BEGINNING: Final = date(2026, 1, 1)
"""The day of what is to come by an act without a date: that of the service itself."""
_TAG: Final = "tag:w3id.org,2026:hjemmel/changes"
_DAY: Final = re.compile(r"/(\d{4}-\d{2}-\d{2})(?:-|$)")


def write_feed(asked: Asked, changes: Sequence[Change]) -> bytes:
    """Write a feed; an entry was last touched when it took effect, or, before that, when it was adopted."""
    entries = [(find_moment(change, asked.day), change) for change in changes]
    newest = max((moment for moment, _ in entries), default=asked.day)
    query = f"?{asked.query}" if asked.query else ""
    name = f"{_TAG}{query}"
    page = "changes.html" if asked.still and asked.root else "changes"
    lines = (
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{asked.language}" xml:base={quoteattr(BASE)}>',
        f"<id>{escape(name)}</id>",
        f"<title>Hjemmel: {escape(say('changes', asked.language).lower())}</title>",
        f"<subtitle>{escape(say('changes-feed-lead', asked.language))}</subtitle>",
        f"<updated>{newest}T00:00:00Z</updated>",
        "<author><name>Hjemmel</name></author>",
        f'<link rel="self" type="{MEDIA_TYPE}" href={quoteattr(f"{asked.root or BASE[:-1]}/changes.atom{query}")}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(f"{asked.root or BASE[:-1]}/{page}{query}")}/>',
        f"<generator>hjemmel {asked.release.id}</generator>",
        *(_write_entry(asked, moment, change) for moment, change in entries),
        "</feed>\n",
    )
    return "\n".join(lines).encode()


def find_moment(change: Change, today: date) -> date:
    """The day an entry was last touched: the day in force, or, while that is to come, the day of the newest act.

    It never moves with the clock: a reader would be told of the same change every morning.
    """
    if change.day is not None and change.day <= today:
        return change.day
    days = (date.fromisoformat(found[1]) for iri in change.changed_by if (found := _DAY.search(iri)))
    return max((day for day in days if day <= today), default=min(_BEGINNING, today))


def _write_entry(asked: Asked, moment: date, change: Change) -> str:
    lang, find_label = asked.language, asked.release.catalogue.find_label
    kind = say(f"event-{change.kind}-{'coming' if change.is_coming(asked.day) else 'past'}", lang).capitalize()
    when = format_day(change.day, lang) if change.day else say("changes-undated", lang)
    cited = find_label(change.provision, lang) if change.provision else ""
    by = ", ".join(find_label(iri, lang) for iri in change.changed_by)
    summary = "; ".join(word for word in (when, cited, f"{say('change-by', lang)} {by}" if by else "") if word)
    title = f"{kind}: {find_label(change.norm, lang)}"
    return "".join(
        (
            "<entry>",
            f"<id>{escape(to_tag(change))}</id>",
            f"<title>{escape(title)}</title>",
            f"<updated>{moment}T00:00:00Z</updated>",
            f'<link rel="alternate" href={quoteattr(change.norm)}/>',
            f"<category term={quoteattr(change.kind)} label={quoteattr(kind)}/>",
            f"<summary>{escape(summary)}</summary>",
            "</entry>",
        )
    )


def to_tag(change: Change) -> str:
    """The id of an entry."""
    return f"{_TAG}/{change.id.removeprefix(BASE).replace('#', '/')}"
