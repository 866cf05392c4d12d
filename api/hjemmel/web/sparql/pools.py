"""One pool of workers, and one shelf of finished answers, for each release that is being asked."""

from __future__ import annotations

import asyncio
import hashlib
import json
import tempfile
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, RdfFormat

from hjemmel.errors import BusyError
from hjemmel.graph.describing import Said, describe_nodes, list_said
from hjemmel.graph.limits import QueryLimits
from hjemmel.graph.lookups import Sizes, answer_lookup
from hjemmel.graph.nodes import read_nodes
from hjemmel.graph.order import Found, Order
from hjemmel.graph.pool import WorkerPool, is_light
from hjemmel.graph.snapshot import DATA, MANIFEST
from hjemmel.graph.store import EmbeddedStore
from hjemmel.graph.worker import to_result_format
from hjemmel.rdf.formats import Format
from hjemmel.web.release import Release

_KEPT_BYTES: Final = 64_000_000
_OVERHEAD: Final = 500
_LOADING: Final = 120.0
_LATER: Final = 1.0  # seconds; the first answer after a start comes first


@dataclass(kw_only=True, eq=False)
class Opened:
    """A release that is being asked, or is soon to be: its workers, and what they have answered."""

    release: Release
    pool: WorkerPool
    users: int = 0
    asked: bool = False
    folder: tempfile.TemporaryDirectory[str] | None = None
    said: Said = field(default_factory=dict)
    sizes: Sizes | None = None
    _dear: str = ""
    _kept: OrderedDict[Hashable, Found] = field(default_factory=OrderedDict)
    _bytes: int = 0

    @cached_property
    def graphs(self) -> frozenset[str]:
        """The names of the release's own graphs; where there is imported law, its workers know more."""
        store = self.release.kb.store
        if isinstance(store, EmbeddedStore):
            return frozenset(name.value for name in store.engine.named_graphs() if isinstance(name, NamedNode))
        return frozenset(row["g"].value for row in store.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"))

    async def list_law_graphs(self) -> frozenset[str]:
        """Give the names of the graphs that imported law adds to them; only the workers' store holds those.

        Raises:
            BusyError: it is still being loaded, or the keeper is gone.
        """
        return frozenset() if self.release.kb.law is None else await self.pool.list_graphs() - self.graphs

    def find_kept(self, key: Hashable) -> Found | None:
        """Give an answer that was made before."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, key: Hashable, found: Found) -> None:
        """Keep an answer; the least recently asked go first."""
        if key in self._kept or len(found.body) > _KEPT_BYTES // 8:
            return
        self._kept[key] = found
        self._bytes += len(found.body) + _OVERHEAD
        while self._bytes > _KEPT_BYTES:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= len(dropped.body) + _OVERHEAD

    def measure(self) -> None:
        """Count what the store holds, where it is beside us and holds all that the workers' does; takes a while."""
        kb = self.release.kb
        if isinstance(kb.store, EmbeddedStore) and kb.law is None:
            self.said = list_said(kb.store.engine)
            self.sizes = Sizes(kb.store.engine)

    def answer_here(self, text: str, form: Format, most: int) -> Found | None:
        """Answer a query that is surely cheap without a worker, with `most` bytes; None when a worker must answer."""
        if self.sizes is None or text is self._dear:  # the same object: the same request, asked on its longer way
            return None
        found = self._answer_cheap(self.sizes, text, form, most) if is_light(text) else None
        if found is None:
            self._dear = text
        return found

    def _answer_cheap(self, sizes: Sizes, text: str, form: Format, most: int) -> Found | None:
        store = self.release.kb.store
        if not isinstance(store, EmbeddedStore):
            return None
        if nodes := read_nodes(text):
            body = describe_nodes(self.said, nodes, form.rdf or RdfFormat.TURTLE, most=most)
            return None if body is None else Found(kind="graph", body=body)
        body = answer_lookup(store.engine, sizes, text, to_result_format(form), most=most)
        return None if body is None else Found(kind="rows", body=body)

    async def close(self) -> None:
        """End the workers."""
        await self.pool.close()
        if self.folder is not None:
            self.folder.cleanup()


class Pools:
    """Opens a pool for a release when it is first asked, and closes those that nobody asks any more."""

    def __init__(self, limits: QueryLimits) -> None:
        self.limits = limits
        self._open: dict[str, Opened] = {}
        self._newest = self._coming = ""
        self._loop: asyncio.AbstractEventLoop | None = None

    def prepare_from_thread(self, release: Release) -> None:
        """Have the workers of the next release ready before it is served; from a thread beside the event loop.

        Raises:
            BusyError: its store isn't loaded in a minute or two.
        """
        if self._loop is not None and self._loop.is_running():
            asyncio.run_coroutine_threadsafe(self._prepare(release), self._loop).result()

    def is_loaded(self, release: Release) -> bool:
        """Whether the store of a release has been read, so that its queries are answered at once."""
        opened = self._open.get(release.id)
        return opened is not None and not opened.pool.loading

    async def _prepare(self, release: Release) -> None:
        self.start(release)
        await self.find(release).pool.wait_until_loaded(_LOADING)

    def start(self, release: Release) -> None:
        """Have workers ready before the first query."""
        self._coming = release.id
        self.find(release)

    def ask_from_thread(self, release: Release, order: Order) -> Found:
        """Have a query answered by a worker, from a thread beside the event loop.

        Raises:
            BusyError: the server isn't up; and what WorkerPool.ask raises.
        """
        if self._loop is None:
            raise BusyError("The SPARQL workers aren't started yet.", remedy="Try again in a minute.")
        return asyncio.run_coroutine_threadsafe(self._ask(release, order), self._loop).result()

    async def _ask(self, release: Release, order: Order) -> Found:
        async with self.hold(release) as opened:
            kept = opened.find_kept(order)
            if kept is None:
                kept = await opened.pool.ask(order)
                opened.keep(order, kept)
            return kept

    def hold(self, release: Release) -> Holding:
        """Hold the pool of a release for as long as a query takes."""
        opened = self.find(release)
        if not opened.asked:
            opened.asked, self._newest = True, release.id
        return Holding(self, opened)

    async def close(self) -> None:
        """End every pool."""
        for opened in list(self._open.values()):
            await opened.close()
        self._open.clear()

    def find(self, release: Release) -> Opened:
        """Give the pool of a release, opening it when it is first asked for."""
        opened = self._open.get(release.id)
        if opened is None:
            self._loop = asyncio.get_running_loop()
            opened = _open(release, self.limits)
            self._open[release.id] = opened
            self._loop.call_later(_LATER, self._loop.run_in_executor, None, opened.measure)
        return opened

    async def close_unused(self) -> None:
        """End the pools of earlier releases that nobody asks any more; one that is made ready waits to be asked."""
        kept = {self._newest, self._coming}
        for name in [name for name, opened in self._open.items() if not opened.users and name not in kept]:
            await self._open.pop(name).close()


class Holding:
    """A pool that is held for as long as the block lasts; written out, for it stands around every query."""

    __slots__ = ("_opened", "_pools")

    def __init__(self, pools: Pools, opened: Opened) -> None:
        self._pools = pools
        self._opened = opened

    async def __aenter__(self) -> Opened:
        """Begin."""
        self._opened.users += 1
        return self._opened

    async def __aexit__(self, *error: object) -> None:
        """End; the last who asked an earlier release closes it."""
        self._opened.users -= 1
        await self._pools.close_unused()


def _open(release: Release, limits: QueryLimits) -> Opened:
    folder = None
    path = release.kb.folder
    if path is None:
        # A release that is written nowhere: the keeper is another process and needs its bytes.
        folder = tempfile.TemporaryDirectory(prefix="hjemmel-")
        path = Path(folder.name)
        data = release.data
        manifest = replace(release.kb.manifest, digest=hashlib.sha256(data).hexdigest())
        (path / DATA).write_bytes(data)
        (path / MANIFEST).write_text(json.dumps(asdict(manifest)), encoding="utf-8")
    pool = WorkerPool(path, limits)
    pool.start()
    return Opened(release=release, pool=pool, folder=folder)
