"""`python -m seed`: the same as `catalogue seed`."""

from catalogue.cli import main

main(["seed"], prog_name="catalogue")
