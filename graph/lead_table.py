"""Use cases of the table of leads: a page of it, an exact count, and what a field's values are."""

from graph.app import App
from storage.lead_filter import LeadFilter
from storage.lead_place import FIRST, Place
from storage.lead_table import Count, TablePage

__all__ = ["Count", "TablePage", "exact", "page", "values"]


def page(app: App, where: LeadFilter, place: Place = FIRST) -> TablePage:
    with app.read() as work:
        return work.table.page(where, place)


def exact(app: App, where: LeadFilter) -> int:
    """How many match, counted to the last one."""
    with app.read() as work:
        return work.table.count(where)


def values(app: App, campaign_id: int, field: str) -> list[str]:
    """The values of a field that occur in a campaign."""
    with app.read() as work:
        return work.table.choices(campaign_id, field)
