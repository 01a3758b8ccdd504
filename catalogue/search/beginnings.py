"""A last word that is sent unfinished: what was found while it was typed is found still."""

from catalogue.domain.text import GLUED
from catalogue.search.corrections import WEAK
from catalogue.search.execution import FEW, Execution
from catalogue.search.ranking import SCATTERED

MIN_LENGTH = 3
"""Letters from which on a word that books have is taken for a beginning as well."""


def complete_last_word(typed: Execution) -> Execution:
    """Return the search with the last word as a beginning if the word itself finds nothing, or only in passing.

    In passing: no book found has the words in its title, author, series and subjects, or none the last one in this
    form, but one with the beginning has them in title and author. A word in one piece is whole: `lame` is not
    *l'Amérique*.
    """
    if typed.query.is_unfinished or typed.total > FEW or (typed.total and not _is_in_passing(typed)):
        return typed
    completed = typed.as_beginning()
    last = completed.query.beginning
    if last is None or not any(map(str.isalpha, last.folded)) or not completed.total:
        return typed
    is_better = not typed.total or (len(last.folded) >= MIN_LENGTH and completed.first.rule not in WEAK)
    return completed if is_better else typed


def _is_in_passing(typed: Execution) -> bool:
    last = typed.query.wanted[-1].words[-1].folded if typed.query.wanted else ""
    if last.startswith(GLUED):
        return False
    return typed.first.rule in SCATTERED or (typed.first.rule in WEAK and not typed.builder.is_word(last))
