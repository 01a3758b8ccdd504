"""Another way to put a question that finds nothing or little, made of words of this catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from catalogue.domain.query.parser import parse_query
from catalogue.domain.query.rewriting import rewordings
from catalogue.search import spelling
from catalogue.search.asked import Asked
from catalogue.search.ranking import Rule

FEW = 2
"""Books so few that a slip of the pen may be why."""

MANY_TIMES = 5
"""How many times more books another spelling has to find, to be offered where a few were found."""

MOST_TRIED = 12
"""Spellings that are tried."""

WHOLE_TITLES = {Rule.TITLE_EXACT, Rule.TITLE_AND_AUTHOR}
IN_OTHER_FORMS = {Rule.TITLE_WORDS_AKIN, Rule.TITLE_OR_AUTHOR_AKIN, Rule.STEMS}
"""Rules of a first book from which on a spelling that makes a whole title is offered."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Another spelling, how many books it finds, and whether those are shown because the one typed finds none."""

    text: str
    total: int
    is_shown: bool


def correction(asked: Asked) -> Correction | None:
    """Return the likeliest other way to put the question, when the one typed finds nothing, little or other forms only.

    Where it finds nothing, that is the way whose first book meets the strictest rule: `aure in action` is the title
    *Azure in Action* rather than words that are near and on more books.
    """
    if not asked.query.wanted or asked.search.is_unfinished:
        return None
    if not asked.total:
        best = min(_others(asked), key=_strictness, default=None)
        return Correction(best.query.text, best.total, is_shown=True) if best else None
    if not asked.queries.has(["any"], asked.required) and asked.first.rule in IN_OTHER_FORMS:
        best = min(_others(asked), key=_strictness, default=None)
        if best and best.first.rule in WHOLE_TITLES and best.first.book_id != asked.first.book_id:
            return Correction(best.query.text, best.total, is_shown=False)
    if asked.total <= FEW and asked.first.rule not in WHOLE_TITLES:
        best = max(_others(asked), key=lambda one: one.total, default=None)
        if best and best.total > asked.total * MANY_TIMES:
            return Correction(best.query.text, best.total, is_shown=False)
    return None


def _others(asked: Asked) -> Iterator[Asked]:
    """Yield the question put otherwise, in the ways that find something: words near those typed, or fewer words.

    Who asks precisely is answered precisely, unless what was typed is a title.
    """
    texts = [*islice(spelling.corrections(asked.snapshot, asked.query), MOST_TRIED)]
    if not asked.total:
        texts += (bare := [*rewordings(asked.query)])
        for text in bare[:1]:
            texts += islice(spelling.corrections(asked.snapshot, parse_query(text, asked.search.keep)), MOST_TRIED)
    for text in dict.fromkeys(texts):
        other = asked.put(text)
        if other.total and (other.query.n_precise == asked.query.n_precise or other.first.rule is Rule.TITLE_EXACT):
            yield other


def _strictness(asked: Asked) -> int:
    """Return the place of the rule that the first book meets."""
    rule = asked.first.rule
    return list(Rule).index(rule) if rule else len(Rule)
