"""Bars: what they count, how they are piled, and what stands beside them."""

from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex

from catalogue.common.palette import LIGHT
from explorer.charts.plot import Aggregation, Order, Piling
from explorer.messages.pages import PLOT

FRENCH = PLOT["fr"]


def names(axes: Axes) -> list[str]:
    """The labels beside the bars, from top to bottom."""
    return [label.get_text() for label in axes.get_yticklabels()]


def lengths(axes: Axes) -> list[float]:
    return [bar.get_width() for bar in axes.patches]  # type: ignore[attr-defined]


def test_rows_are_counted_and_those_without_a_value_have_a_bar_of_their_own(drawn: Any, loans: Any) -> None:
    axes = drawn(loans, "count", x="branch").figure.axes[0]

    assert dict(zip(names(axes), lengths(axes), strict=True)) == {"Centre": 3, "Gare": 1, "(missing)": 1}
    assert to_hex(axes.patches[-1].get_facecolor()).upper() == LIGHT.muted


@pytest.mark.parametrize(
    ("aggregation", "expected"),
    [("sum", [15, 20, 7]), ("mean", [7.5, 20, 7]), ("median", [7.5, 20, 7]), ("min", [5, 20, 7]), ("max", [10, 20, 7])],
)
def test_numbers_are_aggregated_by_category(drawn: Any, loans: Any, aggregation: Any, expected: Any) -> None:
    figure = drawn(loans, "bar", x="branch", y="loans", aggregation=Aggregation(aggregation), order=Order.NAME).figure

    assert names(figure.axes[0]) == ["Centre", "Gare", "(missing)"]
    assert lengths(figure.axes[0]) == expected
    assert aggregation in figure.get_suptitle().lower() or aggregation in ("min", "max")


def test_stacked_bars_begin_where_the_one_before_ends(drawn: Any, loans: Any) -> None:
    axes = drawn(loans, "count", x="branch", colour="material", piling=Piling.STACKED).figure.axes[0]

    assert [(bar.get_x(), bar.get_width()) for bar in axes.patches] == [(0, 2), (0, 1), (0, 1), (2, 1), (1, 0), (1, 0)]


def test_shares_add_up_to_one(drawn: Any, loans: Any) -> None:
    axes = drawn(loans, "count", x="branch", colour="material", piling=Piling.SHARES).figure.axes[0]

    assert {round(bar.get_x() + bar.get_width(), 6) for bar in axes.patches[3:]} == {1.0}
    assert axes.get_xlabel() == "part"


def test_grouped_bars_stand_side_by_side_and_a_legend_names_them(drawn: Any, loans: Any) -> None:
    figure = drawn(loans, "count", x="branch", colour="material").figure

    assert len({round(bar.get_y(), 6) for bar in figure.axes[0].patches}) == 6
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["book", "film"]


def test_what_is_beyond_the_top_stands_together_and_is_told(drawn: Any) -> None:
    frame = pd.DataFrame({"x": [f"value {n}" for n in range(40) for _ in range(40 - n)]})
    drawing = drawn(frame, "count", x="x", n_top=10)
    axes = drawing.figure.axes[0]

    assert names(axes) == [*(f"value {n}" for n in range(10)), "30 others"]
    assert sum(lengths(axes)) == len(frame)
    assert "30 others stand together." in drawing.summary


def test_a_single_value_beyond_the_top_keeps_its_name(drawn: Any) -> None:
    frame = pd.DataFrame({"x": ["a", "b", "c"]})

    assert names(drawn(frame, "count", x="x", n_top=2).figure.axes[0]) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.LARGEST, ["b", "C", "a"]),
        (Order.SMALLEST, ["a", "C", "b"]),
        (Order.NAME, ["a", "b", "C"]),
        (Order.SOURCE, ["C", "b", "a"]),
    ],
)
def test_categories_come_in_the_order_asked_for(drawn: Any, order: Any, expected: Any) -> None:
    frame = pd.DataFrame({"x": ["C", "b", "b", "b", "a", "C"]})

    assert names(drawn(frame, "count", x="x", order=order).figure.axes[0]) == expected


def test_forty_long_names_do_not_overlap_and_can_be_told_apart(drawn: Any) -> None:
    frame = pd.DataFrame({"éditeur": [f"Éditions de la très longue maison numéro {n}, Paris" for n in range(40)]})
    figure = drawn(frame, "count", x="éditeur", n_top=40).figure
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]
    axes = figure.axes[0]
    boxes = [label.get_window_extent() for label in axes.get_yticklabels()]

    assert all(upper.y0 >= lower.y1 for upper, lower in pairwise(boxes))
    assert min(box.x0 for box in boxes) >= 0
    assert len(set(names(axes))) == 40


def test_panels_share_categories_and_together_have_all_rows(drawn: Any, loans: Any) -> None:
    drawing = drawn(loans, "count", x="branch", facet="material")

    assert [axes.get_title(loc="left") for axes in drawing.figure.axes] == ["book", "film"]
    assert [sum(lengths(axes)) for axes in drawing.figure.axes] == [4, 1]
    assert drawing.table.columns.tolist() == ["material", "branch", "rows"]
    assert drawing.table["rows"].sum() == len(loans)


def test_more_than_nine_panels_are_not_drawn_and_told(drawn: Any) -> None:
    frame = pd.DataFrame({"x": ["a"] * 30, "n": range(30)})
    drawing = drawn(frame, "count", x="x", facet="n")

    assert len(drawing.figure.axes) == 9
    assert "Panels not drawn: 21." in drawing.summary


def test_a_series_called_as_the_category_is_told_apart_in_the_table(drawn: Any) -> None:
    frame = pd.DataFrame({"x": ["a", "b"], "kind": ["x", "y"]})

    assert drawn(frame, "count", x="x", colour="kind").table.columns.tolist() == ["x", "x (2)", "y"]


def test_the_sentence_names_the_greatest_and_the_least_in_the_reader_s_language(drawn: Any, loans: Any) -> None:
    assert "the greatest is “Centre” (3), the least “Gare” (1)" in drawn(loans, "count", x="branch").summary
    assert "la plus grande est «\u202fCentre\u202f» (3)" in drawn(loans, "count", FRENCH, x="branch").summary


def test_numbers_and_dates_are_named_as_the_reader_writes_them(drawn: Any, loans: Any) -> None:
    assert names(drawn(loans, "count", FRENCH, x="days", order=Order.NAME).figure.axes[0])[-1] == "30"
    assert names(drawn(loans, "count", FRENCH, x="month", order=Order.NAME).figure.axes[0]) == [
        "1 janv. 2025",
        "1 mars 2025",
    ]


def test_panels_whose_names_begin_alike_are_told_apart(drawn: Any) -> None:
    names = [f"Une catégorie au nom plutôt long, numéro {n}" for n in range(9)]
    figure = drawn(pd.DataFrame({"x": list("abc") * 3, "facet": names}), "count", x="x", facet="facet").figure
    titles = {axes.get_title(loc="left") for axes in figure.axes}

    assert len(titles) == 9


def test_numbers_in_names_are_ordered_as_numbers(drawn: Any) -> None:
    frame = pd.DataFrame({"x": ["tome 10", "tome 9", "Tome 1"]})

    assert drawn(frame, "count", x="x", order="name").table["x"].tolist() == ["Tome 1", "tome 9", "tome 10"]


def test_ten_classes_stay_ten(drawn: Any) -> None:
    classes = [f"{digit}00" for digit in range(10)] + [None]
    frame = pd.DataFrame({"class": classes, "g": ["a"] * 11})

    table = drawn(frame, "count", x="g", colour="class").table

    assert table.columns.tolist()[1:] == [*classes[:-1], "(missing)"]
