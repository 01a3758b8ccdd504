"""Look-up: the record that another library has for an ISBN or an EAN, to fill a form or to complete a book."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from stdnum import ean

from catalogue.domain.identifiers import parse_isbn
from catalogue.domain.lookup_sources import LookupSource
from catalogue.domain.outcome import Parsed
from catalogue.domain.record import BookRecord
from catalogue.errors import FieldError, InvalidRecord
from catalogue.formats.marc.mapping import map_record
from catalogue.formats.marc.records import MarcDialect, MarcRecord
from catalogue.formats.records import read_record
from catalogue.services import sru

_OWN_NUMBERS = (("010", "a"), ("073", "a"), ("020", "a"), ("024", "a"))
"""Where a record has its own ISBN or EAN: UNIMARC 010 and 073, MARC 21 020 and 024."""
_NOT_OFFERED = frozenset({"extra"})
_TEXT = "a"
_BEFORE_PUBLICATION = {MarcDialect.UNIMARC: "2", MarcDialect.MARC21: "8"}
"""Leader/17 of records made before the book is out: sublevel 2 in UNIMARC, prepublication level in MARC 21."""
_EXTENT = {MarcDialect.UNIMARC: "215", MarcDialect.MARC21: "300"}


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record of `source`, which has it under `number`; `is_advance` when it was made before the book was out."""

    record: BookRecord
    source: str
    number: str
    is_advance: bool = False


@dataclass(frozen=True, slots=True)
class LookUp:
    """What came of a look-up: what was found, which sources have nothing, which gave no answer and why."""

    identifier: str
    found: FoundRecord | None = None
    without: tuple[str, ...] = ()
    silent: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A value of a found record beside ours, as JSON has them.

    `is_preferred` where ours is empty, or where theirs only adds subjects.
    """

    field: str
    ours: object
    theirs: object
    is_preferred: bool


def parse_identifier(text: str) -> str:
    """Return an ISBN or an EAN as 13 bare digits.

    :raises InvalidRecord: when it is neither.
    """
    try:
        return parse_isbn(text)
    except ValueError as error:
        bare = ean.compact(text.strip())
        if len(bare) == 13 and ean.is_valid(bare):
            return bare
        raise InvalidRecord(FieldError("isbn", str(error))) from None


def look_up(sources: Sequence[LookupSource], identifier: str, *, timeout: float = sru.TIMEOUT_SECONDS) -> LookUp:
    """Ask the sources in turn for the record with this ISBN or EAN (13 bare digits), until one has it.

    A record is taken only if its own ISBN or EAN is the one asked for: indexes of other libraries match widely.
    """
    without: list[str] = []
    silent: list[tuple[str, str]] = []
    for source in sources:
        try:
            records = sru.search(source, identifier, timeout=timeout)
        except sru.NoAnswer as error:
            silent.append((source.name, str(error)))
            continue
        match = next(_read_matching(records, identifier), None)
        if match is not None:
            marc, outcome = match
            record = FoundRecord(outcome.record, source.name, outcome.source_id, is_advance_record(marc))
            return LookUp(identifier, record, tuple(without), tuple(silent))
        without.append(source.name)
    return LookUp(identifier, None, tuple(without), tuple(silent))


def list_offers(ours: BookRecord, theirs: BookRecord) -> list[Offer]:
    """Return the values of a found record that differ from ours, in the order of the record's fields."""
    offers = []
    own, others = ours.as_json(), theirs.as_json()
    for name in (field.name for field in fields(BookRecord) if field.name not in _NOT_OFFERED):
        value, other = own[name], others[name]
        if name == "subjects":
            other = [*value, *(subject for subject in other if subject not in value)]
        if other and other != value:
            offers.append(Offer(name, value, other, not value or name == "subjects"))
    return offers


def is_advance_record(record: MarcRecord) -> bool:
    """Tell whether a record was made before the book was out: it says so, or it is of a text and has no extent."""
    dialect = record.dialect
    has_extent = any(record.find_fields(_EXTENT[dialect]))
    return record.leader[17:18] == _BEFORE_PUBLICATION[dialect] or (record.leader[6:7] == _TEXT and not has_extent)


def _read_matching(records: Sequence[MarcRecord], identifier: str) -> Iterator[tuple[MarcRecord, Parsed]]:
    for position, record in enumerate(records, 1):
        if identifier in _read_own_numbers(record):
            outcome = read_record(position, map_record(record))
            if isinstance(outcome, Parsed):
                yield record, outcome


def _read_own_numbers(record: MarcRecord) -> set[str]:
    """Return a record's own ISBNs and EANs, as 13 bare digits."""
    numbers = set()
    for tag, code in _OWN_NUMBERS:
        for field in record.find_fields(tag):
            for text in field.get_all(code):
                try:
                    numbers.add(parse_identifier(text))
                except InvalidRecord:
                    continue
    return numbers
