"""Stocktakings: begun with a scope, scanned by several people, looked over in groups, closed with their results."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.items import ItemStatus
from catalogue.domain.scans import ScanLine, ScanListView, ScanMeaning
from catalogue.domain.stocktakings import (
    CAME_BACK,
    IN_SCOPE,
    SortedScans,
    StocktakingEntry,
    StocktakingGroup,
    StocktakingScope,
    StocktakingView,
    sort_stocktaking,
)
from catalogue.domain.text import has_control_characters, squeeze
from catalogue.errors import FieldError, InvalidRecord, NotFound, StocktakingClosed
from catalogue.models import Stocktaking, StocktakingList, now
from catalogue.services import scans
from catalogue.store import collection_counts, scan_meanings
from catalogue.store import stocktakings as tables

MOST_AT_ONCE = 500
"""Copies whose lines are read together."""


def list_stocktakings(session: Session) -> list[StocktakingView]:
    """Return all stocktakings, the newest first."""
    return tables.list_views(session)


def get(session: Session, stocktaking_id: int) -> StocktakingView:
    """Return a stocktaking. :raises NotFound: when there is none."""
    view = tables.find_view(session, stocktaking_id)
    if view is None:
        raise NotFound("stocktaking", stocktaking_id)
    return view


def get_open(session: Session, stocktaking_id: int) -> StocktakingView:
    """Return a stocktaking that runs.

    :raises NotFound: when there is none.
    :raises StocktakingClosed: when it has ended.
    """
    stocktaking = get(session, stocktaking_id)
    if stocktaking.closed_at is not None:
        raise StocktakingClosed(stocktaking_id)
    return stocktaking


def count_scope(session: Session, scope: StocktakingScope) -> dict[ItemStatus, int]:
    """Return how many copies a scope has in each state, withdrawn ones left out."""
    return tables.count_scope(session, scope)


def list_branches(session: Session) -> list[str]:
    """Return the branches that copies are at."""
    return collection_counts.list_branches(session)


def check_name(name: str) -> str:
    """Return the name of a stocktaking in order. :raises InvalidRecord: when it is blank or too long."""
    line = squeeze(name)
    if not line or len(line) > 100 or has_control_characters(name):
        raise InvalidRecord(FieldError("name", "a name of 1 to 100 characters"))
    return line


def begin(session: Session, name: str, scope: StocktakingScope, *, actor: str) -> int:
    """Begin a stocktaking and return its number. :raises InvalidRecord: when the name is blank or too long."""
    line = check_name(name)
    new = Stocktaking(name=line, scope=scope.as_json(), actor=actor, started_at=now())
    session.add(new)
    session.flush()
    tables.keep_scope(session, new.id, scope)
    return new.id


def delete(session: Session, stocktaking_id: int) -> None:
    """Delete a stocktaking and its results; the lists of scans stay. :raises NotFound: when there is none."""
    get(session, stocktaking_id)
    tables.delete(session, stocktaking_id)


def begin_list(session: Session, stocktaking_id: int, *, actor: str) -> int:
    """Return the number of the list that `actor` scans into, which is begun when there is none yet.

    :raises StocktakingClosed: when the stocktaking has ended.
    """
    stocktaking = get_open(session, stocktaking_id)
    own = [one.id for one in list_lists(session, stocktaking_id) if one.actor == actor]
    if own:
        return own[0]
    list_id = scans.create_list(session, f"{stocktaking.name} – {actor}"[:100].strip(), actor=actor)
    session.add(StocktakingList(scan_list_id=list_id, stocktaking_id=stocktaking_id))
    session.flush()
    return list_id


def add_list(session: Session, stocktaking_id: int, list_id: int) -> None:
    """Have a list of scans that is there belong to a stocktaking; it leaves another one that runs.

    :raises NotFound: when there is no such list. :raises StocktakingClosed: when the stocktaking has ended.
    """
    get_open(session, stocktaking_id)
    scans.get_list(session, list_id)
    tables.release_list(session, list_id)
    session.add(StocktakingList(scan_list_id=list_id, stocktaking_id=stocktaking_id))
    session.flush()


def list_lists(session: Session, stocktaking_id: int) -> list[ScanListView]:
    """Return the lists of scans of a stocktaking, in the order they were begun."""
    ids = set(tables.read_list_ids(session, stocktaking_id))
    return sorted((one for one in scans.list_lists(session) if one.id in ids), key=lambda one: one.id)


def find_stocktaking(session: Session, list_id: int) -> StocktakingView | None:
    """Return the running stocktaking that a list of scans belongs to."""
    return tables.find_running(session, list_id)


def find_remarks(session: Session, list_id: int, lines: Sequence[ScanLine]) -> dict[int, StocktakingGroup]:
    """Return what somebody who scans for a running stocktaking is told at once, by the number of the scan.

    A copy that belongs elsewhere, is withdrawn, or cannot be here is put aside at the shelf, not looked for later.
    """
    stocktaking = find_stocktaking(session, list_id)
    items = {line.id: line.match.item for line in lines if line.match.item is not None}
    if stocktaking is None or not items:
        return {}
    inside = tables.filter_scope(session, stocktaking.scope, sorted({item.id for item in items.values()}))
    remarks: dict[int, StocktakingGroup] = {}
    for scan_id, item in items.items():
        if item.status is ItemStatus.WITHDRAWN:
            remarks[scan_id] = StocktakingGroup.WITHDRAWN
        elif item.id not in inside:
            remarks[scan_id] = StocktakingGroup.ELSEWHERE
        elif item.status in CAME_BACK:
            remarks[scan_id] = StocktakingGroup.CAME_BACK
    return remarks


def sort_scans(session: Session, stocktaking: StocktakingView) -> SortedScans:
    """Return the groups of a stocktaking that runs, as the catalogue is now."""
    list_ids = tables.read_list_ids(session, stocktaking.id)
    meanings = scan_meanings.read_meanings(session, list_ids) if list_ids else []
    return sort_stocktaking(tables.read_scope(session, stocktaking), meanings)


def count_groups(session: Session, stocktaking: StocktakingView) -> dict[StocktakingGroup, int]:
    """Return how many lines each group has: of a closed stocktaking as it was then."""
    if stocktaking.closed_at is not None:
        return tables.count_results(session, stocktaking.id)
    return sort_scans(session, stocktaking).counts


def read_entries(
    session: Session, stocktaking: StocktakingView, group: StocktakingGroup, first: int, most: int
) -> tuple[list[StocktakingEntry], int]:
    """Return some lines of a group from a position on, and how many it has in all."""
    return read_sections(session, stocktaking, [group], first, most)[group]


def read_sections(
    session: Session, stocktaking: StocktakingView, groups: Sequence[StocktakingGroup], first: int, most: int
) -> dict[StocktakingGroup, tuple[list[StocktakingEntry], int]]:
    """Return some lines of each of some groups from a position on, and how many each has in all."""
    if stocktaking.closed_at is not None:
        counts = tables.count_results(session, stocktaking.id)
        return {
            group: (
                tables.read_results(session, stocktaking.id, tables.is_in_group(group), first, most),
                counts[group],
            )
            for group in groups
        }
    found = sort_scans(session, stocktaking)
    sections: dict[StocktakingGroup, tuple[list[StocktakingEntry], int]] = {}
    for group in groups:
        if group in IN_SCOPE:
            lines = describe_items(session, group, found.items[group][first : first + most])
        else:
            lines = describe_scans(session, group, found.scans[group][first : first + most])
        sections[group] = list(lines), found.counts[group]
    return sections


def describe_items(session: Session, group: StocktakingGroup, item_ids: Sequence[int]) -> Iterator[StocktakingEntry]:
    """Yield the lines of copies of the scope, in the order given."""
    for some in split_batches(item_ids, MOST_AT_ONCE):
        copies = tables.read_copies(session, group, some)
        yield from (copies[item_id] for item_id in some if item_id in copies)


def describe_scans(
    session: Session, group: StocktakingGroup, meanings: Sequence[ScanMeaning]
) -> Iterator[StocktakingEntry]:
    """Yield the lines of scans, in the order given."""
    for some in split_batches(meanings, MOST_AT_ONCE):
        copies = tables.read_copies(session, group, [scan.item_id for scan in some if scan.item_id is not None])
        titles = scans.read_titles(session, {scan.book_id for scan in some if scan.book_id is not None})
        for scan in some:
            copy = copies.get(scan.item_id or 0)
            place = (copy.call_number, copy.location, copy.status) if copy else (None, None, None)
            title = titles.get(scan.book_id or 0)
            yield StocktakingEntry(group, scan.code, scan.item_id, scan.book_id, title, *place, scan.list_id)


def close(session: Session, stocktaking_id: int) -> None:
    """End a stocktaking: its groups stay as they are now. :raises StocktakingClosed: when it has ended before."""
    stocktaking = get_open(session, stocktaking_id)
    groups = sort_scans(session, stocktaking)
    for group, item_ids in groups.items.items():
        tables.keep_results(session, stocktaking_id, describe_items(session, group, item_ids))
    for group, meanings in groups.scans.items():
        tables.keep_results(session, stocktaking_id, describe_scans(session, group, meanings))
    tables.close(session, stocktaking_id)
