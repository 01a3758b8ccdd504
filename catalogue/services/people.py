"""One person, one heading: what an import says of people is brought to one form of each before it is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from catalogue.domain.outcome import Parsed
from catalogue.domain.record import BookRecord
from catalogue.domain.text import heading_key
from catalogue.models import now
from catalogue.store import author_forms

MOST_CAPITALS = 50_000
"""Headings in capitals that an import remembers, in case another form comes; beyond, they stay as they were written."""

Years = author_forms.Years


@dataclass(slots=True)
class People:
    """What an import knows of the headings it made since `started_at`."""

    started_at: datetime = field(default_factory=now)
    _capitals: set[str] = field(default_factory=set)
    _years: dict[str, Years] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def settle(self, session: Session, batch: Sequence[Parsed]) -> list[Parsed]:
        """Return records whose people have one name each; `write` says the rest once they are stored.

        Who has other years than a heading of the same name is somebody else, and gets a heading with the years.
        """
        has_capitals = any(name.isupper() for outcome in batch for name in _list_names(outcome.record))
        if not (has_capitals or self._capitals or any(outcome.years for outcome in batch)):
            return list(batch)
        known_years = self._read_known_years(session, batch)
        renamed = [self._rename_by_years(outcome, known_years) for outcome in batch]
        if has_capitals or self._capitals:
            forms = self._find_forms(session, renamed)
            renamed = [_replace_names(outcome, forms) for outcome in renamed]
        return renamed

    def write(self, session: Session) -> None:
        """Give headings that this import made their years, and those in capitals the form that came since."""
        author_forms.write_years(session, self._years, self.started_at)
        author_forms.write_names(session, self._names, self.started_at)
        self._years, self._names = {}, {}

    def _read_known_years(self, session: Session, batch: Sequence[Parsed]) -> dict[str, Years]:
        """Return the years of the headings that people with years would have."""
        keys = {heading_key(name) for outcome in batch for name, _, _ in outcome.years}
        if not keys:
            return {}
        return {row.key: (row.birth_year, row.death_year) for row in author_forms.read_known(session, sorted(keys))}

    def _rename_by_years(self, outcome: Parsed, known: dict[str, Years]) -> Parsed:
        names: dict[str, str] = {}
        for name, birth, death in outcome.years:
            key = heading_key(name)
            if (years := join_years(known.get(key, (None, None)), (birth, death))) is None:
                names[name] = name = f"{name} ({birth or '....'}-{death or '....'})"
                key = heading_key(name)
                years = birth, death
            known[key] = self._years[key] = years
        return _replace_names(outcome, names)

    def _find_forms(self, session: Session, batch: Sequence[Parsed]) -> dict[str, str]:
        """Return another form for each name in capitals for which this import knows one."""
        names = {name for outcome in batch for name in _list_names(outcome.record)}
        written = {heading_key(name): name for name in names if not name.isupper()}
        for key in self._capitals & written.keys():
            self._names[key] = written[key]
            self._capitals.discard(key)
        forms: dict[str, str] = {}
        others = {name: _turn_name(name) for name in names if name.isupper() and heading_key(name) not in written}
        made = self._read_made_names(session, [heading_key(turned) for turned in others.values() if turned])
        for name in names:
            if not name.isupper():
                continue
            key, turned = heading_key(name), heading_key(_turn_name(name))
            form = written.get(key) or (written.get(turned) or made.get(turned) if turned else None)
            if form:
                forms[name] = form
            elif len(self._capitals) < MOST_CAPITALS:
                self._capitals.add(key)
        return forms

    def _read_made_names(self, session: Session, keys: Sequence[str]) -> dict[str, str]:
        """Return the names of the headings with these keys that this import has made, but those in capitals."""
        if not keys:
            return {}
        rows = author_forms.read_known(session, keys)
        return {row.key: row.name for row in rows if row.created_at >= self.started_at and not row.name.isupper()}


def join_years(known: Years, given: Years) -> Years | None:
    """Return the years of one person from two pairs of them; None when they are those of two people.

    >>> join_years((1900, None), (1900, 1944)), join_years((1900, None), (1974, None))
    ((1900, 1944), None)
    """
    if any(one and other and one != other for one, other in zip(known, given, strict=True)):
        return None
    birth, death = known[0] or given[0], known[1] or given[1]
    return None if birth and death and death < birth else (birth, death)


def _list_names(record: BookRecord) -> Iterable[str]:
    return (*record.authors, *(contributor.name for contributor in record.contributors))


def _turn_name(name: str) -> str:
    """Return a name of two words the other way round, a longer or shorter one not at all."""
    words = name.split()
    return f"{words[1]} {words[0]}" if len(words) == 2 else ""


def _replace_names(outcome: Parsed, names: dict[str, str]) -> Parsed:
    if not names or not any(name in names for name in _list_names(outcome.record)):
        return outcome
    record = replace(
        outcome.record,
        authors=tuple(names.get(name, name) for name in outcome.record.authors),
        contributors=tuple(replace(one, name=names.get(one.name, one.name)) for one in outcome.record.contributors),
    )
    return replace(outcome, record=record)
