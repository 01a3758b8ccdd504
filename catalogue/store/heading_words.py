"""The words of headings: a heading is found by the beginnings of its words, whatever their number and order."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.text import heading_key, words
from catalogue.models import Author, AuthorWord, Subject, SubjectWord
from catalogue.models.base import table_of

MOST_WORDS = 32
"""Words of a question that are looked for; no heading has so many."""
_LAST = "\U0010ffff"
"""Sorts after every character that goes on a word."""

_TABLES = {Author: table_of(AuthorWord), Subject: table_of(SubjectWord)}
_IDS = {Author: "author_id", Subject: "subject_id"}


def add_words(session: Session, model: type[Author] | type[Subject], keys: Mapping[str, int]) -> None:
    """Store the words of new headings, given by key and number."""
    name = _IDS[model]
    rows = [{"word": word, name: heading_id} for key, heading_id in keys.items() for word in set(key.split())]
    if rows:
        session.connection().execute(sa.insert(_TABLES[model]), rows)


def replace_words(session: Session, model: type[Author] | type[Subject], heading_id: int, old: str, new: str) -> None:
    """Put the words of a heading's new key in the place of those of its old one."""
    table = _TABLES[model]
    is_old = sa.and_(table.c.word.in_(set(old.split())), table.c[_IDS[model]] == heading_id)
    session.connection().execute(sa.delete(table).where(is_old))
    add_words(session, model, {new: heading_id})


def select_headings(model: type[Author] | type[Subject], text: str) -> sa.Select[int] | sa.CompoundSelect[int]:
    """Return a select of the numbers of the headings that have, for each word of `text`, one that begins so."""
    table = _TABLES[model]
    asked = list(dict.fromkeys(words(text) or heading_key(text).split()))[:MOST_WORDS]
    found = [sa.select(table.c[_IDS[model]]).where(table.c.word >= word, table.c.word < word + _LAST) for word in asked]
    return found[0] if len(found) == 1 else sa.intersect(*found)
