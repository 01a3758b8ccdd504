"""Another way to write a text that finds nothing or little, in words of this catalogue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz.distance import OSA

from catalogue.domain.identifiers import code_key
from catalogue.domain.query.everyday_words import is_everyday_word, write_as_subjects
from catalogue.domain.query.parser import parse_query
from catalogue.domain.query.rewriting import LINKS, list_without_links, rewrite
from catalogue.domain.text import GLUED
from catalogue.search import spelling
from catalogue.search.codes import is_in_parts
from catalogue.search.execution import FEW as SMALL
from catalogue.search.execution import Execution
from catalogue.search.fewer_words import FewerWords, leave_wishes_out, leave_words_out
from catalogue.search.missing_volumes import find_missing_volume
from catalogue.search.ranking import SCATTERED, Rule
from catalogue.search.volumes import AskedVolume

FEW = 2
"""Books found up to which another spelling may be offered."""

MANY_TIMES = 5
"""How many times more books it has to find for that."""

MAX_TRIED = 12
"""Spellings that are tried; each is a search."""

LETTERS_TO_A_SLIP = 4
"""Letters that the words corrected must have for each slip in them: `germnal` is Germinal, `cherub` is not *chéri*."""

WHOLE_TITLES = {Rule.TITLE_EXACT, Rule.TITLE_AND_AUTHOR}
OTHER_FORMS = {Rule.TITLE_WORDS_AKIN, Rule.TITLE_OR_AUTHOR_AKIN, Rule.STEMS}
"""Rules of a first book that has the words in other forms only: a spelling that makes a whole title is offered."""

OF_WORDS = {Rule.TITLE_WORDS, Rule.TITLE_OR_AUTHOR, Rule.HEADINGS, Rule.ANYWHERE, *OTHER_FORMS, None}
"""Rules of a first book that has the words of a text, but not as a title."""

IN_A_ROW = {*WHOLE_TITLES, Rule.TITLE_BEGINS, Rule.TITLE_PHRASE, Rule.AUTHOR_WORDS}
"""Rules of a first book for which another spelling may change a word that books have."""

WEAK = {Rule.HEADINGS, Rule.TITLE_AKIN, Rule.ANYWHERE, *OTHER_FORMS, None}
"""Rules of a first book with words outside title and author. A text whose words are all in the title or the author of
a book found needs no correction."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Another way to write the text, how many books it finds, and whether they are shown as the text finds none.

    `left_out` are the words of the text that it lacks, if it has nothing else instead; `missing_volume` is the volume
    asked for that is not there, of a series whose other volumes it finds.
    """

    text: str
    total: int
    is_shown: bool
    left_out: tuple[str, ...] = ()
    missing_volume: AskedVolume | None = None


def correct(typed: Execution) -> Correction | None:
    """Return the likeliest other way to write a text that finds nothing, little, or its words in other forms only.

    A text whose words some record has here and there, but which without a mere wish is a whole title, is that title:
    `livre dans la forêt`.
    """
    if not typed.query.wanted or typed.request.is_unfinished:
        return None
    if series := _find_series(typed):
        return series
    if not typed.total:
        return _correct_nothing(typed)
    if is_everyday_word(typed.query.text) and (other := _find_subject(typed)):
        return Correction(other.query.text, other.total, is_shown=False) if other.total != typed.total else None
    if whole := _find_whole_title(typed):
        return whole
    if not typed.builder.has_words(["any"], typed.required_words) and typed.first.rule in OTHER_FORMS:
        best = min(_find_alternatives(typed), key=_rank_of_rule, default=None)
        if best and best.first.rule in WHOLE_TITLES and best.first.book_id != typed.first.book_id:
            return Correction(best.query.text, best.total, is_shown=False)
    if typed.total <= FEW and typed.first.rule in WEAK:
        best = max(_find_alternatives(typed), key=lambda one: one.total, default=None)
        if best and best.total > typed.total * MANY_TIMES:
            return Correction(best.query.text, best.total, is_shown=False)
    return None


def _find_whole_title(typed: Execution) -> Correction | None:
    """Return the search without links and mere wishes, if that is a whole title, and the text is at best in its words:
    `l'étranger par camus`, where only an edition "read by" somebody has all the words.
    """
    if typed.total > SMALL or typed.query.n_precise or typed.first.rule not in OF_WORDS:
        return None
    ways: list[tuple[Execution, tuple[str, ...]]] = [
        (typed.with_text(text), ()) for text in list_without_links(typed.query)
    ]
    if typed.first.rule in WEAK and (fewer := leave_wishes_out(typed, keep_links=True)):
        ways.append((fewer.execution, fewer.left_out))
    for other, left_out in ways:
        if other.total and other.first.rule in WHOLE_TITLES:
            left_out = left_out or _list_links(typed, other)
            return Correction(other.query.text, other.total, is_shown=True, left_out=left_out)
    return None


def _list_links(typed: Execution, other: Execution) -> tuple[str, ...]:
    """Return the words of a text that another one lacks."""
    kept = set(other.query.text.split())
    return tuple(word for word in typed.query.text.split() if word not in kept)


def _find_series(typed: Execution) -> Correction | None:
    """Return the search for the series of a missing volume.

    One chance hit of the word "tome" in a description does not stop it, a book found by its title or author does; so
    does any book where no word says that the number is that of a volume.
    """
    missing = find_missing_volume(typed)
    if missing is None or (typed.total and not (missing.is_said and typed.first.rule in WEAK)):
        return None
    total = typed.with_text(missing.series).total
    if missing.number is None:
        return Correction(missing.series, total, is_shown=True, left_out=(missing.said,)) if total else None
    return Correction(missing.series, total, is_shown=True, missing_volume=missing) if total else None


def _correct_nothing(typed: Execution) -> Correction | None:
    """Return the way whose first book meets the strictest rule: `aure in action` is the title *Azure in Action* rather
    than near words that are in more books.

    Before that, a text in parts may be the beginning of call numbers, and an everyday word a subject. A weak spelling
    gives way to the books that have most of the words, and is offered where there are none.
    """
    if other := _find_call_numbers(typed) or _find_subject(typed):
        return Correction(other.query.text, other.total, is_shown=True)
    best = min(_find_alternatives(typed), key=_rank_of_rule, default=None)
    if best and not _is_weak(typed, best):
        return Correction(best.query.text, best.total, is_shown=True)
    if fewer := _find_fewer_words(typed):
        return Correction(fewer.execution.query.text, fewer.execution.total, is_shown=True, left_out=fewer.left_out)
    if best is None or any(map(typed.builder.is_word, _list_changed(typed, best)[0])):
        return None
    return Correction(best.query.text, best.total, is_shown=False)


def _find_fewer_words(typed: Execution) -> FewerWords | None:
    """Return the search without mere wishes, else for the most words that some book has together."""
    if is_everyday_word(typed.query.text):
        return None
    fewer = leave_wishes_out(typed, keep_links=False)
    if fewer and fewer.execution.total and _is_together(fewer.execution):
        return fewer
    return leave_words_out(typed)


def _is_together(execution: Execution) -> bool:
    return len(execution.required_words) == 1 or execution.first.rule not in SCATTERED


def _find_call_numbers(typed: Execution) -> Execution | None:
    """Return the search for the call numbers that begin with the text: `P AMIJ` for P AMIJ NO. 1062, `843CAM`.

    Of a text of letters in one piece, they are the whole call number: `RMUS`.
    """
    text = typed.query.text
    if typed.query.n_precise or typed.query.isbns or typed.query.call_numbers or '"' in text:
        return None
    is_whole = typed.builder.searcher.doc_freq("call_number", code_key(text)) > 0
    has_both = any(map(str.isdigit, text)) and any(map(str.isalpha, text))
    if not (is_in_parts(text) or is_whole or has_both):
        return None
    other = typed.with_text(f"cote:{text}")
    return other if other.total else None


def _find_subject(typed: Execution) -> Execution | None:
    """Return the search for the subject, kind or audience on most books that everyday words of the text mean."""
    for texts in () if typed.query.n_precise else write_as_subjects(typed.query.text):
        best = max(map(typed.with_text, texts), key=lambda other: other.total)
        if best.total:
            return best
    return None


def _is_weak(typed: Execution, other: Execution) -> bool:
    """Tell whether another spelling is a mere guess.

    It is one with more than a slip in four letters of the words that it changes, unless with words that stay it makes
    a whole title; one that changes a word that books have, unless the words follow each other in a title or are a name;
    and one of several words that some record happens to have.
    """
    lost, new = _list_changed(typed, other)
    n_typed = len(_list_telling(typed))
    if _count_slips(lost, new) * LETTERS_TO_A_SLIP > sum(map(len, lost)):
        is_guess = len(lost) == n_typed or other.first.rule not in WHOLE_TITLES
    elif any(map(typed.builder.is_word, lost)):
        is_guess = n_typed > 1 and other.first.rule not in IN_A_ROW
    else:
        is_guess = bool(lost) and n_typed > 1 and other.first.rule in SCATTERED
    return is_guess and other.query.text not in rewrite(typed.query)


def _list_changed(typed: Execution, other: Execution) -> tuple[list[str], list[str]]:
    """Return the words that another spelling gives up, and those that it has instead."""
    before, after = (_list_telling(one) for one in (typed, other))
    return [word for word in before if word not in after], [word for word in after if word not in before]


def _list_telling(execution: Execution) -> list[str]:
    """Return the words by which spellings are compared, without initials, figures and links."""
    words = (word.removeprefix(GLUED) for word in execution.required_words)
    return [word for word in words if len(word) > 1 and word not in LINKS and not word.isdigit()]


def _count_slips(lost: Sequence[str], new: Sequence[str]) -> int:
    """Return the slips between words and others, word by word or, where a space was forgotten, all in a row.

    >>> _count_slips(["mocking", "brid"], ["mockingbird"]), _count_slips(["mousqetaires"], ["trois", "mousquetaires"])
    (1, 1)
    """
    in_a_row = OSA.distance("".join(lost), "".join(new))
    return min(in_a_row, sum(min(OSA.distance(word, one) for one in new) for word in lost)) if new else in_a_row


def _find_alternatives(typed: Execution) -> Iterator[Execution]:
    """Yield other ways to write the text that find something: with words near those typed, or with fewer words.

    A text with phrases, prefixes or a minus is not answered with less, unless what was typed is a title.
    """
    texts = [*islice(spelling.suggest_texts(typed.snapshot, typed.query), MAX_TRIED)]
    if not typed.total:
        texts = [*spelling.write_elisions(typed.snapshot, typed.query), *texts]
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
