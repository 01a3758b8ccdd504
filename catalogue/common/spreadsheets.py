"""Cells of text that a spreadsheet shows as text, whatever they begin with (OWASP, "CSV Injection")."""

import re

GUARD = "'"
"""The apostrophe by which a spreadsheet knows a cell of text."""

_IS_FORMULA = re.compile(f"{GUARD}*[=+\\-@\t\r\n]")
_IS_GUARDED = re.compile(f"{GUARD}+[=+\\-@\t\r\n]")


def guard(text: str) -> str:
    """Return the text of a CSV cell with a guard before what a spreadsheet would run as a formula.

    Apostrophes before such a beginning are guarded like it, so that `unguard` gives every text back. Numbers need none.

    >>> guard("=1+1"), guard("-5 °C"), guard("'=1+1"), guard("L'Étranger")
    ("'=1+1", "'-5 °C", "''=1+1", "L'Étranger")
    """
    return GUARD + text if _IS_FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Return the text of a CSV cell without the guard that `guard`, or another program, put before it.

    >>> unguard("'=1+1"), unguard("''=1+1"), unguard("'Tis"), unguard("=1+1")
    ('=1+1', "'=1+1", "'Tis", '=1+1')
    """
    return text[len(GUARD) :] if _IS_GUARDED.match(text) else text
