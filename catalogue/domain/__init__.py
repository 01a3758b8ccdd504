"""What a library record is and how its text compares: pure values, no I/O."""
