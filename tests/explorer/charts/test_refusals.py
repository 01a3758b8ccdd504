"""A plot that makes no sense is answered with a sentence that says what to choose instead."""

from typing import Any

import pandas as pd
import pytest

from explorer.charts.plot import Aggregation, Piling, PlotKind, Scale
from explorer.messages.language import Messages
from explorer.messages.pages import PLOT

ENGLISH = PLOT["en"]
FRENCH = PLOT["fr"]


@pytest.fixture
def many() -> pd.DataFrame:
    return pd.DataFrame({"id": [f"name {n}" for n in range(5_000)], "n": range(-2_500, 2_500)})


@pytest.mark.parametrize("kind", ["bar", "line", "pie", "area"])
def test_a_mean_of_text(refusal: Any, loans: Any, kind: Any) -> None:
    sentence = refusal(loans, kind, x="month", y="branch", aggregation=Aggregation.MEAN)

    assert sentence == ENGLISH.no_aggregation.format(column="branch", holds="text", aggregation="mean", example="loans")


def test_an_aggregation_of_nothing(refusal: Any, loans: Any) -> None:
    assert "choose one, such as “loans”" in refusal(loans, "bar", x="branch", aggregation=Aggregation.SUM)


def test_a_pair_plot_of_one_column(refusal: Any, loans: Any) -> None:
    assert refusal(loans, "pairs", columns=("loans",)) == ENGLISH.need_two.format(kind="pair plot", example="days")


@pytest.mark.parametrize("kind", ["pairs", "correlations"])
def test_text_among_the_numbers(refusal: Any, loans: Any, kind: Any) -> None:
    assert "“branch” holds no numbers" in refusal(loans, kind, columns=("loans", "branch"))


def test_correlations_of_what_never_varies(refusal: Any) -> None:
    assert refusal(pd.DataFrame({"a": [1, 1], "b": [2, 2]}), "correlations") == ENGLISH.need_two_varying


def test_a_pie_of_five_thousand_slices(refusal: Any, many: Any) -> None:
    assert "a pie of 5,000 slices" in refusal(many, "pie", x="id")


def test_a_pie_of_negative_numbers_and_a_pie_of_means(refusal: Any, many: Any) -> None:
    few = many.head(3)

    assert "below zero" in refusal(few, "pie", x="id", y="n", aggregation=Aggregation.SUM)
    assert "no part of one" in refusal(few, "pie", x="id", y="n", aggregation=Aggregation.MEAN)


@pytest.mark.parametrize("kind", ["scatter", "box", "violin"])
def test_a_log_of_negatives_says_how_many_there_are(refusal: Any, many: Any, kind: Any) -> None:
    x = "n" if kind == "scatter" else None
    frame = many.assign(m=range(5_000))

    assert "2,501 values of zero or less" in refusal(frame, kind, x=x and "m", y="n", scale=Scale.LOG)


@pytest.mark.parametrize(
    ("kind", "choices"),
    [
        ("pie", {"x": "branch"}),
        ("pairs", {}),
        ("area", {"x": "month"}),
        ("count", {"x": "branch", "colour": "material", "piling": Piling.STACKED}),
        ("scatter", {"x": "days", "y": "month"}),
    ],
)
def test_what_cannot_be_logarithmic(refusal: Any, loans: Any, kind: Any, choices: Any) -> None:
    assert "logarithmic" in refusal(loans, kind, scale=Scale.LOG, **choices)


def test_names_cannot_be_logarithmic(refusal: Any, loans: Any) -> None:
    assert refusal(loans, "count", x="branch", scale=Scale.LOG_LOG) == ENGLISH.no_log_names


def test_nothing_left_after_the_filter(refusal: Any, loans: Any) -> None:
    for kind in PlotKind:
        assert refusal(loans.head(0), kind, x="branch", y="loans") == ENGLISH.nothing_left


@pytest.mark.parametrize("kind", ["line", "area"])
def test_a_line_along_names(refusal: Any, loans: Any, kind: Any) -> None:
    assert "such as “month”" in refusal(loans, kind, x="branch")


def test_a_histogram_of_text_and_a_scatter_of_text(refusal: Any, loans: Any) -> None:
    assert "choose the kind “count” for it" in refusal(loans, "histogram", x="branch")
    assert "“branch” holds neither" in refusal(loans, "scatter", x="days", y="branch")


def test_boxes_of_text(refusal: Any, loans: Any) -> None:
    assert "choose some for y, such as “loans”" in refusal(loans, "box", x="month", y="branch")


def test_a_column_on_both_axes(refusal: Any, loans: Any) -> None:
    assert "stands on both axes" in refusal(loans, "scatter", x="days", y="days")


@pytest.mark.parametrize("kind", ["pie", "heatmap", "pairs"])
def test_facets_of_what_fills_the_picture(refusal: Any, loans: Any, kind: Any) -> None:
    assert "choose no facet" in refusal(loans, kind, x="branch", y="material", facet="material")


@pytest.mark.parametrize("kind", ["bar", "scatter", "histogram", "pie"])
def test_a_column_without_any_value(refusal: Any, odd: Any, kind: Any) -> None:
    assert "“nothing” holds no value at all" in refusal(odd, kind, x="nothing", y="nombre")


def test_a_column_that_is_not_there(refusal: Any, loans: Any) -> None:
    assert "There is no column “shelf”" in refusal(loans, "count", x="shelf")


def test_a_column_that_is_not_chosen(refusal: Any, loans: Any) -> None:
    assert refusal(loans, "count") == ENGLISH.need_x.format(kind="count")
    assert refusal(loans, "scatter", x="days") == ENGLISH.need_y.format(kind="scatter")


def test_piles_of_means_and_of_negative_numbers(refusal: Any, many: Any) -> None:
    frame = many.assign(g=["a", "b"] * 2_500).head(6)
    piled = {"x": "id", "y": "n", "colour": "g", "piling": Piling.STACKED}

    assert "means nothing" in refusal(frame, "bar", aggregation=Aggregation.MEAN, **piled)
    assert "cannot be piled up" in refusal(frame, "bar", aggregation=Aggregation.SUM, **piled)
    assert "areas" in refusal(frame, "area", x="n", y="n", aggregation=Aggregation.SUM)


@pytest.mark.parametrize("words", [ENGLISH, FRENCH])
def test_every_refusal_says_what_to_choose(words: Messages) -> None:
    for name, sentence in vars(words).items():
        if name.startswith(("no_", "need_", "too_")) or name in ("same_column", "nothing_left"):
            assert any(verb in sentence for verb in ("choose", "choisissez", "take it away", "widen", "élargissez"))
