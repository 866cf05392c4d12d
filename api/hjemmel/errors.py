"""Every error that hjemmel tells a person about.

    HjemmelError                     what, why, how to mend it; a slug with a page in docs/errors/
    ├── InputError                   the caller's words are at fault
    │   ├── BadParameterError        400  a parameter that can't be read
    │   ├── BadBodyError             400  a body that can't be read
    │   ├── TooLargeError            413  more than the limit in /limits
    │   ├── TooLongAddressError      414  an address longer than the limit in /limits
    │   ├── TooLargeHeaderError      431  a header longer than the limit in /limits
    │   ├── NotAcceptableError       406  no form that the caller accepts
    │   ├── UnsupportedMediaError    415  a body of a kind that isn't read here
    │   ├── QuerySyntaxError         400  a SPARQL query that can't be parsed
    │   ├── QueryRefusedError        400  a SPARQL query that no stranger may ask
    │   └── AnswerTooLargeError      422  an answer larger than the limit in /limits
    ├── NotFoundError                404  no such thing in this release
    ├── MethodNotAllowedError        405  the address exists, the method doesn't
    ├── BusyError                    503  too many questions at once
    ├── TimeLimitError               503  the question took more than its time
    ├── SourceError                  a file of the knowledge base is at fault
    │   ├── BrokenFileError               it can't be read at all
    │   ├── RefusedBuildError             it breaks a rule: no snapshot is made
    │   ├── ArchiveError                  an archive of law that can't be read
    │   └── ImportFailedError             an import of law that had to stop
    └── SnapshotError                a snapshot is missing or damaged

The status is the HTTP status (RFC 9110) the web floor answers with; lower floors know it only as a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One place where input is at fault: `pointer` names it, `remedy` says how to mend it."""

    pointer: str
    detail: str
    remedy: str = ""


class HjemmelError(Exception):
    """What is wrong, in one sentence; `remedy` says how to mend it."""

    slug: ClassVar[str] = "error"
    title: ClassVar[str] = "Something went wrong"
    status: ClassVar[int] = 500

    def __init__(self, detail: str, *, remedy: str = "", faults: Sequence[Fault] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.remedy = remedy
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return f"{self.detail} {self.remedy}".strip()

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process whole; by default an error is made again from its message alone, which fails."""
        return _remake, (type(self), self.args, self.__dict__)


def _remake(kind: type[HjemmelError], args: tuple[object, ...], told: dict[str, object]) -> HjemmelError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(told)
    return error


class InputError(HjemmelError):
    """The caller's words are at fault."""

    slug = "bad-input"
    title = "The input can't be read"
    status = 400


class BadParameterError(InputError):
    """A parameter that can't be read; `parameter` is its name."""

    slug = "bad-parameter"
    title = "A parameter can't be read"

    def __init__(self, parameter: str, detail: str, *, remedy: str = "") -> None:
        fault = Fault(pointer=f"?{parameter}", detail=detail, remedy=remedy)
        super().__init__(detail, remedy=remedy, faults=[fault])
        self.parameter = parameter


class BadBodyError(InputError):
    """A body that can't be read."""

    slug = "bad-body"
    title = "The body can't be read"


class TooLargeError(InputError):
    """More than the limit told in /limits."""

    slug = "too-large"
    title = "Too large"
    status = 413


class TooLongAddressError(InputError):
    """An address longer than the limit told in /limits."""

    slug = "too-long-address"
    title = "The address is too long"
    status = 414


class TooLargeHeaderError(InputError):
    """A header longer than the limit told in /limits."""

    slug = "too-large-header"
    title = "A header is too large"
    status = 431


class NotAcceptableError(InputError):
    """No form that the caller accepts."""

    slug = "not-acceptable"
    title = "No form that you accept"
    status = 406


class UnsupportedMediaError(InputError):
    """A body of a kind that isn't read here."""

    slug = "unsupported-media"
    title = "A body of this kind isn't read here"
    status = 415


class QuerySyntaxError(InputError):
    """A SPARQL query that can't be parsed."""

    slug = "query-syntax"
    title = "The query can't be parsed"


class QueryRefusedError(InputError):
    """A SPARQL query that no stranger may ask: an update, a call to another server, an unknown graph."""

    slug = "query-refused"
    title = "The query is refused"


class AnswerTooLargeError(InputError):
    """An answer larger than the limit told in /limits."""

    slug = "answer-too-large"
    title = "The answer is larger than the limit"
    status = 422


class NotFoundError(HjemmelError):
    """No such thing in this release."""

    slug = "not-found"
    title = "No such thing"
    status = 404


class MethodNotAllowedError(HjemmelError):
    """The address exists, the method doesn't."""

    slug = "method-not-allowed"
    title = "This address doesn't take that method"
    status = 405


class BusyError(HjemmelError):
    """Too many questions at once."""

    slug = "busy"
    title = "Too many questions at once"
    status = 503


class TimeLimitError(HjemmelError):
    """The question took more than its time."""

    slug = "time-limit"
    title = "The question took more than its time"
    status = 503


class SourceError(HjemmelError):
    """A file of the knowledge base is at fault."""

    slug = "source"
    title = "A file of the knowledge base is at fault"


class BrokenFileError(SourceError):
    """A file that can't be read at all; `path` and `line` say where."""

    slug = "broken-file"
    title = "A file can't be read"

    def __init__(self, path: str, line: int, detail: str, *, remedy: str = "") -> None:
        where = f"{path}:{line}"
        fault = Fault(pointer=where, detail=detail, remedy=remedy)
        super().__init__(f"{where} {detail}", remedy=remedy, faults=[fault])
        self.path = path
        self.line = line


class RefusedBuildError(SourceError):
    """A rule is broken: no snapshot is made, a running release is untouched."""

    slug = "refused-build"
    title = "The knowledge base breaks a rule"


class ArchiveError(SourceError):
    """An archive that can't be read; nothing of the import is kept."""

    slug: ClassVar[str] = "law-archive"
    title: ClassVar[str] = "An archive of law can't be read"


class ImportFailedError(SourceError):
    """An import that had to stop; what was there before is untouched."""

    slug = "law-import"
    title = "The law can't be imported"


class SnapshotError(HjemmelError):
    """A snapshot is missing or damaged."""

    slug = "snapshot"
    title = "No snapshot can be opened"
