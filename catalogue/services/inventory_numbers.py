"""Inventory numbers given by the library's pattern: each once, also when two people add copies at the same time.

The caller has opened the write, and writers queue: what was the last number stays it until the write ends.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from catalogue.domain.changes import SetKind
from catalogue.domain.inventory_numbers import NumberPattern
from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.views import ItemView
from catalogue.services import items
from catalogue.store import holdings, inventory_numbers
from catalogue.store.change_sets import open_set

MOST = 5000


@dataclass(slots=True)
class Numbering:
    """Copies that somebody wants to number: those that get one, in the order of entry, and those left as they are."""

    ready: list[ItemView] = field(default_factory=list)
    numbered: list[ItemView] = field(default_factory=list)
    deposits: list[ItemView] = field(default_factory=list)
    withdrawn: list[ItemView] = field(default_factory=list)


def list_without(session: Session) -> list[ItemView]:
    """Return the first own copies in the stock that have no number, in the order of their entry."""
    ids = inventory_numbers.list_items_without(session, MOST)
    found = holdings.read_items(session, ids)
    return [found[item_id] for item_id in ids]


def sort_copies(copies: Sequence[ItemView]) -> Numbering:
    """Return which of some copies get a number; deposits belong to another register."""
    result = Numbering()
    for item in sorted(copies, key=lambda item: (item.acquired_on or date.max, item.id)):
        if item.inventory_number:
            result.numbered.append(item)
        elif item.owner is not None:
            result.deposits.append(item)
        elif item.status is ItemStatus.WITHDRAWN:
            result.withdrawn.append(item)
        else:
            result.ready.append(item)
    return result


def number_records(session: Session, pattern: NumberPattern, records: Sequence[ItemRecord]) -> list[ItemRecord]:
    """Return records with the next numbers, each of the year in which its copy came, else of this year."""
    result = list(records)
    by_year: dict[int, list[int]] = {}
    for place, record in enumerate(records):
        if not record.inventory_number:
            by_year.setdefault((record.acquired_on or date.today()).year, []).append(place)
    for year, places in sorted(by_year.items()):
        numbers = _find_free(session, pattern, year, len(places))
        for place, number in zip(places, numbers, strict=True):
            result[place] = dataclasses.replace(records[place], inventory_number=number)
    return result


def give(session: Session, copies: Sequence[ItemView], pattern: NumberPattern, *, name: str, actor: str) -> int | None:
    """Give those of some copies a number that can have one, as one change set; return its number, None if none did."""
    ready = sort_copies(copies).ready
    records = number_records(session, pattern, [item.as_record() for item in ready])
    numbered = {item.id: record for item, record in zip(ready, records, strict=True)}
    with open_set(session, SetKind.BATCH, name, actor=actor, details={"sentence": "numbers"}) as opened:
        items.replace_all(session, numbered, actor=actor)
    return opened.id


def _find_free(session: Session, pattern: NumberPattern, year: int, count: int) -> list[str]:
    """Return the numbers after the last of a year that no copy has or had."""
    known = inventory_numbers.list_beginning(session, pattern.start(year), pattern.end(year))
    last = max((number for text in known if (number := pattern.read(year, text)) is not None), default=0)
    free: list[str] = []
    while len(free) < count:
        wanted = [pattern.write(year, last + place + 1) for place in range(count - len(free))]
        last += len(wanted)
        used = inventory_numbers.find_used(session, wanted)
        free += [number for number in wanted if number not in used]
    return free
