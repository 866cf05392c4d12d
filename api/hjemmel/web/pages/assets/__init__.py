"""What pages load: style sheet, script, icon, web component. All of it is ours, nothing comes from other hosts.

Those that pages link to have their digest in the address and never change; the component, which others link to, keeps
its address.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Final

import orjson

from hjemmel.web.pages.words import load_messages

_TYPES: Final = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_FIXED: Final = ("hjemmel-duty.js",)
_NAMES: Final = ("style.css", "page.js", "exit.js", "site-search.js", "icon.svg", *_FIXED)
_WORDS: Final = ("basis", "since", "no-advice", "duty-failed", "duty-ended", "deadline", "depends-on", "months")
_FOREVER: Final = "public, max-age=31536000, immutable"
_FOR_A_DAY: Final = "public, max-age=86400"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file: its address, its bytes, and how long it may be kept."""

    name: str
    path: str
    body: bytes
    content_type: str
    cache: str


@cache
def list_assets() -> tuple[Asset, ...]:
    """Read every asset once."""
    return tuple(_read_asset(name) for name in _NAMES)


def find_asset_path(name: str) -> str:
    """Give the address of an asset by its file's name."""
    return next(asset.path for asset in list_assets() if asset.name == name)


def _read_asset(name: str) -> Asset:
    body = (files(__package__) / name).read_bytes()
    if name in _FIXED:
        # The component's words come from the one catalogue too.
        words = {key: load_messages()[key] for key in _WORDS}
        body = body.replace(b"/* words */ {}", orjson.dumps(words))
    stem, _, ending = name.rpartition(".")
    digest = blake2b(body, digest_size=6).hexdigest()
    path = f"/assets/{name}" if name in _FIXED else f"/assets/{stem}.{digest}.{ending}"
    cache_for = _FOR_A_DAY if name in _FIXED else _FOREVER
    return Asset(name=name, path=path, body=body, content_type=_TYPES[ending], cache=cache_for)
