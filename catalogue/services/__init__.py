"""Use cases. Each takes a Session first, flushes and never commits: the edge that called commits, once."""
