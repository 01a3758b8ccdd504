"""The REST API: one blueprint a noun, and the document that describes them."""

from catalogue.api import authors, books, docs, errors, health, items, search, subjects
from catalogue.api.openapi import init_app

BLUEPRINTS = (books.bp, authors.bp, subjects.bp, items.bp, search.bp)

__all__ = ["BLUEPRINTS", "docs", "errors", "health", "init_app"]
