"""Other spellings: words of this catalogue that differ from those typed by a slip or two."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from rapidfuzz.distance import OSA
from tantivy import Query

from catalogue.domain.query.parser import Scope, Term, TextQuery
from catalogue.domain.query.rewriting import LINKS
from catalogue.domain.text import ELISIONS, GLUED, fold, stem
from catalogue.domain.text.numbers import is_numeral
from catalogue.search.documents import STEM
from catalogue.search.index import Snapshot
from catalogue.search.query_builder import QueryBuilder, must, should
from catalogue.search.schema import TEXT_FIELDS

MAX_WORDS = 8
"""Words of a query that are corrected."""

MAX_NEAR = 256
"""Words near one that are compared."""

N_TRIED = 6
"""Spellings of an unknown word that are tried."""

MAX_BESIDE, N_TRIED_BESIDE = 40, 2
"""Spellings of a word that are looked for together with the other words, and those of them that are tried."""

MIN_LENGTH, TWO_SLIPS = 4, 6
"""Letters from which on a word is corrected, and from which on it may have two slips."""

MAX_INITIALS, MAX_NAMES = 4, 100
"""Initials that are written out, and names with one of them that are tried, the commonest first."""

_INITIAL = re.compile(r"(?<![\w'’])([^\W\d_])(?:\.[\s\-]*|\s+|$)")
_TOKEN = re.compile("(?:[^\\W\u02b9\u02bc]|[+#\u0300-\u036f\ufe20-\ufe2f])+")
"""A word as it is written, with combining marks; the soft sign of Russian is an apostrophe."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word of the catalogue, folded and as it is written there."""

    folded: str
    written: str


def suggest_texts(snapshot: Snapshot, query: TextQuery) -> Iterator[str]:
    """Yield the text with words spelt otherwise, the likeliest first; the caller looks what they find.

    Words that no book has are corrected first, all of them at once, a single one also to a rare word that some book has
    together with the others; without any, each longer word in turn, in case a slip made another word of it. Before
    that, two words are taken for one with a space too many, and initials for names.
    """
    yield from _join_neighbours(snapshot, query)
    words = _list_words(query)
    yield from _write_out_initials(snapshot, query, words)
    unknown = [word for word in words if not _count_books(snapshot, word)][:MAX_WORDS]
    if not unknown:
        for word in [word for word in words if len(word) >= MIN_LENGTH][:MAX_WORDS]:
            for spelling in islice(_find_beside(snapshot, word, words), N_TRIED_BESIDE):
                yield _rewrite(query, {word: spelling.written})
        return
    near = {word: find_near_words(snapshot, word) for word in unknown}
    if all(near.values()):
        best = {word: spellings[0].written for word, spellings in near.items()}
        yield _rewrite(query, best)
        for word, spellings in near.items():
            for spelling in spellings[1:N_TRIED]:
                yield _rewrite(query, best | {word: spelling.written})
        if len(unknown) == 1 and (rarer := near[unknown[0]][N_TRIED:]):
            for spelling in islice(_find_beside(snapshot, unknown[0], words, rarer), N_TRIED_BESIDE):
                yield _rewrite(query, {unknown[0]: spelling.written})


def _join_neighbours(snapshot: Snapshot, query: TextQuery) -> Iterator[str]:
    """Yield the text with two neighbouring words as one, if books have that: `mocking bird`."""
    for one, two in pairwise(query.terms):
        if _is_plain(one) and _is_plain(two):
            piece = "".join(word.folded for word in (*one.words, *two.words))
            if _count_books(snapshot, piece):
                yield query.text[: one.start] + piece + query.text[two.end :]


def write_elisions(snapshot: Snapshot, query: TextQuery) -> Iterator[str]:
    """Yield the text with a word as the elision that books have, though some have the word, too: `dune nuit`."""
    for word in _list_words(query):
        if elided := _write_elision(snapshot, word):
            yield _rewrite(query, {word: elided})


def _write_elision(snapshot: Snapshot, word: str) -> str | None:
    """Return a word with the apostrophe that books have in it: `d'une` for `dune`."""
    if _count_books(snapshot, GLUED + word):
        for elided in ELISIONS:
            if word.startswith(elided) and _count_books(snapshot, word.removeprefix(elided)):
                return f"{elided}'{word.removeprefix(elided)}"
    return None


def _write_out_initials(snapshot: Snapshot, query: TextQuery, words: Sequence[str]) -> Iterator[str]:
    """Yield the text with its initials written out as names of an author who has the other words: `v hugo`."""
    plain = {
        word.folded for term in query.terms if _is_plain(term) and term.scope is Scope.ANYWHERE for word in term.words
    }
    initials = [word for word in words if len(word) == 1 and word in plain]
    builder = QueryBuilder(snapshot)
    others = [builder.term("any", STEM + stem(word)) for word in words if word not in initials]
    if not (0 < len(initials) <= MAX_INITIALS and others and builder.count(must(*others))):
        return
    names = {initial: _find_name(builder, initial, others) for initial in initials}
    if all(names.values()):
        replacements = {initial: f"{name} " for initial, name in names.items()}
        yield _INITIAL.sub(lambda found: replacements.get(fold(found[1]), found.group()), query.text).strip()


def _find_name(builder: QueryBuilder, initial: str, others: Sequence[Query]) -> str | None:
    """Return the name with this initial on most books that have the other words, too; of two, the shorter one, as Jean
    is of Jean-Paul.
    """
    longer = builder.searcher.terms_with_prefix("author", initial, limit=MAX_NAMES)
    names = sorted((name for name, _ in longer if name != initial), key=len)
    counts = {name: builder.count(must(*others, builder.term("author", name))) for name in names}
    name = max(names, key=counts.__getitem__, default="")
    return name if counts.get(name) else None


def _is_plain(term: Term) -> bool:
    return not (term.is_phrase or term.is_excluded)


def _find_beside(
    snapshot: Snapshot, word: str, words: Sequence[str], candidates: Sequence[Spelling] | None = None
) -> Iterator[Spelling]:
    """Yield the spellings of a word, all near ones unless some are given, that some book has with the other words."""
    builder = QueryBuilder(snapshot)
    others = [builder.term("any", STEM + stem(other)) for other in words if other != word]
    if others and not builder.count(must(*others)):
        return
    for spelling in (find_near_words(snapshot, word) if candidates is None else candidates)[:MAX_BESIDE]:
        pieces = spelling.folded.split()
        if LINKS.isdisjoint(pieces) and builder.count(must(*others, *(builder.term("any", one) for one in pieces))):
            yield spelling


def _list_words(query: TextQuery) -> list[str]:
    words = [word.folded for term in query.wanted for word in term.words if not word.is_optional]
    return [word for word in dict.fromkeys(words) if any(letter.isalpha() for letter in word)]


def _count_books(snapshot: Snapshot, word: str) -> int:
    return QueryBuilder(snapshot).count_books("any", word)


def _count_phrase(snapshot: Snapshot, words: Sequence[str]) -> int:
    builder = QueryBuilder(snapshot)
    return builder.count(should(*(builder.match_phrase(field, list(words)) for field in TEXT_FIELDS)))


def find_near_words(snapshot: Snapshot, word: str) -> list[Spelling]:
    """Return the words near `word`, the likeliest first: fewest slips, the same beginning, on most books.

    A slip is a letter left out, put in, mistaken, two swapped, or a space forgotten; words of six letters and more may
    have two. Where nothing is near, the commonest word that begins so. A number with a slip in it is another number.
    """
    if len(word) < MIN_LENGTH or is_numeral(word):
        return []
    for slips in (1, 2) if len(word) >= TWO_SLIPS else (1,):
        near = [*_find_within(snapshot, word, slips), *(_split_word(snapshot, word) if slips == 1 else ())]
        if near:
            return [spelling for *_, spelling in sorted(near, key=lambda found: (*found[:3], found[3].folded))]
    longer = (one for one, _ in snapshot.searcher.terms_with_prefix("any", word, limit=MAX_BESIDE))
    return [*islice((Spelling(one, one) for one in longer if _count_books(snapshot, one)), 1)]


def _find_within(snapshot: Snapshot, word: str, slips: int) -> Iterator[tuple[int, bool, int, Spelling]]:
    """Yield the words within so many slips, with what they are sorted by."""
    fuzzy = Query.fuzzy_term_query(snapshot.schema, "word", word, slips, True)
    for _, address in snapshot.searcher.search(fuzzy, MAX_NEAR, count=False).hits:
        document = snapshot.searcher.doc(address)
        spelling = Spelling(str(document["word"][0]), str(document["written"][0]))
        if spelling.folded != word and (n_books := _count_books(snapshot, spelling.folded)):
            yield OSA.distance(word, spelling.folded), spelling.folded[0] != word[0], -n_books, spelling


def _split_word(snapshot: Snapshot, word: str) -> Iterator[tuple[int, bool, int, Spelling]]:
    """Yield the two words on most books that `word` may be without its space; some book has one after the other."""
    pairs = [(word[:place], word[place:]) for place in range(2, len(word) - 1)]
    counts = {pair: min(_count_books(snapshot, part) for part in pair) for pair in pairs}
    for pair in sorted(pairs, key=lambda pair: -counts[pair]):
        if counts[pair] and _count_phrase(snapshot, pair):
            yield 1, True, -counts[pair], Spelling(" ".join(pair), " ".join(pair))
            return


def _rewrite(query: TextQuery, spellings: dict[str, str]) -> str:
    """Return the text of a query with some words spelt otherwise, the rest as it was typed."""
    parts: list[str] = []
    end = 0
    for term in query.terms:
        parts += [query.text[end : term.start], _substitute(query.text[term.start : term.end], spellings)]
        end = term.end
    return "".join([*parts, query.text[end:]])


def _substitute(typed: str, spellings: dict[str, str]) -> str:
    return _TOKEN.sub(lambda found: spellings.get(fold(found.group()), found.group()), typed)
