"""The extent of a document, as ISBD area 5 writes it: "xii-186 p. : ill. ; 24 cm"."""

import re

_RUNS = re.compile(
    r"(?<![\d.])((?:\[?(?:\d{1,5}|[ivxlcdm]{1,8})\]?(?:\s*[-,+–]\s*)){0,8}\[?\d{1,5}\]?)\s*(?:p|pp|pages?|pgs)\b",
    re.ASCII | re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<!\d)\d{1,5}(?!\d)", re.ASCII)
_VOLUMES = re.compile(r"(?<!\d)(\d{1,3})\s*(?:vol|tomes?|t\.)", re.ASCII | re.IGNORECASE)


def find_page_count(extent: str) -> int | None:
    """Return the number of pages that an extent tells: of several sequences the longest, of several volumes the sum.

    >>> [find_page_count(text) for text in ("1 vol. (186 p.)", "xii-186 p.", "2 vol. (345, 410 p.)", "1 DVD")]
    [186, 186, 755, None]
    """
    runs = _RUNS.findall(extent)
    numbers = [[int(number) for number in _NUMBER.findall(run)] for run in runs]
    if not runs:
        return None
    volumes = _VOLUMES.search(extent)
    return (sum(map(sum, numbers)) if volumes and int(volumes[1]) > 1 else max(map(max, numbers))) or None
