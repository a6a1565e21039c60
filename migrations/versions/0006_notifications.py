"""Notifications: inboxes, mails that wait, web push, what people choose."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "noted_event",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_noted_event_next_at"), "noted_event", ["next_at"], unique=False)
    op.create_table(
        "vapid_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("private_pem", sa.Text(), nullable=False),
        sa.Column("public_pem", sa.Text(), nullable=False),
        sa.Column("public_key", sa.String(length=128), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "mail",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=True),
        sa.Column("address", sa.String(length=254), nullable=True),
        sa.Column("open_key", sa.String(length=160), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by", sa.String(length=32), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("open_key"),
    )
    op.create_index("ix_mail_due", "mail", ["state", "next_at"], unique=False)
    op.create_index(op.f("ix_mail_person_id"), "mail", ["person_id"], unique=False)
    op.create_table(
        "notification_settings",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("email", sa.String(length=20), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_table(
        "push_subscription",
        sa.Column("endpoint_digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("p256dh", sa.String(length=128), nullable=False),
        sa.Column("auth", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("endpoint_digest"),
    )
    op.create_index(
        op.f("ix_push_subscription_person_id"), "push_subscription", ["person_id"], unique=False
    )
    op.create_table(
        "board_notifications",
        sa.Column("board_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("board_id", "person_id"),
    )
    op.create_index(
        op.f("ix_board_notifications_person_id"), "board_notifications", ["person_id"], unique=False
    )
    op.create_table(
        "known_board",
        sa.Column("board_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("board_id"),
    )
    op.create_table(
        "known_item",
        sa.Column("board_id", sa.String(length=32), nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.String(length=64), nullable=True),
        sa.Column("due", sa.String(length=10), nullable=True),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("board_id", "item_id"),
    )
    op.create_index(op.f("ix_known_item_due"), "known_item", ["due"], unique=False)
    op.create_index(op.f("ix_known_item_owner_id"), "known_item", ["owner_id"], unique=False)
    op.create_table(
        "notification",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("board_id", sa.String(length=32), nullable=True),
        sa.Column("by_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=160), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("excerpt", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mail_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id", "source", name="uq_notification_source"),
    )
    op.create_index(op.f("ix_notification_at"), "notification", ["at"], unique=False)
    op.create_index(op.f("ix_notification_board_id"), "notification", ["board_id"], unique=False)
    op.create_index(op.f("ix_notification_by_id"), "notification", ["by_id"], unique=False)
    op.create_index(op.f("ix_notification_mail_id"), "notification", ["mail_id"], unique=False)
    op.create_index(
        "ix_notification_newest", "notification", ["person_id", "at", "id"], unique=False
    )
    op.create_table(
        "unsubscribe_link",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=320), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=True),
        sa.Column("address", sa.String(length=254), nullable=True),
        sa.Column("board_id", sa.String(length=32), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token"),
        sa.UniqueConstraint("key"),
    )
    op.create_index(
        op.f("ix_unsubscribe_link_board_id"), "unsubscribe_link", ["board_id"], unique=False
    )
    op.create_index(
        op.f("ix_unsubscribe_link_person_id"), "unsubscribe_link", ["person_id"], unique=False
    )
    op.create_table(
        "push",
        sa.Column("notification_id", sa.String(length=32), nullable=False),
        sa.Column("endpoint_digest", sa.String(length=64), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["endpoint_digest"], ["push_subscription.endpoint_digest"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["notification_id"], ["notification.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("notification_id", "endpoint_digest"),
    )
    op.create_index(op.f("ix_push_endpoint_digest"), "push", ["endpoint_digest"], unique=False)
    op.create_index(op.f("ix_push_next_at"), "push", ["next_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_push_next_at"), table_name="push")
    op.drop_index(op.f("ix_push_endpoint_digest"), table_name="push")
    op.drop_table("push")
    op.drop_index(op.f("ix_unsubscribe_link_person_id"), table_name="unsubscribe_link")
    op.drop_index(op.f("ix_unsubscribe_link_board_id"), table_name="unsubscribe_link")
    op.drop_table("unsubscribe_link")
    op.drop_index("ix_notification_newest", table_name="notification")
    op.drop_index(op.f("ix_notification_mail_id"), table_name="notification")
    op.drop_index(op.f("ix_notification_by_id"), table_name="notification")
    op.drop_index(op.f("ix_notification_board_id"), table_name="notification")
    op.drop_index(op.f("ix_notification_at"), table_name="notification")
    op.drop_table("notification")
    op.drop_index(op.f("ix_known_item_owner_id"), table_name="known_item")
    op.drop_index(op.f("ix_known_item_due"), table_name="known_item")
    op.drop_table("known_item")
    op.drop_table("known_board")
    op.drop_index(op.f("ix_board_notifications_person_id"), table_name="board_notifications")
    op.drop_table("board_notifications")
    op.drop_index(op.f("ix_push_subscription_person_id"), table_name="push_subscription")
    op.drop_table("push_subscription")
    op.drop_table("notification_settings")
    op.drop_index(op.f("ix_mail_person_id"), table_name="mail")
    op.drop_index("ix_mail_due", table_name="mail")
    op.drop_table("mail")
    op.drop_table("vapid_key")
    op.drop_index(op.f("ix_noted_event_next_at"), table_name="noted_event")
    op.drop_table("noted_event")
