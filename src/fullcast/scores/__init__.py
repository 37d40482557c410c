"""Gold readers and metrics, and what was gained and lost between two runs."""
