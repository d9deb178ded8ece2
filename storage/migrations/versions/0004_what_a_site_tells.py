"""What a company's site tells of it, and briefs with several sectors"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TEXTS = ("phone_national", "booking", "shop", "site_builder")
_SHORT = ("phone_e164", "email_kind")
_LISTS = ("languages", "social")
_campaigns = sa.table("campaigns", sa.column("id", sa.Integer), sa.column("brief", sa.JSON))


def upgrade() -> None:
    with op.batch_alter_table("leads", schema=None) as batch_op:
        for name in _TEXTS:
            batch_op.add_column(sa.Column(name, sa.Text(), server_default="", nullable=False))
        for name in _SHORT:
            batch_op.add_column(sa.Column(name, sa.String(length=20), server_default="", nullable=False))
        for name in _LISTS:
            batch_op.add_column(sa.Column(name, sa.JSON(), server_default="[]", nullable=False))
    _rewrite_briefs(_with_sectors)


def downgrade() -> None:
    with op.batch_alter_table("leads", schema=None) as batch_op:
        for name in (*_TEXTS, *_SHORT, *_LISTS):
            batch_op.drop_column(name)
    _rewrite_briefs(_with_one_sector)


def _rewrite_briefs(rewritten: Any) -> None:
    connection = op.get_bind()
    for campaign_id, brief in connection.execute(sa.select(_campaigns.c.id, _campaigns.c.brief)).all():
        here = _campaigns.c.id == campaign_id
        connection.execute(sa.update(_campaigns).where(here).values(brief=rewritten(brief)))


def _with_sectors(brief: dict[str, Any]) -> dict[str, Any]:
    sector = brief.pop("sector", "")
    return {**brief, "sectors": [sector] if sector else []}


def _with_one_sector(brief: dict[str, Any]) -> dict[str, Any]:
    added = ("radius_km", "max_minutes", "every_days", "directories", "websites")
    sectors = brief.pop("sectors", [])
    return {**{name: value for name, value in brief.items() if name not in added}, "sector": "".join(sectors[:1])}
