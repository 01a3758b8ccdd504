"""The page on which a reader makes a plot, run as Streamlit runs it."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from explorer.charts import draw
from explorer.charts.plot import PlotKind
from explorer.frames.filters import OneOf, write
from explorer.messages.pages import DATA, FIGURES, PLOT

pytestmark = pytest.mark.filterwarnings("default")  # Streamlit's and pandas's own are not ours to mend


@pytest.fixture
def visits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLORER_DATA_DIR", str(tmp_path))
    days = pd.date_range("2025-01-01", periods=40).strftime("%Y-%m-%d")
    frame = pd.DataFrame(
        {"day": days, "sky": ["sun", "rain"] * 20, "visits": range(-10, 30), "loans": range(0, 120, 3)}
    )
    frame.to_csv(tmp_path / "visits.csv", index=False)


@pytest.fixture
def plot_data(show_files: Any, visits: Any) -> Any:
    return lambda **address: show_files("plot", **address)


def warnings(page: Any) -> list[str]:
    return [warning.value for warning in page.warning]


def summary(page: Any) -> str:
    """The sentence under the figure: above it there may be others, below it the files and a hint."""
    return next(caption.value for caption in page.main.caption if " by " in caption.value or "along" in caption.value)


def count_figures(page: Any) -> int:
    return sum("<img" in element.proto.body for element in page.get("html"))


def test_the_first_plot_makes_sense(plot_data: Any) -> None:
    page = plot_data()

    assert not warnings(page)
    assert summary(page).startswith("Rows by sky.")
    assert page.main.caption[-1].value == FIGURES["en"].plot_hint


def test_what_is_chosen_is_drawn_and_stands_in_the_address(plot_data: Any) -> None:
    page = plot_data()

    page.selectbox(key="choice kind").set_value(PlotKind.LINE).run()
    page.selectbox(key="choice x").set_value("day")
    page.selectbox(key="choice y").set_value("loans")
    page.selectbox(key="choice colour").set_value("sky")
    page.run()

    assert summary(page).startswith("Sum of loans along day, by sky.")
    assert {name: page.query_params[name] for name in ("kind", "x", "y", "colour")} == {
        "kind": "line",
        "x": "day",
        "y": "loans",
        "colour": "sky",
    }


def test_a_link_draws_the_plot_again(plot_data: Any) -> None:
    where = write(OneOf("sky", ("sun",)))
    address = {"kind": "box", "y": "loans", "order": "name", "size": "large", "where": where}

    page = plot_data(**address)

    assert summary(page).startswith("Loans by sky.")
    assert page.dataframe[0].value["values"].tolist() == [20]
    assert {name: page.query_params[name] for name in address} == address


@pytest.mark.parametrize("kind", PlotKind)
def test_every_kind_is_drawn_from_the_page(plot_data: Any, kind: Any) -> None:
    y = {"y": "sky"} if kind is PlotKind.HEATMAP else {"y": "loans"}
    x = "sky" if kind in (PlotKind.BAR, PlotKind.COUNT, PlotKind.PIE, PlotKind.BOX, PlotKind.VIOLIN) else "visits"
    page = plot_data(kind=kind.value, x=x, **y)

    assert not warnings(page)
    assert count_figures(page) == 1


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (
            {"kind": "bar", "x": "day", "y": "sky", "as-of": "mean"},
            PLOT["en"].no_aggregation.format(column="sky", holds="text", aggregation="mean", example="visits"),
        ),
        ({"kind": "pairs", "numbers": "loans"}, PLOT["en"].need_two.format(kind="pair plot", example="visits")),
        ({"kind": "pie", "x": "loans"}, PLOT["en"].too_many_slices.format(n="40", column="loans", most=10)),
        (
            {"kind": "scatter", "x": "loans", "y": "visits", "scale": "log"},
            PLOT["en"].no_log.format(column="visits", n="11"),
        ),
        ({"where": json.dumps(["loans", "between", 200, None])}, DATA["en"].none_left),
    ],
)
def test_what_makes_no_sense_is_a_sentence(plot_data: Any, address: Any, sentence: Any) -> None:
    page = plot_data(**address)

    assert warnings(page) == [sentence]
    assert not count_figures(page)


def test_an_address_of_nonsense_is_a_page(plot_data: Any) -> None:
    page = plot_data(kind="sculpture", x="nowhere", scale="-1", top="99999", size="", where="]")

    assert not warnings(page)
    assert summary(page).startswith("Rows by sky.")


def test_a_fault_of_ours_is_a_sentence_too(plot_data: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(draw.DRAWERS, PlotKind.BAR, lambda *_: {}["missing"])

    assert warnings(plot_data()) == [PLOT["en"].not_drawn]


def test_the_picture_says_where_its_rows_come_from(plot_data: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    notes: list[str] = []
    monkeypatch.setattr(draw, "write_note", lambda figure, note, paper: notes.append(note))
    plot_data(where=json.dumps(["sky", "is", "sun"]))

    assert notes == ["visits.csv · 40 rows · 20 of 40 rows fulfil the conditions"]
