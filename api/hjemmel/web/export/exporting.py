"""An export: which files have to be made again, what they were made from, what is left for the next export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeAlias

from hjemmel.rdf.formats import HTML, JSON, JSONLD
from hjemmel.web.export import ledger
from hjemmel.web.export.crew import Crew, Worker, open_crew
from hjemmel.web.export.frame import find_frame
from hjemmel.web.export.leaves import Leaf, Site, list_leaves, to_map
from hjemmel.web.export.ledger import Ledger, Source, format_ledger, read_ledger
from hjemmel.web.export.links import Map, has_file
from hjemmel.web.export.making import list_plain
from hjemmel.web.export.watching import NAME, Key
from hjemmel.web.export.writing import find_sizes, remove_files, remove_rests, write_file

Progress: TypeAlias = Callable[[int], AbstractContextManager[Callable[[int], None]]]
"""Opened with how many files there are to write; told how many are."""

_RECORDS: Final = frozenset({JSON, JSONLD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an export did: how many files the site has, how many were made anew, had other bytes, were removed."""

    files: int
    made: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to do with each file: keep it, write another release into it, or make it (by its place in the list)."""

    kept: Mapping[str, Source] = field(default_factory=dict)
    renamed: Mapping[str, Source] = field(default_factory=dict)
    made: Sequence[int]


def export_site(site: Site, out: Path, *, progress: Progress, whole: bool = False) -> Outcome:
    """Write a site into a folder that is empty or holds an earlier export; `whole` makes every file again."""
    leaves = list_leaves(site)
    known = to_map(leaves)
    plain = list_plain(site, leaves, known)
    names = {*plain, *(leaf.name for leaf in leaves)}
    before, frame = read_ledger(out) or Ledger(), find_frame(site)
    remove_rests(out)
    with open_crew(Worker(site, out, leaves, known)) as crew:
        told = {} if whole or before.frame != frame else before.digests
        digests = crew.read(told)
        changed = frozenset(key for key, digest in told.items() if digests[key] != digest)
        plan = _plan(out, before, leaves, known, changed) if told else Plan(made=range(len(leaves)))
        # From here on, until all is done, nothing is said of what is being written.
        files = {**dict.fromkeys((*before.files, *names)), **plan.kept}
        begun = Ledger(frame=frame, release=site.release.id, files=files, digests=digests)
        write_file(out, ledger.NAME, format_ledger(begun))
        made, rewritten = _carry_out(crew, plan, (before.release, site.release.id), progress)
        digests |= crew.read({key for source in made.values() for key in source.reads} - digests.keys())
    rewritten += sum(write_file(out, name, body) for name, body in plain.items())
    removed = remove_files(out, before.files.keys() - names)
    ended = replace(begun, files={**dict.fromkeys(plain), **plan.kept, **plan.renamed, **made}, digests=digests)
    write_file(out, ledger.NAME, format_ledger(ended))
    return Outcome(files=len(names), made=len(made), changed=rewritten, removed=removed)


def _plan(out: Path, before: Ledger, leaves: Sequence[Leaf], known: Map, changed: frozenset[Key]) -> Plan:
    """Decide what to do with each file, when some readings no longer give what they gave."""
    same = _find_same(out, before, leaves, known, changed - {NAME})
    naming = {name for name, source in same.items() if NAME in changed and NAME in source.reads}
    renamed = {leaf.name: same[leaf.name] for leaf in leaves if leaf.name in naming and leaf.form in _RECORDS}
    kept = {name: source for name, source in same.items() if name not in naming}
    made = [place for place, leaf in enumerate(leaves) if leaf.name not in kept and leaf.name not in renamed]
    return Plan(kept=kept, renamed=renamed, made=made)


def _find_same(
    out: Path, before: Ledger, leaves: Sequence[Leaf], known: Map, changed: frozenset[Key]
) -> dict[str, Source]:
    """Give the files of the earlier export that rest on none of these readings, and are there."""
    sizes = find_sizes(out, before.files)
    names = {leaf.name for leaf in leaves}
    # A page that is gone may have been linked to from any other.
    lost = any(name.endswith(HTML.ending) and source for name, source in before.files.items() if name not in names)
    same: dict[int, bool] = {}  # many files are made from the very same readings
    found = {}
    for leaf in leaves:
        source = before.files.get(leaf.name)
        if source is None or sizes.get(leaf.name) != source.size or (lost and leaf.form is HTML):
            continue
        reads = id(source.reads)
        if reads not in same:
            same[reads] = changed.isdisjoint(source.reads)
        if same[reads] and not any(has_file(known, address) for address in source.missed):
            found[leaf.name] = source
    return found


def _carry_out(crew: Crew, plan: Plan, releases: tuple[str, str], progress: Progress) -> tuple[dict[str, Source], int]:
    """Do what is planned; give the source of each file that was made, and how many files had other bytes."""
    made: dict[str, Source] = {}
    written = changed = 0
    with progress(len(plan.made) + len(plan.renamed)) as report:
        for piece in crew.write(plan.made, tuple(plan.renamed), releases):
            made |= piece.sources
            written += piece.files
            changed += piece.changed
            report(written)
    return made, changed
