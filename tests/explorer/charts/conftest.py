"""Frames that charts are drawn from, and a way to draw."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from catalogue.common.palette import LIGHT, Palette
from explorer.charts.draw import draw
from explorer.charts.drawing import Drawing
from explorer.charts.plot import NoPlot, Plot, PlotKind
from explorer.frames.normalize import tidy
from explorer.messages.language import Messages
from explorer.messages.pages import PLOT

ENGLISH = PLOT["en"]


@pytest.fixture
def drawn() -> Callable[..., Drawing]:
    """Draw a plot: `drawn(frame, "bar", x="branch", y="loans", aggregation="sum")`."""

    def drawn(
        frame: pd.DataFrame, kind: str, words: Messages = ENGLISH, paper: Palette = LIGHT, **choices: Any
    ) -> Drawing:
        return draw(frame, Plot(kind=PlotKind(kind), **choices), words, paper)

    return drawn


@pytest.fixture
def refusal(drawn: Callable[..., Drawing]) -> Callable[..., str]:
    """Return the sentence with which a plot is refused."""

    def refusal(frame: pd.DataFrame, kind: str, **choices: Any) -> str:
        with pytest.raises(NoPlot) as refused:
            drawn(frame, kind, **choices)
        return str(refused.value)

    return refusal


@pytest.fixture
def loans() -> pd.DataFrame:
    """Loans by month and branch: small enough to reckon in the head."""
    return tidy(
        pd.DataFrame(
            {
                "month": pd.to_datetime(["2025-01-01", "2025-01-01", "2025-03-01", "2025-03-01", "2025-03-01"]),
                "branch": ["Centre", "Gare", "Centre", "Centre", None],
                "material": ["book", "book", "film", "book", "book"],
                "loans": [10, 20, 5, None, 7],
                "days": [21.5, 18.0, 7.0, 30.0, 14.0],
            }
        )
    )


@pytest.fixture
def odd() -> pd.DataFrame:
    """Everything that is unusual, a column each."""
    return tidy(
        pd.DataFrame(
            {
                "nombre": [1, 2.5, None, float("inf"), -float("inf"), 0],
                "œuvre $\\frac": ["é", None, "$x^2$ et $", "two\nlines", "a" * 300, "日本語"],
                "mixed": [1, "a", None, True, [1], {"x": 2}],
                "zone": pd.to_datetime(
                    ["2025-01-01", None, *["2025-07-01T12:30"] * 3, "1999-12-31"],  # type: ignore[arg-type]
                    format="ISO8601",
                ).tz_localize("Europe/Paris"),
                "truth": [True, False, None, True, True, False],
                "nothing": [None] * 6,
                "constant": [7] * 6,
            }
        )
    )


@pytest.fixture
def wide() -> pd.DataFrame:
    """A hundred columns of numbers."""
    random = np.random.default_rng(1)
    return tidy(pd.DataFrame({f"colonne {n}": random.normal(size=50) for n in range(100)}))
