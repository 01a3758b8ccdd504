"""SQL reports: what staff may ask of the tables, looked over before a database sees it.

Whatever is not understood here is refused. Behind this stand the guards of the databases (`explorer.sources.reports`).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

TABLES = frozenset({"book", "author", "authorship", "subject", "book_subject", "series", "book_series", "item"})
"""The tables that a report may read: bibliographic records and copies."""

_FUNCTIONS = """
abs avg cast ceil char_length coalesce concat concat_ws count date date_part date_trunc dense_rank extract first_value
floor greatest group_concat iif instr julianday lag last_value lead least left length lower ltrim max min mod ntile
nullif position rank replace right round row_number rtrim sign split_part strftime string_agg substr substring sum
to_char total trim upper
"""
FUNCTIONS = frozenset(_FUNCTIONS.split())
"""The functions that a report may call."""

_CLAUSES = """
all and any as between by case char decimal distinct else except exists filter from having in intersect is join like
limit materialized not numeric offset on or order over partition select some then union using values varchar when where
within
"""
_BEFORE_PARENTHESIS = frozenset(_CLAUSES.split())
"""Words of the language that may stand before a parenthesis, and call nothing."""

LONGEST = 20_000
"""Characters of a report."""

_TOKEN = re.compile(
    r"""(?P<comment>--[^\n]*|/\*.*?\*/) | (?P<text>'(?:[^']|'')*') | (?P<quoted>"[^"]*") | (?P<cast>::)
    | :(?P<parameter>[a-z_][a-z0-9_]*) | (?P<number>\d[\w.]*) | (?P<word>[^\W\d]\w*) | (?P<space>\s+)
    | (?P<sign>[-+*/%=<>!|(),.~^])""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


class ReportFault(StrEnum):
    """Why a report is not run."""

    EMPTY = "empty"
    TOO_LONG = "too long"
    NOT_A_QUERY = "not a query"
    SIGN = "sign"
    FUNCTION = "function"
    TABLE = "table"
    REFUSED = "refused"
    TOO_SLOW = "too slow"
    TOO_MUCH = "too much"


class RefusedReport(Exception):
    """A report that is not run; `detail` is the word, the function or the table, or what the database says."""

    def __init__(self, fault: ReportFault, detail: str = "") -> None:
        super().__init__(f"{fault}: {detail}")
        self.fault = fault
        self.detail = detail


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """A report that was looked over: its tokens (group, text) without comments, and the names of its parameters."""

    tokens: tuple[tuple[str, str], ...]
    parameters: tuple[str, ...]

    def write(self, mark: str) -> str:
        """Return the statement, each parameter written as `mark` has it: `:{name}` or `%({name})s`."""
        percent = "%%" if mark.startswith("%") else "%"
        parts = (
            mark.format(name=text) if kind == "parameter" else text.replace("%", percent) for kind, text in self.tokens
        )
        return "".join(parts).strip()


def parse_report(text: str) -> ReportQuery:
    """Look a report over: one query, of functions that are allowed.

    >>> parse_report("SELECT title FROM book WHERE publication_year = :year -- of a year").parameters
    ('year',)

    :raises RefusedReport: with the first thing that is not allowed.
    """
    text = text.strip().rstrip(";")
    if not text:
        raise RefusedReport(ReportFault.EMPTY)
    if len(text) > LONGEST:
        raise RefusedReport(ReportFault.TOO_LONG, str(LONGEST))
    tokens = tuple(_read_tokens(text))
    words = [token for token in tokens if token[0] != "space"]
    if not words or words[0][0] != "word" or words[0][1].lower() not in ("select", "with"):
        raise RefusedReport(ReportFault.NOT_A_QUERY)
    for (kind, name), (_, following) in pairwise(words):
        if following == "(" and (kind == "quoted" or (kind == "word" and not _may_open(name.lower()))):
            raise RefusedReport(ReportFault.FUNCTION, name)
    return ReportQuery(tokens, tuple(dict.fromkeys(text for kind, text in tokens if kind == "parameter")))


def _read_tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            raise RefusedReport(ReportFault.SIGN, text[place])
        kind = match.lastgroup
        if kind == "text" and tokens and tokens[-1][0] in ("word", "number"):
            raise RefusedReport(ReportFault.SIGN, tokens[-1][1] + "'")  # E'…' and its like are read in other ways.
        tokens.append(("space", " ") if kind == "comment" else (kind, match[kind]))
        place = match.end()
    return tokens


def _may_open(word: str) -> bool:
    return word in FUNCTIONS or word in _BEFORE_PARENTHESIS
