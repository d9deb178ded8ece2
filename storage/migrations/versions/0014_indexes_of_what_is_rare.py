"""Ways to leads by how they can be reached, by language, by their last search; reasons and moments by decision"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

NEW: dict[str, tuple[list[str], str | None]] = {
    "candidates_last_run": (["campaign_id", "last_run", "lead_found_at"], None),
    "candidates_reach": (["campaign_id", "channels", "email_kind"], None),
    "candidates_languages": (["campaign_id", "languages"], None),
    "candidates_decided": (["campaign_id", "status", "decided_at"], "decided_at IS NOT NULL"),
    "candidates_reason": (["campaign_id", "status", "reason"], "reason <> ''"),
}
OLD: dict[str, tuple[list[str], str | None]] = {
    "candidates_languages": (["campaign_id", "languages"], "languages <> '[]'"),
    "candidates_decided": (["campaign_id", "decided_at"], "decided_at IS NOT NULL"),
    "candidates_reason": (["campaign_id", "reason"], "reason <> ''"),
}


def upgrade() -> None:
    _replace(OLD, NEW)


def downgrade() -> None:
    _replace(NEW, OLD)


def _replace(old: dict[str, tuple[list[str], str | None]], new: dict[str, tuple[list[str], str | None]]) -> None:
    for name in old:
        op.drop_index(name, "candidates")
    for name, (columns, only) in new.items():
        where = None if only is None else sa.text(only)
        op.create_index(name, "candidates", columns, sqlite_where=where, postgresql_where=where)
