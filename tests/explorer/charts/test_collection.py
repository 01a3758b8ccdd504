"""What the figures show, read back from their bars and sentences."""

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from explorer.charts.collection import N_DECADES, books_by_decade
from explorer.charts.paper import DARK
from explorer.words.collection import ENGLISH, FRENCH


def years(n_books: dict[int | None, int]) -> pd.DataFrame:
    frame = pd.DataFrame({"publication_year": list(n_books), "n_books": list(n_books.values())})
    return frame.astype("Int64")


def axes_of(n_books: dict[int | None, int]) -> Axes:
    return books_by_decade(years(n_books), ENGLISH).axes[0]


def bars(axes: Axes) -> dict[int, int]:
    """The height of each bar by the year at its left edge."""
    return {round(bar.get_x()): round(bar.get_height()) for bar in axes.patches if isinstance(bar, Rectangle)}


def test_years_of_a_decade_share_a_bar():
    assert bars(axes_of({1960: 1, 1969: 2, 1970: 4})) == {1960: 3, 1970: 4}


def test_an_empty_decade_has_its_place():
    assert bars(axes_of({1942: 1, 1965: 2})) == {1940: 1, 1950: 0, 1960: 2}


def test_books_without_a_year_are_counted_in_the_title():
    assert axes_of({1942: 1, None: 1999}).get_title(loc="left") == "1 of 2,000 books are dated"


def test_what_is_too_old_to_draw_is_told():
    axes = axes_of({-700: 2, 1605: 1, 2020: 5})

    assert len(axes.patches) == N_DECADES
    assert axes.get_title(loc="left") == "8 of 8 books are dated, 3 from before 1780 are not drawn"


@pytest.mark.parametrize("n_books", [{}, {None: 3}])
def test_no_dated_book_makes_an_empty_figure(n_books):
    assert not axes_of(n_books).patches


def test_one_book_is_one_bar_of_height_one():
    axes = axes_of({1942: 1})

    assert bars(axes) == {1940: 1}
    assert all(tick == int(tick) for tick in axes.get_yticks())


def test_years_before_our_era_have_decades_too():
    assert bars(axes_of({-705: 1, -700: 2})) == {-710: 1, -700: 2}


def test_words_and_colours_are_those_asked_for():
    figure = books_by_decade(years({1942: 1234}), FRENCH, DARK)

    assert figure.axes[0].get_title(loc="left") == "1\u202f234 livres datés sur 1\u202f234"
    assert figure.get_facecolor() != books_by_decade(years({1942: 1}), FRENCH).get_facecolor()
