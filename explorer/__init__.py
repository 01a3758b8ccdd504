"""The collection in figures: a reading room of its own, which looks at the tables and cannot write."""
