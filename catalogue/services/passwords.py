"""Passwords: which are good enough, and how they are kept."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from catalogue.errors import FieldError, InvalidRecord

SHORTEST_PASSWORD = 12
"""Characters."""

LOWEST_SCORE = 3
"""Of zxcvbn's 0 to 4; 3 is 10^8 guesses or more.

zxcvbn counts the guesses of a program that knows the 30,000 commonest passwords, English words, names, dates and
neighbouring keys, in capitals and with figures for letters, too. All that are on its lists score less.
"""

HASHER = PasswordHasher()
"""Argon2id at the cost that RFC 9106 recommends where memory is scarce: about 0.1 s of a core for a hash."""

MOST_JUDGED = 72
"""Characters that zxcvbn looks at; it takes long over more, and nobody guesses so many."""


def hash_password(password: str, account_name: str) -> str:
    """Return the Argon2id hash of a password that is good enough for an account.

    :raises InvalidRecord: when it is short or easy to guess.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidRecord(
            FieldError("password", f"it has {len(password)} characters, and needs at least {SHORTEST_PASSWORD}")
        )
    if is_easy_to_guess(password, account_name):
        raise InvalidRecord(
            FieldError(
                "password",
                "it is a common password, or made of common words, names or dates, and soon guessed;"
                " four words that have nothing to do with each other are not",
            )
        )
    return HASHER.hash(password)


def is_password_of(password_hash: str | None, password: str) -> bool:
    """Tell whether a password has this hash; without a hash, False after the same time."""
    try:
        return HASHER.verify(password_hash or hash_of_nobody(), password) and password_hash is not None
    except VerificationError:
        return False


@cache
def hash_of_nobody() -> str:
    """Return the hash of a password that nobody has."""
    return HASHER.hash(secrets.token_urlsafe())


def is_easy_to_guess(password: str, account_name: str) -> bool:
    """Tell whether a program that tries common passwords first comes to this one soon.

    >>> is_easy_to_guess("Password1234", "marie"), is_easy_to_guess("motdepassemotdepasse", "marie")
    (True, True)
    >>> is_easy_to_guess("marie-marie-marie", "marie"), is_easy_to_guess("le petit chat noir", "marie")
    (True, False)
    """
    from zxcvbn import zxcvbn  # Its lists take 20 MB, which no web worker needs.

    words = [account_name, *account_name.split(), "catalogue", "bibliotheque", "library"]
    judgement: dict[str, int] = zxcvbn(password[:MOST_JUDGED], user_inputs=words)
    return judgement["score"] < LOWEST_SCORE
