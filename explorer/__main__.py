"""`python -m explorer --server.port=8501 …`: Streamlit with the explorer, ready before the first reader comes.

Streamlit alone would load pandas and matplotlib when somebody opens the first page, who waits a second longer for it.
"""

import gc
import runpy
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from catalogue import config
from catalogue.errors import BadSetting
from explorer import charts, panels, sources

SETTINGS = ("CATALOGUE_NAME", "DATABASE_URL", "CATALOGUE_URL", "PUBLIC_URL", "PORT", "EXPLORER_DATA_DIR")
"""What the explorer reads of the catalogue's settings."""
SERVER = Path(__file__).parent / "server.py"


def main() -> None:
    """Load what screens are made with, then run Streamlit with the options of the command line."""
    check_settings()
    for package in (sources, charts, panels):
        for _, name, _ in iter_modules(package.__path__, f"{package.__name__}."):
            import_module(name)
    gc.freeze()  # What is loaded stays, and need not be looked through again whenever a figure leaves garbage.
    sys.argv = ["streamlit", "run", str(SERVER), *sys.argv[1:]]
    runpy.run_module("streamlit", run_name="__main__")


def check_settings() -> None:
    """End with a sentence when a setting has a value that cannot work."""
    try:
        for name in SETTINGS:
            config.read(name)
    except BadSetting as error:
        sys.exit(f"Error: {error}")


if __name__ == "__main__":
    main()
