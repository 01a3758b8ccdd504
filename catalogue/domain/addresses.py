"""Where the pages and the explorer find each other."""


def resolve_address(address: str, host: str) -> str:
    """Return an address without a slash at its end; `:8501` means that port of `host`, the name a reader came by.

    >>> resolve_address(":8501", "library.example"), resolve_address(":8501", "::1")
    ('http://library.example:8501', 'http://[::1]:8501')
    >>> resolve_address("https://figures.example/", "127.0.0.1")
    'https://figures.example'
    """
    if not address.startswith(":"):
        return address.rstrip("/")
    return f"http://[{host}]{address}" if ":" in host else f"http://{host}{address}"
