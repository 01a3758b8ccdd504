"""Differences between two states of a record, field by field, and what of them can be taken back later."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

State: TypeAlias = Mapping[str, Any]
"""A record as JSON has it, by field; of a book with its `items`, a list."""
ITEMS = "items"
_ID = "id"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that a change gave another value; of an item the whole item, None where there is none.

    `barcode` is set of items only: what the item is called, its barcode if it has one.
    """

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
    changes = [FieldChange(name, old.get(name), new.get(name)) for name in names if name != ITEMS]
    return [one for one in changes if (one.before or None) != (one.after or None)] + [*_list_items(old, new)]


def take_back(before: State, after: State, now: State) -> tuple[dict[str, Any], list[FieldConflict]]:
    """Return `now` without what changed from `before` to `after`, and what cannot be taken back.

    A field that was changed again since stays as it is. So do items, each as a whole.

    >>> take_back({"title": "A", "isbn": None}, {"title": "B", "isbn": "1"}, {"title": "B", "isbn": "2"})
    ({'title': 'A', 'isbn': '2'}, [FieldConflict(field='isbn', before=None, after='1', now='2', barcode=None)])
    """
    result = dict(now)
    conflicts = []
    items = [*now.get(ITEMS, ())]
    for change in list_differences(before, after):
        is_item = change.barcode is not None
        place = _find_item(items, change.after or change.before) if is_item else None
        here = now.get(change.field) if not is_item else None if place is None else items[place]
        if _says_the_same(here, change.before):
            continue
        if not _says_the_same(here, change.after):
            conflicts.append(FieldConflict(change.field, change.before, change.after, here, change.barcode))
        elif not is_item:
            result[change.field] = change.before
        elif place is None:
            items.append(change.before)
        elif change.before is None:
            del items[place]
        else:
            items[place] = {**change.before, _ID: items[place].get(_ID)}
    if ITEMS in now:
        result[ITEMS] = items
    return result, conflicts


def pair_items(old: Sequence[State], new: Sequence[State]) -> list[tuple[State | None, State | None]]:
    """Return the items of two states side by side: those with one number, else those with one barcode.

    Restored items have other numbers, and old entries of the log have none.

    >>> pair_items([{"id": 1, "barcode": "A"}], [{"id": 1, "barcode": None}, {"id": 2, "barcode": "B"}])[1]
    (None, {'id': 2, 'barcode': 'B'})
    """
    rest = list(new)
    pairs: list[tuple[State | None, State | None]] = []
    for item in old:
        place = _find_item(rest, item)
        pairs.append((item, None if place is None else rest.pop(place)))
    return pairs + [(None, item) for item in rest]


def _find_item(items: Sequence[State], wanted: State) -> int | None:
    """Return the place of an item: the one with its number, else with its barcode, else with its inventory number."""
    for name in (_ID, "barcode", "inventory_number"):
        if value := wanted.get(name):
            for place, item in enumerate(items):
                if item.get(name) == value:
                    return place
    return None


def _says_the_same(one: Any, other: Any) -> bool:
    """Tell whether two values are the same; of items, numbers do not count, nor what a log from before lacks."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        names = (one.keys() | other.keys()) - {_ID}
        return all((one.get(name) or None) == (other.get(name) or None) for name in names)
    return (one or None) == (other or None)


def _list_items(old: State, new: State) -> Iterator[FieldChange]:
    for before, after in pair_items(old.get(ITEMS, ()), new.get(ITEMS, ())):
        if not _says_the_same(before, after):
            item = after or before or {}
            label = item.get("barcode") or item.get("inventory_number") or f"#{item.get(_ID, '?')}"
            yield FieldChange(ITEMS, before, after, label)


def list_going_items(now: State | None, wanted: State | None) -> list[int]:
    """Return the numbers of the items that a book has now and is not to have.

    >>> list_going_items({"items": [{"id": 1}, {"id": 2}]}, {"items": [{"id": 2}]})
    [1]
    """
    kept = {item.get(_ID) for item in (wanted or {}).get(ITEMS, ())}
    return [item[_ID] for item in (now or {}).get(ITEMS, ()) if _ID in item and item[_ID] not in kept]
