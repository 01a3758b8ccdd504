"""Corrections: words of this catalogue that are written almost as what was typed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from rapidfuzz.distance import OSA
from tantivy import Query

from catalogue.domain.query.parser import Scope, Term, TextQuery
from catalogue.domain.query.rewriting import LINKS
from catalogue.domain.text import fold, stem
from catalogue.domain.text.numbers import is_numeral
from catalogue.search.documents import STEM
from catalogue.search.index import Snapshot
from catalogue.search.query_builder import QueryBuilder, must

MOST_WORDS = 8
"""Words of a question that are corrected; nobody corrects more by machine."""

MOST_NEAR = 256
"""Words near one that are weighed."""

OFFERED = 6
"""Ways to write a word that are tried where no book has it."""

MOST_BESIDE, OFFERED_BESIDE = 40, 2
"""Ways to write a word that are looked for beside the other words, and those of them that are tried."""

SHORTEST, TWO_SLIPS = 3, 6
"""Letters of a word below which every other is near, and from which on two slips may be in it."""

MOST_INITIALS, MOST_NAMES = 4, 100
"""Initials that are written out, and names with one of them that are tried, the commonest ones."""

_INITIAL = re.compile(r"(?<![\w'’])([^\W\d_])(?:\.[\s\-]*|\s+|$)")
_TOKEN = re.compile("(?:[^\\W\u02b9\u02bc]|[+#\u0300-\u036f\ufe20-\ufe2f])+")
"""A word as it is written, marks that stand by themselves included; the soft sign of Russian is an apostrophe."""


@dataclass(frozen=True, slots=True)
class Way:
    """A word of the catalogue: as it is compared, and as it is written there."""

    folded: str
    written: str


def corrections(snapshot: Snapshot, query: TextQuery) -> Iterator[str]:
    """Yield the question with words written otherwise, the likeliest first; the caller sees what they find.

    Words that no book has are corrected first, all of them at once, a single one also to a rare word that some book has
    together with the others; without any, each longer word in turn, in case a slip made another word of it. Before
    that, two words are taken for one with a space too many, and initials for names.
    """
    yield from _joined(snapshot, query)
    words = _words(query)
    yield from _named(snapshot, query, words)
    unknown = [word for word in words if not _n_books(snapshot, word)][:MOST_WORDS]
    if not unknown:
        for word in [word for word in words if len(word) > SHORTEST][:MOST_WORDS]:
            for way in islice(_beside(snapshot, word, words), OFFERED_BESIDE):
                yield _rewritten(query, {word: way.written})
        return
    near = {word: near_words(snapshot, word) for word in unknown}
    if all(near.values()):
        best = {word: ways[0].written for word, ways in near.items()}
        yield _rewritten(query, best)
        for word, ways in near.items():
            for way in ways[1:OFFERED]:
                yield _rewritten(query, best | {word: way.written})
        if len(unknown) == 1 and (rarer := near[unknown[0]][OFFERED:]):
            for way in islice(_beside(snapshot, unknown[0], words, rarer), OFFERED_BESIDE):
                yield _rewritten(query, {unknown[0]: way.written})


def _joined(snapshot: Snapshot, query: TextQuery) -> Iterator[str]:
    """Yield the question with two neighbours in one piece, where books have that: `mocking bird`."""
    for one, two in pairwise(query.terms):
        if _is_plain(one) and _is_plain(two):
            piece = "".join(word.folded for word in (*one.words, *two.words))
            if _n_books(snapshot, piece):
                yield query.text[: one.start] + piece + query.text[two.end :]


def _named(snapshot: Snapshot, query: TextQuery, words: Sequence[str]) -> Iterator[str]:
    """Yield the question with its initials written out, as the names of an author of the other words: `v hugo`."""
    plain = {
        word.folded for term in query.terms if _is_plain(term) and term.scope is Scope.ANYWHERE for word in term.words
    }
    initials = [word for word in words if len(word) == 1 and word in plain]
    queries = QueryBuilder(snapshot)
    others = [queries.term("any", STEM + stem(word)) for word in words if word not in initials]
    if not (0 < len(initials) <= MOST_INITIALS and others and queries.count(must(*others))):
        return
    names = {initial: _name(queries, initial, others) for initial in initials}
    if all(names.values()):
        written = {initial: f"{name} " for initial, name in names.items()}
        yield _INITIAL.sub(lambda found: written.get(fold(found[1]), found.group()), query.text).strip()


def _name(queries: QueryBuilder, initial: str, others: Sequence[Query]) -> str | None:
    """Return the name with this initial that authors of most books have who have the other words, too; the shorter one
    of two, as Jean of Jean-Paul is.
    """
    longer = queries.searcher.terms_with_prefix("author", initial, limit=MOST_NAMES)
    names = sorted((name for name, _ in longer if name != initial), key=len)
    counts = {name: queries.count(must(*others, queries.term("author", name))) for name in names}
    name = max(names, key=counts.__getitem__, default="")
    return name if counts.get(name) else None


def _is_plain(term: Term) -> bool:
    return not (term.is_phrase or term.is_excluded)


def _beside(snapshot: Snapshot, word: str, words: Sequence[str], ways: Sequence[Way] | None = None) -> Iterator[Way]:
    """Yield the ways to write a word, all that are near unless some are given, that a book has with the others."""
    queries = QueryBuilder(snapshot)
    others = [queries.term("any", STEM + stem(other)) for other in words if other != word]
    if others and not queries.count(must(*others)):
        return
    for way in (near_words(snapshot, word) if ways is None else ways)[:MOST_BESIDE]:
        pieces = way.folded.split()
        if LINKS.isdisjoint(pieces) and queries.count(must(*others, *(queries.term("any", one) for one in pieces))):
            yield way


def _words(query: TextQuery) -> list[str]:
    found = [word.folded for term in query.wanted for word in term.words if not word.is_optional]
    return [word for word in dict.fromkeys(found) if any(letter.isalpha() for letter in word)]


def _n_books(snapshot: Snapshot, word: str) -> int:
    return QueryBuilder(snapshot).n_books("any", word)


def near_words(snapshot: Snapshot, word: str) -> list[Way]:
    """Return the words near `word`, the likeliest first: fewest slips, the same beginning, on most books.

    A slip is a letter left out, put in, mistaken, two swapped, or a space forgotten; words of six letters and more may
    have two. Where nothing is near, the commonest word that begins so. A number with a slip in it is another number.
    """
    if len(word) < SHORTEST or is_numeral(word):
        return []
    for slips in (1, 2) if len(word) >= TWO_SLIPS else (1,):
        near = [*_within(snapshot, word, slips), *(_apart(snapshot, word) if slips == 1 else ())]
        if near:
            return [way for *_, way in sorted(near, key=lambda found: (*found[:3], found[3].folded))]
    longer = (one for one, _ in snapshot.searcher.terms_with_prefix("any", word, limit=MOST_BESIDE))
    return [*islice((Way(one, one) for one in longer if _n_books(snapshot, one)), 1)]


def _within(snapshot: Snapshot, word: str, slips: int) -> Iterator[tuple[int, bool, int, Way]]:
    """Yield the words that so many slips lead to, with what they are sorted by."""
    fuzzy = Query.fuzzy_term_query(snapshot.schema, "word", word, slips, True)
    for _, address in snapshot.searcher.search(fuzzy, MOST_NEAR, count=False).hits:
        found = snapshot.searcher.doc(address)
        way = Way(str(found["word"][0]), str(found["written"][0]))
        if way.folded != word and (n_books := _n_books(snapshot, way.folded)):
            yield OSA.distance(word, way.folded), way.folded[0] != word[0], -n_books, way


def _apart(snapshot: Snapshot, word: str) -> Iterator[tuple[int, bool, int, Way]]:
    """Yield the two words that are on most books of those that `word` may be without a space."""
    pairs = [(word[:place], word[place:]) for place in range(2, len(word) - 1)]
    both = max(pairs, key=lambda pair: min(_n_books(snapshot, part) for part in pair), default=None)
    if both is not None and (n_books := min(_n_books(snapshot, part) for part in both)):
        yield 1, True, -n_books, Way(" ".join(both), " ".join(both))


def _rewritten(query: TextQuery, ways: dict[str, str]) -> str:
    """Return the text of a question with words written otherwise; the rest stands as it was typed."""
    parts: list[str] = []
    end = 0
    for term in query.terms:
        parts += [query.text[end : term.start], _substituted(query.text[term.start : term.end], ways)]
        end = term.end
    return "".join([*parts, query.text[end:]])


def _substituted(typed: str, ways: dict[str, str]) -> str:
    return _TOKEN.sub(lambda found: ways.get(fold(found.group()), found.group()), typed)
