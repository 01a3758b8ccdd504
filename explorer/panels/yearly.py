"""The yearly report as tables: totals beside the year before, each way to tell copies apart, and the yearly survey."""

from io import BytesIO
from typing import Any

import pandas as pd

from catalogue.common.labels import AUDIENCES, DEWEY_HUNDREDS, MATERIALS
from catalogue.domain.materials import Audience, Material
from explorer.frames.csv_file import write_csv
from explorer.sources.yearly import NUMBERS
from explorer.words.yearly import YearlyWords

UNKNOWN = "NC"
"""What the survey writes for what nobody knows; nothing is 0."""
ASKED = ("stock", "acquired", "withdrawn", "deposits")
"""The numbers that the survey asks for."""
YOUNG = [str(audience) for audience in Audience if audience is not Audience.ADULT]


def compare(copies: pd.DataFrame, before: pd.DataFrame, titles: dict[str, int], words: YearlyWords) -> pd.DataFrame:
    """Return the totals of a year and of the one before, and the share of the stock that is new."""
    rows: list[list[Any]] = [
        [words.numbers[name], int(copies[name].sum()), int(before[name].sum())] for name in NUMBERS
    ]
    rows += [[words.titles[name], titles[name], None] for name in ("stock", "acquired", "withdrawn")]
    rates = [words.share(acquired / stock) if stock else UNKNOWN for stock, acquired in (_pair(copies), _pair(before))]
    rows.append([words.renewal, *rates])
    return pd.DataFrame(rows, columns=[words.what, words.this_year, words.year_before], dtype="object")


def split(copies: pd.DataFrame, dimension: str, words: YearlyWords) -> pd.DataFrame:
    """Return the numbers by a dimension, under the names of the reader's language."""
    sums = copies.groupby(dimension, dropna=False)[list(NUMBERS)].sum().reset_index()
    sums = sums[sums[list(NUMBERS)].sum(axis="columns") > 0]
    names = [words.unknown if pd.isna(value) else _name(str(value), dimension, words) for value in sums[dimension]]
    return sums.assign(**{dimension: names}).rename(columns={dimension: words.dimensions[dimension], **words.numbers})


def fill_survey(copies: pd.DataFrame, survey: dict[str, Any], words: YearlyWords) -> pd.DataFrame:
    """Return the figures of the survey: a heading each, adults and youth apart; `UNKNOWN` where no record says."""
    place = 0 if words.locale == "fr" else 1
    rows = []
    for heading in survey.values():
        of_kind = copies[copies["material"].isin(heading["materials"])]
        groups = {words.all: of_kind, words.adults: _of(of_kind, ["adult"]), words.youth: _of(of_kind, YOUNG)}
        for audience, group in groups.items():
            is_known = copies["material"].notna().any() and (group is of_kind or of_kind["audience"].notna().any())
            numbers = [int(group[name].sum()) if is_known else UNKNOWN for name in ASKED]
            rows.append([heading["name"][place], audience, *numbers])
    columns = [words.heading, words.dimensions["audience"], *(words.numbers[name] for name in ASKED)]
    return pd.DataFrame(rows, columns=columns, dtype="object")


def write_french_csv(tables: dict[str, pd.DataFrame]) -> bytes:
    """Return the tables one under the other as CSV that a French Excel opens: semicolons, and a mark of UTF-8."""
    parts = []
    for name, table in tables.items():
        text = write_csv(table, delimiter=";").decode("utf-8-sig")
        parts.append(f"{name}\r\n{text}")
    return "\r\n".join(parts).encode("utf-8-sig")


def write_workbook(tables: dict[str, pd.DataFrame]) -> bytes:
    """Return the tables as a workbook, a sheet each."""
    file = BytesIO()
    with pd.ExcelWriter(file, engine="xlsxwriter") as writer:
        for name, table in tables.items():
            table.to_excel(writer, sheet_name=name[:31], index=False)
    return file.getvalue()


def _pair(copies: pd.DataFrame) -> tuple[int, int]:
    return int(copies["stock"].sum()), int(copies["acquired"].sum())


def _of(copies: pd.DataFrame, audiences: list[str]) -> pd.DataFrame:
    return copies[copies["audience"].isin(audiences)]


def _name(value: str, dimension: str, words: YearlyWords) -> str:
    if dimension == "class" and value.isdigit():
        return f"{value}00 {DEWEY_HUNDREDS[int(value)][words.locale]}"
    if dimension == "material":
        return MATERIALS[Material(value)][words.locale]
    return AUDIENCES[Audience(value)][words.locale] if dimension == "audience" else value
