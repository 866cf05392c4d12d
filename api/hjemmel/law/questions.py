"""The saved questions: SPARQL in files of its own, with values bound as terms.

The head of each file says in comments what it asks and which values it takes:

    # title@en: Duties of an actor on a day
    # description@en: …
    # keywords: duties, actors
    # param actor: thing actors = kommunen
    # param day: date = 2024-01-01
    # param force: choice skal|kan = skal

They stand in two folders: those the law room itself asks, beside this file, and the competency questions in
ontology/questions/ ("02-krav-om-handlingsplan.rq", named "krav-om-handlingsplan"), which take no values.

Kinds of values: `thing` (a slug in the collection named after it), `class` (hj:Duty), `date`, `number`, `text`,
`choice` (one of the words named after it). After `=` stands an example that has an answer; it is also what a value that
is left out stands for, but for a `date`: that is then the legal day. docs/decisions/0020-saved-questions.md.

Keywords are words of questions/keywords.toml; a question's first keyword is the group it stands in.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode

from hjemmel.errors import BadParameterError, NotFoundError
from hjemmel.graph.store import Rows, Store
from hjemmel.law.identifiers import to_iri
from hjemmel.law.things import Texts, find_text
from hjemmel.rdf.namespaces import XSD, Term, expand

_HEAD = re.compile(r"^# (title|description)@(nb|nn|en): (.+)$", re.MULTILINE)
_KEYWORDS = re.compile(r"^# keywords: (.+)$", re.MULTILINE)
_PARAMETER = re.compile(r"^# param (\w+): (\w+)(?: ([\w/|-]+))? = (.+)$", re.MULTILINE)
_NUMBER: Final = re.compile(r"^\d\d-")
_DATE: Final = NamedNode(XSD + "date")
_INTEGER: Final = NamedNode(XSD + "integer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value a question takes; `collection` is where a thing's slug is looked up."""

    name: str
    kind: str
    collection: str | None
    example: str

    @property
    def choices(self) -> tuple[str, ...]:
        """The words a choice is made from."""
        return tuple((self.collection or "").split("|")) if self.kind == "choice" else ()

    @property
    def default(self) -> str | None:
        """What it is when it is left out; None for a date, which is then the legal day."""
        return None if self.kind == "date" else self.example


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A saved question: what it asks, which values it takes, and its SPARQL."""

    name: str
    titles: Texts = field(hash=False)
    descriptions: Texts = field(hash=False)
    parameters: tuple[Parameter, ...]
    text: str
    keywords: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """Its SPARQL without the head."""
        lines = self.text.splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith("# "))

    def title(self, lang: str) -> str:
        """What it asks, in `lang` or the nearest language."""
        return find_text(self.titles, lang)

    def description(self, lang: str) -> str:
        """More about it, in `lang` or the nearest language."""
        return find_text(self.descriptions, lang)


@cache
def list_questions() -> tuple[Question, ...]:
    """All saved questions, by name."""
    folders = (Path(__file__).parent / "questions", find_questions_folder())
    found = (
        parse_question(_NUMBER.sub("", file.stem), file.read_text(encoding="utf-8"))
        for folder in folders
        for file in folder.glob("*.rq")
    )
    return tuple(sorted(found, key=lambda question: question.name))


def find_questions_folder() -> Path:
    """The competency questions: beside the package where it is installed, else in the tree it stands in."""
    here = Path(__file__).resolve()
    packed = here.parents[1] / "_data" / "ontology" / "questions"
    return packed if packed.is_dir() else here.parents[3] / "ontology" / "questions"


def find_question(name: str) -> Question:
    """The saved question of that name (a competency question's number may stand before it), or NotFoundError."""
    found = _index().get(_NUMBER.sub("", name))
    if found is None:
        known = ", ".join(_index())
        raise NotFoundError(f"No saved question is “{name}”.", remedy=f"There are: {known}.")
    return found


def parse_question(name: str, text: str) -> Question:
    """Read the head comments of a question."""
    heads = _HEAD.findall(text)
    return Question(
        name=name,
        titles={lang: said for kind, lang, said in heads if kind == "title"},
        descriptions={lang: said for kind, lang, said in heads if kind == "description"},
        parameters=tuple(
            Parameter(name=name, kind=kind, collection=place or None, example=example.strip())
            for name, kind, place, example in _PARAMETER.findall(text)
        ),
        text=text,
        keywords=tuple(word.strip() for found in _KEYWORDS.findall(text) for word in found.split(",")),
    )


def run_question(store: Store, name: str, values: Mapping[str, str]) -> Rows:
    """Ask a saved question with its values.

    Raises:
        NotFoundError: no such question.
        BadParameterError: a value is missing, unknown or of another kind.
    """
    question = find_question(name)
    return store.select(question.text, parse_values(question, values))


def fill_values(question: Question, values: Mapping[str, str], today: date) -> dict[str, str]:
    """Add what a caller has left out: the day for a date, else the default. What is not known stays, to be refused."""
    filled = {each.name: each.default or today.isoformat() for each in question.parameters}
    return filled | {name: value for name, value in values.items() if value.strip()}


def parse_values(question: Question, values: Mapping[str, str]) -> dict[str, Term]:
    """Turn the words of a caller into the terms a question takes.

    Raises:
        BadParameterError: a value is missing, unknown or of another kind.
    """
    names = [parameter.name for parameter in question.parameters]
    for name in values:
        if name not in names:
            remedy = f"It takes: {', '.join(names) or 'none'}."
            detail = f"The question “{question.name}” takes no value “{name}”."
            raise BadParameterError(name, detail, remedy=remedy)
    return {each.name: _parse_value(each, values) for each in question.parameters}


@cache
def load_keywords() -> Mapping[str, Texts]:
    """Read the names of the keywords, in the order of the file."""
    text = (Path(__file__).parent / "questions" / "keywords.toml").read_text(encoding="utf-8")
    found: dict[str, Texts] = tomllib.loads(text)
    return found


def list_groups() -> tuple[tuple[str, tuple[Question, ...]], ...]:
    """All saved questions by their first keyword, the groups in the order of the file of keywords."""
    groups = (
        (word, tuple(each for each in list_questions() if each.keywords[:1] == (word,))) for word in load_keywords()
    )
    return tuple((word, found) for word, found in groups if found)


@cache
def _index() -> Mapping[str, Question]:
    return {question.name: question for question in list_questions()}


def _parse_value(parameter: Parameter, values: Mapping[str, str]) -> Term:
    choices = parameter.choices
    remedy = f"Choose one of {', '.join(choices)}." if choices else f"An example is {parameter.example}."
    text = values.get(parameter.name, "").strip()
    if not text:
        detail = f"The value “{parameter.name}” is missing."
        raise BadParameterError(parameter.name, detail, remedy=remedy)
    try:
        return _KINDS[parameter.kind](parameter, text)
    except ValueError:
        detail = f"“{text}” is no {parameter.kind}."
        raise BadParameterError(parameter.name, detail, remedy=remedy) from None


def _parse_thing(parameter: Parameter, text: str) -> Term:
    whole = text.startswith(to_iri("")) or parameter.collection is None
    return NamedNode(to_iri(text if whole else f"{parameter.collection}/{text}"))


def _parse_class(_: Parameter, text: str) -> Term:
    return NamedNode(expand(text))


def _parse_date(_: Parameter, text: str) -> Term:
    return Literal(date.fromisoformat(text).isoformat(), datatype=_DATE)


def _parse_number(_: Parameter, text: str) -> Term:
    return Literal(str(int(text)), datatype=_INTEGER)


def _parse_text(_: Parameter, text: str) -> Term:
    return Literal(text)


def _parse_choice(parameter: Parameter, text: str) -> Term:
    if text not in parameter.choices:
        raise ValueError(text)
    return Literal(text)


_KINDS: Final[Mapping[str, Callable[[Parameter, str], Term]]] = {
    "thing": _parse_thing,
    "class": _parse_class,
    "date": _parse_date,
    "number": _parse_number,
    "text": _parse_text,
    "choice": _parse_choice,
}
