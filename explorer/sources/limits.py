"""How much of a machine a data file may take."""

MEGABYTES = 1_000
"""Of memory, on top of what the reading process needs by itself: a workbook of three million cells takes half of it."""

SECONDS = 60
"""Of the processors; a CSV of 500 MB takes ten."""

PATIENCE = 2 * SECONDS
"""Seconds of the clock on the wall, when others keep the processors busy."""

RESULT_BYTES = 256 << 20
"""Of a table, as the explorer keeps it in memory."""

N_WORKERS = 2
"""Files that are read at the same time."""
