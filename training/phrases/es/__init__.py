"""Spanish phrases."""
