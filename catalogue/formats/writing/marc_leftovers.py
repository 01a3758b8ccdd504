"""A book as the MARC record it came in as, with what was changed here.

Three records are compared: the one that came in (`source`), the rows that a book as it tells it has (`before`), and the
rows of the book as it is now. A field of the source goes out to the letter until a row that it stands for is another.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from types import ModuleType

from catalogue.domain.text import words
from catalogue.domain.views import BookView
from catalogue.formats.isbns import read_isbn
from catalogue.formats.marc.records import MarcField, MarcRecord
from catalogue.formats.marc.texts import parse_source
from catalogue.formats.writing.marc_items import SAID_HERE
from catalogue.formats.writing.marc_rows import Row

Pairs = list[tuple[str, str]]

_NEVER = frozenset({"001", "003", "005"})
"""Number and time of another catalogue's record."""
_COPIES = frozenset({"995", "996", "952"})
_SERIES = frozenset({"225", "461", "490"})
"""Tags of ours that others repeat in their own words (410, 830)."""
_SAME_CODES = {"214": "210", "260": "264", "410": "461", "830": "490"}
"""Tags that have the subfields of what we write under another one."""
_LEAST_ALIKE = 0.4
"""Share of words that a row and the field it comes from have in common; names are written in many ways."""
_SAME = 1.1
"""More than any share: the same words in the same order."""


def list_control_fields(source: MarcRecord) -> list[tuple[str, str]]:
    """Return the control fields beyond our own."""
    fields = source.find_fields("002", "006", "007", "009")
    return [(field.tag, field.value) for field in fields if field.value]


def list_source_number(book: BookView, source: MarcRecord) -> list[Row]:
    """Return 035 with the number that the record had where it came from; 001 is ours."""
    number = source.get("001").strip()
    known = any(number in text for field in source.find_fields("035") for _, text in field.subfields)
    return [("035", "  ", [("a", number)])] if number and number != str(book.id) and not known else []


def overlay(ours: str, before: str, theirs: str) -> str:
    """Return coded data as they came in, but for what is no longer as the record told it.

    >>> overlay("20260101d2004    a", "20260101d1999    a", "19990101d1999    k")
    '19990101d2004    k'
    """
    if len(theirs) < len(before.rstrip()):
        return ours
    if len(ours) != len(before):
        return ours
    changed = {place for place, letter in enumerate(ours) if letter != before[place]}
    return "".join(ours[place] if place in changed else letter for place, letter in enumerate(theirs))


def overlay_leader(ours: str, before: str, source: MarcRecord) -> str:
    """Return a leader of ours with the kinds and the levels of the record that came in, where they still hold."""
    theirs = source.leader.ljust(24)[:24]
    return overlay(ours, before, ours[:6] + theirs[6:9] + ours[9:17] + theirs[17:20] + ours[20:])


def merge_rows(dialect: ModuleType, rows: Iterable[Row], before: Iterable[Row], source: MarcRecord) -> list[Row]:
    """Return the fields of a source as rows, with what is otherwise in `rows` than `before`.

    A heading that is gone here goes; one that is new stands with its tag.
    """
    now, then = _list_filled(rows), _list_filled(before)
    added = _subtract(now, then)
    fields: list[MarcField | Row] = [
        field for field in source.fields if field.subfields and field.tag not in _NEVER | _COPIES | {dialect.CODED}
    ]
    for row in _subtract(then, now):
        successor = _find_successor(row, added, now, then)
        is_only = sum(one[0] == row[0] for one in then) == 1
        least = _LEAST_ALIKE
        while (place := _find_field(dialect, row, fields, least, is_only=is_only)) is not None:
            field = fields[place]
            if successor and isinstance(field, MarcField) and row[0] in {field.tag, _SAME_CODES.get(field.tag)}:
                added.remove(successor)
                fields[place] = _merge(dialect, field, row, successor)
                break
            del fields[place]
            least = _LEAST_ALIKE if row[0] in _SERIES else _SAME
    kept = [(one.tag, one.indicators, one.subfields) if isinstance(one, MarcField) else one for one in fields]
    return sorted([*kept, *added], key=lambda row: row[0])


def merge_copies(rows: Iterable[Row], source: MarcRecord) -> list[Row]:
    """Return the rows of copies, each with the subfields of its field in a source that are of no column of ours."""
    fields = [field for field in source.fields if field.tag in SAID_HERE]
    merged: list[Row] = []
    for tag, indicators, values in rows:
        ours = [(code, value) for code, value in values if value]
        alike = [(_count_said(ours, field), -place) for place, field in enumerate(fields) if field.tag == tag]
        n_alike, place = max(alike, default=(0, 0))
        if n_alike:
            field = fields.pop(-place)
            merged.append((tag, field.indicators, _merge_copy(tag, ours, field.subfields)))
        else:
            merged.append((tag, indicators, ours))
    return merged


def _list_filled(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if any(value for _, value in row[2])]


def _subtract(rows: Iterable[Row], others: Iterable[Row]) -> list[Row]:
    """Return the rows that say what none of the others says, whatever their indicators."""
    left = [(tag, _read_pairs(pairs)) for tag, _, pairs in others]
    remaining = []
    for row in rows:
        key = row[0], _read_pairs(row[2])
        if key in left:
            left.remove(key)
        else:
            remaining.append(row)
    return remaining


def _read_pairs(pairs: Iterable[tuple[str, str | None]]) -> Pairs:
    return [(code, value) for code, value in pairs if value]


def _find_successor(row: Row, added: Sequence[Row], now: Sequence[Row], then: Sequence[Row]) -> Row | None:
    """Return the row that a changed one has become: what has its name, or the first of a tag that is no heading."""
    tag, _, pairs = row
    name = [value for code, value in pairs if code in "abt"]
    others = [one for one in added if one[0] == tag]
    named = next((one for one in others if [value for code, value in one[2] if code in "abt"] == name), None)
    first = next((one for one in now if one[0] == tag), None)
    if named or _is_heading(tag) or row is not next(one for one in then if one[0] == tag):
        return named
    return first if first in others else None


def _is_heading(tag: str) -> bool:
    return (tag[0] in "67" and tag not in {"676"}) or tag in {"100", "110", "111"}


def _find_field(
    dialect: ModuleType, row: Row, fields: Sequence[MarcField | Row], least: float, *, is_only: bool
) -> int | None:
    """Return the place of the field that a row comes from: the one most like it of those its columns are read from.

    :param least: the likeness asked for, of `_measure_likeness`.
    """
    tag, _, pairs = row
    ours = _list_words(value for code, value in pairs if value and code != "4")
    family = _list_family(dialect, tag)
    best, most = None, 0.0
    for place, field in enumerate(fields):
        if isinstance(field, MarcField) and field.tag in family:
            codes = _list_codes(dialect, field.tag)
            alike = _measure_likeness(ours, _list_words(text for code, text in field.subfields if code in codes))
            if is_only and not _is_heading(tag) and tag in {field.tag, _SAME_CODES.get(field.tag)}:
                alike = max(alike, _LEAST_ALIKE)
            if alike > most:
                best, most = place, alike
    return best if most >= least else None


def _measure_likeness(ours: list[str], theirs: list[str]) -> float:
    """Return the share of words in common, and more than 1 for the same words in the same order."""
    if ours == theirs:
        return _SAME
    both = set(ours) | set(theirs)
    return len(set(ours) & set(theirs)) / len(both) if both else 0


def _list_words(texts: Iterable[str]) -> list[str]:
    """Return the words of texts; an ISBN is one, in whatever form."""
    found: list[str] = []
    for text in texts:
        isbn = read_isbn(text).value
        found += [isbn] if isbn else words(text)
    return found


def _merge(dialect: ModuleType, field: MarcField, before: Row, now: Row) -> Row:
    """Return a field with the values of the subfields that are others now."""
    then, values = dict(before[2]), dict(now[2])
    written = then.keys() | values.keys()
    changed = {code for code in written if then.get(code) != values.get(code)}
    dropped = changed | {
        code
        for codes in _list_groups(dialect).get(field.tag, ())
        if changed.intersection(codes)
        for code in codes
        if code not in written
    }
    merged: list[tuple[str, str | None]] = []
    for code, text in field.subfields:
        if code not in dropped:
            merged.append((code, text))
        elif code in changed:
            merged.append((code, values.get(code)))
            changed.remove(code)
    return field.tag, field.indicators, [*merged, *((code, values[code]) for code in values if code in changed)]


def _count_said(ours: Pairs, field: MarcField) -> int:
    """Return how much of a copy a field says, its barcode before all."""
    texts = {text.strip() for _, text in field.subfields}
    barcodes = {value for code, value in ours if code == ("f" if field.tag == "995" else "p")}
    return sum(100 if value in barcodes else 1 for _, value in ours if value in texts)


def _merge_copy(tag: str, ours: Pairs, theirs: Pairs) -> Pairs:
    said = {value for _, value in ours}
    kept = [(code, text) for code, text in theirs if code not in SAID_HERE[tag] or text.strip() in said]
    texts, codes = {text.strip() for _, text in kept}, {code for code, _ in kept}
    beside = [pair for pair in ours if pair[1] not in texts and pair[0] not in codes and pair[0] in SAID_HERE[tag]]
    return [*kept, *beside]


@cache
def _list_groups(dialect: ModuleType) -> dict[str, list[tuple[str, ...]]]:
    """Return for each tag the groups of subfields that columns are read from."""
    groups: dict[str, list[tuple[str, ...]]] = {}
    for _, text in (*dialect.FIELDS, *dialect.SUBJECTS, *dialect.PEOPLE, *(row[:2] for row in dialect.SERIES)):
        source = parse_source(text)
        groups.setdefault(source.tag, []).append(source.codes)
    return groups


@cache
def _list_codes(dialect: ModuleType, tag: str) -> frozenset[str]:
    return frozenset(code for codes in _list_groups(dialect).get(tag, ()) for code in codes)


@cache
def _list_family(dialect: ModuleType, tag: str) -> frozenset[str]:
    """Return the tags of which any may say what we write under one."""
    tables = [
        {parse_source(text).tag for _, text in dialect.SUBJECTS},
        {parse_source(text).tag for _, text in dialect.PEOPLE},
        {parse_source(row[1]).tag for row in dialect.SERIES if row[2]},
    ]
    columns = {column for column, text in dialect.FIELDS if parse_source(text).tag == tag}
    tables.append({parse_source(text).tag for column, text in dialect.FIELDS if column in columns})
    return frozenset({tag}.union(*(tags for tags in tables if tag in tags)))
