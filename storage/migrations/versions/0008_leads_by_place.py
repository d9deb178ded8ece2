"""Leads are found by where they lie, by the campaigns they are in, and by what was sent to them"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("leads_by_place", "leads", ["lat", "lon"])
    op.create_index("candidates_of_lead", "candidates", ["lead_id"])
    op.create_index("deliveries_of_draft", "deliveries", ["draft_id"])


def downgrade() -> None:
    op.drop_index("deliveries_of_draft", table_name="deliveries")
    op.drop_index("candidates_of_lead", table_name="candidates")
    op.drop_index("leads_by_place", table_name="leads")
