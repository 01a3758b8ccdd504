"""What `make bench` runs: made-up catalogues, and measures of the service as ratios inside one run."""
