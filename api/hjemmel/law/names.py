"""What things are called: labels by IRI, and law as people cite it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hjemmel.law.acts import Wording
from hjemmel.law.identifiers import find_legal_name, format_citation, to_iri, to_path
from hjemmel.law.things import LANGUAGES, Ref, Texts, Thing, find_text

_SINCE: Final = {"nb": "fra", "nn": "frå", "en": "from"}
_PENDING: Final = {
    "nb": "vedtatt, ikke i kraft",
    "nn": "vedteken, ikkje i kraft",
    "en": "adopted, not in force",
}


class Names:
    """The labels of every thing of a release. Nothing is missing: a path stands in."""

    def __init__(self, find_thing: Callable[[str], Thing | None]) -> None:
        self._find_thing = find_thing
        self._known: dict[str, Texts] = {}

    def find_label(self, iri: str, lang: str) -> str:
        """The label of anything in `lang`."""
        return find_text(self.find_labels(iri), lang)

    def find_ref(self, iri: str) -> Ref:
        """A pointer to anything, with its labels."""
        return Ref(id=iri, labels=self.find_labels(iri))

    def find_labels(self, iri: str) -> Texts:
        """The labels of anything: its own, else the citation of a provision, else its path."""
        known = self._known.get(iri)
        if known is not None:
            return known
        thing = self._find_thing(iri)
        labels = self._label(iri, thing)
        if thing is not None:
            # Only what the release has is kept: a stranger can't fill the memory with names.
            self._known[iri] = labels
        return labels

    def _label(self, iri: str, thing: Thing | None) -> Texts:
        if isinstance(thing, Wording):
            return self._label_wording(thing)
        if thing is not None and thing.labels:
            return thing.labels
        return self.cite(iri) if find_legal_name(iri) else {"": to_path(iri)}

    def cite(self, provision: str, part: str | None = None) -> Texts:
        """A provision, or a part of it, cited in every language."""
        name = find_legal_name(provision)
        path = "/".join(step for step in (name and name.provision, part) if step)
        act = self._find_thing(to_iri(name.refid)) if name else None
        refid = name.refid if name else to_path(provision)
        return {lang: format_citation((act and act.label(lang)) or refid, path, lang) for lang in LANGUAGES}

    def _label_wording(self, wording: Wording) -> Texts:
        cited = self.cite(wording.is_version_of)
        since = wording.valid_from
        return {lang: f"{cited[lang]} ({f'{_SINCE[lang]} {since}' if since else _PENDING[lang]})" for lang in LANGUAGES}
