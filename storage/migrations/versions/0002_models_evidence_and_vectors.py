"""Models, evidence and vectors"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "downloads",
        sa.Column("model", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("stop_asked", sa.Boolean(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("model"),
    )
    op.create_table(
        "vectors",
        sa.Column("model", sa.String(length=80), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("model", "content_hash"),
    )
    op.create_table(
        "model_calls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("task", sa.String(length=20), nullable=False),
        sa.Column("model", sa.String(length=120), nullable=False),
        sa.Column("is_settled", sa.Boolean(), nullable=False),
        sa.Column("prompt_tokens", sa.Integer(), nullable=False),
        sa.Column("tokens", sa.Integer(), nullable=False),
        sa.Column("micros", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("model_calls", schema=None) as batch_op:
        batch_op.create_index("model_calls_of_campaign", ["campaign_id"], unique=False)

    op.create_table(
        "overrides",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["drafts.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("draft_id", "sentence"),
    )
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("task", sa.String(length=20), server_default="draft", nullable=False))
        batch_op.add_column(sa.Column("prompt_version", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("language", sa.String(length=8), server_default="en", nullable=False))
        batch_op.add_column(sa.Column("evidence", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("sentences", sa.JSON(), server_default="[]", nullable=False))

    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answer", sa.String(length=20), server_default="", nullable=False))
        batch_op.add_column(sa.Column("answer_words", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("answer_by", sa.Text(), server_default="", nullable=False))

    with op.batch_alter_table("leads", schema=None) as batch_op:
        batch_op.add_column(sa.Column("profile_hash", sa.String(length=64), server_default="", nullable=False))
        batch_op.create_index(batch_op.f("ix_leads_profile_hash"), ["profile_hash"], unique=False)

    with op.batch_alter_table("personas", schema=None) as batch_op:
        batch_op.add_column(sa.Column("portrait", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("personas", schema=None) as batch_op:
        batch_op.drop_column("portrait")

    with op.batch_alter_table("leads", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_leads_profile_hash"))
        batch_op.drop_column("profile_hash")

    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_column("answer_by")
        batch_op.drop_column("answer_words")
        batch_op.drop_column("answer")

    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.drop_column("sentences")
        batch_op.drop_column("evidence")
        batch_op.drop_column("language")
        batch_op.drop_column("prompt_version")
        batch_op.drop_column("task")

    op.drop_table("overrides")
    with op.batch_alter_table("model_calls", schema=None) as batch_op:
        batch_op.drop_index("model_calls_of_campaign")

    op.drop_table("model_calls")
    op.drop_table("vectors")
    op.drop_table("downloads")
