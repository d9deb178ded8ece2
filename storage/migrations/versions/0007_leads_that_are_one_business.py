"""Leads that are one business"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("leads", sa.Column("merged_into", sa.Integer(), nullable=True))
    op.add_column("leads", sa.Column("is_compared", sa.Boolean(), server_default=sa.false(), nullable=False))
    merged, waits = sa.text("merged_into IS NOT NULL"), sa.text("NOT is_compared")
    op.create_index("leads_merged", "leads", ["merged_into"], sqlite_where=merged, postgresql_where=merged)
    op.create_index("leads_to_compare", "leads", ["id"], sqlite_where=waits, postgresql_where=waits)
    op.create_table(
        "lead_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.id"]),
        sa.PrimaryKeyConstraint("key", "lead_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("lead_keys_of_lead", "lead_keys", ["lead_id"])
    _create_proposals()
    _create_merges()


def _create_proposals() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["first_id"], ["leads.id"]),
        sa.ForeignKeyConstraint(["second_id"], ["leads.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("first_id", "second_id"),
    )
    op.create_index("proposals_of_second", "proposals", ["second_id"])
    is_open = sa.text("state = 'to decide'")
    op.create_index("proposals_open", "proposals", ["score", "id"], sqlite_where=is_open, postgresql_where=is_open)


def _create_merges() -> None:
    op.create_table(
        "merges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("undone_by", sa.Text(), server_default="", nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["gone_id"], ["leads.id"]),
        sa.ForeignKeyConstraint(["kept_id"], ["leads.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("merges_of_gone", "merges", ["gone_id"])
    op.create_index("merges_of_kept", "merges", ["kept_id"])


def downgrade() -> None:
    for table in ("merges", "proposals", "lead_keys"):
        op.drop_table(table)
    op.drop_index("leads_to_compare", "leads")
    op.drop_index("leads_merged", "leads")
    with op.batch_alter_table("leads", schema=None) as batch_op:
        batch_op.drop_column("is_compared")
        batch_op.drop_column("merged_into")
