"""Discussion: threads of comments, reactions, suggestions."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "thread",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("board_id", sa.String(length=32), nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=True),
        sa.Column("field", sa.String(length=16), nullable=False),
        sa.Column("anchor", sa.JSON(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("created_by", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_by", sa.String(length=32), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["resolved_by"], ["person.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_thread_board_id"), "thread", ["board_id"], unique=False)
    op.create_index(op.f("ix_thread_created_by"), "thread", ["created_by"], unique=False)
    op.create_index(op.f("ix_thread_resolved_by"), "thread", ["resolved_by"], unique=False)

    op.create_table(
        "comment",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("thread_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=True),
        sa.Column("body", sa.JSON(), nullable=True),
        sa.Column("mentions", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_comment_author_id"), "comment", ["author_id"], unique=False)
    op.create_index(op.f("ix_comment_thread_id"), "comment", ["thread_id"], unique=False)

    op.create_table(
        "comment_reaction",
        sa.Column("comment_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("emoji", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("comment_id", "person_id", "emoji"),
    )
    op.create_index(
        op.f("ix_comment_reaction_person_id"), "comment_reaction", ["person_id"], unique=False
    )

    op.create_table(
        "suggestion",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("board_id", sa.String(length=32), nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=True),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("base", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("result_item", sa.String(length=64), nullable=True),
        sa.Column("found", sa.JSON(), nullable=True),
        sa.Column("written", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_suggestion_author_id"), "suggestion", ["author_id"], unique=False)
    op.create_index(op.f("ix_suggestion_board_id"), "suggestion", ["board_id"], unique=False)
    op.create_index(op.f("ix_suggestion_decided_by"), "suggestion", ["decided_by"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_suggestion_decided_by"), table_name="suggestion")
    op.drop_index(op.f("ix_suggestion_board_id"), table_name="suggestion")
    op.drop_index(op.f("ix_suggestion_author_id"), table_name="suggestion")

    op.drop_table("suggestion")
    op.drop_index(op.f("ix_comment_reaction_person_id"), table_name="comment_reaction")

    op.drop_table("comment_reaction")
    op.drop_index(op.f("ix_comment_thread_id"), table_name="comment")
    op.drop_index(op.f("ix_comment_author_id"), table_name="comment")

    op.drop_table("comment")
    op.drop_index(op.f("ix_thread_resolved_by"), table_name="thread")
    op.drop_index(op.f("ix_thread_created_by"), table_name="thread")
    op.drop_index(op.f("ix_thread_board_id"), table_name="thread")

    op.drop_table("thread")
