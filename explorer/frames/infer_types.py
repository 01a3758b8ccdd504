"""The columns of a text file, which are all text, as the numbers, dates and truth values that they are."""

import re
from dataclasses import dataclass

import pandas as pd

MISSING = frozenset({"", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None", "#N/A", "-", "–", "?"})
"""What stands for "not known" in a column that otherwise holds numbers or dates; in text it is text, but for ""."""

TRUTHS = (("true", "false"), ("vrai", "faux"), ("yes", "no"), ("oui", "non"))
SPACES = "\u0020\u00a0\u202f\u2009'’"
"""What parts thousands in French, Swiss and scientific files."""

_PLAIN = re.compile(r"[+\-−]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+\-−]?(?:inf|Inf|INF|infinity|Infinity|∞)")
_PARTED = {
    ".": re.compile(rf"[+\-−]?\d{{1,3}}(?:[,{SPACES}]\d{{3}})+(?:\.\d+)?"),
    ",": re.compile(rf"[+\-−]?\d{{1,3}}(?:[.{SPACES}]\d{{3}})+(?:,\d+)?"),
}
_DECIMAL_COMMA = re.compile(r"[+\-−]?\d+,\d+")
_CODE = re.compile(r"[+\-−]?0\d[\d.,]*|\d{19,}")
"""A number that begins with 0 (a post code) or is too long to count with is a name, and stays text."""

_ISO_DAY = re.compile(
    r"-?\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?P<zone> ?(?:Z|[+-]\d{2}:?\d{2}))?)?"
)
_ISO_MONTH = re.compile(r"\d{4}-\d{2}")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.]\d{4}")


@dataclass(frozen=True, slots=True)
class _Values:
    """The known values of a column, each once, and the column that they came from."""

    column: pd.Series
    known: list[str]

    def all_match(self, *patterns: re.Pattern[str]) -> bool:
        return bool(self.known) and all(any(pattern.fullmatch(value) for pattern in patterns) for value in self.known)

    def convert(self, by_value: pd.Series) -> pd.Series:
        """Return the column with each known value replaced, all else missing."""
        return self.column.map(dict(zip(self.known, by_value, strict=True))).astype(by_value.dtype)


def infer_frame(frame: pd.DataFrame, decimal: str = ".") -> pd.DataFrame:
    """Return a frame of text with each column as what all of its values are.

    Numbers become Int64 or Float64, dates datetime64, truth values boolean; what is mixed stays str.

    :param decimal: "." or ",", the mark that a file of this delimiter would use.
    """
    return pd.DataFrame({name: infer_column(frame[name], decimal) for name in frame.columns}, index=frame.index)


def parse_dates(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with each column of text that holds nothing but dates as datetime64.

    For formats that tell numbers from text, but have no dates.
    """
    columns = {name: _dates_of_text(frame[name]) for name in frame.columns}
    return frame.assign(**{name: dates for name, dates in columns.items() if dates is not None})


def infer_column(column: pd.Series, decimal: str = ".") -> pd.Series:
    """Return a column of text as what all of its values are.

    >>> infer_column(pd.Series(["1 234,5", "n/a", "7"]), decimal=",").tolist()
    [1234.5, <NA>, 7.0]
    >>> infer_column(pd.Series(["01000", "75011"])).tolist()
    ['01000', '75011']
    """
    values = _known(column)
    if any(_CODE.fullmatch(value) for value in values.known):
        return column
    for as_kind in (_numbers(values, decimal), _truths(values), _dates(values)):
        if as_kind is not None:
            return as_kind
    return column


def _known(column: pd.Series) -> _Values:
    stripped = column.str.strip()
    return _Values(stripped, [value for value in stripped.dropna().unique() if value not in MISSING])


def _numbers(values: _Values, decimal: str) -> pd.Series | None:
    patterns = [_PLAIN, _PARTED[decimal]]
    if decimal == ",":
        patterns.append(_DECIMAL_COMMA)
    if not values.all_match(*patterns):
        return None
    has_comma = decimal == "," and any("," in value for value in values.known)
    texts = pd.Series(values.known, dtype="str").str.replace(f"[{SPACES}]", "", regex=True)
    texts = texts.str.replace("−", "-").str.replace("∞", "inf")
    # In a column with decimal commas a point parts thousands; in any other a comma does.
    texts = texts.str.replace(".", "").str.replace(",", ".") if has_comma else texts.str.replace(",", "")
    floats = pd.to_numeric(texts)
    return values.convert(floats.astype("Int64" if floats.dtype.kind in "iu" else "Float64"))


def _truths(values: _Values) -> pd.Series | None:
    said = {value.lower() for value in values.known}
    for yes, no in TRUTHS:
        if said and said <= {yes, no}:
            return values.convert(pd.Series([value.lower() == yes for value in values.known], dtype="boolean"))
    return None


def _dates(values: _Values) -> pd.Series | None:
    texts = pd.Series(values.known, dtype="str")
    try:
        if values.all_match(_ISO_DAY):
            zones = [_ISO_DAY.fullmatch(value) for value in values.known]
            has_zone = any(rows and rows["zone"] for rows in zones)
            return values.convert(pd.to_datetime(texts, format="ISO8601", utc=has_zone))
        if values.all_match(_ISO_MONTH):
            return values.convert(pd.to_datetime(texts, format="%Y-%m"))
        if values.all_match(_DAY_FIRST):
            return values.convert(_days(texts))
    except (ValueError, OverflowError):
        return None  # The thirtieth of February: text, then.
    return None


def _dates_of_text(column: pd.Series) -> pd.Series | None:
    return _dates(_known(column)) if isinstance(column.dtype, pd.StringDtype) else None


def _days(texts: pd.Series) -> pd.Series:
    """Return dates written 31/12/2025, or 12/31/2025 where only that can be meant."""
    slashed = texts.str.replace(".", "/")
    seconds = slashed.str.split("/").str[1].astype(int)
    return pd.to_datetime(slashed, format="%m/%d/%Y" if seconds.max() > 12 else "%d/%m/%Y")
