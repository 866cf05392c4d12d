"""Write docs/reference/dossier.md: where each entry of the project's dossier is in the graph, and what isn't, and why.

Run it from anywhere: `python tests/data/dossier.py [dossier.yaml]`. Without a path the dossier is looked for beside the
project (../shared/domain/dossier.yaml). Reasons stand in dossier.toml; an entry that is neither in the graph nor there
is an error.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from hjemmel.graph.files import load_sources
from hjemmel.graph.snapshot import open_memory
from hjemmel.law.catalogue import Catalogue, load_catalogue

ROOT = Path(__file__).resolve().parents[2]
DOSSIER = ROOT.parent / "shared" / "domain" / "dossier.yaml"
PAGE = ROOT / "docs" / "reference" / "dossier.md"
REASONS = Path(__file__).with_suffix(".toml")
KINDS = {
    "duty": ("Duty",),
    "right": ("Right",),
    "recommendation": ("Recommendation",),
    "prohibition": ("Prohibition",),
    "power": ("Power", "Permission"),
    "exception": ("Exception",),
}


@dataclass(frozen=True)
class Entry:
    """One entry: its part of the dossier, its id, the address in the graph, and what differs there."""

    part: str
    id: str
    path: str
    found: bool
    differs: str = ""


def read_dossier(path: Path) -> Mapping[str, Any]:
    """Read the dossier; the C loader takes a second where the other takes twenty."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


def to_refid(entry: Mapping[str, Any]) -> str:
    kind, _, rest = (entry.get("lovdata_id") or "").partition("-")
    return f"{ {'LOV': 'lov', 'FOR': 'forskrift'}[kind] }/{rest}" if kind else f"traktat/{entry['id']}"


def to_provision(refid: str, section: str) -> str:
    number = re.fullmatch(r"§ ?([\d-]+) ?([a-z]?)", section)
    return (
        f"{refid}/paragraf/{number[1]}{number[2]}" if number else f"{refid}/artikkel/{section.rsplit(maxsplit=1)[-1]}"
    )


def list_entries(dossier: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Entry]:
    """Every entry of the dossier, looked up in the graph."""
    yield from list_law(dossier, catalogue)
    yield from list_plan_areas(dossier, catalogue)
    for actor in dossier["actors"]:
        place = next((place for place in ("actors", "target_groups") if actor["id"] in getattr(catalogue, place)), "")
        yield Entry("actors", actor["id"], f"{place}/{actor['id']}", bool(place))
    for duty in dossier["duties"]:
        norm = catalogue.norms.get(duty["id"])
        kind = f"is a {norm.type} here" if norm and norm.type not in KINDS[duty["kind"]] else ""
        yield Entry("duties", duty["id"], f"duties/{duty['id']}", norm is not None, kind)
    for part in ("guidance", "quotes"):
        for entry in dossier[part]:
            yield Entry(part, entry["id"], f"{part}/{entry['id']}", entry["id"] in getattr(catalogue, part))
    for part in ("seed_currency", "open_questions"):
        for entry in dossier[part]:
            yield Entry(part, entry["id"], "", found=False)


def list_law(dossier: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Entry]:
    """Acts, regulations, treaties, their provisions and wordings, and the acts that amend them."""
    provisions: dict[str, str] = {}
    for act in dossier["legislation"]:
        refid = to_refid(act)
        yield Entry("legislation", act["id"], refid, refid in catalogue.acts)
        for provision in act.get("provisions", ()):
            path = provisions[provision["id"]] = to_provision(refid, provision["section"])
            yield Entry("provisions", provision["id"], path, bool(catalogue.wordings_of(path)))
    for version in dossier["provision_versions"]:
        yield find_version(version, find_provision(version, provisions), catalogue)
    for act in dossier["amending_acts"]:
        path = to_refid({"lovdata_id": act["id"]})
        yield Entry("amending_acts", act["id"], path, path in catalogue.acts)


def list_plan_areas(dossier: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Entry]:
    """Plan areas and their criteria."""
    for area in dossier["plan_areas"]:
        yield Entry("plan_areas", area["id"], f"plan-areas/{area['id']}", area["id"] in catalogue.plan_areas)
        for criterion in area["criteria"]:
            found = catalogue.criteria.get(criterion["id"])
            yield Entry("criteria", criterion["id"], f"plan-areas/{area['id']}/criteria/{criterion['id']}", bool(found))


def find_provision(version: Mapping[str, Any], provisions: Mapping[str, str]) -> str:
    """The provision of a wording; the dossier names only the act of one that is repealed ("krisesenterlova-8@…")."""
    name = version["provision"]
    if name in provisions:
        return provisions[name]
    number = version["id"].partition("@")[0].removeprefix(f"{name}-")
    sibling = next(path for each, path in provisions.items() if each.startswith(f"{name}-"))
    return f"{sibling.rpartition('/')[0]}/{number}"


def find_version(version: Mapping[str, Any], provision: str, catalogue: Catalogue) -> Entry:
    """A wording is known by its provision and first day; the dossier's last day is the day before ours."""
    start = str(version["in_force_from"])
    wording = next((w for w in catalogue.wordings_of(provision) if str(w.valid_from) == start), None)
    last = version.get("in_force_to")
    end = date.fromisoformat(str(last)) + timedelta(days=1) if last else None
    differs = f"ends {wording.valid_to} here, {end} in the dossier" if wording and wording.valid_to != end else ""
    path = f"{provision}/versjon/{start}"
    return Entry("provision_versions", version["id"], path, wording is not None, differs)


def write_page(dossier: Mapping[str, Any], catalogue: Catalogue, reasons: Mapping[str, str]) -> str:
    """Write the page; entries that are missing without a reason stand under “Missing”, which the tests forbid."""
    entries = list(list_entries(dossier, catalogue))
    parts = dict.fromkeys(entry.part for entry in entries)
    odd = [entry for entry in entries if not entry.found or entry.differs]
    missing = [entry for entry in odd if entry.id not in reasons]
    lines = [
        "# The dossier and the graph",
        "",
        "Made by `python tests/data/dossier.py`; don't edit. It compares the ids of every entry of the project's",
        "dossier with the graph: what is there under the same id, what is told elsewhere, and why.",
        "",
        "| part | entries | in the graph | with a reason | missing |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(_count(part, entries, reasons) for part in parts),
        "",
        "## Told otherwise or elsewhere",
        "",
        *(_tell(entry, reasons) for entry in odd if entry.id in reasons),
        "",
        *(
            ("## Missing", "", *(f"- {entry.part}: {entry.id} {entry.differs}" for entry in missing), "")
            * bool(missing)
        ),
        "## Norms the dossier has no id for",
        "",
        "Where one entry of the dossier was several norms it was split; the first kept its id. Older norms that the",
        "present ones replace, and exceptions, became norms of their own.",
        "",
        *_list_added(dossier, catalogue),
    ]
    return "\n".join(lines) + "\n"


def _count(part: str, entries: list[Entry], reasons: Mapping[str, str]) -> str:
    mine = [entry for entry in entries if entry.part == part]
    found = sum(entry.found for entry in mine)
    told = sum(entry.id in reasons for entry in mine if not entry.found)
    return f"| {part} | {len(mine)} | {found} | {told} | {len(mine) - found - told} |"


def _tell(entry: Entry, reasons: Mapping[str, str]) -> str:
    what = entry.differs or ("" if entry.part in ("seed_currency", "open_questions") else "not in the graph")
    return f"- `{entry.id}` ({entry.part}){f': {what}' if what else ''}. {reasons[entry.id]}"


def _list_added(dossier: Mapping[str, Any], catalogue: Catalogue) -> Iterator[str]:
    known = {duty["id"] for duty in dossier["duties"]}
    for slug, norm in sorted(catalogue.norms.items()):
        if slug not in known:
            older = ", ".join(f"`{iri.rpartition('/')[2]}`" for iri in norm.replaced_by)
            yield f"- `{slug}` ({norm.type}): {norm.label('en')}{f'; replaced by {older}' if older else ''}"


def load_reasons() -> Mapping[str, str]:
    """The reasons by the dossier's id."""
    return tomllib.loads(REASONS.read_text(encoding="utf-8"))["reasons"]


def main(words: list[str]) -> None:
    """Write the page from the dossier named, or from the one beside the project."""
    catalogue = load_catalogue(open_memory(load_sources(ROOT / "kb", ROOT / "ontology")))
    dossier = read_dossier(Path(words[0]) if words else DOSSIER)
    PAGE.write_text(write_page(dossier, catalogue, load_reasons()), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
