"""What a record of the same dialect held beyond our columns when it came in (`extra.unimarc`): it goes out again."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import Any

from catalogue.domain.text import squeeze, words
from catalogue.domain.views import BookView
from catalogue.formats.marc.texts import parse_source
from catalogue.formats.writing.marc_items import SAID_HERE
from catalogue.formats.writing.marc_rows import Row

Pairs = list[tuple[str, str]]

_SUBFIELD = re.compile(r"\$(\w)([^$]*)")
_CODED = {"100": (9, 10, 11, 12, 17), "008": (7, 8, 9, 10, 22, 23, 24, 35, 36, 37)}
"""The positions that our columns fill in coded fields: year, audience, form, language."""
_SAYS_NOTHING = " u|"
_NEVER = frozenset({"001", "003", "005"})
"""Number and time of another catalogue's record."""
_ALIKE = {"214": "210", "260": "264", "410": "225", "461": "225", "830": "490"}
"""Tags that hold what we write under another one."""
_REPEATED = frozenset({"995", "996", "952", "225", "410", "461", "490", "830"})
"""Tags of copies and series: what is gone of them here is gone."""
_SAME_AUDIENCE = ("abcdj", "km")
"""Codes of audiences that our columns do not tell apart."""


def list_leftovers(book: BookView, dialect: str) -> Mapping[str, Any]:
    """Return the fields, by tag, that a book's record in a dialect held beyond our columns."""
    leftovers = book.extra.get(dialect)
    return leftovers if isinstance(leftovers, dict) else {}


def list_control_fields(leftovers: Mapping[str, Any]) -> dict[str, str]:
    """Return the control fields beyond our own, the first of each tag."""
    texts = {tag: _list_texts(leftovers.get(tag)) for tag in ("002", "006", "007", "009")}
    return {tag: values[0] for tag, values in texts.items() if values}


def list_source_number(book: BookView, leftovers: Mapping[str, Any]) -> list[Row]:
    """Return 035 with the number that the record had where it came from; 001 is ours."""
    number = next(iter(_list_texts(leftovers.get("001"))), "").strip()
    is_there = any(number in text for text in _list_texts(leftovers.get("035")))
    return [("035", "  ", [("a", number)])] if number and number != str(book.id) and not is_there else []


def add_leftovers(dialect: ModuleType, rows: Iterable[Row], leftovers: Mapping[str, Any]) -> list[Row]:
    """Return rows with what `leftovers`, by tag, have beyond them, in the order of tags.

    A field that was partly taken keeps its order and wording; what our columns say now stands above it. A heading or a
    copy that is gone here stays gone.
    """
    merged = [row for row in rows if any(value for _, value in row[2])]
    free = list(range(len(merged)))
    for tag, indicators, pairs in _list_fields(leftovers):
        place = _find_match(dialect, merged, free, tag, pairs)
        if place is not None:
            free.remove(place)
            merged[place] = tag, indicators, _merge(dialect, tag, _read_pairs(merged[place]), pairs)
        elif not _list_mapped_codes(dialect, tag).intersection(code for code, _ in pairs) and tag not in _REPEATED:
            merged.append((tag, indicators, pairs))
    return sorted(merged, key=lambda row: row[0])


def overlay_coded(tag: str, ours: str, leftovers: Mapping[str, Any]) -> str:
    """Return coded data as it came in, with what our columns say of it.

    >>> theirs = {"100": ["  $a19990101d1999    k  y0frey01    ba"]}
    >>> overlay_coded("100", "20260101d2004    a  y0frey50      ba", theirs)
    '19990101d2004    a  y0frey01    ba'
    """
    theirs = next((text for text in _list_texts(leftovers.get(tag))), "")
    theirs = theirs[4:] if theirs[2:4] == "$a" else theirs
    if len(theirs) < max(_CODED[tag]):
        return ours
    positions = [place for place in _CODED[tag] if ours[place] not in _SAYS_NOTHING]
    positions = [place for place in positions if not _is_same_audience(place, ours, theirs)]
    return "".join(ours[place] if place in positions else letter for place, letter in enumerate(theirs))


def _is_same_audience(place: int, ours: str, theirs: str) -> bool:
    return place in {17, 22} and any(ours[place] in codes and theirs[place] in codes for codes in _SAME_AUDIENCE)


def _list_fields(leftovers: Mapping[str, Any]) -> Iterator[tuple[str, str, Pairs]]:
    for tag, value in leftovers.items():
        if tag.isdigit() and tag > "009" and tag not in {"100"} | _NEVER:
            for text in _list_texts(value):
                if pairs := _SUBFIELD.findall(text[2:]):
                    yield tag, text[:2], pairs


def _list_texts(value: Any) -> list[str]:
    """Return the fields of one tag; those of very long records stand in one text."""
    texts = value if isinstance(value, list) else str(value or "").split("\n")
    return [text for text in texts if isinstance(text, str)]


def _read_pairs(row: Row) -> Pairs:
    return [(code, value) for code, value in row[2] if value]


def _find_match(dialect: ModuleType, rows: Sequence[Row], free: Iterable[int], tag: str, pairs: Pairs) -> int | None:
    """Return the place of the row that says what a field says: a subject in its words, else the row most like it."""
    if tag in _list_subject_tags(dialect):
        theirs = [pair for pair in pairs if pair[0] in _list_mapped_codes(dialect, tag)]
        headings = (place for place in free if rows[place][0] in _list_subject_tags(dialect))
        return next((place for place in headings if _says_the_same(_read_pairs(rows[place]), theirs)), None)
    alike = [
        (_count_alike(_read_pairs(rows[place]), pairs), -place)
        for place in free
        if rows[place][0] in {tag, _ALIKE.get(tag, tag)}
    ]
    n_alike, place = max(alike, default=(0, 0))
    return -place if n_alike else None


def _list_words(pairs: Iterable[tuple[str, str]]) -> set[str]:
    return {word for _, text in pairs for word in words(text)}


def _says_the_same(ours: Pairs, theirs: Pairs) -> bool:
    """Tell whether the words are the same, but for words beside a number ("impr. 1998") or numbers beside a name."""
    mine, others = _list_words(ours), _list_words(theirs)
    beside = others - mine
    return mine <= others and (all(word.isdigit() for word in beside) or all(word.isdigit() for word in mine - {"p"}))


def _count_alike(ours: Pairs, theirs: Pairs) -> int:
    texts = [{*words(text)} for _, text in theirs]
    return sum(any({*words(value)} <= text for text in texts) for _, value in ours)


def _merge(dialect: ModuleType, tag: str, ours: Pairs, theirs: Pairs) -> Pairs:
    """Return a field in the order and words of theirs, with the values of ours; what is gone here goes."""
    if tag in _list_subject_tags(dialect):
        return theirs
    kept_codes = _list_kept_codes(dialect, tag, ours, theirs)
    values = dict(ours)
    merged: Pairs = []
    for code, text in theirs:
        if code in kept_codes:
            merged.append((code, text))
        elif code in values:
            merged.append((code, values.pop(code)))
    texts = [{*words(text)} for _, text in merged]
    unsaid = [(code, text) for code, text in values.items() if not any({*words(text)} <= said for said in texts)]
    added = SAID_HERE.get(tag, values.keys()) - kept_codes
    return [*merged, *((code, text) for code, text in unsaid if code in added)]


def _list_kept_codes(dialect: ModuleType, tag: str, ours: Pairs, theirs: Pairs) -> set[str]:
    """Return the subfields of a field that stay as they are: those of no column, and those that say what ours say."""
    if said_here := SAID_HERE.get(tag):
        said = {value for _, value in ours}
        return {code for code, text in theirs if code not in said_here or text in said}
    mapped = _list_mapped_codes(dialect, tag) or {code for code, _ in ours}
    codes = {code for code, _ in theirs} - mapped
    groups = [{code} for code in mapped] + [set(row) for row in _list_rows(dialect).get(tag, ())]
    for group in groups:
        mine, their = ([pair for pair in pairs if pair[0] in group] for pairs in (ours, theirs))
        if mine and _says_the_same(mine, their) and all(text == squeeze(text) for _, text in their):
            codes |= group
    return codes


@cache
def _list_subject_tags(dialect: ModuleType) -> frozenset[str]:
    return frozenset(parse_source(text).tag for _, text in dialect.SUBJECTS)


@cache
def _list_rows(dialect: ModuleType) -> dict[str, list[tuple[str, ...]]]:
    """Return for each tag the groups of subfields that columns are read from."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    for _, text in (*dialect.FIELDS, *dialect.SUBJECTS, *dialect.PEOPLE):
        source = parse_source(text)
        rows.setdefault(source.tag, []).append(source.codes)
    return rows


@cache
def _list_mapped_codes(dialect: ModuleType, tag: str) -> frozenset[str]:
    return frozenset(code for codes in _list_rows(dialect).get(tag, ()) for code in codes)
