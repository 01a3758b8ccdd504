"""The search index: a copy of the catalogue, made for finding, that anyone may delete.

It runs on Tantivy, within the process, in a folder of its own. It knows no SQL: `catalogue.services.index_builds`
hands it the books that changed.
"""
