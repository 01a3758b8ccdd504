"""The text of a search, parsed: any text at all makes a query.

A space separates words, all of which must be in a book. `"a phrase"` keeps words together, `-word` keeps books away,
`titre:` `auteur:` `série:` `sujet:` (`title:` `author:` `series:` `subject:`) look in one place, `isbn:` for a number,
`annee:1990..2000` (`year:`) for years, `type:dvd` (`kind:`) and `public:ados` (`audience:`) for what a document is and
for whom, and `cote:843 CAM` (`callnumber:`) for the beginning of a call number. An unknown prefix is text, and so is
whatever else makes no sense.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from catalogue.domain.identifiers import code_key, parse_isbn
from catalogue.domain.query.trait_words import TRAIT_PREFIXES, read_trait
from catalogue.domain.query.years import Years, parse_years
from catalogue.domain.text import (
    ARTICLES,
    GLUED,
    fold,
    has_no_spaces,
    list_compounds,
    list_glued,
    search_words,
    stem,
    words,
)
from catalogue.domain.text.number_words import Notation
from catalogue.domain.text.numbers import find_numbers, rewrite_numbers

MAX_WORDS = 32
"""Words of a query; those after them are left out, so that work is bounded."""


class Scope(StrEnum):
    """Where a term is looked for."""

    ANYWHERE = "anywhere"
    TITLE = "title"
    AUTHOR = "author"
    SERIES = "series"
    SUBJECT = "subject"


class Keep(StrEnum):
    """Parts of the text that the reader wants taken literally."""

    ISBN = "isbn"
    ARTICLE = "article"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word with its stem. An optional one ranks books but is not required: `la` in `la peste`."""

    folded: str
    stem: str
    is_optional: bool = False

    @property
    def typed(self) -> str:
        """The word as it was typed, folded."""
        return self.folded.removeprefix(GLUED)


@dataclass(frozen=True, slots=True)
class Term:
    """Words between two blanks, from `start` to `end` of the text; `joined` are its compounds in one piece."""

    start: int
    end: int
    words: tuple[Word, ...]
    joined: tuple[str, ...] = ()
    scope: Scope = Scope.ANYWHERE
    is_phrase: bool = False
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class TextQuery:
    """A query: its terms, ISBNs (13 bare digits) of which a book must have one, years (inclusive, either open).

    `call_numbers` are beginnings, letters and digits only, each of which a copy must have; `traits` are filters with a
    code; `years_out` are the first and last years between which a book must not be; `is_unfinished` while the reader
    types.
    """

    text: str = ""
    terms: tuple[Term, ...] = ()
    isbns: tuple[str, ...] = ()
    call_numbers: tuple[str, ...] = ()
    traits: tuple[tuple[str, str], ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    years_out: tuple[Years, ...] = ()
    keep: frozenset[Keep] = field(default=frozenset())
    is_unfinished: bool = False
    in_figures: "TextQuery | None" = None

    @property
    def readings(self) -> tuple["TextQuery", ...]:
        """The query, and the one with its numbers in figures; what meets either is found."""
        if self.in_figures is None:
            return (self,)
        return self, replace(self.in_figures, is_unfinished=self.is_unfinished)

    @property
    def is_empty(self) -> bool:
        """Whether the query matches every book."""
        has_years = self.year_from is not None or self.year_to is not None or self.years_out
        return not (self.terms or self.isbns or self.call_numbers or self.traits or has_years)

    @property
    def ranking(self) -> tuple[Word, ...]:
        """The words that rank books: those of no particular place, else those of a title."""
        for scope in (Scope.ANYWHERE, Scope.TITLE):
            scoped = [word for term in self.wanted if term.scope is scope for word in term.words]
            if scoped:
                return tuple(scoped)
        return ()

    @property
    def beginning(self) -> Word | None:
        """The word that may be the beginning of one: the last, where it is a plain one and the reader still types."""
        if not self.is_unfinished or not self.terms or self.terms[-1].is_phrase or self.terms[-1].is_excluded:
            return None
        return self.terms[-1].words[-1]

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that a book must have."""
        return tuple(term for term in self.terms if not term.is_excluded)

    @property
    def n_precise(self) -> int:
        """The number of terms that are phrases, look in one place, or exclude books, and of traits."""
        return len(self.traits) + sum(
            term.is_phrase or term.is_excluded or term.scope is not Scope.ANYWHERE for term in self.terms
        )

    @property
    def ignored(self) -> tuple[str, ...]:
        """The articles that a book need not have."""
        return tuple(word.folded for term in self.terms for word in term.words if word.is_optional)


_SCOPES = {
    "titre": Scope.TITLE,
    "title": Scope.TITLE,
    "auteur": Scope.AUTHOR,
    "author": Scope.AUTHOR,
    "serie": Scope.SERIES,
    "series": Scope.SERIES,
    "collection": Scope.SERIES,
    "sujet": Scope.SUBJECT,
    "subject": Scope.SUBJECT,
}
_CALL_NUMBER = "(?:cote|call ?number)"
_PREFIXES = f"{'|'.join(_SCOPES)}|séries?|isbn|ann[eé]e|year|{'|'.join(TRAIT_PREFIXES)}"
_PREFIX = rf"-?(?:{_PREFIXES}|{_CALL_NUMBER})\s?:"
_PIECE = re.compile(
    rf'{_CALL_NUMBER}\s?:\s*(?P<call_number>"[^"]*"|\S.*?(?=\s+{_PREFIX}|$))|'
    rf"(?P<minus>-)?(?:(?P<prefix>{_PREFIXES})\s?:\s*)?"
    r'(?:"(?P<straight>[^"]*)"|«(?P<french>[^»]*)»|“(?P<curly>[^”]*)”|(?P<bare>\S+))',
    re.IGNORECASE,
)
_LEADING = ARTICLES["fr"] | ARTICLES["en"]
_ELIDED = frozenset(["l", "d", "j", "m", "t", "s", "c", "n", "qu"])
_VOWELS = frozenset("aeiouyh")
_BEFORE_NO_VOWEL = frozenset(["de", "le", "la"])
"""Words that nobody writes in full before a vowel, but `de ormesson` is typed."""


def parse_query(text: str, keep: frozenset[Keep] = frozenset()) -> TextQuery:
    """Return `text` as a query.

    >>> [[word.folded for word in term.words] for term in parse_query('auteur:Zola "la terre"').wanted]
    [['zola'], ['la', 'terre']]
    >>> parse_query("annee:1990..").year_from, parse_query("2-07-036002-4").isbns
    (1990, ('9782070360024',))
    """
    text = text.encode(errors="replace").decode()  # Half a surrogate pair is no text.
    in_figures = _write_in_figures(text)
    query = _parse_as_it_is(text, keep)
    return replace(query, in_figures=_parse_as_it_is(in_figures, keep)) if in_figures else query


def _write_in_figures(text: str) -> str | None:
    """Return a text with its numbers in figures, if that is another text, and has other words, too.

    Who types a number alone looks for it as it is written: *Deux* is no title for "2", which volumes have.
    """
    places = find_numbers(text)
    ends = [0, *(place.end for place in places)]
    others = "".join(text[end : place.start] for end, place in zip(ends, places, strict=False)) + text[ends[-1] :]
    if not (places and words(others)):
        return None
    in_figures = rewrite_numbers(text, places, Notation.FIGURES)
    return in_figures if words(in_figures) != words(text) else None


def _parse_as_it_is(text: str, keep: frozenset[Keep]) -> TextQuery:
    query = TextQuery(text=text, keep=keep)
    if Keep.ISBN not in keep and (isbn := _parse_isbn(text)) is not None:
        return replace(query, isbns=(isbn,))
    terms: list[Term] = []
    n_words = 0
    for piece in _PIECE.finditer(text):
        query, term = _parse_piece(query, piece)
        if term is not None and n_words < MAX_WORDS:
            terms.append(replace(term, words=term.words[: MAX_WORDS - n_words]))
            n_words += len(terms[-1].words)
    return replace(query, terms=tuple(terms) if Keep.ARTICLE in keep else tuple(_mark_articles(terms)))


def _parse_piece(query: TextQuery, piece: re.Match[str]) -> tuple[TextQuery, Term | None]:
    """Return the query with the years or ISBN of a piece, and the term that the piece is, if it is one."""
    if piece["call_number"]:
        beginning = code_key(piece["call_number"])
        return (replace(query, call_numbers=(*query.call_numbers, beginning)) if beginning else query), None
    prefix = fold(piece["prefix"] or "")
    quoted = next((piece[name] for name in ("straight", "french", "curly") if piece[name] is not None), None)
    inner = piece["bare"] if quoted is None else quoted
    is_plain = not piece["minus"]
    if prefix in {"annee", "year"} and (years := parse_years(inner)) is not None:
        if is_plain:
            return replace(query, year_from=years[0], year_to=years[1]), None
        return replace(query, years_out=(*query.years_out, years)), None
    if is_plain and (trait := read_trait(prefix, inner)):
        return replace(query, traits=(*query.traits, trait)), None
    isbn = _parse_isbn(inner) if prefix in {"", "isbn"} and Keep.ISBN not in query.keep else None
    if isbn is not None and is_plain:
        return replace(query, isbns=(*query.isbns, isbn)), None
    if isbn is not None:
        inner = isbn
    elif prefix and prefix not in {*_SCOPES, "isbn"}:
        inner = piece.group().removeprefix("-")
    term = Term(
        piece.start(),
        piece.end(),
        tuple(_parse_words(inner, Keep.ARTICLE in query.keep)),
        tuple(list_compounds(inner)) if quoted is None else (),
        _SCOPES.get(prefix, Scope.ANYWHERE),
        is_phrase=quoted is not None or has_no_spaces(inner),
        is_excluded=not is_plain,
    )
    return query, term if term.words else None


def _parse_words(text: str, keeps_articles: bool) -> Iterator[Word]:
    words = search_words(text)
    if keeps_articles and len(words) < len(search_words(text.replace("'", " ").replace("’", " "))):
        words = [*list_glued(text), *list_compounds(text)] or words
    for word in words:
        yield Word(word, stem(word))


def _mark_articles(terms: list[Term]) -> Iterator[Term]:
    """Yield the terms; a leading article, and elided ones typed as words, become optional."""
    plain = [term for term in terms if not (term.is_phrase or term.is_excluded) and term.scope is Scope.ANYWHERE]
    followers = {term.start: follower for term, follower in pairwise(plain)}
    for term in terms:
        follower = followers.get(term.start)
        if follower is not None and len(term.words) == 1:
            word = term.words[0].folded
            is_leading = term is plain[0] and word in _LEADING
            next_letter = follower.words[0].folded[0]
            is_elided = word in _ELIDED and next_letter in _VOWELS
            if is_leading or is_elided or (word in _BEFORE_NO_VOWEL and next_letter in "aeiou"):
                term = replace(term, words=(replace(term.words[0], is_optional=True),))
        yield term


def _parse_isbn(text: str) -> str | None:
    try:
        return None if text.startswith("-") else parse_isbn(text)
    except ValueError:
        return None
