"""What the explorer reads: bounded frames, from the catalogue's tables and from files, through what cannot write."""
