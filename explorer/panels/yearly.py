"""The yearly report as tables: totals beside the year before, each way to tell copies apart, and the yearly survey."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pandas as pd

from catalogue.common.labels import AUDIENCES, DEWEY_HUNDREDS, MATERIALS, Label
from explorer.frames.csv_file import write_csv
from explorer.messages.language import Messages
from explorer.sources.yearly import NUMBERS

UNKNOWN = "NC"
"""What the survey writes for what nobody knows; nothing is 0."""

_LABELS: Mapping[str, Mapping[Any, Label]] = {"material": MATERIALS, "audience": AUDIENCES}

LinkTo = Callable[..., str]
"""Writes the address of a list: `link_to(year, number)`, or `link_to(year, number, dimension, value)`."""


@dataclass(frozen=True, slots=True)
class Report:
    """The copies of a year, as `sources.yearly.count_numbers` has them."""

    year: int
    copies: pd.DataFrame

    def count(self, number: str) -> int:
        """Return how many copies there are of a number."""
        return int(self.copies[number].sum())

    def count_titles(self, number: str) -> int:
        """Return how many books there are of a number."""
        return int(self.copies.loc[self.copies[number], "book_id"].nunique())


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the report, and of the same shape the addresses of the lists behind its figures."""

    values: pd.DataFrame
    links: pd.DataFrame


def select_copies(copies: pd.DataFrame, number: str, by: str, value: str, survey: Mapping[str, Any]) -> pd.DataFrame:
    """Return the copies behind a figure: of a number, a dimension's value ("" unknown), or a line of the survey."""
    chosen = copies[copies[number]]
    if by in survey["headings"] and value in survey["lines"]:
        return _select_line(chosen, survey["headings"][by], survey["lines"][value])
    if by in chosen:
        return chosen[chosen[by] == value] if value else chosen[chosen[by].isna()]
    return chosen


def name_group(by: str, value: str, survey: Mapping[str, Any], words: Messages) -> str:
    """Return what `select_copies` selects by, in the reader's language; nothing where that is all copies."""
    place = 0 if words.locale == "fr" else 1
    if by in survey["headings"] and value in survey["lines"]:
        return f"{survey['headings'][by]['name'][place]}, {survey['lines'][value]['name'][place]}"
    if by not in words.dimensions:
        return ""
    name = _name(value, by, words) if value else words.unknown
    return str(words.of_group.format(dimension=words.dimensions[by], value=name))


def compare(this: Report, before: Report, words: Messages, link_to: LinkTo) -> Table:
    """Return the totals of a year and of the one before."""
    rows: list[list[Any]] = []
    links: list[list[str | None]] = []
    for number in (*NUMBERS, "undated"):
        counts = [each.count(number) for each in (this, before)]
        rows.append([words.numbers[number], *counts, counts[0] - counts[1]])
        links.append([None, *(link_to(each.year, number) for each in (this, before)), None])
        if number in words.titles:
            counts = [each.count_titles(number) for each in (this, before)]
            rows.append([words.titles[number], *counts, counts[0] - counts[1]])
            links.append(links[-1])
    rows.append([words.renewal, *(_rate(each.copies, words) for each in (this, before)), None])
    rows.append([words.age, *(_median(each.copies) for each in (this, before)), None])
    links += [[None] * 4] * 2
    columns = [words.what, str(this.year), str(before.year), words.difference]
    return Table(pd.DataFrame(rows, columns=columns, dtype="object"), pd.DataFrame(links, columns=columns))


def split(report: Report, dimension: str, words: Messages, link_to: LinkTo) -> Table:
    """Return the numbers by a dimension, under the names of the reader's language."""
    numbers = ["stock", "stock_before", "acquired", "withdrawn"]
    numbers += [name for name in NUMBERS if name.startswith("deposits") and report.count(name)]
    rows, links = [], []
    for value, group in report.copies.groupby(dimension, dropna=False):
        counts = [int(group[name].sum()) for name in numbers]
        if not any(counts):
            continue
        text = "" if pd.isna(value) else str(value)
        titles = int(group.loc[group["stock"], "book_id"].nunique())
        name = _name(text, dimension, words) if text else words.unknown
        rows.append([name, *counts, titles, _rate(group, words), _median(group)])
        years = [report.year - (name == "stock_before") for name in numbers]
        of_numbers = zip(years, (name.removesuffix("_before") for name in numbers), strict=True)
        of_lists = [link_to(year, name, dimension, text) for year, name in of_numbers]
        links.append([None, *of_lists, of_lists[0], None, None])
    heads = [words.dimensions[dimension], *(words.numbers[name] for name in numbers)]
    columns = [*heads, words.titles["stock"], words.renewal, words.age]
    return Table(pd.DataFrame(rows, columns=columns), pd.DataFrame(links, columns=columns))


def fill_survey(report: Report, survey: Mapping[str, Any], words: Messages, link_to: LinkTo) -> Table:
    """Return the cells of the survey, a row for each line of a heading; `UNKNOWN` where no record says."""
    place = 0 if words.locale == "fr" else 1
    rows, links = [], []
    for code, heading in survey["headings"].items():
        of_kind = _select_line(report.copies, heading, {"audiences": []})
        for line_code in heading["lines"]:
            line = survey["lines"][line_code]
            group = _select_line(report.copies, heading, line)
            is_known = report.copies["material"].notna().any()
            is_known &= not line["audiences"] or of_kind["audience"].notna().any()
            numbers = [int(group[name].sum()) if is_known else UNKNOWN for name in survey["measures"]]
            rows.append([heading["name"][place], line["name"][place], *numbers])
            of_lists = (link_to(report.year, name, code, line_code) for name in survey["measures"])
            links.append([None, None, *(address if is_known else None for address in of_lists)])
    columns = [words.heading, words.dimensions["audience"], *(words.numbers[name] for name in survey["measures"])]
    return Table(pd.DataFrame(rows, columns=columns, dtype="object"), pd.DataFrame(links, columns=columns))


def write_french_csv(tables: Mapping[str, pd.DataFrame], title: str) -> bytes:
    """Return the tables one under the other as CSV that a French Excel opens: semicolons, and a mark of UTF-8."""
    parts = [f"{title}\r\n"]
    for name, table in tables.items():
        text = write_csv(table, delimiter=";").decode("utf-8-sig")
        parts.append(f"{name}\r\n{text}")
    return "\r\n".join(parts).encode("utf-8-sig")


def write_workbook(tables: Mapping[str, pd.DataFrame], title: str) -> bytes:
    """Return the tables as a workbook, a sheet each, which prints under the title."""
    file = BytesIO()
    options = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs=options) as writer:
        for name, table in tables.items():
            table.to_excel(writer, sheet_name=name[:31], index=False)
            sheet = writer.sheets[name[:31]]
            sheet.set_header("&L" + title.replace("&", "&&"))
            sheet.autofit()
    return file.getvalue()


def _select_line(copies: pd.DataFrame, heading: Mapping[str, Any], line: Mapping[str, Any]) -> pd.DataFrame:
    of_kind = copies[copies["material"].isin(heading["materials"])]
    return of_kind[of_kind["audience"].isin(line["audiences"])] if line["audiences"] else of_kind


def _rate(copies: pd.DataFrame, words: Messages) -> str:
    """Return the share of the stock that came in the year."""
    stock, acquired = int(copies["stock"].sum()), int(copies["acquired"].sum())
    return words.share(acquired / stock) if stock else UNKNOWN


def _median(copies: pd.DataFrame) -> str:
    """Return the year by which half of the dated stock was published, as text: a year is no thousands."""
    years = copies.loc[copies["stock"], "publication_year"].dropna()
    return str(int(years.quantile(0.5, interpolation="lower"))) if len(years) else UNKNOWN


def _name(value: str, dimension: str, words: Messages) -> str:
    if dimension == "class" and value.isdigit():
        return f"{value}00 {DEWEY_HUNDREDS[int(value)][words.locale]}"
    labels = _LABELS.get(dimension, {})
    return labels[value][words.locale] if value in labels else value
