"""A small library catalogue: pages for readers, REST for programs, one core for both."""

__version__ = "0.1.0"
