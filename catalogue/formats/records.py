"""One record of a file, read by its names.

Nothing is lost: a field without a column, and a value that its column refuses (an ISBN whose check digit does not
hold), stay in `extra` under the name they came with. Only a record that cannot be a book is refused: it has no title,
or it holds what the databases cannot keep, or more than `extra` has room for.
"""

from dataclasses import fields
from hashlib import sha256
from itertools import chain
from typing import Any, TypeAlias

import orjson

from catalogue.domain.checks import REQUIRED
from catalogue.domain.outcome import REFUSAL, Parsed, Rejected
from catalogue.domain.record import BookRecord, record_from_json
from catalogue.domain.refusals import ImportRefusal, RefusalCode, refuse
from catalogue.domain.text import has_control_characters, squeeze
from catalogue.errors import InvalidRecord
from catalogue.formats.drafts import Draft
from catalogue.formats.field_names import ANSWERED, IDENTITY
from catalogue.formats.isbns import find_isbn_13
from catalogue.formats.items import read_holdings
from catalogue.formats.joined_copies import join
from catalogue.formats.naming import Naming
from catalogue.formats.noise import may_be_noisy, remove_noise
from catalogue.formats.values import read_text, unwrap_value

Outcome: TypeAlias = Parsed | Rejected

RAW_LENGTH = 16_000
"""A refused record is kept to this many characters, for a person to mend it."""

_ID_LENGTH = 200
_MOST_NAMES = 30
_OUR_COLUMNS = frozenset(column.name for column in fields(BookRecord))
_BESIDES = frozenset({"items", "publication_year", "all_series"})
"""What an answer of the API tells of a book besides its record."""

_LARGEST_ID = 2**53 - 1
"""The largest number that every reader of JSON keeps to the last digit."""


_BY_RULE = Naming()


def read_record(position: int, raw: object, naming: Naming = _BY_RULE) -> Outcome:
    """Return the book that a JSON value describes, or why it describes none.

    :param naming: which column a field belongs to.

    >>> outcome = read_record(1, {"id": 7, "titre": "Nana", "pages": 0, "prix": 5})
    >>> outcome.record.title, outcome.record.extra, outcome.source_id, outcome.wanted_id
    ('Nana', {'prix': 5}, '7', 7)
    >>> read_record(2, {"auteur": "Zola"}).reason
    'title: this field is required'
    """
    try:
        canonical = orjson.dumps(raw, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        return Rejected(position, refuse(RefusalCode.TOO_DEEP))
    if not isinstance(raw, dict):
        return Rejected(position, refuse(RefusalCode.NOT_A_RECORD), canonical.decode()[:RAW_LENGTH])
    members = remove_noise(raw) if may_be_noisy(canonical) else dict(raw)
    members.pop(REFUSAL, None)
    id_name, source_id = _find_id(members, naming)
    if naming.joined is not None and (rows := naming.joined.find_rows(members, source_id, naming)):
        members = join(members, rows, naming)
        canonical += orjson.dumps(rows, option=orjson.OPT_SORT_KEYS)
    digest = sha256(canonical).hexdigest()
    number = source_id or digest[:16], digest, _parse_wanted_id(unwrap_value(members.pop(id_name)) if id_name else None)
    if members.keys() >= ANSWERED:
        members = {name: value for name, value in members.items() if name not in ANSWERED}
        if record := _read_own_record(members):
            return Parsed(position, record, *number, read_holdings(members.get("items"), naming).items)
    draft = Draft(members, naming, find_isbn_13(source_id))
    try:
        record = draft.record()
    except InvalidRecord as fault:
        refusal = _describe(fault)
        names = tuple(members)[:_MOST_NAMES] if refusal.code is RefusalCode.NO_TITLE else ()
        return Rejected(position, refusal, canonical.decode()[:RAW_LENGTH], names)
    years = tuple((squeeze(name), *told_years) for name, told_years in draft.years.items())
    return Parsed(position, record, *number, draft.items, draft.n_set_aside, draft.unnumbered, years)


def _describe(fault: InvalidRecord) -> ImportRefusal:
    """Return why a record is none, by the first fault that was found."""
    first = fault.errors[0]
    if first.field == "title" and first.message == REQUIRED:
        return refuse(RefusalCode.NO_TITLE)
    if first.field == "title" and first.limit is not None:
        return refuse(RefusalCode.TITLE_TOO_LONG, limit=first.limit)
    codes = {"title": RefusalCode.BAD_TITLE, "extra": RefusalCode.BAD_EXTRA}
    return refuse(codes.get(first.field, RefusalCode.BAD_RECORD), detail=str(fault))


def _read_own_record(members: dict[str, Any]) -> BookRecord | None:
    """Return the record of an answer of this catalogue's API, taken to the letter; None when it is not quite one."""
    if members.keys() - _OUR_COLUMNS - _BESIDES:
        return None
    try:
        return record_from_json({name: value for name, value in members.items() if name in _OUR_COLUMNS})
    except (InvalidRecord, TypeError, ValueError, KeyError, AttributeError):
        return None


def _find_id(members: dict[str, Any], naming: Naming) -> tuple[str | None, str]:
    """Return the name under which a record tells its own number, if it does, and the number as text."""
    for name in chain(naming.list_mapped_ids(), IDENTITY, naming.find_id_names(members)):
        number = read_text(unwrap_value(members.get(name)))
        if number.value and len(number.value) <= _ID_LENGTH and not has_control_characters(number.value):
            return name, number.value.strip()
    return None, ""


def _parse_wanted_id(value: object) -> int | None:
    return value if type(value) is int and 1 <= value <= _LARGEST_ID else None
