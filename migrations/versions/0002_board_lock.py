"""The board's lock, and the part that it leaves open."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "board", sa.Column("locked", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("board", sa.Column("open_part", sa.String(length=64), nullable=True))


def downgrade() -> None:
    op.drop_column("board", "open_part")
    op.drop_column("board", "locked")
