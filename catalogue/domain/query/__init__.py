"""A search as a reader asks for it: the text parsed, ways to rewrite it, and the filters."""
