"""Folders of the program outside the package `catalogue`: migrations, seed, explorer."""

from pathlib import Path

PACKAGE = Path(__file__).parent
PACKED = PACKAGE / "_packed"
"""Where setup.py puts these folders in a wheel, so that no top-level package called `seed` is installed."""


def find_program_folder(name: str) -> Path:
    """Return the folder `name`: inside the installed package, else beside it in the checkout."""
    packed = PACKED / name
    return packed if packed.is_dir() else PACKAGE.parent / name
