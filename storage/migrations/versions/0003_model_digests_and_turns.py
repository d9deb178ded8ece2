"""Model digests, and the row by which spenders take turns"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_preferences = sa.table("preferences", sa.column("name", sa.String), sa.column("value", sa.JSON))


def upgrade() -> None:
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("model_digest", sa.String(length=120), server_default="", nullable=False))

    is_set = sa.select(_preferences.c.name).where(_preferences.c.name == "spending")
    if op.get_bind().execute(is_set).first() is None:
        op.bulk_insert(_preferences, [{"name": "spending", "value": {}}])


def downgrade() -> None:
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.drop_column("model_digest")
