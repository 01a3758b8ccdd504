"""Books that have most of the words of a text, where none has all of them."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from catalogue.domain.query.everyday_words import WISHES
from catalogue.domain.query.parser import Term
from catalogue.domain.query.rewriting import LINKS
from catalogue.search.execution import Execution
from catalogue.search.ranking import SCATTERED, Rule

MAX_TERMS, MAX_PAIRED = 20, 8
"""Words of a text of which one that books have may be left out, and two; each way is a search, 28 for two of eight."""


@dataclass(frozen=True, slots=True)
class FewerWords:
    """A search for the text without some words, `left_out`, as they were typed."""

    execution: Execution
    left_out: tuple[str, ...]


def leave_words_out(typed: Execution) -> FewerWords | None:
    """Return the search for the most words of a text that some book has together, more than half of them.

    Words go that no book has, then one more or two: those first that say what the reader wishes rather than what a book
    is (`dernier`, `livre`, `bd`), then the one that most books have; but where two and more stay, those
    whose first book meets the strictest rule.
    """
    terms = [term for term in typed.query.wanted if not _has_only(term, LINKS)]
    if not 2 <= len(terms) <= MAX_TERMS or typed.query.n_precise or typed.query.isbns:
        return None
    known_terms = [term for term in terms if all(typed.builder.count_books("any", word.folded) for word in term.words)]
    for n_out in range(min(2 if len(known_terms) <= MAX_PAIRED else 1, len(known_terms) - 1) + 1):
        alternatives = [
            (subset, execution)
            for subset in combinations(known_terms, len(known_terms) - n_out)
            if _has_most(subset, terms)
            and (execution := typed.with_text(_write(typed, subset))).total
            and (len(subset) == 1 or execution.first.rule not in SCATTERED)
        ]
        if alternatives:
            subset, execution = min(alternatives, key=lambda one: _order(typed, one[0], one[1], known_terms))
            left_out = [term for term in terms if term not in subset]
            return FewerWords(execution, tuple(_write(typed, [term]) for term in left_out)) if left_out else None
    return None


def leave_wishes_out(typed: Execution, *, keep_links: bool) -> FewerWords | None:
    """Return the search for a text without the words that say what the reader wishes, if it has any.

    :param keep_links: whether the words between others stay, as in a title.
    """
    terms = [term for term in typed.query.wanted if not _has_only(term, LINKS)]
    words = WISHES if keep_links else WISHES | LINKS
    remaining = [term for term in typed.query.wanted if not _has_only(term, words)]
    if (
        not remaining
        or len(remaining) == len(typed.query.wanted)
        or len(terms) < 2
        or typed.query.n_precise
        or typed.query.isbns
    ):
        return None
    left_out = [_write(typed, [term]) for term in terms if term not in remaining]
    return FewerWords(typed.with_text(_write(typed, remaining)), tuple(left_out))


def _has_only(term: Term, words: Set[str]) -> bool:
    return {word.folded for word in term.words} <= words


def _count_telling(terms: Sequence[Term]) -> int:
    return sum(not _has_only(term, WISHES) for term in terms)


def _is_figure(term: Term) -> bool:
    return all(word.folded.isdigit() for word in term.words)


def _has_most(kept: Sequence[Term], terms: Sequence[Term]) -> bool:
    """Tell whether more than half of the words stay, figures not counted; mere wishes count if all are."""
    n_kept, n_typed = _count_telling([term for term in kept if not _is_figure(term)]), _count_telling(terms)
    return 2 * n_kept > n_typed if n_typed else True


def _order(typed: Execution, kept: Sequence[Term], execution: Execution, known: Sequence[Term]) -> list[int]:
    """Return what the searches are sorted by, the best first."""
    lost = [term for term in known if term not in kept]
    rule = execution.first.rule
    place = list(Rule).index(rule) if rule and len(kept) > 1 else 0
    return [_count_telling(lost), place, -sum(map(typed.count_term, lost))]


def _write(typed: Execution, terms: Sequence[Term]) -> str:
    """Return terms of the text as they were typed."""
    return " ".join(typed.query.text[term.start : term.end] for term in terms)
