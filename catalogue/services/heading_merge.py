"""Merging headings: two forms of one name become one, and all books follow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.changes import MERGED_INTO, Action, RecordKind, SetKind
from catalogue.domain.headings import AuthorRecord, SeriesRecord
from catalogue.domain.renames import rename_heading
from catalogue.domain.text import heading_key, title_key
from catalogue.domain.views import AuthorView, SubjectView
from catalogue.errors import FieldError, InvalidRecord
from catalogue.services import books
from catalogue.services.headings import HEADINGS, HeadingView
from catalogue.store import cache, change_log
from catalogue.store import headings as heading_rows
from catalogue.store.book_views import IN_LIMIT, read_books
from catalogue.store.change_sets import name_rename, open_set
from catalogue.store.heading_tables import HEADING_TABLES

MOST_GROUPS = 200
PLACEHOLDERS = frozenset(
    ["auteur inconnu", "auteurs divers", "collectif", "anonyme", "unknown author", "non renseigne"]
)


@dataclass(frozen=True, slots=True)
class HeadingForm:
    """A heading among those that may be one."""

    id: int
    name: str
    n_books: int
    years: tuple[int | None, int | None] = (None, None)


def merge(session: Session, kind: RecordKind, kept_id: int, merged_id: int, *, actor: str) -> int:
    """Put the books of one heading under another and delete it; return how many books followed.

    Its name and other forms become forms of the author or series that is kept. The whole is one change set.

    :raises NotFound: when one of them is not there.
    :raises InvalidRecord: when both are the same.
    """
    if kept_id == merged_id:
        raise InvalidRecord(FieldError("other", "a heading cannot be merged with itself"))
    kept, merged = (HEADINGS[kind].get(session, one) for one in (kept_id, merged_id))
    with open_set(session, SetKind.MERGE, name_rename(merged.name, kept.name), actor=actor):
        book_ids = heading_rows.list_book_ids(session, HEADING_TABLES[kind], merged_id)
        for some in split_batches(book_ids, IN_LIMIT):
            move_books(session, kind, some, merged.name, kept.name, actor=actor)
        close(session, kind, kept, merged, actor=actor)
    return len(book_ids)


def move_books(session: Session, kind: RecordKind, book_ids: Sequence[int], old: str, new: str, *, actor: str) -> None:
    """Put books that one heading has under another."""
    views = read_books(session, book_ids)
    records = {view.id: rename_heading(view.as_record(), kind, old, new) for view in views}
    books.replace_all(session, records, actor=actor)


def close(
    session: Session, kind: RecordKind, kept: HeadingView, merged: HeadingView, *, actor: str, follows: bool = True
) -> None:
    """Delete a heading whose books have moved, and give its forms to the one that is kept.

    :param follows: writes the books of the heading that is kept, too, as its forms are more now.
    """
    headings = HEADINGS[kind]
    if (joined := join(kept, merged)) is not None:
        headings.replace(session, kept.id, joined, actor=actor, follows=follows)
    heading_rows.delete(session, HEADING_TABLES[kind], merged.id, 0)
    before = headings.describe(merged)
    entry = change_log.Entry(kind, merged.id, Action.DELETE, merged.revision + 1, before | {MERGED_INTO: kept.id})
    change_log.append(session, actor, [entry])


def find_by_name(session: Session, kind: RecordKind, name: str) -> int | None:
    """Return the number of the heading with this folded name, None when there is none."""
    key = heading_key(name)
    return heading_rows.find_ids(session, HEADING_TABLES[kind], [key]).get(key)


def list_alike(session: Session, kind: RecordKind) -> list[list[HeadingForm]]:
    """Return groups of headings that may be one name, those with most books first; at most 200.

    The words of the names are the same in another order, or, of subjects, in singular and plural. Names of one word
    or one letter, placeholders, and people with other years of birth or death are never in a group.
    """
    return cache.remember(session, ("headings alike", kind), lambda: _group(_read_forms(session, kind), kind))


def _read_forms(session: Session, kind: RecordKind) -> Iterable[HeadingForm]:
    has_years = kind is RecordKind.AUTHOR
    columns = ("id", "name", "n_books", *(("birth_year", "death_year") if has_years else ()))
    for heading_id, name, n_books, *years in heading_rows.list_with_books(session, HEADING_TABLES[kind], columns):
        yield HeadingForm(heading_id, name, n_books, (years[0], years[1]) if years else (None, None))


def _group(forms: Iterable[HeadingForm], kind: RecordKind) -> list[list[HeadingForm]]:
    groups: dict[tuple[str, ...], list[HeadingForm]] = {}
    for form in forms:
        if key := _make_likeness_key(form.name, kind):
            groups.setdefault(key, []).append(form)
    alike = [sorted(group, key=lambda form: (-form.n_books, form.id)) for group in groups.values() if len(group) > 1]
    alike = [group for group in alike if not _have_other_years(group)]
    return sorted(alike, key=lambda group: (-sum(form.n_books for form in group), group[0].name))[:MOST_GROUPS]


def _make_likeness_key(name: str, kind: RecordKind) -> tuple[str, ...]:
    """Return what alike names share, nothing for names that say too little.

    >>> _make_likeness_key("CAMUS, Albert (1913-1960)", RecordKind.AUTHOR)
    ('albert', 'camus')
    """
    key = heading_key(name)
    if key in PLACEHOLDERS:
        return ()
    words = [word for word in key.split() if not word.isdigit()]
    if kind is RecordKind.SERIES:
        return (" ".join(title_key(name).split()),) if max(map(len, words), default=0) > 3 else ()
    if kind is RecordKind.SUBJECT:
        return tuple(sorted(word.rstrip("sx") or word for word in words)) if max(map(len, words), default=0) > 3 else ()
    return tuple(sorted(words)) if sum(len(word) > 1 for word in words) > 1 else ()


def _have_other_years(group: list[HeadingForm]) -> bool:
    return any(len({form.years[place] for form in group} - {None}) > 1 for place in (0, 1))


def join(kept: HeadingView, merged: HeadingView) -> AuthorRecord | SeriesRecord | None:
    """Return the author or series that is kept, with the forms of the other, and the years that an author lacked."""
    if isinstance(kept, SubjectView) or isinstance(merged, SubjectView):
        return None
    keys = {heading_key(kept.name)} | {heading_key(name) for name in kept.variants}
    more = {heading_key(name): name for name in (merged.name, *merged.variants) if heading_key(name) not in keys}
    variants = (*kept.variants, *more.values())[:100]
    if isinstance(kept, AuthorView) and isinstance(merged, AuthorView):
        birth_year, death_year = kept.birth_year or merged.birth_year, kept.death_year or merged.death_year
        return AuthorRecord(name=kept.name, birth_year=birth_year, death_year=death_year, variants=variants)
    return SeriesRecord(name=kept.name, variants=variants)
