"""Stocktakings: which copies are expected on some shelves, and what the scans say of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from catalogue.domain.checks import Checks
from catalogue.domain.items import ItemStatus, shelf_key
from catalogue.domain.materials import Audience, Material
from catalogue.domain.scans import ScanMeaning, ScanState, find_states
from catalogue.errors import FieldError, InvalidRecord

UNKNOWN = "unknown"
"""In a scope, the books whose audience or kind of document no record tells."""
AUDIENCES = (*(one.value for one in Audience), UNKNOWN)
MATERIALS = (*(one.value for one in Material), UNKNOWN)
LAST_CHARACTER = "\U0010ffff"

EXPECTED = frozenset({ItemStatus.AVAILABLE, ItemStatus.ON_SITE_ONLY, ItemStatus.TO_CHECK})
"""The states of copies that stand on the shelf: one of these that nobody scanned is missing."""
CAME_BACK = frozenset({ItemStatus.ON_LOAN, ItemStatus.MISSING, ItemStatus.LOST})
"""The states that a copy which was scanned cannot be in."""


class StocktakingGroup(StrEnum):
    """What became of a copy of the scope (the first four), or of a scan."""

    FOUND = "found"
    CAME_BACK = "came_back"
    MISSING = "missing"
    AWAY = "away"
    ELSEWHERE = "elsewhere"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"
    DOUBLE = "double"


IN_SCOPE = (StocktakingGroup.FOUND, StocktakingGroup.CAME_BACK, StocktakingGroup.MISSING, StocktakingGroup.AWAY)
"""The groups that are a partition of the scope."""

MARKS: Mapping[StocktakingGroup, tuple[frozenset[ItemStatus], ItemStatus]] = {
    StocktakingGroup.MISSING: (EXPECTED, ItemStatus.MISSING),
    StocktakingGroup.CAME_BACK: (frozenset({ItemStatus.MISSING, ItemStatus.LOST}), ItemStatus.AVAILABLE),
}
"""The groups whose copies can be marked together: in which states, and as what. A loan is ended by a return."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StocktakingScope:
    """Which copies a stocktaking is about; what is left out narrows nothing.

    `call_number_to` takes all along that begin with it, so that 800 to 899 has 899.9, too.
    """

    location: str | None = None
    audiences: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    call_number_from: str | None = None
    call_number_to: str | None = None

    def __post_init__(self) -> None:
        checks = Checks(self)
        checks.check_line("location", 100)
        checks.check_line("call_number_from", 64)
        checks.check_line("call_number_to", 64)
        for name, choices in (("audiences", AUDIENCES), ("materials", MATERIALS)):
            values = getattr(self, name)
            if unknown := [value for value in values if value not in choices]:
                checks.note(name, f"{unknown[0]!r} is none of {', '.join(choices)}")
            else:
                checks.put(name, tuple(choice for choice in choices if choice in values))
        checks.raise_faults()
        first, last = self.shelf_keys
        if first and last and first > last:
            raise InvalidRecord(FieldError("call_number_to", "the range ends before it begins"))

    @property
    def shelf_keys(self) -> tuple[str | None, str | None]:
        """The first shelf key of the range, and one after its last."""
        first = shelf_key(self.call_number_from) if self.call_number_from else None
        last = shelf_key(self.call_number_to) + LAST_CHARACTER if self.call_number_to else None
        return first, last

    def as_json(self) -> dict[str, Any]:
        """Return the scope as JSON keeps it; equal scopes give equal values."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def scope_from_json(values: Mapping[str, Any]) -> StocktakingScope:
    """Make a scope of what `StocktakingScope.as_json` returned.

    :raises InvalidRecord: when the values break the rules.
    """
    members: dict[str, Any] = {one.name: values[one.name] for one in fields(StocktakingScope) if one.name in values}
    lists = {name: tuple(value) for name, value in members.items() if isinstance(value, list)}
    return StocktakingScope(**members | lists)


@dataclass(frozen=True, slots=True)
class StocktakingView:
    """A stocktaking; it runs until it has `closed_at`, and its results stay as they are from then on."""

    id: int
    name: str
    scope: StocktakingScope
    actor: str
    started_at: datetime
    closed_at: datetime | None


class ScopeItem(NamedTuple):
    """A copy of the scope that is not withdrawn: its state now, and then, None when it has come since."""

    id: int
    status: ItemStatus
    status_then: ItemStatus | None


@dataclass(frozen=True, slots=True)
class StocktakingEntry:
    """A line of a group: a copy, or a scanned code that means none.

    `list_id` is the list of the scan, while the stocktaking runs.
    """

    group: StocktakingGroup
    code: str
    item_id: int | None = None
    book_id: int | None = None
    title: str | None = None
    call_number: str | None = None
    location: str | None = None
    status: ItemStatus | None = None
    list_id: int | None = None


@dataclass(slots=True)
class SortedScans:
    """The groups of a stocktaking: copies by number, and scans where the group is one of scans."""

    items: dict[StocktakingGroup, list[int]] = field(default_factory=lambda: {group: [] for group in IN_SCOPE})
    scans: dict[StocktakingGroup, list[ScanMeaning]] = field(
        default_factory=lambda: {group: [] for group in StocktakingGroup if group not in IN_SCOPE}
    )

    @property
    def counts(self) -> dict[StocktakingGroup, int]:
        """How many each group has."""
        lines: Mapping[StocktakingGroup, Sequence[object]] = {**self.items, **self.scans}
        return {group: len(lines[group]) for group in StocktakingGroup}

    @property
    def group_by_item(self) -> dict[int, StocktakingGroup]:
        """The group of each copy of the scope, and of each other that was scanned."""
        groups = {item_id: group for group, item_ids in self.items.items() for item_id in item_ids}
        for group in (StocktakingGroup.ELSEWHERE, StocktakingGroup.WITHDRAWN):
            groups |= {scan.item_id: group for scan in self.scans[group] if scan.item_id is not None}
        return groups


def sort_stocktaking(scope: Iterable[ScopeItem], scans: Sequence[ScanMeaning]) -> SortedScans:
    """Return the groups: each copy of the scope is in one of `IN_SCOPE`, and each scan is counted once.

    The first scan of a copy of the scope is what makes it found; any other scan is in a group of its own.
    """
    groups = SortedScans()
    scanned: set[int] = set()
    outside: list[ScanMeaning] = []
    for scan, state in zip(scans, find_states(scans), strict=True):
        if state is ScanState.DOUBLE:
            groups.scans[StocktakingGroup.DOUBLE].append(scan)
        elif scan.item_id is None:
            groups.scans[StocktakingGroup.UNKNOWN].append(scan)
        elif scan.status is ItemStatus.WITHDRAWN:
            groups.scans[StocktakingGroup.WITHDRAWN].append(scan)
        else:
            scanned.add(scan.item_id)
            outside.append(scan)
    inside: set[int] = set()
    for item in scope:
        inside.add(item.id)
        groups.items[_find_group(item, is_scanned=item.id in scanned)].append(item.id)
    groups.scans[StocktakingGroup.ELSEWHERE] = [scan for scan in outside if scan.item_id not in inside]
    return groups


def _find_group(item: ScopeItem, *, is_scanned: bool) -> StocktakingGroup:
    """Return the group of a copy of the scope.

    A copy that came in or came back since the beginning may stand on a shelf that was scanned before: not missing.
    """
    if is_scanned:
        return StocktakingGroup.CAME_BACK if item.status in CAME_BACK else StocktakingGroup.FOUND
    known = EXPECTED | {ItemStatus.MISSING}
    was_missing = item.status_then is ItemStatus.MISSING
    if item.status in known and (item.status is ItemStatus.MISSING if was_missing else item.status_then in EXPECTED):
        return StocktakingGroup.MISSING
    return StocktakingGroup.AWAY


class Difference(StrEnum):
    """How a copy fared since the stocktaking before of the same scope."""

    NEWLY_MISSING = "newly_missing"
    STILL_MISSING = "still_missing"
    FOUND_AGAIN = "found_again"
    NEW = "new"
    GONE = "gone"


def compare_stocktakings(
    before: Mapping[int, StocktakingGroup], now: Mapping[int, StocktakingGroup]
) -> dict[Difference, list[int]]:
    """Return the copies that fared differently, by number: `before` and `now` have the group of each that was known.

    A copy that was found both times is in none.
    """
    differences: dict[Difference, list[int]] = {difference: [] for difference in Difference}
    for item_id, group in now.items():
        was = before.get(item_id)
        if group is StocktakingGroup.MISSING and was is StocktakingGroup.MISSING:
            differences[Difference.STILL_MISSING].append(item_id)
        elif group is StocktakingGroup.MISSING and was in IN_SCOPE:
            differences[Difference.NEWLY_MISSING].append(item_id)
        elif was is StocktakingGroup.MISSING and group is not StocktakingGroup.AWAY:
            differences[Difference.FOUND_AGAIN].append(item_id)
        elif group in IN_SCOPE and was not in IN_SCOPE:
            differences[Difference.NEW].append(item_id)
    differences[Difference.GONE] = [
        item_id for item_id, was in before.items() if was in IN_SCOPE and item_id not in now
    ]
    return differences
