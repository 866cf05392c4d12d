"""Every setting of a running hjemmel: its name, its default, its sentence.

A setting is read from the environment as `HJEMMEL_` and its name in capitals (`HJEMMEL_PORT=8080`). The sentences make
docs/reference/settings.md. Plain standard library: reading a dozen values must not cost the start a second library.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from hjemmel.errors import BadParameterError

PREFIX: Final = "HJEMMEL_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one process. Frozen: what was read at the start holds to the end."""

    snapshots: Path = field(
        default=Path("snapshots"),
        metadata={"sentence": "The folder of built releases; its link `current` names the one that is served."},
    )
    host: str = field(default="127.0.0.1", metadata={"sentence": "The address `hjemmel serve` listens on."})
    port: int = field(default=8000, metadata={"sentence": "The port `hjemmel serve` listens on."})
    public_address: str = field(
        default="",
        metadata={
            "sentence": "What stands in front of the paths in links (`https://hjemmel.example`, or `/law` behind a "
            "proxy); empty for links from the root of the server."
        },
    )
    ready_entries: int = field(default=4096, metadata={"sentence": "How many finished answers are kept ready."})
    ready_bytes: int = field(
        default=64_000_000,
        metadata={"sentence": "How many bytes of finished answers are kept ready, for each release."},
    )
    max_path: int = field(default=4000, metadata={"sentence": "The most bytes in the path of an address."})
    max_query: int = field(default=4000, metadata={"sentence": "The most bytes in the query of an address."})
    max_header: int = field(default=8000, metadata={"sentence": "The most bytes in the value of a request's header."})
    max_body: int = field(default=1_000_000, metadata={"sentence": "The most bytes in the body of a request."})
    sparql_seconds: float = field(default=10.0, metadata={"sentence": "The most seconds one SPARQL query gets."})
    sparql_memory: int = field(
        default=512 * 1024**2, metadata={"sentence": "The most bytes of memory one SPARQL query gets."}
    )
    sparql_answer: int = field(
        default=16 * 1024**2, metadata={"sentence": "The most bytes in the answer to one SPARQL query."}
    )
    sparql_query: int = field(
        default=100 * 1024, metadata={"sentence": "The most bytes in the text of a SPARQL query."}
    )
    reload_seconds: float = field(
        default=2.0,
        metadata={
            "sentence": "How often the link `current` is looked at, in seconds; 0 for never (SIGHUP always works)."
        },
    )
    log_level: str = field(default="info", metadata={"sentence": "How much is logged: debug, info, warning or error."})


def load_settings(environ: Mapping[str, str] | None = None, **given: object) -> Settings:
    """Read the settings: what is given, else the environment, else the defaults.

    Raises:
        BadParameterError: a value can't be read.
    """
    found = os.environ if environ is None else environ
    known = {PREFIX + row.name.upper(): row for row in fields(Settings)}
    values = {row.name: _parse(row, found[name]) for name, row in known.items() if name in found}
    values.update({name: value for name, value in given.items() if value is not None})
    return Settings(**values)


def _parse(row: Field[Any], text: str) -> Any:  # noqa: ANN401 -- the field's own type
    kind: Any = type(row.default)
    try:
        return kind(text)
    except ValueError as error:
        name = PREFIX + row.name.upper()
        raise BadParameterError(
            name, f"{name}={text!r} is no {kind.__name__}.", remedy=f"The default is {row.default}."
        ) from error


def format_reference() -> str:
    """Write docs/reference/settings.md: every setting, its default, its sentence."""
    rows = [
        f"| `{PREFIX}{row.name.upper()}` | `{row.default}` | {row.metadata['sentence']} |" for row in fields(Settings)
    ]
    return "\n".join(
        [
            "# Settings",
            "",
            "Made from `api/hjemmel/settings.py`; don't edit by hand. Flags of `hjemmel serve` go before these.",
            "",
            "| Environment | Default | What it does |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )
