"""What a panel is, and who looks at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from catalogue.common.palette import Palette
from explorer.charts.drawing import Drawing
from explorer.links import Site
from explorer.messages.language import Messages


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: in which language, on which paper, and where the catalogue's pages are for them.

    `with_titles` is for figures that are taken away, without the heading of the page.
    """

    words: Messages
    site: Site
    paper: Palette
    with_titles: bool = False

    def title(self, name: str) -> str:
        """Return what stands in the figure of the panel `name`."""
        return self.words.panels[name] if self.with_titles else ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One figure of the collection under its heading.

    The last column of the drawing's table holds addresses: where each row leads, <NA> for nowhere.
    When `is_crossed`, the first two columns span a table of the third.
    """

    name: str
    title: str
    drawing: Drawing
    is_crossed: bool = False


def make(
    reader: Viewer,
    name: str,
    figure: Figure,
    table: Mapping[str, Any],
    sentences: list[str],
    *,
    is_crossed: bool = False,
) -> Panel:
    """Return a panel.

    :param table: columns by their names in `words.columns`; `link` is put last.
    """
    frame = pd.DataFrame({reader.words.columns[column]: values for column, values in table.items()})
    link = reader.words.columns["link"]
    frame = frame[[column for column in frame.columns if column != link] + [link]]
    return Panel(name, reader.words.panels[name], Drawing(figure, frame, " ".join(sentences)), is_crossed)


def marks(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return the marks of a chart (`charts.collection`), one a row; those without an address lead nowhere."""
    columns = ["label", "value", "written", "address", "told"]
    frame = pd.DataFrame(rows, columns=columns + [name for name in (rows[0] if rows else {}) if name not in columns])
    return frame.assign(address=frame["address"].astype("string"))
