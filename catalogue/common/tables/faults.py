"""Why a file cannot be read, as a fact that each language puts into a sentence."""

from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with a file."""

    NO_FILES = "no files"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    EMPTY = "empty"
    TOO_LARGE = "too large"
    UNKNOWN_FORMAT = "unknown format"
    NOT_TEXT = "not text"
    BAD_LINE = "bad line"
    BAD_JSON = "bad json"
    NO_TABLE = "no table"
    DAMAGED = "damaged"
    TOO_DEEP = "too deep"
    TOO_MUCH = "too much"
    TOO_SLOW = "too slow"


class UnreadableFile(Exception):
    """A file that cannot be read.

    :param facts: what the sentence about `fault` names: `line` (1-based), `limit`, `size` and `memory` (megabytes),
        `seconds`, `format`.
    """

    def __init__(self, fault: Fault, **facts: str | int) -> None:
        super().__init__(f"{fault} {facts}")
        self.fault = fault
        self.facts = facts
