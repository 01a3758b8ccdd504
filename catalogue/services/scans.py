"""Scans: codes turned into copies and books, and the named lists that keep them."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from catalogue.domain.scans import (
    CodeMatch,
    ScanLine,
    ScanListView,
    ScanMeaning,
    ScanState,
    clean_code,
    find_states,
    sort_scans,
)
from catalogue.domain.text import has_control_characters, squeeze
from catalogue.domain.views import ItemView
from catalogue.errors import FieldError, InvalidRecord, NotFound
from catalogue.models import ScanList, now
from catalogue.store import code_matches, scan_lists, scan_meanings

MOST_CODES = 5000
"""Codes that are added at once: a box of scans pasted from a scanner that stores them."""
MOST_SCANS = 100_000


def match_codes(session: Session, codes: Sequence[str]) -> dict[str, CodeMatch]:
    """Return what each code means: a barcode, else the ISBN of a book."""
    return code_matches.match_codes(session, codes)


def read_codes(session: Session, codes: Sequence[str]) -> list[ScanLine]:
    """Return what codes mean that are kept nowhere, line by line; doubles and unknown ones are told by their state."""
    return sort_scans(list(enumerate(codes, 1)), match_codes(session, codes))


def list_items(lines: Sequence[ScanLine]) -> list[ItemView]:
    """Return the copies that were scanned, each once, in their order."""
    return [line.match.item for line in lines if line.state is ScanState.COPY and line.match.item is not None]


def read_titles(session: Session, book_ids: set[int]) -> dict[int, str]:
    """Return the titles of books, by number."""
    return code_matches.read_titles(session, book_ids)


def list_lists(session: Session) -> list[ScanListView]:
    """Return the lists, those that were used last first."""
    return scan_lists.list_lists(session)


def get_list(session: Session, list_id: int) -> ScanListView:
    """Return a list. :raises NotFound: when there is none."""
    scan_list = scan_lists.find_list(session, list_id)
    if scan_list is None:
        raise NotFound("list of scans", list_id)
    return scan_list


def create_list(session: Session, name: str, *, actor: str) -> int:
    """Begin a list and return its number. :raises InvalidRecord: when the name is blank or too long."""
    line = squeeze(name)
    if not line or len(line) > 100 or has_control_characters(line):
        raise InvalidRecord(FieldError("name", "a name of 1 to 100 characters"))
    new = ScanList(name=line, actor=actor, created_at=now(), updated_at=now())
    session.add(new)
    session.flush()
    return new.id


def delete_list(session: Session, list_id: int) -> None:
    """Delete a list with its scans; the copies stay as they are. :raises NotFound: when there is none."""
    get_list(session, list_id)
    scan_lists.delete_list(session, list_id)


def read_lines(session: Session, list_id: int) -> list[ScanLine]:
    """Return the lines of a list in the order of the scans. :raises NotFound: when there is no such list."""
    get_list(session, list_id)
    scans = scan_lists.read_codes(session, list_id)
    return sort_scans(scans, match_codes(session, [code for _, code in scans]))


def list_states(session: Session, list_id: int) -> list[tuple[ScanMeaning, ScanState]]:
    """Return the scans of a list with their states, in their order, without titles (`describe` has them).

    :raises NotFound: when there is no such list.
    """
    get_list(session, list_id)
    meanings = scan_meanings.read_meanings(session, [list_id])
    return list(zip(meanings, find_states(meanings), strict=True))


def describe(session: Session, scans: Sequence[tuple[ScanMeaning, ScanState]]) -> list[ScanLine]:
    """Return the lines of some scans of `list_states`."""
    matches = match_codes(session, [scan.code for scan, _ in scans])
    return [ScanLine(scan.id, matches[scan.code], state) for scan, state in scans]


def add_scans(session: Session, list_id: int, codes: Sequence[str], *, actor: str) -> list[ScanLine]:
    """Add codes to a list and return their lines.

    :raises NotFound: when there is no such list.
    :raises InvalidRecord: when there are too many.
    """
    cleaned = [code for text in codes if (code := clean_code(text))]
    before = get_list(session, list_id).n_scans
    if len(cleaned) > MOST_CODES or before + len(cleaned) > MOST_SCANS:
        raise InvalidRecord(FieldError("codes", f"at most {MOST_CODES} at once, and {MOST_SCANS} in a list"))
    if not cleaned:
        return []
    matches = match_codes(session, cleaned)
    earlier = scan_meanings.find_earlier_codes(session, list_id, list(matches.values()))
    seen = {match.key for match in match_codes(session, earlier).values()}
    ids = scan_lists.insert_codes(session, list_id, cleaned, actor)
    return sort_scans(list(zip(ids, cleaned, strict=True)), matches, seen)


def remove_scan(session: Session, list_id: int, scan_id: int) -> None:
    """Take a scan out of its list. :raises NotFound: when it is not there."""
    if not scan_lists.delete_scan(session, list_id, scan_id):
        raise NotFound("scan", scan_id)
