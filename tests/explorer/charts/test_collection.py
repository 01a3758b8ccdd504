"""What the figures of the collection show, read back from their bars, words and links."""

from typing import Any

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from catalogue.common.palette import DARK, LIGHT
from explorer.charts import collection as charts
from explorer.charts.drawing import Drawing
from explorer.charts.link_areas import areas
from explorer.messages.pages import COLLECTION

ENGLISH = COLLECTION["en"]
FRENCH = COLLECTION["fr"]


def marks(n: int, label: str = "label", address: str | None = "http://x/{}") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": [f"{label} {place}" for place in range(n)],
            "value": [float(n - place) for place in range(n)],
            "written": [str(n - place) for place in range(n)],
            "address": [address and address.format(place) for place in range(n)],
            "told": [f"{label} {place}: {n - place} books" for place in range(n)],
        }
    )


def lengths(axes: Axes) -> list[float]:
    return [max(bar.get_width(), bar.get_height()) for bar in axes.patches if isinstance(bar, Rectangle)]


def names(axes: Axes) -> list[str]:
    """Return what is written to the left of the rows."""
    return [text.get_text() for text in axes.texts if text.get_ha() == "right"]  # type: ignore[attr-defined]


def list_texts(axes: Axes) -> list[Text]:
    """Return what is written at bars and dots, and in squares."""
    return [text for text in axes.texts if text.get_ha() != "right" and text.get_va() != "top"]  # type: ignore[attr-defined]


def overlapping(figure: Figure, texts: list) -> list[tuple[str, str]]:  # type: ignore[type-arg]
    """Return the pairs of texts that are drawn over each other."""
    figure.draw_without_rendering()
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts if text.get_text() and text.get_visible()]
    return [
        (one, other)
        for place, (one, box) in enumerate(boxes)
        for other, other_box in boxes[place + 1 :]
        if box.overlaps(other_box)
    ]


def outside(figure: Figure) -> list[str]:
    """Return the words that the edge of the figure cuts."""
    figure.draw_without_rendering()
    edge = figure.bbox.padded(1)
    unseen = set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            first, last = sorted(axis.get_view_interval())
            unseen |= {tick.label1 for tick in axis.get_major_ticks() if not first <= tick.get_loc() <= last}
            unseen |= set() if axis.get_visible() and axes.axison else set(axis.get_majorticklabels())
    boxes = [(text.get_text(), text.get_window_extent()) for text in set(figure.findobj(Text)) - unseen]
    return [
        text for text, box in boxes if text and not (edge.contains(box.x0, box.y0) and edge.contains(box.x1, box.y1))
    ]


def test_lying_bars_have_their_numbers_at_their_ends() -> None:
    axes = charts.bars(marks(3), LIGHT).axes[0]

    assert names(axes) == ["label 0", "label 1", "label 2"]
    assert [text.get_text() for text in list_texts(axes)] == ["3", "2", "1"]


@pytest.mark.parametrize("n", [1, 15, 40])
def test_forty_names_of_any_length_neither_overlap_nor_are_cut(n: Any) -> None:
    figure = charts.bars(marks(n, label="Bibliothèque-discothèque de l’arrondissement"), LIGHT, "A title to take away")

    assert overlapping(figure, [*figure.axes[0].texts]) == []
    assert outside(figure) == []


def test_a_long_number_at_the_longest_bar_stays_in_the_figure() -> None:
    rows = marks(2).assign(written="87 % de 1 234 567 exemplaires")

    assert outside(charts.bars(rows, LIGHT)) == []


@pytest.mark.parametrize("n", [1, 2, 25, 40])
def test_standing_bars_have_as_many_names_as_fit(n: Any) -> None:
    figure = charts.columns(marks(n, label="nov."), ENGLISH, LIGHT, "Month", "Books")

    axes = figure.axes[0]
    assert lengths(axes) == [float(n - place) for place in range(n)]
    assert overlapping(figure, axes.get_xticklabels()) == []
    assert outside(figure) == []


def test_numbers_beside_standing_bars_are_whole_and_in_the_readers_way() -> None:
    axes = charts.columns(marks(1).assign(value=12345.0), FRENCH, LIGHT, "", "").axes[0]

    assert "12\u202f000" in [tick.get_text() for tick in axes.get_yticklabels()]


def test_ages_write_the_year_over_its_dot() -> None:
    rows = marks(2).assign(
        value=[1990.0, 1950.0], first=[1980.0, 1940.0], third=[2000.0, 1960.0], written=["1990", "1950"]
    )

    axes = charts.ages(rows, LIGHT).axes[0]

    assert axes.collections[1].get_offsets().tolist() == [[1990, 0], [1950, 1]]
    assert [text.get_text() for text in list_texts(axes)] == ["1990", "1950"]


def test_ages_of_one_year_have_a_scale_all_the_same() -> None:
    rows = marks(1).assign(value=[1990.0], first=[1990.0], third=[1990.0])

    assert outside(charts.ages(rows, LIGHT)) == []


def test_squares_write_their_numbers_and_leave_empty_ones_empty() -> None:
    cells = pd.DataFrame({"1990": [5, None], "2000": [12345, 1]}, index=["Literature", "Religion"])
    links = cells.map(lambda n: None if pd.isna(n) else f"http://x/{n:.0f}")

    figure = charts.squares(cells, links, links, ENGLISH, LIGHT)

    assert [text.get_text() for text in list_texts(figure.axes[0])] == ["5", "12K", "1"]
    assert [text.get_text() for text in figure.axes[0].texts if text.get_va() == "top"] == ["1990", "2000"]  # type: ignore[attr-defined]
    assert overlapping(figure, [*figure.axes[0].texts]) == []
    assert outside(figure) == []
    assert sorted(area.address for area in areas(figure)) == ["http://x/1", "http://x/12345", "http://x/5"]


@pytest.mark.parametrize("draw", [charts.bars, lambda rows, paper: charts.columns(rows, ENGLISH, paper, "", "")])
def test_every_bar_leads_to_its_books_within_the_figure(draw: Any) -> None:
    found = list(areas(draw(marks(4), LIGHT)))

    assert [(area.address, area.told) for area in found] == [
        (f"http://x/{place}", f"label {place}: {4 - place} books") for place in range(4)
    ]
    assert all(0 <= area.left <= area.left + area.width <= 100.1 and 0 <= area.top <= 100 for area in found)


def test_lying_rows_lead_from_edge_to_edge_in_their_order() -> None:
    found = list(areas(charts.bars(marks(3), LIGHT)))

    assert all(area.width == pytest.approx(100) for area in found)
    assert [area.top for area in found] == sorted(area.top for area in found)


def test_a_bar_without_an_address_leads_nowhere() -> None:
    assert list(areas(charts.bars(marks(2, address=None), LIGHT))) == []


def test_a_saved_figure_has_its_links() -> None:
    svg = Drawing(charts.bars(marks(2), LIGHT), marks(2), "Two").svg().decode()

    assert 'xlink:href="http://x/1"' in svg


def test_names_are_written_as_they_are() -> None:
    figure = charts.bars(marks(1, label="Tout à 5 $ ou 6 $ <b>& plus</b>"), LIGHT)

    drawing = Drawing(figure, marks(1), "One")
    assert "Tout à 5 $ ou 6 $ &lt;b&gt;" in drawing.svg().decode()


def test_dark_paper_is_dark() -> None:
    assert charts.bars(marks(1), DARK).get_facecolor() != charts.bars(marks(1), LIGHT).get_facecolor()


def test_nothing_to_draw_is_a_sentence() -> None:
    figure = charts.note(ENGLISH.nothing, LIGHT)

    assert figure.axes[0].texts[0].get_text() == ENGLISH.nothing
    assert outside(figure) == []


def test_numbers_can_be_read_on_their_squares() -> None:
    cells = pd.DataFrame([[1, 10, 23]], index=["8"], columns=["1980", "1990", "2000"])
    links, told = cells.map(lambda n: f"http://x/{n}"), cells.map(str)
    figure = charts.squares(cells, links, told, ENGLISH, LIGHT)

    assert [text.get_color() for text in list_texts(figure.axes[0])] == ["#000000", "#000000", "#FFFFFF"]
