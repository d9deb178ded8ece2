"""Trends: where points come from, and what they say today when older points weigh less."""

from agents.trends.assessment import HALF_LIFE_DAYS, SMALLEST_BASE, WINDOW_DAYS, assess
from agents.trends.source import Door, TrendSource

__all__ = ["HALF_LIFE_DAYS", "SMALLEST_BASE", "WINDOW_DAYS", "Door", "TrendSource", "assess"]
