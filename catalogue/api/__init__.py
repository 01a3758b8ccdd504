"""The REST API: one blueprint per noun, and the OpenAPI document that describes them."""

from catalogue.api import docs, errors, health
from catalogue.api.openapi import init_app

__all__ = ["docs", "errors", "health", "init_app"]
