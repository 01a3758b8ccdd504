"""Panels of the collection: what was counted, as a figure, its table and its sentence. No widgets, no statements."""
