"""A campaign that nobody stopped or closed is open, whether anything of it is at work or not"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE campaigns SET status = 'open' WHERE status = 'running'")
    op.execute("UPDATE campaigns SET status = 'closed' WHERE status = 'done'")


def downgrade() -> None:
    op.execute("UPDATE campaigns SET status = 'running' WHERE status = 'open'")
    op.execute("UPDATE campaigns SET status = 'done' WHERE status = 'closed'")
