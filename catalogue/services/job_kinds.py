"""The kinds of jobs, and what does the work of each: a new kind of long work is registered here."""

from catalogue.services import imports
from catalogue.services.jobs import Work

KINDS: dict[str, Work] = {imports.KIND: imports.run_import}
