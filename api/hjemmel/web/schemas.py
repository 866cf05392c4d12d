"""JSON Schemas of what answers look like; the OpenAPI document names them.

Over 300 lines because it is one table: a schema for each kind of answer, and nothing else.
"""

from __future__ import annotations

from typing import Any, Final, get_args

from hjemmel.law.citations.records import How
from hjemmel.law.citations.records import Kind as CitationKind
from hjemmel.law.citations.records import Status as CitationStatus
from hjemmel.law.related import Tie
from hjemmel.law.verify import VerdictStatus
from hjemmel.web.operations.norms import LISTS

_TEXT: Final = {"type": "string"}
_DAY: Final = {"type": ["string", "null"], "format": "date"}
_IRI: Final = {"type": "string", "format": "iri"}
_MAYBE: Final = {"type": ["string", "null"]}
_REF: Final = {"type": "object", "required": ["id", "label"], "properties": {"id": _IRI, "label": _TEXT}}


def _to_list(item: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["items", "total", "next", "on", "release"],
        "properties": {
            "items": {"type": "array", "items": {"$ref": f"#/components/schemas/{item}"}},
            "total": {"type": "integer", "minimum": 0},
            "next": {"type": ["string", "null"], "description": "The address of the next page."},
            "on": {"type": "string", "description": "The legal day the answer holds for, or `any`."},
            "release": _TEXT,
            "pageNumber": {"type": "integer"},
            "pageSize": {"type": "integer"},
        },
    }


_THING: Final = {
    "type": "object",
    "required": ["id", "slug", "type", "label", "description", "source"],
    "properties": {
        "id": _IRI,
        "slug": _TEXT,
        "type": _TEXT,
        "label": _TEXT,
        "description": _MAYBE,
        "source": {"type": "array", "items": _IRI},
        "labels": {"type": "object", "additionalProperties": _TEXT},
        "descriptions": {"type": "object", "additionalProperties": _TEXT},
    },
}
_BASIS: Final = {
    "type": "object",
    "required": ["act", "provision", "part", "wording", "validFrom", "validTo", "lovdata"],
    "properties": {
        "label": _TEXT,
        "act": _MAYBE,
        "provision": _MAYBE,
        "part": _MAYBE,
        "wording": _MAYBE,
        "document": _MAYBE,
        "place": _MAYBE,
        "validFrom": _DAY,
        "validTo": _DAY,
        "pending": {"type": "boolean"},
        "lovdata": _MAYBE,
    },
}
_NORM: Final = {
    "allOf": [{"$ref": "#/components/schemas/Thing"}],
    "required": [
        "force",
        *LISTS,
        "deadline",
        "deadlineWorkingDays",
        "recurrence",
        "basis",
        "replacedBy",
        "reviewStatus",
        "validFrom",
        "validTo",
        "lovdata",
    ],
    "properties": {
        "force": {"type": ["string", "null"], "enum": ["skal", "skal-ikkje", "har-rett-til", "kan", "bør", None]},
        "basis": {"type": "array", "items": {"$ref": "#/components/schemas/Basis"}},
        "deadline": {"type": ["string", "null"], "description": "The time limit, an xsd:duration of calendar time."},
        "deadlineWorkingDays": {
            "type": ["integer", "null"],
            "minimum": 1,
            "description": "The time limit, where the law counts working days; then `deadline` is null.",
        },
        "deadlineText": {"type": "object", "additionalProperties": _TEXT},
        "deadlineStart": {"type": "object", "additionalProperties": _TEXT},
        "recurrence": {
            "type": ["string", "null"],
            "description": "It is to be done at least once in each such xsd:duration. No deadline.",
        },
        "recurrenceText": {"type": "object", "additionalProperties": _TEXT},
        **{name: {"type": "array", "items": _IRI, "description": "Empty where nothing is said."} for name in LISTS},
        "grounding": {"type": "array", "items": {"type": "object"}, "description": "The ties to wordings."},
        "replacedBy": {"type": "array", "items": _IRI},
        "reviewStatus": _MAYBE,
        "validFrom": {
            **_DAY,
            "description": "Since when it holds, unbroken; the words in `basis` may be newer.",
        },
        "validTo": {**_DAY, "description": "The first day it no longer holds."},
        "lovdata": _MAYBE,
        "holds": {"type": "boolean", "description": "Whether it holds on the day; today where every day is asked for."},
    },
}
_QUOTE: Final = {
    "allOf": [{"$ref": "#/components/schemas/Thing"}],
    "required": ["text", "wordingStatus", "validFrom", "validTo", "replacedBy"],
    "properties": {
        "text": {"type": "string", "description": "The words, as they are quoted."},
        "texts": {"type": "object", "additionalProperties": _TEXT, "description": "The words, by their language."},
        "wordingStatus": {"type": "string", "enum": ["current", "past", "coming", "not-found"]},
        "validFrom": _DAY,
        "validTo": _DAY,
        "replacedBy": _MAYBE,
    },
}
_APPLICABLE: Final = {
    "allOf": [{"$ref": "#/components/schemas/Norm"}],
    "required": ["applies", "role", "because", "conditions", "situations", "basis"],
    "properties": {
        "applies": {"type": "string", "enum": ["yes", "depends"]},
        "role": {"type": "string", "enum": ["bearer", "performer", "supervisor", "counterparty"]},
        "because": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["step", "id", "label"],
                "properties": {"step": _TEXT, "id": _IRI, "label": _TEXT},
            },
        },
        "conditions": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["kind", "label"],
                "properties": {
                    "kind": {"type": "string", "enum": ["situation", "condition", "personal", "exception"]},
                    "id": _IRI,
                    "label": _TEXT,
                },
            },
        },
        "situations": {"type": "array", "items": _REF},
    },
}
_REACHED: Final = {
    "allOf": [_to_list("Applicable")],
    "required": ["actor", "roles", "situations", "otherSituations", "seeAlso"],
    "properties": {
        "actor": _IRI,
        "roles": {"type": "array", "items": _TEXT},
        "situations": {"type": "array", "items": _IRI},
        "otherSituations": {"type": "integer", "description": "Norms left out for belonging to other situations."},
        "seeAlso": {
            "type": "array",
            "description": "Actors beside this one that bear or perform norms it doesn't: norms don't pass to them.",
            "items": {
                "type": "object",
                "required": ["id", "label", "tie", "norms"],
                "properties": {
                    "id": _IRI,
                    "label": _TEXT,
                    "tie": {"enum": list(get_args(Tie))},
                    "norms": {"type": "integer", "minimum": 1},
                },
            },
        },
    },
}
_CHANGE: Final = {
    "type": "object",
    "required": ["id", "day", "kind", "norm", "label", "coming"],
    "properties": {
        "id": _IRI,
        "day": _DAY,
        "kind": {"type": "string", "enum": ["began", "ended", "replaced", "reworded", "adopted"]},
        "coming": {"type": "boolean"},
        "norm": _IRI,
        "label": _TEXT,
        "act": _MAYBE,
        "provision": _MAYBE,
        "citation": _MAYBE,
        "wording": _MAYBE,
        **{
            name: {"type": "array", "items": _IRI}
            for name in ("changedBy", "commencedBy", "replacedBy", "bearer", "guidance", "planArea")
        },
    },
}
_PROBLEM: Final = {
    "type": "object",
    "description": "RFC 9457 problem details.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": _IRI,
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "instance": _TEXT,
        "remedy": _TEXT,
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail", "remedy"],
                "properties": {"pointer": _TEXT, "detail": _TEXT, "remedy": _TEXT},
            },
        },
    },
}
_MARKS: Final = {
    "type": "array",
    "items": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
    "description": "Where the words asked for begin and end.",
}
_HIT: Final = {
    "type": "object",
    "required": ["id", "slug", "kind", "label", "snippet", "holds"],
    "properties": {
        "id": _IRI,
        "slug": _TEXT,
        "kind": _TEXT,
        "label": _TEXT,
        "labelMarks": _MARKS,
        "snippet": _MAYBE,
        "snippetMarks": _MARKS,
        "snippetLang": _MAYBE,
        "holds": {"type": "boolean"},
    },
}
_FOUND: Final = {
    "allOf": [_to_list("Hit")],
    "required": ["q", "kinds", "corrections", "citation"],
    "properties": {
        "q": _TEXT,
        "citation": {"type": ["string", "null"], "description": "What the query cites, if it is a citation."},
        "kinds": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["kind", "label", "total"],
                "properties": {"kind": _TEXT, "label": _TEXT, "total": {"type": "integer"}},
            },
        },
        "corrections": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["typed", "taken"],
                "properties": {"typed": _TEXT, "taken": _TEXT},
            },
        },
    },
}
_SUGGESTIONS: Final = {
    "type": "object",
    "required": ["q", "items", "release"],
    "properties": {
        "q": _TEXT,
        "release": _TEXT,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "kind", "kindLabel", "label"],
                "properties": {"id": _IRI, "kind": _TEXT, "kindLabel": _TEXT, "label": _TEXT},
            },
        },
    },
}
_CITATIONS: Final = {
    "anyOf": [
        {
            "type": "object",
            "required": ["citations", "total", "context", "on", "release"],
            "properties": {
                "citations": {"type": "array", "items": {"$ref": "#/components/schemas/Citation"}},
                "total": {"type": "integer", "minimum": 0},
                "context": _MAYBE,
                "on": _TEXT,
                "release": _TEXT,
            },
        },
        {"type": "object", "description": "A W3C Web Annotation page.", "required": ["@context", "type", "items"]},
    ]
}
_CITATION: Final = {
    "type": "object",
    "required": ["start", "end", "text", "kind", "status", "how", "targets"],
    "properties": {
        "start": {"type": "integer", "minimum": 0, "description": "Code points of the text as sent."},
        "end": {"type": "integer", "minimum": 0},
        "text": _TEXT,
        "kind": {"enum": list(get_args(CitationKind))},
        "status": {"enum": list(get_args(CitationStatus))},
        "how": {"enum": [*get_args(How), None]},
        "targets": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "refid", "provision", "lovdata", "wording", "successor"],
                "properties": {
                    "id": _IRI,
                    "refid": _TEXT,
                    "provision": _MAYBE,
                    "lovdata": _IRI,
                    "wording": _MAYBE,
                    "successor": _MAYBE,
                },
            },
        },
    },
}
_PAIRS: Final = {"type": "object", "additionalProperties": {"type": ["string", "number"]}}
_VERDICT: Final = {
    "type": "object",
    "required": ["status", "provision", "wording", "validFrom", "validTo", "differences", "near", "on", "release"],
    "properties": {
        "status": {"enum": list(get_args(VerdictStatus))},
        "provision": _MAYBE,
        "wording": _MAYBE,
        "label": _MAYBE,
        "validFrom": _DAY,
        "validTo": _DAY,
        "heldFrom": {
            **_DAY,
            "description": "The first day of the passage itself, which may be older than the wording.",
        },
        "heldTo": {**_DAY, "description": "The first day the provision no longer had the passage."},
        "differences": {"type": "array", "items": _PAIRS},
        "near": {"type": "array", "items": _PAIRS},
        "text": _TEXT,
        "on": _TEXT,
        "release": _TEXT,
    },
}
_TERM: Final = {
    "type": "object",
    "required": ["type", "value"],
    "properties": {
        "type": {"type": "string", "enum": ["uri", "literal", "bnode"]},
        "value": _TEXT,
        "xml:lang": _TEXT,
        "datatype": _IRI,
    },
}
_SPARQL_RESULTS: Final = {
    "type": "object",
    "description": "SPARQL 1.1 Query Results JSON Format: `results` for SELECT, `boolean` for ASK.",
    "required": ["head"],
    "properties": {
        "head": {"type": "object", "properties": {"vars": {"type": "array", "items": _TEXT}}},
        "boolean": {"type": "boolean"},
        "results": {
            "type": "object",
            "required": ["bindings"],
            "properties": {"bindings": {"type": "array", "items": {"type": "object", "additionalProperties": _TERM}}},
        },
    },
    "oneOf": [{"required": ["boolean"]}, {"required": ["results"]}],
}
_SPARQL_ANSWER: Final = {
    "description": "Results of SELECT and ASK; JSON-LD of CONSTRUCT, DESCRIBE and the service description.",
    "anyOf": [{"$ref": "#/components/schemas/SparqlResults"}, {"type": ["object", "array"]}],
}

SCHEMAS: Final[dict[str, dict[str, Any]]] = {
    "Thing": _THING,
    "ThingList": _to_list("Thing"),
    "Norm": _NORM,
    "NormList": _to_list("Norm"),
    "Basis": _BASIS,
    "Quote": _QUOTE,
    "QuoteList": _to_list("Quote"),
    "Applicable": _APPLICABLE,
    "ApplicableList": _REACHED,
    "Citation": _CITATION,
    "Citations": _CITATIONS,
    "Verdict": _VERDICT,
    "Change": _CHANGE,
    "ChangeList": _to_list("Change"),
    "Record": {"type": "object"},
    "Hit": _HIT,
    "Found": _FOUND,
    "Suggestions": _SUGGESTIONS,
    "Problem": _PROBLEM,
    "SparqlResults": _SPARQL_RESULTS,
    "SparqlAnswer": _SPARQL_ANSWER,
}
