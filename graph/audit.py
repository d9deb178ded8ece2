"""Use case on the audit trail: reading it."""

from graph.app import App
from storage.records import AuditEntry


def page(app: App, limit: int = 200) -> list[AuditEntry]:
    """Newest first."""
    with app.read() as work:
        return work.audit.page(limit)
