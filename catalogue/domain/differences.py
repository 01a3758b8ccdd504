"""Differences between two states of a record, field by field, and what of them can be taken back later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

State: TypeAlias = Mapping[str, Any]
"""A record as JSON has it, by field; of a book with its `items`, a list."""
ITEMS = "items"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that a change gave another value; of an item (`barcode`) the whole item, None where there is none."""

    field: str
    before: Any
    after: Any
    barcode: str | None = None


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that an undo leaves as it is `now`, because it was changed since: it would be `before` again."""

    field: str
    before: Any
    after: Any
    now: Any
    barcode: str | None = None


def list_differences(before: State | None, after: State | None) -> list[FieldChange]:
    """Return the fields that differ, in the order of the record; values that are absent are None.

    >>> [(one.field, one.before, one.after) for one in list_differences({"title": "A"}, {"title": "B", "isbn": None})]
    [('title', 'A', 'B')]
    """
    old, new = before or {}, after or {}
    names = dict.fromkeys([*new, *old])
    found = [FieldChange(name, old.get(name), new.get(name)) for name in names if name != ITEMS]
    return [one for one in found if (one.before or None) != (one.after or None)] + [*_list_items(old, new)]


def take_back(before: State, after: State, now: State) -> tuple[dict[str, Any], list[FieldConflict]]:
    """Return `now` without what changed from `before` to `after`, and what cannot be taken back.

    A field that was changed again since stays as it is. So do items, each as a whole.

    >>> take_back({"title": "A", "isbn": None}, {"title": "B", "isbn": "1"}, {"title": "B", "isbn": "2"})
    ({'title': 'A', 'isbn': '2'}, [FieldConflict(field='isbn', before=None, after='1', now='2', barcode=None)])
    """
    result = dict(now)
    conflicts = []
    items = {item["barcode"]: item for item in now.get(ITEMS, ())}
    for change in list_differences(before, after):
        here = items.get(change.barcode) if change.barcode is not None else now.get(change.field)
        if (here or None) == (change.before or None):
            continue
        if (here or None) != (change.after or None):
            conflicts.append(FieldConflict(change.field, change.before, change.after, here, change.barcode))
        elif change.barcode is None:
            result[change.field] = change.before
        elif change.before is None:
            del items[change.barcode]
        else:
            items[change.barcode] = change.before
    if ITEMS in now:
        result[ITEMS] = list(items.values())
    return result, conflicts


def _list_items(old: State, new: State) -> Iterator[FieldChange]:
    before = {item["barcode"]: item for item in old.get(ITEMS, ())}
    after = {item["barcode"]: item for item in new.get(ITEMS, ())}
    for barcode in dict.fromkeys([*before, *after]):
        if before.get(barcode) != after.get(barcode):
            yield FieldChange(ITEMS, before.get(barcode), after.get(barcode), barcode)
