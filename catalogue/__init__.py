"""A small library catalogue: pages for readers, a REST API for programs, one core for both."""

__version__ = "0.2.0"
