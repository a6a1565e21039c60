"""What people have seen of boards."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "board_seen",
        sa.Column("board_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("board_id", "person_id"),
    )
    op.create_index(op.f("ix_board_seen_person_id"), "board_seen", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_board_seen_person_id"), table_name="board_seen")
    op.drop_table("board_seen")
