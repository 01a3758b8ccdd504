"""SQL below the use cases: how books, headings, items and changes are read and written, and lists are paged."""
