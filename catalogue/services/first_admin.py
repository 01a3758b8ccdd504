"""The link with which the first admin is made from afar: signed, good for a day and while there is no account."""

from itsdangerous import BadData, URLSafeTimedSerializer

LINK_SECONDS = 24 * 3600


def make_key(secret_key: str) -> str:
    """Return a key for the link; it works for a day, and until there is an account."""
    return str(_get_serializer(secret_key).dumps("first admin"))


def is_key(secret_key: str, key: str) -> bool:
    """Tell whether a key was made with this secret in the last day."""
    try:
        _get_serializer(secret_key).loads(key, max_age=LINK_SECONDS)
    except BadData:
        return False
    return True


def _get_serializer(secret_key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret_key, salt="first admin")
