"""Dates gathered into hours, days, weeks, months, quarters, years, decades or centuries: as few as can be drawn."""

from dataclasses import dataclass

import pandas as pd

MOST = 160
"""Periods of a time line, at most."""


@dataclass(frozen=True, slots=True)
class Step:
    """A length of time; `alias` is that of pandas, `years` is for what pandas has none for."""

    name: str
    days: float
    alias: str | None = None
    years: int = 1


STEPS = (
    Step("hour", 1 / 24, "h"),
    Step("day", 1, "D"),
    Step("week", 7, "W-SUN"),
    Step("month", 30.4, "M"),
    Step("quarter", 91.3, "Q"),
    Step("year", 365.25, "Y"),
    Step("decade", 3_652.5, years=10),
    Step("century", 36_525, years=100),
)


def step_for(dates: pd.Series) -> Step:
    """Return the shortest step that makes at most `MOST` periods, and none that is shorter than the dates' own.

    >>> step_for(pd.Series(pd.to_datetime(["2025-01-01", "2025-02-01", "2025-12-01"]))).name
    'month'
    """
    known = dates.dropna()
    span = (known.max() - known.min()).total_seconds() / 86_400 if len(known) else 0
    least = _own_step(known)
    fitting = (step for step in STEPS[least:] if span / step.days <= MOST)
    return next(fitting, STEPS[-1])


def _own_step(known: pd.Series) -> int:
    """Return the place of the step in which dates are given: months when all are firsts of a month, and so on."""
    if not (known == known.dt.normalize()).all():
        return 0
    if not (known.dt.day == 1).all() or len(known) < 2:
        return 1
    return 5 if (known.dt.month == 1).all() else 3


def starts(dates: pd.Series, step: Step) -> pd.Series:
    """Return the beginning of the period of each date."""
    if step.alias is not None:
        return pd.Series(dates.dt.to_period(step.alias).dt.start_time.dt.as_unit("us"))
    years = dates.dt.year // step.years * step.years
    return pd.Series(years.clip(lower=1).map(_first_of, na_action="ignore"), index=dates.index, dtype="datetime64[us]")


def every(first: pd.Timestamp, last: pd.Timestamp, step: Step) -> pd.DatetimeIndex:
    """Return the beginnings of all periods from one to another, empty ones too."""
    if step.alias is not None:
        return pd.period_range(first, last, freq=step.alias).start_time.as_unit("us")
    years = range(first.year // step.years * step.years, last.year + 1, step.years)
    return pd.DatetimeIndex([_first_of(max(year, 1)) for year in years])


def _first_of(year: float) -> pd.Timestamp:
    return pd.Timestamp(year=int(year), month=1, day=1).as_unit("us")
