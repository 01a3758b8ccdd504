"""What follows from a stocktaking: its missing copies are marked so, as one change set that can be taken back."""

from sqlalchemy.orm import Session

from catalogue.domain.batch_edits import Operation, Verb
from catalogue.domain.stocktakings import MARKS, StocktakingEntry, StocktakingGroup
from catalogue.services import stocktakings
from catalogue.services.batch_edits import BatchEdit, Selection


def list_markable(session: Session, stocktaking_id: int, group: StocktakingGroup) -> list[StocktakingEntry]:
    """Return the copies of a group that marking it would change: those missing that are not marked yet.

    :raises StocktakingClosed: when the stocktaking has ended.
    """
    stocktaking = stocktakings.get_open(session, stocktaking_id)
    before, _ = MARKS[group]
    item_ids = stocktakings.sort_scans(session, stocktaking).items[group]
    return [entry for entry in stocktakings.describe_items(session, group, item_ids) if entry.status in before]


def build_edit(group: StocktakingGroup, entries: list[StocktakingEntry], name: str) -> BatchEdit:
    """Return the edit that marks copies; one that is lent or withdrawn before its turn comes stays as it is."""
    before, after = MARKS[group]
    operations = [Operation(verb=Verb.REPLACE, field="status", old=status, value=after) for status in sorted(before)]
    book_ids = dict.fromkeys(entry.book_id for entry in entries if entry.book_id is not None)
    item_ids = frozenset(entry.item_id for entry in entries if entry.item_id is not None)
    return BatchEdit(selection=Selection(tuple(book_ids), item_ids), operations=tuple(operations), name=name)
