"""The folders that belong to the program and are no packages of its own: migrations, seed, explorer."""

from pathlib import Path

PACKAGE = Path(__file__).parent
PACKED = PACKAGE / "_packed"
"""Where setup.py puts the folders in a wheel, so that nothing called `seed` lands beside other people's packages."""


def program_folder(name: str) -> Path:
    """Return the folder called `name`: in the installed package, else beside it in the checkout."""
    packed = PACKED / name
    return packed if packed.is_dir() else PACKAGE.parent / name
