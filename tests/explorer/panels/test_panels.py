"""Panels: what was counted becomes marks, sentences and addresses."""

from datetime import UTC, datetime
from typing import Any

import pandas as pd
import pytest

from catalogue.common.palette import LIGHT
from catalogue.domain.query.filters import Part
from explorer.charts.link_areas import areas
from explorer.links import Site
from explorer.messages.pages import COLLECTION
from explorer.panels import dewey, ranked, records, time
from explorer.panels.collection import COUNTS, RECIPES
from explorer.panels.numbers import numbers
from explorer.panels.panel import Panel, Viewer
from explorer.sources.collection import Totals

ENGLISH = COLLECTION["en"]
FRENCH = COLLECTION["fr"]

SITE = Site("http://127.0.0.1:5000")
READER = Viewer(ENGLISH, SITE, LIGHT)


def whole(**columns: list) -> pd.DataFrame:  # type: ignore[type-arg]
    """A frame of Int64 columns, and text where there is text."""
    frame = pd.DataFrame(columns)
    return frame.astype({name: "string" if name in {"language", "name", "location"} else "Int64" for name in columns})


def years(n_books: dict[int | None, int]) -> pd.DataFrame:
    return whole(publication_year=list(n_books), n_books=list(n_books.values()))


def classes(*rows: tuple[int | None, int | None, int]) -> pd.DataFrame:
    hundreds, at, n_books = zip(*rows, strict=True) if rows else ([], [], [])
    return whole(hundred=list(hundreds), publication_year=list(at), n_books=list(n_books))


def table(panel: Panel) -> list[tuple]:  # type: ignore[type-arg]
    """The rows of a panel's table, addresses without the site."""
    frame = panel.drawing.table.astype(object)
    link = frame.columns[-1]
    addresses = [None if pd.isna(address) else address.removeprefix(SITE.address) for address in frame[link]]
    frame[link] = pd.Series(addresses, dtype=object)
    return [tuple(row) for row in frame.itertuples(index=False)]


def test_years_of_a_decade_share_a_bar_and_an_empty_decade_has_its_place() -> None:
    panel = time.decades(years({1942: 1, 1960: 1, 1969: 2}), READER)

    assert table(panel) == [
        ("1940", 1, "/search?decade=1940"),
        ("1950", 0, None),
        ("1960", 3, "/search?decade=1960"),
    ]
    assert panel.drawing.summary == "4 of 4 books are dated; the busiest decade is the 1960s, with 3."


def test_books_without_a_year_are_told() -> None:
    assert time.decades(years({1942: 1, None: 1999}), READER).drawing.summary.startswith("1 of 2,000 books are dated")


def test_what_is_too_old_to_draw_is_told_and_in_the_table() -> None:
    panel = time.decades(years({-700: 2, 1605: 1, 2020: 5}), READER)

    assert "3 books from before 1780 are in the table" in panel.drawing.summary
    assert table(panel)[:2] == [("-700", 2, "/search?decade=-700"), ("1600", 1, "/search?decade=1600")]
    assert len(table(panel)) == 2 + time.N_DECADES


def months(*n_books: int) -> pd.DataFrame:
    starts = [datetime(2026, month, 1, tzinfo=UTC) for month in range(1, len(n_books) + 1)]
    return pd.DataFrame({"month": starts, "n_books": pd.array(n_books, dtype="Int64")})


def test_months_lead_to_the_books_that_came_in_them() -> None:
    panel = time.months(months(0, 3), READER)

    assert [(str(month), *rest) for month, *rest in table(panel)] == [
        ("2026-01", 0, None),
        ("2026-02", 3, "/search?added=2026-02"),
    ]
    assert b"\r\n2026-02,3," in panel.drawing.csv()
    assert panel.drawing.summary == (
        "3 books were added in the 2 months since January 2026. The month with most is February 2026, with 3."
    )


def test_months_without_a_book_are_told() -> None:
    assert time.months(months(0, 0), READER).drawing.summary.startswith("No book was added")


def test_languages_have_their_names_and_what_is_unknown_leads_to_what_to_mend() -> None:
    panel = ranked.languages(whole(language=["fr", None, "en"], n_books=[6, 3, 1]), Viewer(FRENCH, SITE, LIGHT))

    assert table(panel) == [
        ("français", 6, 0.6, "/search?language=fr"),
        ("non renseigné", 3, 0.3, "/search?missing=language"),
        ("anglais", 1, 0.1, "/search?language=en"),
    ]
    assert panel.drawing.summary.startswith("Les livres sont en 2 langues.")


def test_many_languages_share_a_bar_but_not_a_row() -> None:
    tags = [f"{first}{second}" for first in "abcde" for second in "xyz"]
    panel = ranked.languages(whole(language=tags, n_books=[9] * len(tags)), READER)

    assert "3 others" in [text.get_text() for text in panel.drawing.figure.axes[0].texts]
    assert len(panel.drawing.table) == len(tags)


@pytest.mark.parametrize(
    ("draw", "noun"), [(ranked.authors, "author"), (ranked.subjects, "subject"), (ranked.publishers, "publisher")]
)
def test_names_lead_to_their_books(draw: Any, noun: Any) -> None:
    panel = draw(whole(name=["Émile Zola & Cie", "B"], n_books=[2, 1]), READER)

    assert table(panel)[0] == ("Émile Zola & Cie", 2, f"/search?{noun}=%C3%89mile+Zola+%26+Cie")
    assert panel.drawing.summary == "With 2 books, Émile Zola & Cie comes first."
    assert len(list(areas(panel.drawing.figure))) == 2


def test_the_median_is_the_year_that_half_of_the_books_reach() -> None:
    frame = years({1900: 1, 1990: 1, 2000: 2, None: 50})

    assert dewey.quantile(frame, 0.5) == 1990
    assert dewey.quantile(frame, 0.75) == 2000
    assert dewey.quantile(years({None: 3}), 0.5) is None


def test_ages_name_the_oldest_and_the_newest_class() -> None:
    panel = dewey.ages(classes((2, 1950, 4), (8, 1980, 1), (8, 2000, 3), (8, None, 5), (None, 2020, 9)), READER)

    assert table(panel) == [
        ("2 Religion", 4, 1950, 1950, 1950, "/search?dewey=2"),
        ("8 Literature", 9, 1980, 2000, 2000, "/search?dewey=8"),
    ]
    assert "The oldest class is 2 Religion (1950), the newest 8 Literature (2000)" in panel.drawing.summary


def test_a_square_counts_a_class_in_a_decade_and_old_ones_share_the_first() -> None:
    panel = dewey.decades(classes((8, 1605, 2), (8, 2003, 1), (8, 2009, 2), (0, 2010, 1)), READER)

    assert table(panel) == [
        ("0 Computing, general works", "2010", 1, "/search?dewey=0&decade=2010"),
        ("8 Literature", "≤ 1899", 2, "/search?dewey=8&year_to=1899"),
        ("8 Literature", "2000", 3, "/search?dewey=8&decade=2000"),
    ]


def test_branches_lead_to_what_is_there_now() -> None:
    panel = records.branches(
        whole(location=["Centre", None, "Annexe"], n_items=[4, 2, 1], n_available=[3, 2, 0]), READER
    )

    assert table(panel) == [
        ("Centre", 4, 3, 0.75, "/search?location=Centre&available=1"),
        ("No branch named", 2, 2, 1.0, None),
        ("Annexe", 1, 0, 0.0, None),
    ]
    assert panel.drawing.summary == "5 of 7 copies are on the shelf: 71%."


def completeness(n_books: int, n_all: int) -> pd.DataFrame:
    frame = pd.DataFrame({"field": list(Part), "n_books": n_all, "n_all": n_all}).astype({"field": "string"})
    frame.loc[frame["field"] == "isbn", "n_books"] = n_books
    return frame


def test_parts_that_are_missing_lead_to_the_records_without() -> None:
    panel = records.completeness(completeness(3, 4), READER)

    assert table(panel)[-1] == ("ISBN", 3, 0.75, 1, "/search?missing=isbn")
    assert table(panel)[0][-1] is None
    assert panel.drawing.summary == "What is most often missing: ISBN, in 1 of 4 records."


def test_complete_records_are_told() -> None:
    assert records.completeness(completeness(4, 4), READER).drawing.summary == ENGLISH.field_whole


def test_numbers_lead_to_what_they_count() -> None:
    totals = Totals(n_books=1234, n_items=3, n_available=2, n_authors=1, n_subjects=1)
    found = numbers(totals, whole(language=["fr", None], n_books=[3, 1]), years({1990: 1234}), READER)

    assert [(number.written, number.address.removeprefix("http://127.0.0.1:5000")) for number in found] == [
        ("1,234", "/search"),
        ("3", "/search?has=copies"),
        ("2", "/search?available=1"),
        ("1", "/search?has=author"),
        ("1", "/search?has=subject"),
        ("1", "/search?has=language"),
        ("1990", "/search?year_to=1990"),
    ]


NOTHING = {
    "years": years({}),
    "months": months(0),
    "classes": classes(),
    "languages": whole(language=[], n_books=[]),
    "branches": whole(location=[], n_items=[], n_available=[]),
    "completeness": completeness(0, 0),
} | dict.fromkeys(("authors", "subjects", "publishers"), whole(name=[], n_books=[]))


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
@pytest.mark.parametrize("locale", COLLECTION)
def test_a_panel_of_nothing_has_words(recipe: Any, locale: Any) -> None:
    panel = recipe.draw(NOTHING[recipe.counted], Viewer(COLLECTION[locale], SITE, LIGHT))

    assert panel.drawing.summary
    assert not list(areas(panel.drawing.figure))


def test_every_panel_has_its_title_and_what_it_counts() -> None:
    names = [recipe.name for recipe in RECIPES]

    assert list(ENGLISH.panels) == sorted(names, key=list(ENGLISH.panels).index)
    assert {recipe.counted for recipe in RECIPES} == set(COUNTS)


def test_what_is_taken_away_has_its_title_in_the_figure() -> None:
    taker = Viewer(ENGLISH, SITE, LIGHT, with_titles=True)

    panel = ranked.authors(whole(name=["A"], n_books=[1]), taker)

    assert panel.drawing.figure.get_suptitle() == ENGLISH.panels["authors"]
