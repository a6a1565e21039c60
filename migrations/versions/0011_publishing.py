"""What of boards is published, and people's calendar addresses."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publication",
        sa.Column("board_id", sa.String(length=32), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("feed_id", sa.String(length=32), nullable=False),
        sa.Column("part", sa.String(length=64), nullable=True),
        sa.Column("owners", sa.Boolean(), nullable=False),
        sa.Column("drafts", sa.Boolean(), nullable=False),
        sa.Column("decisions", sa.Boolean(), nullable=False),
        sa.Column("downloads", sa.Boolean(), nullable=False),
        sa.Column("indexed", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("board_id"),
        sa.UniqueConstraint("token"),
    )
    op.create_table(
        "publication_shown",
        sa.Column("board_id", sa.String(length=32), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["publication.board_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("board_id"),
    )
    op.create_table(
        "publication_change",
        sa.Column("board_id", sa.String(length=32), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["publication.board_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("board_id", "item", "day"),
    )
    op.create_table(
        "calendar_address",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("mine", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id"),
        sa.UniqueConstraint("token"),
    )


def downgrade() -> None:
    op.drop_table("calendar_address")
    op.drop_table("publication_change")
    op.drop_table("publication_shown")
    op.drop_table("publication")
