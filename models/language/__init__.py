"""Briefs to texts."""
