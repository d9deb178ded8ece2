"""Who gave the points of a trend"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("trend_asks", sa.Column("source", sa.String(length=80), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("trend_asks", schema=None) as batch_op:
        batch_op.drop_column("source")
