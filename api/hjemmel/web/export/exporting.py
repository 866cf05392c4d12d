"""An export: which files have to be made again, what they were made from, what is left for the next export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from hjemmel.rdf.formats import HTML
from hjemmel.web.export.crew import Crew, Worker, open_crew
from hjemmel.web.export.frame import find_frame
from hjemmel.web.export.leaves import Leaf, Site, list_leaves, to_map
from hjemmel.web.export.ledger import NAME, Ledger, Source, format_ledger, read_ledger
from hjemmel.web.export.links import Map, has_file
from hjemmel.web.export.making import list_plain
from hjemmel.web.export.watching import Key
from hjemmel.web.export.writing import find_sizes, remove_files, remove_rests, write_file

Report: TypeAlias = Callable[[int], None]
"""Told how many files are made."""

Progress: TypeAlias = Callable[[int], AbstractContextManager[Report]]
"""Opened with how many files there are to make."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an export did: how many files the site has, how many were made anew, had other bytes, were removed."""

    files: int
    made: int
    changed: int
    removed: int


def export_site(site: Site, out: Path, *, progress: Progress, whole: bool = False) -> Outcome:
    """Write a site into a folder that is empty or holds an earlier export; `whole` makes every file again."""
    leaves = list_leaves(site)
    known = to_map(leaves)
    plain = list_plain(site, leaves, known)
    names = {*plain, *(leaf.name for leaf in leaves)}
    before, frame = read_ledger(out) or Ledger(), find_frame(site)
    remove_rests(out)
    with open_crew(Worker(site, out, leaves, known)) as crew:
        known_before = {} if whole or before.frame != frame else before.digests
        digests = crew.read(known_before)
        changed = frozenset(key for key, digest in known_before.items() if digests[key] != digest)
        kept = _find_kept(out, before, leaves, known, changed) if known_before else {}
        # From here on, until all is done, nothing is said of what is being made.
        begun = Ledger(frame=frame, files={**dict.fromkeys((*before.files, *names)), **kept}, digests=digests)
        write_file(out, NAME, format_ledger(begun))
        made, rewritten = _make(crew, [place for place, leaf in enumerate(leaves) if leaf.name not in kept], progress)
        digests |= crew.read({key for source in made.values() for key in source.reads} - digests.keys())
    rewritten += sum(write_file(out, name, body) for name, body in plain.items())
    removed = remove_files(out, before.files.keys() - names)
    ended = Ledger(frame=frame, files={**dict.fromkeys(plain), **kept, **made}, digests=digests)
    write_file(out, NAME, format_ledger(ended))
    return Outcome(files=len(names), made=len(made), changed=rewritten, removed=removed)


def _find_kept(
    out: Path, before: Ledger, leaves: Sequence[Leaf], known: Map, changed: frozenset[Key]
) -> dict[str, Source]:
    """Give the files of the earlier export that would be made the same again, and are there."""
    sizes = find_sizes(out, before.files)
    names = {leaf.name for leaf in leaves}
    # A page that is gone may have been linked to from any other.
    lost = any(name.endswith(HTML.ending) and source for name, source in before.files.items() if name not in names)
    same: dict[int, bool] = {}  # many files are made from the very same readings
    kept = {}
    for leaf in leaves:
        source = before.files.get(leaf.name)
        if source is None or sizes.get(leaf.name) != source.size or (lost and leaf.form is HTML):
            continue
        reads = id(source.reads)
        if reads not in same:
            same[reads] = changed.isdisjoint(source.reads)
        if same[reads] and not any(has_file(known, address) for address in source.missed):
            kept[leaf.name] = source
    return kept


def _make(crew: Crew, places: Sequence[int], progress: Progress) -> tuple[dict[str, Source], int]:
    """Make the files at some places of the list; give the source of each, and how many had other bytes."""
    made: dict[str, Source] = {}
    changed = 0
    with progress(len(places)) as report:
        for piece in crew.make(places):
            made |= piece.sources
            changed += piece.changed
            report(len(made))
    return made, changed
