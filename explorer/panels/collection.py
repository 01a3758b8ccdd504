"""The panels of the collection in their order: what is counted for each, and how it is drawn."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import sqlalchemy as sa

from explorer.panels import dewey, ranked, records, time
from explorer.panels.panel import Panel, Viewer
from explorer.sources import collection as source

N_MONTHS = 24
N_NAMES = 15


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a panel comes about: its name in `words.panels`, what of `COUNTS` it shows, and how that is drawn."""

    name: str
    counted: str
    draw: Callable[[pd.DataFrame, Viewer], Panel]

    def make(self, connection: sa.Connection, reader: Viewer) -> Panel:
        """Count and draw."""
        return self.draw(COUNTS[self.counted](connection), reader)


def _months(connection: sa.Connection) -> pd.DataFrame:
    return source.months(connection, source.latest_months(N_MONTHS))


COUNTS: dict[str, Callable[[sa.Connection], pd.DataFrame]] = {
    "years": source.years,
    "languages": source.languages,
    "months": _months,
    "classes": source.classes,
    "authors": lambda connection: source.authors(connection, N_NAMES),
    "subjects": lambda connection: source.subjects(connection, N_NAMES),
    "publishers": lambda connection: source.publishers(connection, N_NAMES),
    "branches": source.branches,
    "completeness": source.completeness,
}
"""What is counted, in the order in which a screen needs it."""

RECIPES = (
    Recipe("decades", "years", time.decades),
    Recipe("months", "months", time.months),
    Recipe("ages", "classes", dewey.ages),
    Recipe("languages", "languages", ranked.languages),
    Recipe("dewey-decades", "classes", dewey.decades),
    Recipe("authors", "authors", ranked.authors),
    Recipe("subjects", "subjects", ranked.subjects),
    Recipe("publishers", "publishers", ranked.publishers),
    Recipe("branches", "branches", records.branches),
    Recipe("completeness", "completeness", records.completeness),
)
BY_NAME = {recipe.name: recipe for recipe in RECIPES}
