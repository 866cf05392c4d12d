"""What has changed for whom: as JSON, as a page for who has a plan of some age, and as a feed to follow."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import orjson

from hjemmel.law.catalogue import Catalogue
from hjemmel.law.changes import Change, Choice, list_changes
from hjemmel.law.norm_lists import list_page
from hjemmel.rdf.formats import HTML, JSON
from hjemmel.web.addresses import list_links, to_next
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.operation import Operation
from hjemmel.web.operations.norms import read_slug
from hjemmel.web.pages.changes_page import write_changes_page
from hjemmel.web.pages.feed import MEDIA_TYPE, write_feed
from hjemmel.web.parameters import LANG, ON, PAGING, Parameter, parse_day

_FORMS: Final = (JSON, HTML)
_ENTRIES: Final = 200


def answer_changes(asked: Asked) -> Answer:
    """Answer with the changes wanted, newest first, what has no day before all."""
    found = find_changes(asked)
    page = list_page(found, page=asked.page, size=asked.size)
    if asked.form is HTML:
        return write_changes_page(asked, page, found, _FORMS)
    body = {
        "on": asked.on_text,
        "release": asked.release.id,
        "since": asked.word("since"),
        "until": asked.word("until"),
        "total": page.total,
        "next": to_next(asked, page.total),
        "pageNumber": asked.page,
        "pageSize": asked.size,
        "items": [to_change_item(asked.release.catalogue, change, asked.language, asked.day) for change in page.items],
    }
    return Answer(
        body=orjson.dumps(body),
        content_type=asked.form.content_type,
        links=(*list_links(asked, _FORMS), f'<{asked.root}/changes.atom>; rel="alternate"; type="{MEDIA_TYPE}"'),
        language=asked.language,
    )


def answer_feed(asked: Asked) -> Answer:
    """Answer with the changes as an Atom feed."""
    changes = find_changes(asked)[:_ENTRIES]
    return Answer(body=write_feed(asked, changes), content_type=f"{MEDIA_TYPE}; charset=utf-8", language=asked.language)


def find_changes(asked: Asked) -> tuple[Change, ...]:
    """Ask for the changes that the parameters choose.

    Raises:
        BadParameterError: a day can't be read, or a slug names nothing.
    """
    catalogue = asked.release.catalogue
    since, until = asked.word("since"), asked.word("until")
    choice = Choice(
        since=parse_day(since, "since") if since else None,
        until=parse_day(until, "until") if until else None,
        actor=read_slug(asked, "actor", catalogue.actors),
        act=read_slug(asked, "act", catalogue.acts),
        plan_area=read_slug(asked, "plan_area", catalogue.plan_areas),
    )
    return list_changes(catalogue, choice)


def to_change_item(catalogue: Catalogue, change: Change, lang: str, today: date) -> dict[str, Any]:
    """Give a change as JSON says it; `today` decides whether it is coming."""
    return {
        "id": change.id,
        "day": change.day,
        "kind": change.kind,
        "coming": change.is_coming(today),
        "norm": change.norm,
        "label": catalogue.find_label(change.norm, lang),
        "act": change.act,
        "provision": change.provision,
        "citation": catalogue.find_label(change.provision, lang) if change.provision else None,
        "wording": change.wording,
        "changedBy": change.changed_by,
        "commencedBy": change.commenced_by,
        "replacedBy": change.replaced_by,
        "bearer": change.bearers,
        "guidance": change.guidance,
        "planArea": change.plan_areas,
    }


def _day(name: str, description: str, example: str) -> Parameter:
    return Parameter(name=name, kind="day", description=description, example=example, blank=True)


def _slug(name: str, description: str, example: str) -> Parameter:
    return Parameter(name=name, description=description, example=example, blank=True)


_FILTERS: Final = (
    _day("since", "The first day, such as the one your plan was adopted on.", "2021-01-01"),
    _day("until", "The last day; without it also what is to come, and what has no day yet.", "2026-12-31"),
    _slug("actor", "Changes that reach this actor as bearer or performer (slug).", "kommunen"),
    _slug("act", "Changes of norms that rest on this act (refid).", "lov/2009-06-19-44"),
    _slug("plan_area", "Changes in this part of a municipal plan (slug).", "plan-samhandling"),
    ON,
)

OPERATIONS = (
    Operation(
        path="/changes",
        name="listChanges",
        schema="ChangeList",
        subject="changes",
        summary="What has changed, by the day it took effect",
        description="Norms that began, ended, were replaced or rest on changed words, past and coming, each with the "
        "acts behind it, the guidance and the plan areas that hang on it. `on` decides what is `coming`.",
        answer=answer_changes,
        example="/changes?since=2021-01-01&actor=kommunen&size=5",
        parameters=(*_FILTERS, *PAGING),
        forms=_FORMS,
    ),
    Operation(
        path="/changes.atom",
        name="followChanges",
        subject="changes",
        summary="The changes as an Atom feed",
        description="The same, newest first, 200 at most; the ids of entries stay the same from release to release.",
        answer=answer_feed,
        example="/changes.atom?actor=kommunen",
        parameters=(*_FILTERS, LANG),
        forms=(),
        media_types=(MEDIA_TYPE,),
    ),
)
