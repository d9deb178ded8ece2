"""Pieces of screen that several pages show."""
