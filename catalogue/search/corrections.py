"""Another way to write a text that finds nothing or little, in words of this catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from catalogue.domain.query.parser import parse_query
from catalogue.domain.query.rewriting import rewrite
from catalogue.search import spelling
from catalogue.search.execution import Execution
from catalogue.search.ranking import Rule

FEW = 2
"""Books found up to which another spelling may be offered."""

MANY_TIMES = 5
"""How many times more books it has to find for that."""

MAX_TRIED = 12
"""Spellings that are tried; each is a search."""

WHOLE_TITLES = {Rule.TITLE_EXACT, Rule.TITLE_AND_AUTHOR}
OTHER_FORMS = {Rule.TITLE_WORDS_AKIN, Rule.TITLE_OR_AUTHOR_AKIN, Rule.STEMS}
"""Rules of a first book that has the words in other forms only: a spelling that makes a whole title is offered."""

WEAK = {Rule.HEADINGS, Rule.TITLE_AKIN, Rule.ANYWHERE, *OTHER_FORMS, None}
"""Rules of a first book with words outside title and author. A text whose words are all in the title or the author of
a book found needs no correction."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Another way to write the text, how many books it finds, and whether they are shown as the text finds none."""

    text: str
    total: int
    is_shown: bool


def correct(typed: Execution) -> Correction | None:
    """Return the likeliest other way to write a text that finds nothing, little, or its words in other forms only.

    If it finds nothing, that is the way whose first book meets the strictest rule: `aure in action` is the title
    *Azure in Action* rather than near words that are in more books.
    """
    if not typed.query.wanted or typed.request.is_unfinished:
        return None
    if not typed.total:
        best = min(_find_alternatives(typed), key=_rank_of_rule, default=None)
        return Correction(best.query.text, best.total, is_shown=True) if best else None
    if not typed.builder.has_words(["any"], typed.required_words) and typed.first.rule in OTHER_FORMS:
        best = min(_find_alternatives(typed), key=_rank_of_rule, default=None)
        if best and best.first.rule in WHOLE_TITLES and best.first.book_id != typed.first.book_id:
            return Correction(best.query.text, best.total, is_shown=False)
    if typed.total <= FEW and typed.first.rule in WEAK:
        best = max(_find_alternatives(typed), key=lambda one: one.total, default=None)
        if best and best.total > typed.total * MANY_TIMES:
            return Correction(best.query.text, best.total, is_shown=False)
    return None


def _find_alternatives(typed: Execution) -> Iterator[Execution]:
    """Yield other ways to write the text that find something: with words near those typed, or with fewer words.

    A text with phrases, prefixes or a minus is not answered with less, unless what was typed is a title.
    """
    texts = [*islice(spelling.suggest_texts(typed.snapshot, typed.query), MAX_TRIED)]
    if not typed.total:
        texts += (rewritten := [*rewrite(typed.query)])
        for text in rewritten[:1]:
            texts += islice(spelling.suggest_texts(typed.snapshot, parse_query(text, typed.request.keep)), MAX_TRIED)
    for text in dict.fromkeys(texts):
        other = typed.with_text(text)
        if other.total and (other.query.n_precise == typed.query.n_precise or other.first.rule is Rule.TITLE_EXACT):
            yield other


def _rank_of_rule(execution: Execution) -> int:
    """Return the place of the rule that the first book meets, the strictest first."""
    rule = execution.first.rule
    return list(Rule).index(rule) if rule else len(Rule)
