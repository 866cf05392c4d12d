"""Acts, regulations and treaties, their provisions, and the wordings a provision has had."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import quote

from hjemmel.errors import BadParameterError, NotFoundError
from hjemmel.law.acts import Act, Provision
from hjemmel.law.identifiers import parse_refid, parse_section
from hjemmel.web.addresses import to_redirect
from hjemmel.web.answers import Answer, Asked
from hjemmel.web.bases import list_norms_of_part
from hjemmel.web.kinds import Kind, find_thing
from hjemmel.web.law_text import to_text
from hjemmel.web.operation import Operation
from hjemmel.web.operations.imported import find_imported
from hjemmel.web.operations.wordings import WORDING, to_wording_line
from hjemmel.web.pages.law_pages import write_act_list, write_act_page, write_provision_page
from hjemmel.web.parameters import ON, PAGING, Parameter
from hjemmel.web.things import answer_list, answer_thing

_STEP: Final = r"(?:(?:ledd|punktum)/[1-9][0-9]?|nummer/[1-9][0-9]?[a-zæøå]?|bokstav/[a-zæøå]{1,2})"
_SECTION_STEP: Final = re.compile(r"((?:lov|forskrift)/[^/]+/paragraf/)([^/]+)")
_PART: Final = re.compile(f"{_STEP}(?:/{_STEP})*")


def _to_act_extras(asked: Asked, act: Act) -> dict[str, Any]:
    return {
        "refid": act.refid,
        "lovdata": act.lovdata,
        "inForce": asked.release.catalogue.act_in_force(act, asked.day),
        "provisions": [provision.id for provision in asked.release.catalogue.provisions_of(act.refid)],
    }


def _to_act_links(_: Asked, act: Act) -> tuple[str, ...]:
    return (f'<{quote(act.lovdata, safe="/:")}>; rel="canonical"',) if act.lovdata else ()


ACT: Final[Kind[Act]] = Kind(
    word="act or regulation",
    collection="acts",
    defaults={"idLocal": None, "page": None},
    extras=_to_act_extras,
    write=write_act_page,
    write_list=write_act_list,
    links=_to_act_links,
)


def _to_provision_extras(asked: Asked, provision: Provision) -> dict[str, Any]:
    catalogue, part = asked.release.catalogue, _find_part(asked, provision)
    current = catalogue.wording_on(provision.id, asked.day)
    cited = catalogue.names.cite(provision.id, part or None)
    return {
        "act": provision.act,
        "path": provision.path,
        "part": part or None,
        "citation": cited.get(asked.language) or provision.slug,
        "lovdata": provision.lovdata,
        "wordingOn": current.id if current else None,
        "wordings": [to_wording_line(asked, wording) for wording in catalogue.wordings_of(provision.id)],
        "norms": [norm.id for norm in list_norms_of_part(asked.release, provision, part)],
        "text": to_text(asked, asked.path[1:]),
    }


def _find_part(asked: Asked, provision: Provision) -> str:
    return asked.path.partition(f"/{provision.slug}/")[2]


PROVISION: Final[Kind[Provision]] = Kind(
    word="provision",
    collection="acts",
    defaults={"number": None, "page": None},
    extras=_to_provision_extras,
    write=write_provision_page,
    nulls=("part", "text"),
)


def answer_acts(asked: Asked) -> Answer:
    """Answer with the list of acts, regulations and treaties."""
    return answer_list(asked, tuple(asked.release.catalogue.acts.values()), ACT, "acts")


def answer_act(asked: Asked) -> Answer:
    """Answer with one act, regulation or treaty."""
    acts, refid = asked.release.catalogue.acts, _to_refid(asked)
    if refid != asked.path[1:]:
        return _lead_to(asked, refid)
    imported = find_imported(asked) if refid not in acts else None
    return imported or answer_thing(asked, find_thing(acts, refid, ACT), ACT)


def _to_refid(asked: Asked) -> str:
    """Give the refid of the act asked for, also where it is named as Lovdata's old addresses do: LOV-2009-06-19-44."""
    refid = parse_refid(asked.names["id"])
    return refid if "/" in refid else f"{asked.path[1:].partition('/')[0]}/{refid}"


def answer_place(asked: Asked) -> Answer:
    """Answer with what stands at a place of an act: a provision, a part of one, or a wording.

    Raises:
        NotFoundError: nothing does.
    """
    catalogue, path = asked.release.catalogue, asked.path[1:]
    if asked.names["place"].startswith("§"):
        return _redirect(asked)
    refid = _to_refid(asked)
    if not path.startswith(f"{refid}/"):
        return _lead_to(asked, f"{refid}/{asked.names['place']}")
    wording = catalogue.wordings.get(path)
    if wording is not None:
        return answer_thing(asked, wording, WORDING)
    plain = _to_plain(path)
    if plain != path and plain in catalogue.provisions:
        return _lead_to(asked, plain)
    provision = None if "/versjon/" in path else _find_provision(asked)
    # Telling what is nearest costs more than the answer: only what nobody has is told.
    imported = find_imported(asked) if provision is None else None
    return imported or answer_thing(asked, provision or _refuse(asked), PROVISION)


def _to_plain(path: str) -> str:
    """Give the plain form of a path whose section is written as people do: paragraf/3-3 A → paragraf/3-3a."""
    found = _SECTION_STEP.fullmatch(path)
    if found is None:
        return path
    try:
        return found.group(1) + parse_section(found.group(2))
    except BadParameterError:
        return path


def _find_provision(asked: Asked) -> Provision | None:
    """Find the provision a path names, or, from a part of it, the one it lies in."""
    provisions, path = asked.release.catalogue.provisions, asked.path[1:]
    found = provisions.get(path)
    stem = path
    while found is None and stem.count("/") > 2:  # noqa: PLR2004 -- an act's path has one slash, its sections' three
        stem = stem.rpartition("/")[0]
        found = provisions.get(stem)
    is_part = found is not None and (found.slug == path or _PART.fullmatch(path[len(found.slug) + 1 :]))
    return found if is_part else None


def _refuse(asked: Asked) -> Provision:
    """Say that nothing stands at a place, and what is nearest.

    Raises:
        NotFoundError: always.
    """
    path = asked.path[1:]
    if "/versjon/" in path:
        raise _to_wording_missing(asked)
    find_thing(asked.release.catalogue.acts, "/".join(path.split("/")[:2]), ACT)
    return find_thing(asked.release.catalogue.provisions, path, PROVISION)


def _to_wording_missing(asked: Asked) -> NotFoundError:
    stem, _, day = asked.path[1:].partition("/versjon/")
    row = asked.release.catalogue.wordings_of(stem)
    known = ", ".join(wording.id.rpartition("/")[2] for wording in row)
    remedy = f"Its wordings begin: {known}." if known else "Look for the provision in the list of its act."
    return NotFoundError(f"No wording of {stem[:100]!r} begins on {day[:40]!r}.", remedy=remedy)


def _redirect(asked: Asked) -> Answer:
    """Lead from the way people write a section to its address.

    Raises:
        NotFoundError: it isn't a section's number.
    """
    number, slash, rest = asked.names["place"].lstrip("§").partition("/")
    try:
        section = parse_section(number)
    except BadParameterError as error:
        raise NotFoundError(error.detail, remedy=error.remedy) from None
    return _lead_to(asked, f"{_to_refid(asked)}/paragraf/{section}{slash}{rest}")


def _lead_to(asked: Asked, path: str) -> Answer:
    ending = asked.form.ending if asked.ended else ""
    return to_redirect(f"{asked.root}/{path}{ending}", asked.query)


def _to_id(example: str) -> Parameter:
    description = "Lovdata's refID without its kind; `LOV-2009-06-19-44` leads there."
    return Parameter(name="id", where="path", description=description, example=example)


def _to_place(example: str) -> Parameter:
    return Parameter(
        name="place",
        where="path",
        description="`paragraf/3-3a`, `kapittel/6`, `artikkel/4`; deeper `paragraf/4/ledd/1/punktum/2`, answered with "
        "the provision and the part named, and the norms that rest on that part; `paragraf/4/versjon/2022-08-01` for "
        "a wording. `§3-3a` leads to `paragraf/3-3a`.",
        example=example,
    )


_KINDS: Final = (
    ("lov", "Act", "an act", "2009-06-19-44", "paragraf/4"),
    ("forskrift", "Regulation", "a regulation", "2018-10-19-1584", "paragraf/1"),
    ("traktat", "Treaty", "a treaty", "crpd", "artikkel/16"),
)


def _list_of_kind(kind: str, word: str, one: str, example: str, place: str) -> tuple[Operation, ...]:
    return (
        Operation(
            path=f"/{kind}/{{id}}",
            name=f"find{word}",
            schema="Thing",
            subject="acts",
            summary=f"One {word.lower()}",
            description="Its title, dates and provisions.",
            answer=answer_act,
            example=f"/{kind}/{example}",
            parameters=(_to_id(example), ON),
            errors=(NotFoundError,),
        ),
        Operation(
            path=f"/{kind}/{{id}}/{{place:rest}}",
            name=f"findIn{word}",
            schema="Thing",
            subject="acts",
            summary=f"A provision of {one}, a part of it, or one of its wordings",
            description="A provision with every wording it has had; or a wording with its dates, what made it and "
            "its neighbours in time.",
            answer=answer_place,
            example=f"/{kind}/{example}/{place}",
            parameters=(_to_id(example), _to_place(place), ON),
            errors=(NotFoundError,),
        ),
    )


OPERATIONS = (
    Operation(
        path="/acts",
        name="listActs",
        schema="ThingList",
        subject="acts",
        summary="Acts, regulations and treaties",
        description="Those the graph holds, amending acts too.",
        answer=answer_acts,
        example="/acts?size=5",
        parameters=(*PAGING, ON),
    ),
    *(operation for kind in _KINDS for operation in _list_of_kind(*kind)),
)
