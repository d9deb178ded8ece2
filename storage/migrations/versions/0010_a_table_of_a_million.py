"""What the table of leads is filtered and ordered by, tags, who a lead is assigned to, and counts by decision"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SORTABLE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _copies() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("assignee", sa.String(length=80), server_default="", nullable=False),
        sa.Column("trend_change", sa.Double(), nullable=True),
        sa.Column("name_key", SORTABLE, server_default="", nullable=False),
        sa.Column("sector", sa.String(length=40), server_default="", nullable=False),
        sa.Column("city_key", SORTABLE, server_default="", nullable=False),
        sa.Column("postcode", SORTABLE, server_default="", nullable=False),
        sa.Column("rating", sa.Double(), nullable=True),
        sa.Column("reviews", sa.Integer(), nullable=True),
        sa.Column("channels", sa.Integer(), server_default="0", nullable=False),
        sa.Column("email_kind", sa.String(length=20), server_default="", nullable=False),
        sa.Column("languages", sa.Text(), server_default="[]", nullable=False),
        sa.Column("booking", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("lead_found_at", sa.DateTime(), nullable=True),
    )


WHOLE = {
    "candidates_added": "id",
    "candidates_score": "score",
    "candidates_name": "name_key",
    "candidates_sector": "sector",
    "candidates_city": "city_key",
    "candidates_postcode": "postcode",
    "candidates_rating": "rating",
    "candidates_reviews": "reviews",
    "candidates_found": "lead_found_at",
    "candidates_trend": "trend_change",
    "candidates_source": "source",
    "candidates_first_run": "first_run",
}
PARTIAL = {
    "candidates_gone_run": ("gone_run", "gone_run IS NOT NULL"),
    "candidates_booking": ("booking", "booking <> ''"),
    "candidates_languages": ("languages", "languages <> '[]'"),
    "candidates_decided": ("decided_at", "decided_at IS NOT NULL"),
    "candidates_reason": ("reason", "reason <> ''"),
    "candidates_assignee": ("assignee", "assignee <> ''"),
}


TO_ENRICH, DEFERRED = sa.text("enriched_at IS NULL"), sa.text("deferred_until IS NOT NULL")


def upgrade() -> None:
    _new_tables()
    op.execute(
        "INSERT INTO candidate_scores (candidate_id, factors, trend)"
        " SELECT id, factors, trend FROM candidates WHERE status <> 'found'"
    )
    for column in _copies():
        op.add_column("candidates", column)
    change = "json_extract(trend, '$.change')"
    if op.get_bind().dialect.name == "postgresql":
        change = "CAST(trend ->> 'change' AS double precision)"
    op.execute(f"UPDATE candidates SET trend_change = {change} WHERE trend IS NOT NULL")  # noqa: S608
    op.execute("ALTER TABLE candidates DROP COLUMN factors")
    op.execute("ALTER TABLE candidates DROP COLUMN trend")
    for name, column_name in WHOLE.items():
        op.create_index(name, "candidates", ["campaign_id", column_name])
    for name, (column_name, only) in PARTIAL.items():
        where = sa.text(only)
        op.create_index(name, "candidates", ["campaign_id", column_name], sqlite_where=where, postgresql_where=where)
    op.create_index(
        "candidates_to_enrich",
        "candidates",
        ["campaign_id", "id"],
        sqlite_where=TO_ENRICH,
        postgresql_where=TO_ENRICH,
    )
    op.create_index(
        "candidates_deferred", "candidates", ["deferred_until"], sqlite_where=DEFERRED, postgresql_where=DEFERRED
    )


def _new_tables() -> None:
    op.create_table(
        "candidate_scores",
        sa.Column("candidate_id", sa.Integer(), sa.ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("factors", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("trend", sa.JSON(), nullable=True),
    )
    op.create_table(
        "candidate_counts",
        sa.Column("campaign_id", sa.Integer(), sa.ForeignKey("campaigns.id"), primary_key=True),
        sa.Column("status", sa.String(length=20), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
    )
    op.create_table(
        "tags",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False, unique=True),
    )
    op.create_table(
        "candidate_tags",
        sa.Column("candidate_id", sa.Integer(), sa.ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("tag_id", sa.Integer(), sa.ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True),
    )
    op.create_index("candidate_tags_of_tag", "candidate_tags", ["tag_id", "candidate_id"])


def downgrade() -> None:
    op.add_column("candidates", sa.Column("factors", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("candidates", sa.Column("trend", sa.JSON(), nullable=True))
    op.execute(
        "UPDATE candidates SET factors = s.factors, trend = s.trend FROM candidate_scores AS s"
        " WHERE s.candidate_id = candidates.id"
    )
    for name in ("candidates_to_enrich", "candidates_deferred", *WHOLE, *PARTIAL):
        op.drop_index(name, "candidates")
    for column in _copies():
        op.drop_column("candidates", column.name)
    for table in ("candidate_tags", "tags", "candidate_counts", "candidate_scores"):
        op.drop_table(table)
