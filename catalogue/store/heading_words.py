"""The words of headings: a heading is found by the beginnings of its words, whatever their number and order."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.text import heading_key, words
from catalogue.store.bulk_rows import insert_rows
from catalogue.store.heading_tables import HeadingTable

MOST_WORDS = 32
"""Words of a question that are looked for; no heading has so many."""
_LAST = "\U0010ffff"
"""Sorts after every character that goes on a word."""


def add_words(session: Session, table: HeadingTable, keys: Mapping[str, int]) -> None:
    """Store the words of new headings, given by key and number."""
    rows = [{"word": word, table.id_name: heading_id} for key, heading_id in keys.items() for word in set(key.split())]
    if rows:
        insert_rows(session, table.words, rows)


def replace_words(session: Session, table: HeadingTable, heading_id: int, old: str, new: str) -> None:
    """Put the words of a heading's new key in the place of those of its old one."""
    columns = table.words.c
    is_old = sa.and_(columns.word.in_(set(old.split())), columns[table.id_name] == heading_id)
    session.connection().execute(sa.delete(table.words).where(is_old))
    add_words(session, table, {new: heading_id})


def select_headings(table: HeadingTable, text: str) -> sa.Select[int] | sa.CompoundSelect[int]:
    """Return a select of the numbers of the headings that have, for each word of `text`, one that begins so."""
    word_column, id_column = table.words.c.word, table.words.c[table.id_name]
    beginnings = list(dict.fromkeys(words(text) or heading_key(text).split()))[:MOST_WORDS]
    selects = [sa.select(id_column).where(word_column >= word, word_column < word + _LAST) for word in beginnings]
    return selects[0] if len(selects) == 1 else sa.intersect(*selects)
