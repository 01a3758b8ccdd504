"""Headings of very many books: these follow a rename or a merge piece by piece, and others write in between."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from catalogue.domain.changes import RecordKind, SetKind
from catalogue.domain.jobs import JobView
from catalogue.domain.renames import rename_heading
from catalogue.services import books, heading_merge, jobs
from catalogue.services.headings import HEADINGS, HeadingRecord, HeadingView
from catalogue.services.jobs import JobStep
from catalogue.store import headings as heading_rows
from catalogue.store.change_log import Revisions
from catalogue.store.change_sets import name_rename, open_set
from catalogue.store.heading_tables import HEADING_TABLES

KIND = "heading"
AT_ONCE = 500
"""Books up to which a heading is renamed or merged while its page waits; more follow by a job."""
PIECE = 100
"""Books that follow together: 0.03 s, and 10,000 in one write kept every other writer waiting for 3 s."""


@dataclass(frozen=True, slots=True)
class Rename:
    """A heading that has its new name already, which its books follow."""

    kind: RecordKind
    heading_id: int
    old_name: str
    new_name: str

    def as_json(self) -> dict[str, Any]:
        """Return the rename as a job keeps it; `rename_from_json` reads it."""
        return {name: getattr(self, name) for name in self.__slots__} | {"kind": self.kind.value}


def rename_from_json(values: dict[str, Any]) -> Rename:
    """Make the rename that `Rename.as_json` wrote."""
    return Rename(**values | {"kind": RecordKind(values["kind"])})


def is_long(session: Session, kind: RecordKind, record_id: int) -> bool:
    """Tell whether a record is a heading of so many books that they follow piece by piece."""
    return kind in HEADINGS and HEADINGS[kind].get(session, record_id).n_books > AT_ONCE


def replace(
    session: Session,
    kind: RecordKind,
    heading_id: int,
    record: HeadingRecord,
    *,
    find_host: Callable[[], str],
    actor: str,
    expected: Revisions = None,
) -> int | None:
    """Put a record in the place of a heading; return the job by which its books follow if they are very many.

    :param find_host: returns the host that does the job; only asked for one.
    :raises NotFound: when there is no such heading.
    :raises StaleRevision: when the heading is at none of the `expected` revisions.
    :raises DuplicateHeading: when the folded name belongs to another heading.
    """
    headings = HEADINGS[kind]
    old = headings.get(session, heading_id)
    is_long = old.n_books > AT_ONCE and headings.describe(record) != headings.describe(old)
    name = name_rename(old.name, record.name)
    with open_set(session, SetKind.RENAME, name, actor=actor) as opened:
        headings.replace(session, heading_id, record, actor=actor, expected=expected, follows=not is_long)
    if not is_long:
        return None
    rename = Rename(kind, heading_id, old.name, record.name).as_json()
    parameters = {"rename": rename, "merged_id": None, "set_id": opened.id, "name": name, "preview": False}
    return jobs.create(session, KIND, parameters, host=find_host(), actor=actor)


def merge(
    session: Session,
    kind: RecordKind,
    kept: HeadingView,
    merged: HeadingView,
    *,
    find_host: Callable[[], str],
    actor: str,
) -> int | None:
    """Merge two headings; return the job that does it if very many books are concerned.

    :raises InvalidRecord: when both are the same.
    """
    n_following = kept.n_books if heading_merge.join(kept, merged) is not None else 0
    if kept.id == merged.id or merged.n_books + n_following <= AT_ONCE:
        heading_merge.merge(session, kind, kept.id, merged.id, actor=actor)
        return None
    rename = Rename(kind, kept.id, kept.name, kept.name).as_json()
    name = name_rename(merged.name, kept.name)
    parameters = {"rename": rename, "merged_id": merged.id, "set_id": None, "name": name, "preview": False}
    return jobs.create(session, KIND, parameters, host=find_host(), actor=actor)


def run(session: Session, job: JobView, _folder: Path) -> Iterator[JobStep]:
    """Let the books of a heading follow, after those of the heading that is merged into it; the kind `KIND` of jobs."""
    parameters = job.parameters
    rename, merged_id = rename_from_json(parameters["rename"]), parameters["merged_id"]
    checkpoint = job.checkpoint or {"set_id": parameters["set_id"], "is_merged": merged_id is None, "after": 0}
    is_merged, after, set_id = checkpoint["is_merged"], checkpoint["after"], checkpoint["set_id"]
    n_done, n_total = job.n_done, job.n_total
    set_kind = SetKind.RENAME if merged_id is None else SetKind.MERGE
    while after is not None:
        jobs.open_write(session)
        n_total = n_total or _count_books(session, rename, merged_id)
        with open_set(session, set_kind, parameters["name"], actor=job.actor, set_id=set_id) as opened:
            if is_merged:
                n_books, after = follow(session, rename, after, actor=job.actor)
            else:
                n_books, is_merged, has_more = _merge_piece(session, rename, merged_id, actor=job.actor)
                after = 0 if has_more else None
            set_id = opened.id
        n_done += n_books
        checkpoint = {"set_id": set_id, "is_merged": is_merged, "after": after}
        yield JobStep(n_done, n_done if after is None else n_total, checkpoint, {"change_set_id": set_id})


def follow(session: Session, rename: Rename, after: int, *, actor: str) -> tuple[int, int | None]:
    """Log that some books have the new form of a heading; return how many, and the last of them, None at the end.

    Where somebody renamed the heading once more, its books follow that rename alone.
    """
    if HEADINGS[rename.kind].get(session, rename.heading_id).name != rename.new_name:
        return 0, None
    table = HEADING_TABLES[rename.kind]
    book_ids = heading_rows.list_book_ids(session, table, rename.heading_id, after=after, most=PIECE)
    restore = partial(rename_heading, kind=rename.kind, old=rename.new_name, new=rename.old_name)
    if book_ids:
        with books.rewriting(session, book_ids, actor=actor, restore=restore):
            pass  # The heading has its new form already.
    return len(book_ids), book_ids[-1] if len(book_ids) == PIECE else None


def _merge_piece(session: Session, rename: Rename, merged_id: int, *, actor: str) -> tuple[int, bool, bool]:
    """Move some books of a heading that is merged, and delete it after the last.

    Return how many there were, whether it is merged, and whether there is more to do.
    """
    kind = rename.kind
    kept, merged = (HEADINGS[kind].get(session, one) for one in (rename.heading_id, merged_id))
    book_ids = heading_rows.list_book_ids(session, HEADING_TABLES[kind], merged_id, most=PIECE)
    heading_merge.move_books(session, kind, book_ids, merged.name, kept.name, actor=actor)
    if len(book_ids) == PIECE:
        return PIECE, False, True
    heading_merge.close(session, kind, kept, merged, actor=actor, follows=False)
    return len(book_ids), True, heading_merge.join(kept, merged) is not None


def _count_books(session: Session, rename: Rename, merged_id: int | None) -> int:
    ids = [rename.heading_id] if merged_id is None else [rename.heading_id, merged_id, merged_id]
    return sum(HEADINGS[rename.kind].get(session, one).n_books for one in ids)
