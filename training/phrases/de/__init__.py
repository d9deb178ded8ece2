"""German phrases."""
