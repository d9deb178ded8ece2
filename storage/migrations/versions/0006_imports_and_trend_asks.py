"""Imported lists with their progress, notes and changes; evidence of one address in one row; when trends were asked"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("mapping", "options", "preview", "checked")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("file"),
    )
    op.create_table(
        "imports",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"]),
        sa.PrimaryKeyConstraint("campaign_id"),
    )
    op.create_table(
        "import_notes",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"]),
        sa.PrimaryKeyConstraint("campaign_id", "row"),
    )
    op.create_table(
        "lead_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"]),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("lead_changes_of_campaign", "lead_changes", ["campaign_id"])
    op.create_index("lead_changes_of_lead", "lead_changes", ["lead_id"])
    op.create_table(
        "trend_asks",
        sa.Column("topic", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("asked", sa.String(length=200), nullable=False),
        sa.Column("measured_at", sa.String(length=120), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("topic", "place", "asked"),
    )
    op.add_column("evidence", sa.Column("facts", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    _spread_facts()
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_column("facts")
    for table in ("trend_asks", "lead_changes", "import_notes", "imports", "uploads"):
        op.drop_table(table)


def _spread_facts() -> None:
    """A row a fact again, as the version before keeps them."""
    names = ("id", "lead_id", "field", "text", "url", "source", "found_at")
    evidence = sa.table("evidence", *(sa.column(name) for name in names), sa.column("facts", sa.JSON))
    connection = op.get_bind()
    for row in connection.execute(sa.select(evidence)).mappings().all():
        if row["facts"]:
            alone = {name: row[name] for name in names if name != "id"}
            several = [{**alone, "field": field, "text": text} for field, text in row["facts"]]
            connection.execute(sa.insert(evidence), several)
            connection.execute(sa.delete(evidence).where(evidence.c.id == row["id"]))
