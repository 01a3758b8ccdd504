"""Readers of tables in files: CSV, JSON and workbooks as rows of plain values, one at a time where that is possible."""
