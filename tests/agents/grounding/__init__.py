"""Sentences and pages that the grounding is tried on."""
