"""A last word that is sent unfinished: what was found while it was typed is found still."""

from catalogue.search.corrections import SCATTERED, WEAK
from catalogue.search.execution import FEW, Execution

MIN_LENGTH = 3
"""Letters from which on a word that books have is taken for a beginning as well."""


def complete_last_word(typed: Execution) -> Execution:
    """Return the search with the last word as a beginning if the word itself finds nothing, or only in passing.

    In passing: no book found has the words in its title, author, series and subjects, but one with the beginning has
    them in title and author.
    """
    completed = typed.as_beginning()
    last = completed.query.beginning
    if typed.query.is_unfinished or last is None or not any(map(str.isalpha, last.folded)):
        return typed
    if not typed.total:
        return completed if completed.total else typed
    if typed.total > FEW or len(last.folded) < MIN_LENGTH or typed.first.rule not in SCATTERED:
        return typed
    return completed if completed.total and completed.first.rule not in WEAK else typed
