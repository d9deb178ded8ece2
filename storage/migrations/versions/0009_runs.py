"""A search can be run again: its runs, with what each has read, visited and found"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_CANDIDATE = ("first_run", "last_run", "gone_run")


def upgrade() -> None:
    _make_tables()
    with op.batch_alter_table("leads", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seen_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("candidates", schema=None) as batch_op:
        for name in _CANDIDATE:
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=True))
    with op.batch_alter_table("campaigns", schema=None) as batch_op:
        batch_op.add_column(sa.Column("next_run_at", sa.DateTime(), nullable=True))
    _take_over()
    op.drop_table("find_steps")
    # By hand, since a batch would make the table anew, and others refer to it.
    op.execute("ALTER TABLE campaigns DROP COLUMN found_at")


def downgrade() -> None:
    op.create_table(
        "find_steps",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("is_passing", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"]),
        sa.PrimaryKeyConstraint("campaign_id", "item"),
    )
    with op.batch_alter_table("campaigns", schema=None) as batch_op:
        batch_op.add_column(sa.Column("found_at", sa.DateTime(), nullable=True))
    _give_back()
    op.execute("ALTER TABLE campaigns DROP COLUMN next_run_at")
    for name in _CANDIDATE:
        op.execute(f"ALTER TABLE candidates DROP COLUMN {name}")
    op.execute("ALTER TABLE leads DROP COLUMN seen_at")
    for name in ("host_traits", "run_leads", "run_visits", "run_items", "runs"):
        op.drop_table(name)


def _make_tables() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("cap", sa.String(length=20), nullable=False),
        sa.Column("is_scheduled", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("seconds", sa.Double(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("pages", "found", "new", "duplicates")),
        sa.Column("gone", sa.Integer(), nullable=True),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("campaign_id", "number"),
    )
    op.create_table(
        "run_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("run_id", "name"),
    )
    op.create_table(
        "run_visits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "run_leads",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("is_new", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.id"]),
        sa.ForeignKeyConstraint(["item_id"], ["run_items.id"]),
        sa.PrimaryKeyConstraint("run_id", "lead_id"),
    )
    op.create_table(
        "host_traits",
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("needs_script", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("host"),
    )
    op.create_index("run_items_by_state", "run_items", ["run_id", "state"], unique=False)
    op.create_index("run_visits_by_outcome", "run_visits", ["run_id", "outcome"], unique=False)
    op.create_index("run_leads_of_lead", "run_leads", ["lead_id"], unique=False)


def _take_over() -> None:
    """Every search so far becomes the first run of its campaign."""
    _run(
        "INSERT INTO runs (campaign_id, number, status, cap, is_scheduled, started_at, finished_at, seconds, pages, "
        "found, new, duplicates, figures) SELECT c.id, 1, CASE WHEN c.found_at IS NULL THEN 'under way' "
        "ELSE 'finished' END, '', :no, c.created_at, c.found_at, 0, 0, n.found, n.found, 0, '{}' "
        "FROM campaigns c JOIN (SELECT i.id, (SELECT count(*) FROM candidates k WHERE k.campaign_id = i.id) AS found "
        "FROM campaigns i) n ON n.id = c.id",
        no=False,
    )
    _run(
        "INSERT INTO run_items (run_id, name, kind, note, state, problem) SELECT r.id, s.item, '', '', "
        "CASE WHEN s.is_passing = :yes THEN 'passing' ELSE 'done' END, s.problem "
        "FROM find_steps s JOIN runs r ON r.campaign_id = s.campaign_id",
        yes=True,
    )
    _run(
        "INSERT INTO run_leads (run_id, lead_id, is_new) SELECT r.id, k.lead_id, :yes "
        "FROM candidates k JOIN runs r ON r.campaign_id = k.campaign_id",
        yes=True,
    )
    _run("UPDATE candidates SET first_run = 1, last_run = 1")
    _run("UPDATE leads SET seen_at = found_at")


def _give_back() -> None:
    """The newest run of each campaign stays as its only search."""
    _run(
        "INSERT INTO find_steps (campaign_id, item, problem, is_passing) SELECT r.campaign_id, i.name, i.problem, "
        "CASE WHEN i.state = 'passing' THEN :yes ELSE :no END FROM run_items i JOIN runs r ON r.id = i.run_id "
        "WHERE i.state <> 'ahead' AND r.number = "
        "(SELECT max(n.number) FROM runs n WHERE n.campaign_id = r.campaign_id)",
        yes=True,
        no=False,
    )
    _run(
        "UPDATE campaigns SET found_at = (SELECT r.finished_at FROM runs r WHERE r.campaign_id = campaigns.id "
        "AND r.status <> 'under way' AND r.number = "
        "(SELECT max(n.number) FROM runs n WHERE n.campaign_id = campaigns.id))"
    )


def _run(statement: str, **values: bool) -> None:
    types = [sa.bindparam(name, value, type_=sa.Boolean()) for name, value in values.items()]
    op.get_bind().execute(sa.text(statement).bindparams(*types))
