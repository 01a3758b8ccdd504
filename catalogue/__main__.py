"""`python -m catalogue …`: the same as the `catalogue` command."""

from catalogue.cli import main

if __name__ == "__main__":  # Not in the processes of `catalogue.common.cores`, which load this module too.
    main(prog_name="catalogue")
