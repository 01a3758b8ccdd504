"""`python -m seed`: the same as `catalogue seed`."""

import sys

from catalogue.cli import main

main(["seed", *sys.argv[1:]], prog_name="catalogue")
