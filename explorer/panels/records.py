"""Panels in shares of a whole: copies on the shelf by branch, records that are complete."""

import pandas as pd

from explorer.charts import collection as charts
from explorer.panels.panel import Panel, Viewer, make, marks
from explorer.panels.time import nothing

N_BRANCHES = 30
"""As many bars as a figure shows; the table has all."""


def branches(counted: pd.DataFrame, reader: Viewer) -> Panel:
    """Return what share of the copies of each branch is on its shelf.

    :param counted: as `sources.collection.branches`.
    """
    name, words = "branches", reader.words
    if counted.empty:
        return nothing(name, reader)
    rows = []
    for location, n_items, n_available in counted.itertuples(index=False):
        is_named = not pd.isna(location)
        label, share = str(location) if is_named else words.no_branch, n_available / n_items
        items = words.several(n_items, words.n_items)
        text = {"name": label, "available": words.number(n_available), "items": items, "share": words.share(share)}
        rows.append(
            {
                "label": label,
                "value": share,
                "written": words.branch_written.format(share=words.share(share), items=items),
                "address": reader.site.books(location=location, available=1) if is_named and n_available else None,
                "told": words.branch_told.format(**text),
            }
        )
    n_available, n_items = int(counted["n_available"].sum()), int(counted["n_items"].sum())
    numbers = {"available": words.number(n_available), "total": words.number(n_items)}
    table = {
        "branch": [row["label"] for row in rows],
        "n_items": counted["n_items"],
        "n_available": counted["n_available"],
        "share": [row["value"] for row in rows],
        "link": [row["address"] for row in rows],
    }
    figure = charts.bars(marks(rows[:N_BRANCHES]), reader.paper, reader.title(name))
    sentence = words.branches.format(share=words.share(n_available / n_items), **numbers)
    return make(reader, name, figure, table, [sentence])


def completeness(counted: pd.DataFrame, reader: Viewer) -> Panel:
    """Return what share of the records has each of its parts; each bar leads to the records without.

    :param counted: as `sources.collection.completeness`.
    """
    name, words = "completeness", reader.words
    n_all = int(counted["n_all"].max())
    if not n_all:
        return nothing(name, reader)
    counted = counted.assign(share=counted["n_books"] / n_all, n_missing=n_all - counted["n_books"])
    counted = counted.sort_values("share", kind="stable", ascending=False)
    rows = []
    for row in counted.to_dict("records"):
        label, n_missing, share = words.fields[row["field"]], row["n_missing"], words.share(row["share"])
        rows.append(
            {
                "label": label,
                "value": row["share"],
                "written": words.field_written.format(share=share, n=words.number(n_missing)) if n_missing else share,
                "address": reader.site.books(missing=row["field"]) if n_missing else None,
                "told": words.field_told.format(field=label, books=words.several(n_missing, words.n_books)),
            }
        )
    worst = counted.iloc[-1]
    numbers = {"n_missing": words.number(int(worst["n_missing"])), "total": words.number(n_all)}
    sentence = words.completeness.format(field=words.fields[worst["field"]], **numbers)
    table = {
        "field": [row["label"] for row in rows],
        "n_books": counted["n_books"].tolist(),
        "share": [row["value"] for row in rows],
        "n_missing": counted["n_missing"].tolist(),
        "link": [row["address"] for row in rows],
    }
    figure = charts.bars(marks(rows), reader.paper, reader.title(name))
    return make(reader, name, figure, table, [sentence if worst["n_missing"] else words.field_whole])
