"""When sessions are meant to begin, and activities that stay open for days."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "workshop_session", sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("activity", sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("activity", sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "activity", sa.Column("reveals", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_index(op.f("ix_activity_closes_at"), "activity", ["closes_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_activity_closes_at"), table_name="activity")
    op.drop_column("activity", "reveals")
    op.drop_column("activity", "remind_at")
    op.drop_column("activity", "closes_at")
    op.drop_column("workshop_session", "starts_at")
