"""A stocktaking beside the last one of the same scope: what is newly missing, missing still, found again."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from catalogue.domain.stocktakings import (
    Difference,
    StocktakingEntry,
    StocktakingGroup,
    StocktakingView,
    compare_stocktakings,
)
from catalogue.services import stocktakings
from catalogue.store import stocktakings as tables


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two stocktakings of one scope, with the copies that fared differently, by number."""

    before: StocktakingView
    counts_before: dict[StocktakingGroup, int]
    counts: dict[StocktakingGroup, int]
    differences: dict[Difference, list[int]]


def find_before(session: Session, stocktaking: StocktakingView) -> StocktakingView | None:
    """Return the last stocktaking of the same scope that was closed before this one began."""
    for one in stocktakings.list_stocktakings(session):
        if one.id < stocktaking.id and one.closed_at is not None and one.scope == stocktaking.scope:
            return one
    return None


def compare(session: Session, stocktaking: StocktakingView) -> Comparison | None:
    """Return a stocktaking beside the last one of its scope, None when there was none."""
    before = find_before(session, stocktaking)
    if before is None:
        return None
    if stocktaking.closed_at is not None:
        now, counts = tables.read_groups(session, stocktaking.id), tables.count_results(session, stocktaking.id)
    else:
        groups = stocktakings.sort_scans(session, stocktaking)
        now, counts = groups.group_by_item, groups.counts
    differences = compare_stocktakings(tables.read_groups(session, before.id), now)
    return Comparison(before, tables.count_results(session, before.id), counts, differences)


def read_differences(session: Session, comparison: Comparison, item_ids: Sequence[int]) -> list[StocktakingEntry]:
    """Return lines for copies that fared differently, in the order given: as they are now, if they are still there."""
    now = tables.read_copies(session, StocktakingGroup.FOUND, item_ids)
    gone = [item_id for item_id in item_ids if item_id not in now]
    then = tables.read_results(session, comparison.before.id, tables.is_of_items(gone)) if gone else []
    lines = {entry.item_id: entry for entry in then} | now
    return [lines[item_id] for item_id in item_ids if item_id in lines]
